<?php
/**
 * Goes on with runs that no open page drives, by WP-Cron.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Runs;

use SeoRankGenius\Storage\Names;

/**
 * One event for the site, not one for each run. It schedules itself again before it works, so that a tick which is killed
 * is followed by another. Under ALTERNATE_WP_CRON nothing is scheduled: that runs inside a visitor's request.
 */
final class Background {

	/** A tick begins no batch that would last beyond this. */
	private const TICK_S = 20;

	/** Core's own test calls an event late by then. */
	private const LATE_S = 10 * MINUTE_IN_SECONDS;

	/** An open page is given so much time before the background looks. */
	private const LOOK_AFTER_S = 60;

	/**
	 * The background.
	 *
	 * @param RunTable $runs Keeps runs.
	 * @param StepRun  $step Works on them.
	 */
	public function __construct( private readonly RunTable $runs, private readonly StepRun $step ) {}

	/**
	 * Sees to it that the background looks after the runs.
	 */
	public function watch(): void {
		if ( self::is_possible() && false === wp_next_scheduled( Names::RUNS_TICK ) ) {
			wp_schedule_single_event( time() + self::LOOK_AFTER_S, Names::RUNS_TICK );
		}
	}

	/**
	 * Works for a while on whatever runs can be worked on, in turns, and schedules the next tick while any is left.
	 */
	public function tick(): void {
		if ( ! self::is_possible() ) {
			return;
		}
		$this->watch();
		$ends_at = microtime( true ) + self::TICK_S;
		$longest = 0.0;
		do {
			$did_any = false;
			foreach ( $this->runs->claimable( time() ) as $run ) {
				$started = microtime( true );
				if ( $started + $longest > $ends_at ) {
					break 2;
				}
				$did_any = $this->step->step( $run ) || $did_any;
				$longest = max( $longest, microtime( true ) - $started );
			}
		} while ( $did_any );
		$next_at = $this->runs->next_at();
		wp_clear_scheduled_hook( Names::RUNS_TICK );
		if ( null !== $next_at ) {
			wp_schedule_single_event( max( time(), $next_at ), Names::RUNS_TICK );
		}
	}

	/**
	 * Whether WP-Cron may work here: nobody waits for its requests.
	 */
	public static function is_possible(): bool {
		return ! ( defined( 'ALTERNATE_WP_CRON' ) && true === constant( 'ALTERNATE_WP_CRON' ) ) || ( defined( 'WP_CLI' ) && true === constant( 'WP_CLI' ) );
	}

	/**
	 * Whether WP-Cron should have run a hook's event long ago.
	 *
	 * @param string $hook One of Names::CRON_HOOKS.
	 */
	public static function is_late( string $hook ): bool {
		$next = wp_next_scheduled( $hook );
		return false !== $next && $next < time() - self::LATE_S;
	}
}
