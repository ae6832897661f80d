<?php
/**
 * Fills an index in bounded pieces: in the background, and by the page that needs it.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Indexing;

use Closure;
use SeoRankGenius\Runs\Background;

/**
 * Phase by phase, each from the highest id down. How far it is, is a small autoloaded option, so that asking costs no
 * query. Two at once do the same piece, which does no harm; what starts anew while a piece is done makes that piece count
 * for nothing. Once complete, an index stays so: when it is filled again, after an update or because the plugin was off for
 * a while, its rows are only brought up to date.
 *
 * @phpstan-type Progress array{version: string, started: string, phase: string, below: int, is_complete: bool}
 */
final class Fill {

	/** A tick of WP-Cron; hosts end what runs longer than half a minute. */
	private const SECONDS_IN_BACKGROUND = 10.0;

	/** What a person waits for at most: enough for some hundred rows. */
	public const SECONDS_IN_A_REQUEST = 0.4;

	private const DONE = 'done';

	/**
	 * A filler.
	 *
	 * @param string                          $option Where it is kept how far it is.
	 * @param string                          $hook   Of WP-Cron, by which it goes on.
	 * @param array<string, Closure(int):int> $phases By name, in their order: does the piece below an id and says below which
	 *                                                to go on; 0: nothing is left.
	 * @param string|null                     $main   The phase with which the index is complete; null: the last.
	 */
	public function __construct(
		private readonly string $option,
		private readonly string $hook,
		private readonly array $phases,
		private readonly ?string $main = null,
	) {}

	/**
	 * One piece of objects. Those that the index has beyond them are looked at again: they may be gone.
	 *
	 * @param list<int>                 $ids     The highest ids below the one where the piece begins.
	 * @param int                       $most    How many were asked for.
	 * @param callable(list<int>):void  $refresh Brings rows up to date.
	 * @param callable(int):list<int>   $known   What the index has from an id on, below where the piece begins.
	 * @return int Below which id to go on; 0: nothing is left.
	 */
	public static function piece( array $ids, int $most, callable $refresh, callable $known ): int {
		$last = $most > count( $ids ) ? 0 : (int) end( $ids );
		$refresh( $ids );
		foreach ( array_chunk( array_values( array_diff( $known( $last ), $ids ) ), max( 1, $most ) ) as $stray ) {
			$refresh( $stray );
		}
		return $last;
	}

	/**
	 * Whether every object is in the index.
	 *
	 * @phpstan-impure
	 */
	public function is_complete(): bool {
		return true === ( $this->progress()['is_complete'] ?? null );
	}

	/**
	 * Whether every object is in the index, once it has been worked on where that was not so.
	 *
	 * @param float $seconds How long it is worked on.
	 */
	public function is_complete_within( float $seconds ): bool {
		return $this->is_complete() || $this->work( $seconds ) || $this->is_complete();
	}

	/**
	 * Starts from the beginning, unless this version of the plugin has done so before. True when it has started.
	 */
	public function start_once(): bool {
		if ( SEO_RANK_GENIUS_VERSION === ( $this->progress()['version'] ?? null ) ) {
			return false;
		}
		$this->start();
		return true;
	}

	/**
	 * Starts from the beginning. What is complete stays so: its rows are brought up to date.
	 */
	public function start(): void {
		$this->save(
			array(
				'version'     => SEO_RANK_GENIUS_VERSION,
				'started'     => wp_generate_uuid4(),
				'phase'       => (string) array_key_first( $this->phases ),
				'below'       => PHP_INT_MAX,
				'is_complete' => $this->is_complete(),
			)
		);
		$this->schedule();
	}

	/**
	 * Has WP-Cron go on where something is left.
	 */
	public function go_on(): void {
		if ( self::DONE !== ( $this->progress()['phase'] ?? null ) ) {
			$this->schedule();
		}
	}

	/**
	 * Works in the background, and comes back for the rest.
	 */
	public function tick(): void {
		if ( ! $this->work( self::SECONDS_IN_BACKGROUND ) ) {
			$this->schedule();
		}
	}

	/**
	 * Does pieces until all is done or the time is over; at least one. True when all is done.
	 *
	 * @param float $seconds How long.
	 */
	public function work( float $seconds ): bool {
		$until = microtime( true ) + $seconds;
		do {
			$progress = $this->progress();
			if ( null === $progress ) {
				$this->start();
				continue;
			}
			$phase = $this->phases[ $progress['phase'] ] ?? null;
			if ( null === $phase ) {
				return true;
			}
			$next = $this->after( $progress, $phase( $progress['below'] ) );
			if ( $this->progress() === $progress ) {
				$this->save( $next );
			}
		} while ( microtime( true ) < $until );
		return self::DONE === ( $this->progress()['phase'] ?? null );
	}

	/**
	 * How far it is after a piece.
	 *
	 * @param array $progress How far it was.
	 * @phpstan-param Progress $progress
	 * @param int   $below    Below which id to go on; 0: with the next phase.
	 * @return array
	 * @phpstan-return Progress
	 */
	private function after( array $progress, int $below ): array {
		if ( $below > 0 ) {
			return array( 'below' => $below ) + $progress;
		}
		$names = array_keys( $this->phases );
		$place = (int) array_search( $progress['phase'], $names, true );
		return array(
			'phase'       => $names[ $place + 1 ] ?? self::DONE,
			'below'       => PHP_INT_MAX,
			'is_complete' => $progress['is_complete'] || ( $this->main ?? end( $names ) ) === $progress['phase'],
		) + $progress;
	}

	/**
	 * Has WP-Cron go on. Not where WP-Cron runs inside the request of a visitor.
	 */
	private function schedule(): void {
		if ( Background::is_possible() && false === wp_next_scheduled( $this->hook ) ) {
			wp_schedule_single_event( time(), $this->hook );
		}
	}

	/**
	 * How far it is; null when it was never started.
	 *
	 * @return array|null
	 * @phpstan-return Progress|null
	 */
	private function progress(): ?array {
		$stored = get_option( $this->option );
		if ( ! is_array( $stored ) || ! is_string( $stored['version'] ?? null ) || ! is_string( $stored['phase'] ?? null ) || ! is_int( $stored['below'] ?? null ) ) {
			return null;
		}
		return array(
			'version'     => $stored['version'],
			'started'     => is_string( $stored['started'] ?? null ) ? $stored['started'] : '',
			'phase'       => $stored['phase'],
			'below'       => $stored['below'],
			'is_complete' => true === ( $stored['is_complete'] ?? null ),
		);
	}

	/**
	 * Remembers how far it is.
	 *
	 * @param array $progress How far.
	 * @phpstan-param Progress $progress
	 */
	private function save( array $progress ): void {
		update_option( $this->option, $progress, true );
	}
}
