<?php
/**
 * The table of runs. Whoever changes a run's state does it in one conditional statement here.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Runs;

use SeoRankGenius\Storage\Queries;
use SeoRankGenius\Storage\Tables;

/**
 * No statement names a column on its right side that it has set before: MySQL would read the new value, SQLite the old one.
 */
final class RunTable {

	private readonly string $table;

	/**
	 * The table, of the site of this request.
	 *
	 * @param Queries $queries Asks the database.
	 */
	public function __construct( private readonly Queries $queries ) {
		$this->table = $queries->table( Tables::RUNS );
	}

	/**
	 * A run; null when there is none.
	 *
	 * @param string $id UUID.
	 */
	public function find( string $id ): ?Run {
		return $this->rows( 'WHERE id = %s', array( strtolower( $id ) ) )[0] ?? null;
	}

	/**
	 * Runs of a feature, newest first.
	 *
	 * @param string   $feature The feature.
	 * @param int|null $before  Only runs older than the one with this number.
	 * @param int      $most    How many at most.
	 * @return list<Run>
	 */
	public function page( string $feature, ?int $before, int $most ): array {
		return null === $before
			? $this->rows( 'WHERE feature = %s ORDER BY number DESC LIMIT %d', array( $feature, $most ) )
			: $this->rows( 'WHERE feature = %s AND number < %d ORDER BY number DESC LIMIT %d', array( $feature, $before, $most ) );
	}

	/**
	 * Adds a run without items. False when there is one with this id.
	 *
	 * @param NewRun $run What was asked for.
	 * @param int    $now Unix time.
	 */
	public function add( NewRun $run, int $now ): bool {
		return 1 === $this->queries->run(
			"INSERT IGNORE INTO {$this->table} (id, feature, started_by, acts_as, overwrite, retry_of, max_credits, spend_at_most, state, started_at)
			VALUES (%s, %s, %d, %d, %d, NULLIF(%s, ''), %d, NULLIF(%d, -1), 'running', %d)",
			array( $run->id, $run->feature, $run->user_id, $run->user_id, $run->overwrite ? 1 : 0, (string) $run->retry_of, $run->max_credits, $run->spend_at_most ?? -1, $now )
		);
	}

	/**
	 * Takes the right to work on a run, if nobody has it, it is not to wait, and there is work. One that goes on by itself
	 * goes on with this.
	 *
	 * @param Run $run The run.
	 * @param int $now Unix time.
	 */
	public function claim( Run $run, int $now ): ?Lease {
		$lease    = new Lease( $run->number, Lease::fresh_token() );
		$is_taken = 1 === $this->queries->run(
			"UPDATE {$this->table} SET lease_token = %s, lease_until = %d,
				ending = CASE WHEN state = 'ended' THEN NULL ELSE ending END, state = 'running'
			WHERE number = %d AND " . self::CAN_BE_CLAIMED,
			array( $lease->token, $now + Lease::DURATION_S, $run->number, $now, $now )
		);
		return $is_taken ? $lease : null;
	}

	/** The condition of claim(); takes the time twice. */
	private const CAN_BE_CLAIMED = "lease_until <= %d AND retry_at <= %d AND (state = 'running' OR (state = 'ended' AND retry_at > 0 AND ending IN ('rate_limited', 'unavailable')))";

	/**
	 * Keeps a lease for its whole duration from now on, and gives out seqs. False when somebody else has it by now.
	 *
	 * @param Lease $lease The lease; holds the fresh token afterwards.
	 * @param int   $seqs  How many.
	 * @param int   $now   Unix time.
	 */
	public function renew( Lease $lease, int $seqs, int $now ): bool {
		return $this->renewed( $lease, $seqs, $now, '' );
	}

	/**
	 * The same, but false too when the run is about to end: nothing may be sent then.
	 *
	 * @param Lease $lease The lease; holds the fresh token afterwards.
	 * @param int   $now   Unix time.
	 */
	public function renew_to_send( Lease $lease, int $now ): bool {
		return $this->renewed( $lease, 0, $now, ' AND ending IS NULL' );
	}

