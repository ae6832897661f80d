<?php
/**
 * Does one batch of a run: asks about what is in flight, sends the next items, saves what comes back.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Runs;

use SeoRankGenius\Capabilities;
use SeoRankGenius\Cloud\CloudFailure;
use SeoRankGenius\Cloud\ProblemCode;
use SeoRankGenius\Cloud\Refusal;
use SeoRankGenius\Results\Results;

/**
 * The only one that works on runs, whoever drives them: an open page, several of them, or the background. docs/RUNS.md
 * says what holds in whatever order they come, and wherever one of them dies.
 */
final class StepRun {

	/** While so many are in flight, nothing is sent. */
	private const MOST_IN_FLIGHT = 50;

	/** What is in flight is asked about so often. */
	private const ASK_EVERY_S = 2;

	/** Without a word from the cloud how long, a rate limit is waited for so long. */
	private const RATE_LIMIT_S = 60;

	/** The n-th outage in a row is waited for 5 s × 2^(n−1), at most 5 minutes; after about a day no more. */
	private const FIRST_WAIT_S   = 5;
	private const LONGEST_WAIT_S = 300;
	private const MOST_OUTAGES   = 290;

	/** Refusals of a request that are about what is in it. */
	private const ABOUT_THE_ITEMS = array( ProblemCode::InvalidRequest, ProblemCode::PayloadTooLarge, ProblemCode::KeyReused, ProblemCode::InputUnusable, ProblemCode::QuoteExceeded, ProblemCode::AlreadySettled );

	/**
	 * Stepping.
	 *
	 * @param RunTable         $runs         Keeps runs.
	 * @param ItemTable        $items        Keeps their items.
	 * @param BatchPreparation $preparation  Makes batches.
	 * @param CloudActions     $actions      Talks to the cloud.
	 * @param Features         $features     Know the objects.
	 * @param Results          $results      Keep what was made.
	 * @param Capabilities     $capabilities Who may.
	 */
	public function __construct(
		private readonly RunTable $runs,
		private readonly ItemTable $items,
		private readonly BatchPreparation $preparation,
		private readonly CloudActions $actions,
		private readonly Features $features,
		private readonly Results $results,
		private readonly Capabilities $capabilities,
	) {}

	/**
	 * Does one batch, with the rights of the user for whom the run works.
	 *
	 * @param Run $run The run.
	 * @return bool Whether it did anything: not when somebody else is at it, nor when there is nothing to do now.
	 */
	public function step( Run $run ): bool {
		$feature = $this->features->find( $run->feature );
		$lease   = null === $feature ? null : $this->runs->claim( $run, time() );
		$run     = null === $lease ? null : $this->runs->find( $run->id );
		if ( null === $feature || null === $lease || null === $run ) {
			return false;
		}
		$work    = new Work( $run, $lease, $feature );
		$started = microtime( true );
		$user_id = get_current_user_id();
		wp_set_current_user( $run->acts_as );
		try {
			$this->work( $work );
		} finally {
			wp_set_current_user( $user_id );
			$this->runs->release( $lease, $this->items->counts( $run->number ), (int) ( 1000 * ( microtime( true ) - $started ) ), $work->ended, time() );
		}
		return true;
	}

	/**
	 * Does the batch.
	 *
	 * @param Work $work The work.
	 */
	private function work( Work $work ): void {
		$sent = $this->items->next( $work->run->number, ItemState::Sent, CloudActions::MOST );
		if ( array() !== $sent && ! $this->ask_about( $work, $sent ) ) {
			return;
		}
		$counts = $this->items->counts( $work->run->number );
		if ( $work->is_ending || 0 === $counts->waiting || $counts->sent >= self::MOST_IN_FLIGHT ) {
			$this->runs->wait( $work->lease, $counts->sent > 0 ? time() + self::ASK_EVERY_S : 0, 0 );
			return;
		}
		if ( 0 === get_current_user_id() || ! $this->capabilities->can_spend() || ! $work->feature->may_list() ) {
			$this->end( $work, new Ending( RunEnd::Refused, ProblemCode::Forbidden->value ) );
			return;
		}
		$this->send_next( $work, $counts );
	}

