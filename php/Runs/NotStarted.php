<?php
/**
 * Thrown when a run is not started. Nothing of it is stored then.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Runs;

use RuntimeException;

/**
 * Says why, as one of the reasons.
 */
final class NotStarted extends RuntimeException {

	/** The id belongs to a run of another feature or of another user. */
	public const ID_TAKEN = 'run_id_taken';

	/** Nothing that was chosen can be done. */
	public const NOTHING_TO_DO = 'nothing_to_do';

	/** It costs more by now than the quote. */
	public const QUOTE_CHANGED = 'quote_changed';

	/** The failed items are retried by another run already. */
	public const RETRIED = 'already_retried';

	/**
	 * A reason.
	 *
	 * @param string $reason  One of the constants.
	 * @param int    $credits With QUOTE_CHANGED: what it costs now.
	 */
	public function __construct( public readonly string $reason, public readonly int $credits = 0 ) {
		parent::__construct( "The run is not started: $reason." );
	}
}