	/**
	 * Lets a run end once nothing is in flight, unless it is about to end already. Whoever is refused altogether cannot ask
	 * about what is in flight: that outweighs every other end.
	 *
	 * @param Lease  $lease  The lease.
	 * @param Ending $ending How.
	 */
	public function end( Lease $lease, Ending $ending ): void {
		$this->queries->run(
			"UPDATE {$this->table} SET ending = %s, code = NULLIF(%s, ''), ending_limit = NULLIF(%s, '') WHERE number = %d AND lease_token = %s AND (ending IS NULL OR %s = 'refused')",
			array( $ending->end->value, (string) $ending->code, (string) $ending->limit, $lease->run_number, $lease->token, $ending->end->value )
		);
	}

	/**
	 * Says when a run may be worked on again, and how often in a row the cloud could not be reached.
	 *
	 * @param Lease $lease    The lease.
	 * @param int   $retry_at Unix time; 0: at once.
	 * @param int   $outages  How often.
	 */
	public function wait( Lease $lease, int $retry_at, int $outages ): void {
		$this->queries->run( "UPDATE {$this->table} SET retry_at = %d, outages = %d WHERE number = %d AND lease_token = %s", array( $retry_at, $outages, $lease->run_number, $lease->token ) );
	}

	/**
	 * Gives a lease back, with what the items say now. What is about to end has ended when nothing is in flight, or when
	 * what is in flight cannot be asked about now.
	 *
	 * @param Lease  $lease  The lease.
	 * @param Counts $counts What the items say.
	 * @param int    $ms     Time spent.
	 * @param int    $items  Items that ended in that time.
	 * @param int    $now    Unix time.
	 */
	public function release( Lease $lease, Counts $counts, int $ms, int $items, int $now ): void {
		if ( 0 === $counts->left() ) {
			$this->queries->run( "UPDATE {$this->table} SET ending = 'completed', code = NULL, ending_limit = NULL, retry_at = 0 WHERE number = %d AND lease_token = %s", array( $lease->run_number, $lease->token ) );
		}
		$has_ended = "(ending IS NOT NULL AND (%d = 0 OR ending IN ('rate_limited', 'unavailable', 'refused')))";
		$this->queries->run(
			"UPDATE {$this->table} SET lease_token = '', lease_until = 0, worked_ms = worked_ms + %d, worked_items = worked_items + %d,
				ended_at = CASE WHEN $has_ended THEN %d ELSE NULL END,
				state = CASE WHEN $has_ended THEN 'ended' ELSE 'running' END,
				" . self::assignments( $counts ) . '
			WHERE number = %d AND lease_token = %s',
			array( $ms, $items, $counts->sent, $now, $counts->sent, $lease->run_number, $lease->token )
		);
	}

	/**
	 * Lets nothing more be sent for a run. What is in flight is still waited for.
	 *
	 * @param Run $run The run.
	 */
	public function stop( Run $run ): void {
		$this->queries->run(
			"UPDATE {$this->table} SET ending = 'stopped', code = NULL, ending_limit = NULL, retry_at = 0, outages = 0, state = CASE WHEN sent > 0 THEN 'running' ELSE state END
			WHERE number = %d AND ((state = 'running' AND ending IS NULL) OR (state = 'ended' AND retry_at > 0 AND ending IN ('rate_limited', 'unavailable')))",
			array( $run->number )
		);
	}

	/**
	 * Stops every run. What is in flight is still waited for.
	 */
	public function stop_all(): void {
		foreach ( $this->rows( "WHERE (state = 'running' AND ending IS NULL) OR (state = 'ended' AND retry_at > 0 AND ending IN ('rate_limited', 'unavailable'))", array() ) as $run ) {
			$this->stop( $run );
		}
	}

