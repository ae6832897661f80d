<?php
/**
 * The answer to asking for a trial: a code is on its way by mail.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Cloud\Value;

use SeoRankGenius\Cloud\Fields;
use SeoRankGenius\Cloud\OutOfShape;

/**
 * A trial that waits for its code.
 */
final class TrialStarted {

	/**
	 * A trial.
	 *
	 * @param string $trial_id   UUID.
	 * @param string $expires_at Until when the code works, ISO 8601 UTC.
	 */
	private function __construct( public readonly string $trial_id, public readonly string $expires_at ) {}

	/**
	 * Reads a trial.
	 *
	 * @param Fields $fields Its fields.
	 * @throws OutOfShape When it is none.
	 */
	public static function from( Fields $fields ): self {
		return new self( $fields->uuid( 'trial_id' ), $fields->time( 'expires_at' ) );
	}
}
