<?php
/**
 * Starts runs: of a selection, or of what failed in another run.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Runs;

use RuntimeException;
use SeoRankGenius\Storage\Queries;
use Throwable;

/**
 * A run and its items are stored in one transaction, or not at all; the id's unique key makes the same start twice one run.
 */
final class StartRun {

	/**
	 * Starting.
	 *
	 * @param Queries   $queries Asks the database.
	 * @param RunTable  $runs    Keeps runs.
	 * @param ItemTable $items   Keeps their items.
	 */
	public function __construct(
		private readonly Queries $queries,
		private readonly RunTable $runs,
		private readonly ItemTable $items,
	) {}

	/**
	 * Starts a run of a selection.
	 *
	 * @param NewRun     $asked     What was asked for.
	 * @param RunFeature $feature   Its feature.
	 * @param Selection  $selection What was chosen.
	 * @param int|null   $first     Only so many of the first, to try; null: all.
	 * @return Run The run, or the one that was started under this id before.
	 * @throws NotStarted When it is not.
	 */
	public function of_selection( NewRun $asked, RunFeature $feature, Selection $selection, ?int $first ): Run {
		$candidates = $feature->candidates( $selection, $asked->overwrite );
		return $this->start( $asked, fn ( Run $run ) => $this->items->add( $run->number, $candidates, $first ) );
	}

	/**
	 * Starts a run of what failed in another run.
	 *
	 * @param NewRun $asked What was asked for.
	 * @param Run    $of    The other run.
	 * @throws NotStarted When it is not.
	 */
	public function of_failed( NewRun $asked, Run $of ): Run {
		return $this->start(
			$asked,
			function ( Run $run ) use ( $of ): void {
				if ( ! $this->runs->retry( $of, $run->id ) ) {
					throw new NotStarted( NotStarted::RETRIED );
				}
				$this->items->add_failed( $run->number, $of );
			}
		);
	}

	/**
	 * Stores a run with its items.
	 *
	 * @param NewRun             $asked What was asked for.
	 * @param callable(Run):void $fill  Adds the items.
	 * @throws NotStarted       When it is not.
	 * @throws RuntimeException When the database does not take it.
	 * @throws Throwable        Whatever else stands in the way; nothing is stored then either.
	 */
	private function start( NewRun $asked, callable $fill ): Run {
		$before = $this->runs->find( $asked->id );
		if ( null !== $before ) {
			return self::the_same( $before, $asked );
		}
		$this->queries->run( 'START TRANSACTION' );
		try {
			if ( ! $this->runs->add( $asked, time() ) ) {
				$this->queries->run( 'ROLLBACK' );
				return self::the_same( $this->runs->find( $asked->id ), $asked );
			}
			$run = self::the_same( $this->runs->find( $asked->id ), $asked );
			$fill( $run );
			$counts = $this->items->counts( $run->number );
			if ( 0 === $counts->total() ) {
				throw new NotStarted( NotStarted::NOTHING_TO_DO );
			}
			if ( $counts->price_of_rest > $asked->max_credits ) {
				throw new NotStarted( NotStarted::QUOTE_CHANGED, $counts->price_of_rest );
			}
			$this->runs->store( $run, $counts );
			$this->queries->run( 'COMMIT' );
		} catch ( Throwable $error ) {
			$this->queries->run( 'ROLLBACK' );
			throw $error;
		}
		$stored = $this->runs->find( $asked->id );
		// A connection that was lost in between has taken a part of the transaction along.
		return null !== $stored && $stored->counts->total() === $counts->total() ? $stored : throw self::not_stored();
	}

	/**
	 * The run that was started under this id before.
	 *
	 * @param Run|null $before The run.
	 * @param NewRun   $asked  What was asked for.
	 * @throws NotStarted       When it is another.
	 * @throws RuntimeException When there is none although its id could not be stored.
	 */
	private static function the_same( ?Run $before, NewRun $asked ): Run {
		if ( null === $before ) {
			throw self::not_stored();
		}
		return $before->feature === $asked->feature && $before->started_by === $asked->user_id && $before->retry_of === $asked->retry_of ? $before : throw new NotStarted( NotStarted::ID_TAKEN );
	}

	/**
	 * The database has not taken the run.
	 */
	private static function not_stored(): RuntimeException {
		return new RuntimeException( 'SEO Rank Genius could not store a run in its tables.' );
	}
}
