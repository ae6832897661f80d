<?php
/**
 * Thrown when an object of a run is not sent.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Runs;

use RuntimeException;

/**
 * Either it is skipped, because there is nothing to do, or it fails, because it cannot be done, or it waits for a later
 * batch. None of these costs anything.
 */
final class Unsendable extends RuntimeException {

	/**
	 * A reason.
	 *
	 * @param ItemState $state  Skipped, Failed or Waiting.
	 * @param string    $reason A word of the feature, which says it to people by reason().
	 */
	private function __construct( public readonly ItemState $state, public readonly string $reason ) {
		parent::__construct( "This object is not sent: $reason." );
	}

	/**
	 * There is nothing to do.
	 *
	 * @param string $reason The reason.
	 */
	public static function skipped( string $reason ): self {
		return new self( ItemState::Skipped, $reason );
	}

	/**
	 * It cannot be done before the feature is ready, which each attempt brings nearer. So it is with the objects after it.
	 *
	 * @param string $reason The reason.
	 */
	public static function not_yet( string $reason ): self {
		return new self( ItemState::Waiting, $reason );
	}

	/**
	 * It cannot be done.
	 *
	 * @param string $reason The reason.
	 */
	public static function failed( string $reason ): self {
		return new self( ItemState::Failed, $reason );
	}
}
