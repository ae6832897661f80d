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
use SeoRankGenius\Cloud\Value\Checkout;
use SeoRankGenius\Credits\ShippedCatalog;
use SeoRankGenius\Features\ImageAltText\ImageLibrary;
use SeoRankGenius\License\Connection;
use SeoRankGenius\License\Home;
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
	 * @param Capabilities   $capabilities What the user may do.
	 */
	public function __construct(
		private readonly Sync $sync,
		private readonly Home $home,
		private readonly CloudUrl $cloud,
		private readonly ShippedCatalog $shipped,
		private readonly ImageLibrary $images,
		private readonly Capabilities $capabilities,
	) {}

	/**
	 * The account as the current user sees it now.
	 *
	 * @return array<string, mixed>
	 */
	public function show(): array {
		$known      = $this->sync->known();
		$connection = $this->sync->connection( $known );
		$now        = time();
		return array(
			'connection'     => $connection->value,
			'domain'         => $this->home->domain(),
			'cloud_host'     => $this->cloud->host(),
			'blog_id'        => get_current_blog_id(),
			'site_id'        => $known->site?->id,
			'account_email'  => $known->email_masked,
			'license'        => self::license( $known ),
			'site'           => null === $known->site ? null : array(
				'is_manager'  => $known->site->is_manager,
				'hide_shared' => $known->site->hide_shared,
			),
			'balance'        => $known->balance?->to_array(),
			'stale'          => Connection::Connected === $connection && $known->is_stale( $now ),
			'problem'        => $known->problem?->shown( $now )->to_array(),
			'catalog'        => ( $known->catalog ?? $this->shipped->read() )->to_array(),
			'gain'           => array( 'images_without_alt' => $this->images->count_missing() ),
			'open_checkouts' => $this->capabilities->can_buy()
				? array_map( static fn ( Checkout $checkout ): array => $checkout->to_array(), $known->checkouts )
				: array(),
			'can'            => array(
				'view'           => $this->capabilities->can_view(),
				'spend'          => $this->capabilities->can_spend(),
				'buy'            => $this->capabilities->can_buy(),
				'manage_license' => $this->capabilities->can_manage_license(),
			),
		);
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
