<?php
/**
 * Thrown when a picture cannot be sent to the model.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\ImageAltText;

use RuntimeException;

/**
 * Says why, as one of the reasons.
 */
final class ImageUnusable extends RuntimeException {

	public const MISSING          = 'missing';
	public const EMPTY            = 'empty';
	public const NOT_AN_IMAGE     = 'not_an_image';
	public const UNSUPPORTED_TYPE = 'unsupported_type';
	public const TOO_LARGE        = 'too_large';

	/**
	 * A failure.
	 *
	 * @param string $reason One of the constants.
	 */
	public function __construct( public readonly string $reason ) {
		parent::__construct( "The picture cannot be sent: $reason." );
	}
}
