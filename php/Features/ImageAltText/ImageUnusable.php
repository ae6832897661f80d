<?php
/**
 * Thrown when a picture cannot be sent to the model.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\ImageAltText;

use SeoRankGenius\Features\Unusable;

/**
 * Says why, as one of the reasons.
 */
final class ImageUnusable extends Unusable {

	public const MISSING          = 'missing';
	public const EMPTY            = 'empty';
	public const NOT_AN_IMAGE     = 'not_an_image';
	public const UNSUPPORTED_TYPE = 'unsupported_type';
	public const TOO_LARGE        = 'too_large';
	public const TOO_SMALL        = 'too_small';
	public const NOT_READABLE     = 'not_readable';
	public const DECORATIVE       = 'decorative';

	/**
	 * Why a picture cannot be sent, and what to do.
	 *
	 * @param string $reason One of the constants.
	 */
	public static function message( string $reason ): string {
		return match ( $reason ) {
			self::MISSING => __( 'The file of this image is not on the server. Upload it again; nothing was charged.', 'seo-rank-genius' ),
			self::EMPTY => __( 'The file of this image is empty. Upload it again; nothing was charged.', 'seo-rank-genius' ),
			self::TOO_LARGE => __( 'This image is too large for the memory of this server, and WordPress has made no smaller size of it. Upload a smaller one; nothing was charged.', 'seo-rank-genius' ),
			self::TOO_SMALL => __( 'This image is only a pixel or two wide: there is nothing to describe. Mark it as decorative; nothing was charged.', 'seo-rank-genius' ),
			self::DECORATIVE => __( 'This image is marked as decorative, so it stays without alt text. Take the mark away to have one written; nothing was charged.', 'seo-rank-genius' ),
			self::NOT_READABLE => __( 'This image is damaged, or this server cannot convert it. Upload it as JPEG, PNG, WebP or GIF; nothing was charged.', 'seo-rank-genius' ),
			self::UNSUPPORTED_TYPE => __( 'The model cannot read this kind of image, and this server cannot convert it: it needs Imagick for that. Upload it as JPEG, PNG, WebP or GIF; nothing was charged.', 'seo-rank-genius' ),
			default => __( 'This file is no image. Upload it again; nothing was charged.', 'seo-rank-genius' ),
		};
	}
}
