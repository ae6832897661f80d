<?php
/**
 * Draws an SVG as a picture of pixels, where the server can.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\ImageAltText;

use Imagick;
use ImagickException;

/**
 * A drawing can name files and addresses, which whoever draws it would fetch: one that names any is refused unread.
 */
final class SvgDrawing {

	private const MAX_BYTES = 2097152;

	private const DOTS_PER_INCH = 96;

	/**
	 * What reaches out of the drawing: entities, style sheets, scripts, foreign content, and links that lead neither to a
	 * part of it nor to a picture that it contains.
	 */
	private const REACHES_OUT = '/<!DOCTYPE[^>]*\[|<!ENTITY|<\?xml-stylesheet|<script\b|<foreignObject\b|<!\[CDATA\[|@import|\b(?:href|src)\s*=\s*(?!["\'](?:#|data:image\/(?:png|jpeg|gif|webp);base64,))|\burl\s*\(\s*(?!["\']?#)|&#/i';

	/**
	 * Draws it.
	 *
	 * @param string $svg       Path of the drawing.
	 * @param string $png       Path of the picture.
	 * @param int    $best_edge The long edge, in pixels.
	 * @return string The path of the picture.
	 * @throws ImageUnusable When it cannot be drawn, or must not be.
	 */
	public static function save( string $svg, string $png, int $best_edge ): string {
		if ( ! extension_loaded( 'imagick' ) || array() === Imagick::queryFormats( 'SVG' ) ) {
			throw new ImageUnusable( ImageUnusable::UNSUPPORTED_TYPE );
		}
		$source = filesize( $svg ) > self::MAX_BYTES ? '' : (string) file_get_contents( $svg ); // phpcs:ignore WordPress.WP.AlternativeFunctions.file_get_contents_file_get_contents -- A local file.
		if ( '' === $source || 1 === preg_match( self::REACHES_OUT, $source ) ) {
			throw new ImageUnusable( ImageUnusable::NOT_READABLE );
		}
		try {
			$drawing = new Imagick();
			$drawing->setBackgroundColor( 'white' );
			$drawing->setResolution( self::DOTS_PER_INCH, self::DOTS_PER_INCH );
			$drawing->readImageBlob( $source, 'drawing.svg' );
			$scale = $best_edge / max( 1, $drawing->getImageWidth(), $drawing->getImageHeight() );
			$dots  = min( self::DOTS_PER_INCH * $scale, self::DOTS_PER_INCH * 20 );
			$drawing->clear();
			// Once more, as sharp as it is sent: a drawing of 16 by 16 has no less in it than a large one.
			$drawing->setBackgroundColor( 'white' );
			$drawing->setResolution( $dots, $dots );
			$drawing->readImageBlob( $source, 'drawing.svg' );
			$drawing->thumbnailImage( $best_edge, $best_edge, true );
			$drawing->setImageFormat( 'png' );
			$drawing->writeImage( $png );
			return $png;
		} catch ( ImagickException ) {
			throw new ImageUnusable( ImageUnusable::NOT_READABLE );
		}
	}
}