	/**
	 * Asks what became of items that were sent. What was paid for is fetched; what the cloud does not know waits again.
	 *
	 * @param Work       $work The work.
	 * @param list<Item> $sent The items.
	 * @return bool Whether the cloud could say.
	 */
	private function ask_about( Work $work, array $sent ): bool {
		try {
			$answer = $this->actions->find( $work->run->feature, self::prices( $sent ) );
		} catch ( CloudFailure $failure ) {
			$this->end( $work, self::ending_of( $failure ), $failure );
			return false;
		}
		$outcomes = new Outcomes( $work->run, $work->feature, $this->results, $sent, $answer );
		$this->items->wait( $outcomes->unknown );
		$this->take( $work, $outcomes );
		return true;
	}

	/**
	 * Prepares and sends the next items.
	 *
	 * @param Work   $work   The work.
	 * @param Counts $counts What the items say.
	 */
	private function send_next( Work $work, Counts $counts ): void {
		$items = BatchPreparation::taken_up( $this->items->next( $work->run->number, ItemState::Waiting, CloudActions::MOST ) );
		$room  = $work->run->bound() - $counts->credits_spent - $counts->sent_price;
		$this->items->attempt( $items );
		$batch = $this->preparation->prepare( $work->run, $work->feature, $items, $room );
		$this->items->wait( $batch->unused );
		$this->finish( $work, $batch->ended );
		if ( array() !== $batch->prepared ) {
			$this->send( $work, $batch );
		} elseif ( $batch->is_too_dear && array() === $batch->ended ) {
			if ( $counts->sent > 0 ) {
				// What is in flight may still come to nothing, and leave room.
				$this->runs->wait( $work->lease, time() + self::ASK_EVERY_S, 0 );
			} else {
				$this->end( $work, new Ending( RunEnd::LimitReached, null, 'ceiling' ) );
			}
		}
	}

	/**
	 * Sends a batch, unless the run was stopped or taken over meanwhile. Its ids are stored before.
	 *
	 * @param Work  $work  The work.
	 * @param Batch $batch The batch.
	 */
	private function send( Work $work, Batch $batch ): void {
		$items = array_column( $batch->prepared, 'item' );
		if ( ! $this->runs->renew_to_send( $work->lease, time() ) ) {
			if ( $this->runs->renew( $work->lease, 0, time() ) ) {
				$this->items->wait( $items );
			}
			return;
		}
		if ( ! $this->items->send( $batch->prepared ) ) {
			return;
		}
		$sent   = array_map( static fn ( array $one ): Item => $one['item']->sent_as( $one['action_id'], $one['former'] ), $batch->prepared );
		$prices = self::prices( $sent );
		try {
			$answer          = $this->actions->run( $work->run->feature, $batch->requests, $prices );
			$batch->requests = array();
		} catch ( CloudFailure $failure ) {
			$this->after_failure( $work, $sent, $failure );
			return;
		}
		$this->runs->wait( $work->lease, 0, 0 );
		$outcomes = new Outcomes( $work->run, $work->feature, $this->results, $sent, $answer );
		$this->take( $work, $outcomes );
		if ( array() !== $outcomes->unknown ) {
			// An answer that leaves some out: the next step asks about them.
			$this->end( $work, new Ending( RunEnd::Unavailable, ProblemCode::Unavailable->value ) );
		}
	}

