<?php
/**
 * The head of Account › Credits as HTML: the numbers stand there before any script has run.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Admin;

use SeoRankGenius\Capabilities;
use SeoRankGenius\Cloud\Value\Balance;
use SeoRankGenius\Cloud\Value\Catalog;
use SeoRankGenius\Credits\ShippedCatalog;
use SeoRankGenius\License\Connection;
use SeoRankGenius\Sync\KnownAccount;
use SeoRankGenius\Sync\Sync;

/**
 * What src/account draws in the same place, in the same elements and words, from the same record; the script puts its own
 * over it. Only what does not depend on the reader's clock. tests/js/account/first-paint.test.tsx holds the two together.
 */
final class FirstPaint {

	/**
	 * A first paint.
	 *
	 * @param Sync           $sync    What is known. Asks nobody.
	 * @param ShippedCatalog $shipped The catalog where the cloud has given none.
	 * @param Capabilities   $capabilities Who may see which tab.
	 */
	public function __construct( private readonly Sync $sync, private readonly ShippedCatalog $shipped, private readonly Capabilities $capabilities ) {}

	/**
	 * The HTML; empty where the tab begins with something other than the tiles.
	 */
	public function credits(): string {
		$known      = $this->sync->known();
		$connection = $this->sync->connection( $known );
		if ( Connection::Never === $connection || Connection::Disconnected === $connection || null === $known->license || self::is_locked( $known ) ) {
			return '';
		}
		return sprintf(
			'<h1 class="srg-title">%s</h1>%s<div class="srg-header"><h2 class="srg-heading">%s</h2><p class="srg-header__plan">%s</p></div><section><div class="srg-tiles">%s</div></section>',
			esc_html__( 'Account', 'seo-rank-genius' ),
			$this->tabs( true === $known->site?->is_manager ),
			esc_html__( 'AI Credits', 'seo-rank-genius' ),
			/* translators: %s: the name of a plan. */
			esc_html( sprintf( __( 'Plan: %s', 'seo-rank-genius' ), $known->license->plan_name ) ),
			$this->tiles( $known )
		);
	}

	/**
	 * Whether the upgrade card stands in place of the tiles: a free plan without credits.
	 *
	 * @param KnownAccount $known What is known.
	 */
	private static function is_locked( KnownAccount $known ): bool {
		$status = $known->balance->license['status'] ?? $known->license?->status;
		return 'free' === $status && ( null === $known->balance || 0 === $known->balance->total() );
	}

	/**
	 * The tabs, with Credits chosen.
	 *
	 * @param bool $is_manager Whether this site sees all sites of the license.
	 */
	private function tabs( bool $is_manager ): string {
		$labels = array(
			'credits'         => __( 'Credits', 'seo-rank-genius' ),
			'usage'           => __( 'Usage', 'seo-rank-genius' ),
			'agency'          => __( 'Agency', 'seo-rank-genius' ),
			'license'         => __( 'License', 'seo-rank-genius' ),
			'personalization' => __( 'Personalization', 'seo-rank-genius' ),
		);
		if ( ! $this->capabilities->can_manage_license() ) {
			unset( $labels['usage'], $labels['agency'] );
		}
		if ( ! $is_manager ) {
			unset( $labels['agency'] );
		}
		$html = '';
		foreach ( $labels as $tab => $label ) {
			$html .= sprintf(
				'<a href="%s" class="nav-tab%s">%s</a>',
				esc_url( admin_url( 'admin.php?page=' . Screens::ACCOUNT . '&tab=' . $tab ) ),
				'credits' === $tab ? ' nav-tab-active' : '',
				esc_html( $label )
			);
		}
		return sprintf( '<nav class="nav-tab-wrapper srg-tabs" aria-label="%s">%s</nav>', esc_attr__( 'Account', 'seo-rank-genius' ), $html );
	}

	/**
	 * The tiles.
	 *
	 * @param KnownAccount $known What is known.
	 */
	private function tiles( KnownAccount $known ): string {
		$balance     = $known->balance;
		$has_domain  = self::has_domain_pool( $known->catalog ?? $this->shipped->read(), $balance );
		$shows       = true !== $known->site?->hide_shared;
		$everywhere  = __( 'Available across all websites connected to your license.', 'seo-rank-genius' );
		$domain_only = __( 'Bound to this site only — cannot be shared with other domains.', 'seo-rank-genius' );
		return ( $shows ? self::tile( 'srg-tile srg-tile--large', __( 'Total Available', 'seo-rank-genius' ), $balance?->total(), $has_domain ? '' : $everywhere ) : '' )
			. ( $shows && $has_domain ? self::tile( 'srg-tile', __( 'Shared Credits', 'seo-rank-genius' ), $balance?->license['shared'], $everywhere ) : '' )
			. ( $has_domain ? self::tile( 'srg-tile', __( 'Domain Credits', 'seo-rank-genius' ), $balance?->site['domain'], $domain_only ) : '' );
	}

	/**
	 * One tile.
	 *
	 * @param string   $classes     Of its element.
	 * @param string   $label       What is counted.
	 * @param int|null $credits     How many; null: not known.
	 * @param string   $description What they are for; empty for none.
	 */
	private static function tile( string $classes, string $label, ?int $credits, string $description ): string {
		$figure = null === $credits
			? '<span aria-hidden="true">—</span><span class="screen-reader-text">' . esc_html__( 'not known', 'seo-rank-genius' ) . '</span>'
			: esc_html( number_format_i18n( $credits ) );
		return sprintf(
			'<div class="%s"><h3 class="srg-tile__label">%s</h3><p class="srg-tile__credits">%s</p>%s</div>',
			esc_attr( $classes ),
			esc_html( $label ),
			$figure,
			'' === $description ? '' : '<p class="srg-tile__description">' . esc_html( $description ) . '</p>'
		);
	}

	/**
	 * Whether there are Domain Credits to tell apart from Shared ones.
	 *
	 * @param Catalog      $catalog What is sold.
	 * @param Balance|null $balance What there is.
	 */
	private static function has_domain_pool( Catalog $catalog, ?Balance $balance ): bool {
		return ( $balance->site['domain'] ?? 0 ) > 0 || in_array( 'domain', array_column( $catalog->packs, 'pool' ), true );
	}
}
