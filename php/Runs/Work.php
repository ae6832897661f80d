<?php
/**
 * What one step of a run carries along.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Runs;

/**
 * Lives as long as the step.
 */
final class Work {

	/** The last seq that was given out. */
	public int $last_seq;

	/** Items that have ended in this step. */
	public int $ended = 0;

	/** Nothing more is to be sent. */
	public bool $is_ending;

	/**
	 * A step's work.
	 *
	 * @param Run        $run     The run, read under the lease.
	 * @param Lease      $lease   The right to work on it.
	 * @param RunFeature $feature Knows the objects.
	 */
	public function __construct( public readonly Run $run, public readonly Lease $lease, public readonly RunFeature $feature ) {
		$this->last_seq  = $run->last_seq;
		$this->is_ending = null !== $run->end;
	}
}
