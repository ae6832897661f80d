<?php
/**
 * What every failed call to the cloud has in common.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Cloud;

use RuntimeException;

/**
 * A call that gave no usable answer: a Refusal, an Outage or a MalformedAnswer.
 */
abstract class CloudFailure extends RuntimeException {

	/**
	 * A failure.
	 *
	 * @param Problem $problem Why.
	 */
	final public function __construct( public readonly Problem $problem ) {
		parent::__construct( $problem->code->value );
	}
}