	/**
	 * Goes on after a request that has failed as a whole. After a refusal nothing was reserved; after anything else it is
	 * asked at once what became of it.
	 *
	 * @param Work         $work    The work.
	 * @param list<Item>   $sent    What was in it.
	 * @param CloudFailure $failure Why.
	 */
	private function after_failure( Work $work, array $sent, CloudFailure $failure ): void {
		$code = $failure->problem->code;
		if ( $failure instanceof Refusal && in_array( $code, self::ABOUT_THE_ITEMS, true ) ) {
			if ( 1 === count( $sent ) ) {
				$this->finish( $work, array( new Ended( $sent[0], ItemState::Failed, $code->value ) ) );
			} else {
				$this->items->wait( $sent, true );
			}
			return;
		}
		if ( $failure instanceof Refusal || ProblemCode::RateLimited === $code ) {
			$this->items->wait( $sent );
			$this->end( $work, self::ending_of( $failure ), $failure );
			return;
		}
		try {
			$outcomes = new Outcomes( $work->run, $work->feature, $this->results, $sent, $this->actions->find( $work->run->feature, self::prices( $sent ) ) );
		} catch ( CloudFailure ) {
			$this->end( $work, self::ending_of( $failure ), $failure );
			return;
		}
		$this->items->wait( $outcomes->unknown );
		$this->take( $work, $outcomes );
		if ( array() !== $outcomes->unknown ) {
			$this->end( $work, self::ending_of( $failure ), $failure );
		}
	}

	/**
	 * Stores what became of items.
	 *
	 * @param Work     $work     The work.
	 * @param Outcomes $outcomes What became of them.
	 */
	private function take( Work $work, Outcomes $outcomes ): void {
		$this->items->wait( $outcomes->refused );
		$this->finish( $work, $outcomes->ended );
		if ( null !== $outcomes->ending ) {
			$this->end( $work, $outcomes->ending );
		}
	}

	/**
	 * Stores that items have ended. Whoever has lost the lease stores nothing: the new holder asks about the same items.
	 *
	 * @param Work        $work  The work.
	 * @param list<Ended> $ended The items.
	 */
	private function finish( Work $work, array $ended ): void {
		if ( array() === $ended || ! $this->runs->renew( $work->lease, count( $ended ), time() ) ) {
			return;
		}
		$this->items->end( $ended, $work->last_seq );
		$work->last_seq += count( $ended );
		$work->ended    += count( $ended );
		foreach ( $ended as $one ) {
			if ( ItemState::Failed === $one->state ) {
				$work->feature->note_failure( $one->item->object_id, (string) $one->code );
			}
		}
	}

	/**
	 * Lets the run end, and says when it goes on by itself.
	 *
	 * @param Work              $work    The work.
	 * @param Ending            $ending  How.
	 * @param CloudFailure|null $failure Why, where a request has failed.
	 */
	private function end( Work $work, Ending $ending, ?CloudFailure $failure = null ): void {
		$work->is_ending = true;
		$wait_s          = $failure?->problem->retry_after_s;
		$outages         = 0;
		$retry_at        = 0;
		if ( RunEnd::RateLimited === $ending->end ) {
			$retry_at = time() + max( 1, $wait_s ?? self::RATE_LIMIT_S );
		} elseif ( RunEnd::Unavailable === $ending->end ) {
			$outages  = $work->run->outages + 1;
			$back_off = min( self::LONGEST_WAIT_S, self::FIRST_WAIT_S * 2 ** min( 10, $outages - 1 ) );
			// One that only waits for what is in flight goes on asking.
			$gives_up = $outages > self::MOST_OUTAGES && null === $work->run->end;
			$retry_at = $gives_up ? 0 : time() + max( $back_off, $wait_s ?? 0 );
		}
		$this->runs->end( $work->lease, $ending );
		$this->runs->wait( $work->lease, $retry_at, $outages );
	}

	/**
	 * The ending that the failure of a request stands for.
	 *
	 * @param CloudFailure $failure What happened.
	 */
	private static function ending_of( CloudFailure $failure ): Ending {
		$code = $failure->problem->code;
		if ( $failure instanceof Refusal ) {
			return Ending::of_refusal( $code ) ?? new Ending( RunEnd::Refused, $code->value );
		}
		return new Ending( ProblemCode::RateLimited === $code ? RunEnd::RateLimited : RunEnd::Unavailable, $code->value );
	}

	/**
	 * The prices of items that have their action ids.
	 *
	 * @param list<Item> $items The items.
	 * @return array<string, int> By action id.
	 */
	private static function prices( array $items ): array {
		$prices = array();
		foreach ( $items as $item ) {
			$prices[ (string) $item->action_id ] = $item->price;
		}
		return $prices;
	}
}
