<?php
/**
 * A run as it is stored.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Runs;

/**
 * Times are Unix times, prices are credits.
 */
final class Run {

	/** Ends that are followed by a new try without anybody's doing. */
	public const GOES_ON_BY_ITSELF = array( 'rate_limited', 'unavailable' );

	/**
	 * A run.
	 *
	 * @param int         $number        Its key in the database.
	 * @param string      $id            UUID.
	 * @param string      $feature       What is done.
	 * @param int         $started_by    The user who started it.
	 * @param int         $acts_as       The user with whose rights it works: who started or last resumed it.
	 * @param bool        $overwrite     Texts that exist are replaced.
	 * @param string|null $retry_of      The run whose failed items these are.
	 * @param string|null $retried_as    The run that retries its failed items.
	 * @param int         $max_credits   The quote: what it may cost in all, never exceeded.
	 * @param int|null    $spend_at_most The user's own ceiling.
	 * @param bool        $has_ended     Nothing is done before it is resumed, or goes on by itself.
	 * @param RunEnd|null $end           How it ended, or will once nothing is in flight.
	 * @param string|null $code          Why, as a problem code.
	 * @param string|null $limit         "cap" or "ceiling".
	 * @param int         $retry_at      Nothing is done before this time; 0: there is nothing to wait for.
	 * @param int         $outages       How many times in a row the cloud could not be reached.
	 * @param int         $started_at    When it was started.
	 * @param int|null    $ended_at      When it ended.
	 * @param int|null    $undone_at     When it was last undone.
	 * @param int         $lease_until   Somebody works on it until this time.
	 * @param int         $last_seq      The highest seq that was given out.
	 * @param int         $worked_ms     Time spent on its batches.
	 * @param int         $worked_items  Items that ended in that time.
	 * @param Counts      $counts        What its items said at the last step.
	 */
	private function __construct(
		public readonly int $number,
		public readonly string $id,
		public readonly string $feature,
		public readonly int $started_by,
		public readonly int $acts_as,
		public readonly bool $overwrite,
		public readonly ?string $retry_of,
		public readonly ?string $retried_as,
		public readonly int $max_credits,
		public readonly ?int $spend_at_most,
		public readonly bool $has_ended,
		public readonly ?RunEnd $end,
		public readonly ?string $code,
		public readonly ?string $limit,
		public readonly int $retry_at,
		public readonly int $outages,
		public readonly int $started_at,
		public readonly ?int $ended_at,
		public readonly ?int $undone_at,
		public readonly int $lease_until,
		public readonly int $last_seq,
		public readonly int $worked_ms,
		public readonly int $worked_items,
		public readonly Counts $counts,
	) {}

	/**
	 * Reads a row of the table of runs.
	 *
	 * @param Row $row The row.
	 */
	public static function from( Row $row ): self {
		return new self(
			$row->number( 'number' ),
			$row->text( 'id' ),
			$row->text( 'feature' ),
			$row->number( 'started_by' ),
			$row->number( 'acts_as' ),
			1 === $row->number( 'overwrite' ),
			$row->text_or_null( 'retry_of' ),
			$row->text_or_null( 'retried_as' ),
			$row->number( 'max_credits' ),
			$row->number_or_null( 'spend_at_most' ),
			'ended' === $row->text( 'state' ),
			RunEnd::tryFrom( (string) $row->text_or_null( 'ending' ) ),
			$row->text_or_null( 'code' ),
			$row->text_or_null( 'ending_limit' ),
			$row->number( 'retry_at' ),
			$row->number( 'outages' ),
			$row->number( 'started_at' ),
			$row->number_or_null( 'ended_at' ),
			$row->number_or_null( 'undone_at' ),
			$row->number( 'lease_until' ),
			$row->number( 'last_seq' ),
			$row->number( 'worked_ms' ),
			$row->number( 'worked_items' ),
			Counts::from( $row ),
		);
	}

	/**
	 * The most that it may have cost in the end, in credits.
	 */
	public function bound(): int {
		return min( $this->max_credits, $this->spend_at_most ?? $this->max_credits );
	}

	/**
	 * Whether it has ended, and goes on without anybody's doing.
	 */
	public function goes_on_by_itself(): bool {
		return $this->has_ended && $this->retry_at > 0 && null !== $this->end && in_array( $this->end->value, self::GOES_ON_BY_ITSELF, true );
	}

	/**
	 * Whether somebody works on it.
	 *
	 * @param int $now Unix time.
	 */
	public function is_driven( int $now ): bool {
		return $this->lease_until > $now;
	}
}
