<?php
/**
 * Thrown when an object cannot be sent to the model.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features;

use RuntimeException;

/**
 * Says why, as one of the reasons of its feature. Nothing was sent.
 */
abstract class Unusable extends RuntimeException {

	/**
	 * A failure.
	 *
	 * @param string $reason A word of the feature.
	 */
	public function __construct( public readonly string $reason ) {
		parent::__construct( "It cannot be sent: $reason." );
	}
}
