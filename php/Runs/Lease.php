<?php
/**
 * The right to work on a run, as long as nobody else has taken it over.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Runs;

/**
 * Held by the token that stands in the run's row. Every renewal is a fresh one, so that an update which finds it has
 * always changed something: databases disagree on whether an equal value counts.
 */
final class Lease {

	/** Longer than one request to the cloud (25 s) and one question about its answer (10 s) together. */
	public const DURATION_S = 60;

	/**
	 * A lease.
	 *
	 * @param int    $run_number The run.
	 * @param string $token      What stands in its row.
	 */
	public function __construct( public readonly int $run_number, public string $token ) {}

	/**
	 * A token that nobody has had.
	 */
	public static function fresh_token(): string {
		return bin2hex( random_bytes( 16 ) );
	}
}
