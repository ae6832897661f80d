<?php
/**
 * Shows what is known of the account as schema/rest/account.json says.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest;

use SeoRankGenius\Capabilities;
use SeoRankGenius\Cloud\CloudUrl;
use SeoRankGenius\Cloud\Value\Catalog;
use SeoRankGenius\Cloud\Value\Checkout;
use SeoRankGenius\Credits\ShippedCatalog;
use SeoRankGenius\Features\ImageAltText\ImageLibrary;
use SeoRankGenius\License\ConfiguredKey;
use SeoRankGenius\License\Connection;
use SeoRankGenius\License\Home;
use SeoRankGenius\Personalization\SavedPersonalization;
use SeoRankGenius\Seo\PublishedPages;
use SeoRankGenius\Sync\KnownAccount;
use SeoRankGenius\Sync\Sync;

/**
 * Names every field that is shown, so that the sealed token is not among them. Asks nobody.
 */
final class AccountView {

	/**
	 * A view.
	 *
	 * @param Sync           $sync         What is known.
	 * @param Home           $home         This site.
	 * @param CloudUrl       $cloud        Where data goes.
	 * @param ShippedCatalog $shipped      Prices for those who are not connected.
	 * @param ImageLibrary   $images       Counts what this site would gain.
	 * @param PublishedPages $pages        Counts the same.
	 * @param SavedPersonalization $personalization Whether there is enough of it.
	 * @param Capabilities   $capabilities What the user may do.
	 */
	public function __construct(
		private readonly Sync $sync,
		private readonly Home $home,
		private readonly CloudUrl $cloud,
		private readonly ShippedCatalog $shipped,
		private readonly ImageLibrary $images,
		private readonly PublishedPages $pages,
		private readonly SavedPersonalization $personalization,
		private readonly Capabilities $capabilities,
	) {}

	/**
	 * The account as the current user sees it now.
	 *
	 * @return array<string, mixed>
	 */
	public function show(): array {
		$known      = $this->sync->known();
		$hidden     = true === $known->site?->hide_shared;
		$connection = $this->sync->connection( $known );
		$now        = time();
		return array(
			'connection'              => $connection->value,
			'moved_from'              => $this->sync->moved_from( $known ),
			'key_is_configured'       => $this->capabilities->can_manage_license() && null !== ConfiguredKey::read(),
			'domain'                  => $this->home->domain(),
			'cloud_host'              => $this->cloud->host(),
			'blog_id'                 => get_current_blog_id(),
			'site_id'                 => $known->site?->id,
			'account_email'           => $known->email_masked,
			'license'                 => self::license( $known ),
			'site'                    => null === $known->site ? null : array(
				'is_manager'  => $known->site->is_manager,
				'hide_shared' => $known->site->hide_shared,
			),
			'balance'                 => self::balance( $known, $hidden ),
			'stale'                   => Connection::Connected === $connection && $known->is_stale( $now ),
			'problem'                 => $known->problem?->shown( $now )->to_array(),
			'catalog'                 => self::catalog( $known->catalog ?? $this->shipped->read(), $hidden ),
			'gain'                    => $this->images->totals() + array( 'pages' => $this->pages->count() ),
			'personalization_is_thin' => $this->personalization->now()->is_thin(),
			'open_checkouts'          => $this->capabilities->can_buy()
				? array_map( static fn ( Checkout $checkout ): array => $checkout->to_array(), self::checkouts( $known, $hidden ) )
				: array(),
			'can'                     => array(
				'view'           => $this->capabilities->can_view(),
				'spend'          => $this->capabilities->can_spend(),
				'buy'            => $this->capabilities->can_buy(),
				'manage_license' => $this->capabilities->can_manage_license(),
			),
		);
	}

	/**
	 * The balance. Where the owner hides the Shared pool from this site's people, its figure does not leave PHP.
	 *
	 * @param KnownAccount $known  What is known.
	 * @param bool         $hidden Whether the owner does.
	 * @return array<string, mixed>|null
	 */
	private static function balance( KnownAccount $known, bool $hidden ): ?array {
		$balance = $known->balance?->to_array();
		if ( null !== $balance && $hidden ) {
			$balance['license'] = array_merge(
				$known->balance->license,
				array(
					'shared' => null,
					'owed'   => 0,
				)
			);
		}
		return $balance;
	}

	/**
	 * What can be bought here.
	 *
	 * @param Catalog $catalog The catalog.
	 * @param bool    $hidden  Whether the owner hides the Shared pool here.
	 * @return array<string, mixed>
	 */
	private static function catalog( Catalog $catalog, bool $hidden ): array {
		$packs = $hidden ? array_values( array_filter( $catalog->packs, static fn ( array $pack ): bool => 'shared' !== $pack['pool'] ) ) : $catalog->packs;
		return array_merge( $catalog->to_array(), array( 'packs' => $packs ) );
	}

	/**
	 * The checkouts that are watched.
	 *
	 * @param KnownAccount $known  What is known.
	 * @param bool         $hidden Whether the owner hides the Shared pool here.
	 * @return list<Checkout>
	 */
	private static function checkouts( KnownAccount $known, bool $hidden ): array {
		return array_values( array_filter( $known->checkouts, static fn ( Checkout $checkout ): bool => ! $hidden || 'shared' !== $checkout->pool ) );
	}

	/**
	 * The license, with the status of the balance: it is the newer of the two.
	 *
	 * @param KnownAccount $known What is known.
	 * @return array<string, mixed>|null
	 */
	private static function license( KnownAccount $known ): ?array {
		if ( null === $known->license ) {
			return null;
		}
		return array_merge( $known->license->to_array(), array( 'status' => $known->balance->license['status'] ?? $known->license->status ) );
	}
}
