<?php
/**
 * Whether the plugin's tables are there, and whether WP-Cron does its work.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\License;

use Closure;
use RuntimeException;
use SeoRankGenius\Runs\Background;
use SeoRankGenius\Storage\Migrations;

/**
 * Missing tables are made again, and events that should be scheduled are. Whether anybody calls wp-cron.php is seen by
 * events that are late; that only the owner can mend.
 */
final class InstallationChecks {

	/**
	 * Checks.
	 *
	 * @param Migrations            $migrations Makes the tables.
	 * @param Closure():void        $refill     Has new tables filled.
	 * @param array<string, Closure():void> $schedule For each hook of WP-Cron: schedules its event where work waits for it.
	 */
	public function __construct(
		private readonly Migrations $migrations,
		private readonly Closure $refill,
		private readonly array $schedule,
	) {}

	/**
	 * The tables.
	 */
	public function tables(): Finding {
		try {
			$missing = $this->migrations->mend();
		} catch ( RuntimeException $refused ) {
			return Finding::problem( 'tables', $refused->getMessage(), __( 'Ask your host to give WordPress’s database user the right to create tables, then check again.', 'seo-rank-genius' ) );
		}
		if ( array() === $missing ) {
			return Finding::ok( 'tables', __( 'All tables are there.', 'seo-rank-genius' ) );
		}
		( $this->refill )();
		return Finding::mended(
			'tables',
			/* translators: %s: names of database tables. */
			sprintf( __( 'Tables were missing and have been created again: %s. What was in them is lost, but for the indexes of images and links, which are being filled.', 'seo-rank-genius' ), implode( ', ', $missing ) )
		);
	}

	/**
	 * WP-Cron.
	 */
	public function cron(): Finding {
		if ( ! Background::is_possible() ) {
			return Finding::problem(
				'cron',
				__( 'ALTERNATE_WP_CRON is on, which would run background work inside a visitor’s request. So there is none: long jobs go on while their page is open.', 'seo-rank-genius' ),
				__( 'Remove ALTERNATE_WP_CRON from wp-config.php, and have the system’s own cron call wp-cron.php.', 'seo-rank-genius' )
			);
		}
		$scheduled = 0;
		foreach ( $this->schedule as $hook => $schedule ) {
			if ( Background::is_late( $hook ) ) {
				return self::late();
			}
			$next = wp_next_scheduled( $hook );
			$schedule();
			$scheduled += false === $next && false !== wp_next_scheduled( $hook ) ? 1 : 0;
		}
		return 0 === $scheduled
			? Finding::ok( 'cron', __( 'Scheduled events are on time.', 'seo-rank-genius' ) )
			: Finding::mended( 'cron', __( 'Background work was waiting, and nothing would have started it. It is scheduled again.', 'seo-rank-genius' ) );
	}

	/**
	 * An event is late.
	 */
	private static function late(): Finding {
		return defined( 'DISABLE_WP_CRON' ) && true === constant( 'DISABLE_WP_CRON' )
			? Finding::problem(
				'cron',
				__( 'Background work is late. DISABLE_WP_CRON is on, so WordPress leaves it to the system’s own cron, which has not called wp-cron.php.', 'seo-rank-genius' ),
				__( 'Have the system’s own cron call wp-cron.php every minute, or remove DISABLE_WP_CRON from wp-config.php.', 'seo-rank-genius' )
			)
			: Finding::problem(
				'cron',
				__( 'Background work is late: WordPress has not run its scheduled events. Long jobs go on while their page is open.', 'seo-rank-genius' ),
				__( 'Open Tools › Site Health, which says why WordPress cannot call itself, or have the system’s own cron call wp-cron.php.', 'seo-rank-genius' )
			);
	}
}