	/**
	 * Lets a run go on with the rest.
	 *
	 * @param Run $run         The run.
	 * @param int $user_id     With whose rights.
	 * @param int $max_credits What the rest may cost.
	 */
	public function resume( Run $run, int $user_id, int $max_credits ): void {
		$this->queries->run(
			"UPDATE {$this->table} SET ending = NULL, code = NULL, ending_limit = NULL, retry_at = 0, outages = 0, ended_at = NULL, state = 'running', acts_as = %d, max_credits = credits_spent + %d,
				spend_at_most = CASE WHEN spend_at_most < credits_spent + %d THEN credits_spent + %d ELSE spend_at_most END
			WHERE number = %d AND ending IS NOT NULL AND ending <> 'completed'",
			array( $user_id, $max_credits, $max_credits, $max_credits, $run->number )
		);
	}

	/**
	 * Notes that a run's failed items are retried as another run. False when they are already.
	 *
	 * @param Run    $run    The run.
	 * @param string $new_id UUID of the other.
	 */
	public function retry( Run $run, string $new_id ): bool {
		return 1 === $this->queries->run( "UPDATE {$this->table} SET retried_as = %s WHERE number = %d AND retried_as IS NULL", array( $new_id, $run->number ) );
	}

	/**
	 * Stores what the items say, outside of any work on the run.
	 *
	 * @param Run      $run       The run.
	 * @param Counts   $counts    What they say.
	 * @param int|null $undone_at When it was undone; null: not now.
	 */
	public function store( Run $run, Counts $counts, ?int $undone_at = null ): void {
		$this->queries->run(
			"UPDATE {$this->table} SET undone_at = CASE WHEN %d > 0 THEN %d ELSE undone_at END, " . self::assignments( $counts ) . ' WHERE number = %d',
			array( $undone_at ?? 0, $undone_at ?? 0, $run->number )
		);
	}

	/**
	 * Runs that can be worked on now, the oldest first.
	 *
	 * @param int $now Unix time.
	 * @return list<Run>
	 */
	public function claimable( int $now ): array {
		return $this->rows( 'WHERE ' . self::CAN_BE_CLAIMED . ' ORDER BY number', array( $now, $now ) );
	}

	/**
	 * When the next run can be worked on; null when none is left.
	 */
	public function next_at(): ?int {
		$open = "state = 'running' OR (state = 'ended' AND retry_at > 0 AND ending IN ('rate_limited', 'unavailable'))";
		$rows = Row::all( $this->queries->rows( "SELECT MIN(CASE WHEN lease_until > retry_at THEN lease_until ELSE retry_at END) AS next_at FROM {$this->table} WHERE $open" ) );
		return ( $rows[0] ?? null )?->number_or_null( 'next_at' );
	}

	/**
	 * Renews a lease on a condition.
	 *
	 * @param Lease  $lease     The lease.
	 * @param int    $seqs      How many to give out.
	 * @param int    $now       Unix time.
	 * @param string $condition SQL.
	 */
	private function renewed( Lease $lease, int $seqs, int $now, string $condition ): bool {
		$token    = Lease::fresh_token();
		$is_still = 1 === $this->queries->run(
			"UPDATE {$this->table} SET lease_token = %s, lease_until = %d, last_seq = last_seq + %d WHERE number = %d AND lease_token = %s$condition",
			array( $token, $now + Lease::DURATION_S, $seqs, $lease->run_number, $lease->token )
		);
		if ( $is_still ) {
			$lease->token = $token;
		}
		return $is_still;
	}

	/**
	 * The counts as assignments.
	 *
	 * @param Counts $counts Whole numbers.
	 */
	private static function assignments( Counts $counts ): string {
		$row = $counts->to_row();
		return implode( ', ', array_map( static fn ( string $column, int $value ): string => "$column = $value", array_keys( $row ), $row ) );
	}

	/**
	 * The runs that a condition names.
	 *
	 * @param string           $condition What follows FROM.
	 * @param list<string|int> $values    Its values.
	 * @return list<Run>
	 */
	private function rows( string $condition, array $values ): array {
		return array_map( Run::from( ... ), Row::all( $this->queries->rows( "SELECT * FROM {$this->table} $condition", $values ) ) );
	}
}
