<?php
/**
 * Works on a run from the command line until it ends, as an open page would.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Cli;

use SeoRankGenius\Cloud\Fields;
use SeoRankGenius\Runs\RunEnd;
use WP_CLI\Utils;
use cli\progress\Bar;

/**
 * Somebody else may be at it too: a step that finds the run taken does nothing, and the next one comes after a pause.
 */
final class RunDrive {

	/** So long after a step that has brought nothing. */
	private const PAUSE_S = 2;

	/**
	 * Works until the run has ended. A rate limit is waited for; an outage ends it here, and the background goes on.
	 *
	 * @param array<array-key, mixed> $answer The run, as a route shows it.
	 * @return array<array-key, mixed> The run as it is then.
	 */
	public function drive( array $answer ): array {
		$run  = Fields::of( $answer )->object( 'run' );
		$path = '/runs/' . $run->uuid( 'id' );
		/**
		 * Shown on a terminal only.
		 *
		 * @var Bar $bar
		 */
		$bar   = Utils\make_progress_bar( __( 'Running', 'seo-rank-genius' ), $run->count( 'total' ) );
		$shown = 0;
		while ( ! self::has_ended( $run ) ) {
			$seq    = $run->count( 'last_seq' );
			$answer = Routes::call( 'POST', "$path/step", array( 'after' => $seq ) );
			$run    = Fields::of( $answer )->object( 'run' );
			$ended  = $run->count( 'total' ) - $run->count( 'left' );
			for ( ; $shown < $ended; $shown++ ) {
				$bar->tick();
			}
			$this->pause( $run, $seq );
			// Hours of work would fill it.
			wp_cache_flush_runtime();
		}
		$bar->finish();
		return $answer;
	}

	/**
	 * Waits, where the next step could do nothing now.
	 *
	 * @param Fields $run The run after a step.
	 * @param int    $seq Its last seq before.
	 */
	private function pause( Fields $run, int $seq ): void {
		if ( self::has_ended( $run ) ) {
			return;
		}
		$retry_at = self::retry_at( $run );
		if ( null !== $retry_at ) {
			/* translators: %s: a time. */
			Output::warn( sprintf( __( 'The service asks to wait until %s UTC.', 'seo-rank-genius' ), gmdate( 'H:i:s', $retry_at ) ) );
			sleep( max( 1, $retry_at - time() ) );
		} elseif ( $run->count( 'last_seq' ) === $seq ) {
			sleep( self::PAUSE_S );
		}
	}

	/**
	 * Whether nothing is left to do here.
	 *
	 * @param Fields $run The run.
	 */
	private static function has_ended( Fields $run ): bool {
		return 'ended' === $run->text( 'state' ) && null === self::retry_at( $run );
	}

	/**
	 * When a rate limit is over; null when there is none.
	 *
	 * @param Fields $run The run.
	 * @return int|null Unix time.
	 */
	private static function retry_at( Fields $run ): ?int {
		$end  = $run->nullable( 'end', static fn ( Fields $of ): string => $of->text( 'end' ) );
		$time = $run->nullable( 'retry_at', static fn ( Fields $of ): string => $of->time( 'retry_at' ) );
		return RunEnd::RateLimited->value === $end && null !== $time ? (int) strtotime( $time ) : null;
	}
}
