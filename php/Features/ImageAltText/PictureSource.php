<?php
/**
 * Chooses, or makes, the file of an image that is nearest to what the model needs.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\ImageAltText;

use WP_Image_Editor;

/**
 * An existing size is preferred: nothing is made then. Cropped sizes show something else and are passed over.
 */
final class PictureSource {

	/** The long edge, in pixels. */
	private const LEAST_EDGE = 512;
	private const BEST_EDGE  = 1024;
	private const MOST_EDGE  = 1568;

	/** Shrinking decodes the whole picture into memory. */
	private const MOST_PIXELS = 100000000;

	/** How far a size's shape may be from the original's. */
	private const SHAPE_TOLERANCE = 0.02;

	/**
	 * The picture of an image.
	 *
	 * @param int $image_id The attachment.
	 * @throws ImageUnusable When it has none that can be sent.
	 */
	public function picture( int $image_id ): Picture {
		$original = get_attached_file( $image_id );
		if ( false === $original || '' === $original ) {
			throw new ImageUnusable( ImageUnusable::MISSING );
		}
		$size = $this->existing_size( $image_id, $original );
		if ( null !== $size ) {
			try {
				return Picture::read( $size );
			} catch ( ImageUnusable ) {
				// The original may still do.
				$size = null;
			}
		}
		return $this->from_original( $original );
	}

	/**
	 * The path of the best existing size; null when none fits.
	 *
	 * @param int    $image_id The attachment.
	 * @param string $original Path of its file.
	 */
	private function existing_size( int $image_id, string $original ): ?string {
		$metadata      = wp_get_attachment_metadata( $image_id );
		$shape         = self::shape( $metadata );
		$sizes         = is_array( $metadata ) ? ( $metadata['sizes'] ?? array() ) : array();
		$best          = null;
		$best_distance = PHP_INT_MAX;
		foreach ( is_array( $sizes ) ? $sizes : array() as $size ) {
			$shape_of_size = self::shape( $size );
			$file          = is_array( $size ) ? ( $size['file'] ?? null ) : null;
			if ( null === $shape || null === $shape_of_size || ! is_string( $file ) || abs( $shape_of_size['ratio'] / $shape['ratio'] - 1 ) > self::SHAPE_TOLERANCE ) {
				continue;
			}
			$edge     = $shape_of_size['edge'];
			$distance = abs( $edge - self::BEST_EDGE );
			$path     = path_join( dirname( $original ), wp_basename( $file ) );
			if ( $edge >= self::LEAST_EDGE && $edge <= self::MOST_EDGE && $distance < $best_distance && is_file( $path ) ) {
				$best          = $path;
				$best_distance = $distance;
			}
		}
		return $best;
	}

	/**
	 * Long edge in pixels, and width by height, of what metadata says of a picture or of a size; null when it says neither.
	 *
	 * @param mixed $metadata Other plugins write it too: nothing about it is certain.
	 * @return array{edge: int, ratio: float}|null
	 */
	private static function shape( mixed $metadata ): ?array {
		$width  = is_array( $metadata ) ? ( $metadata['width'] ?? null ) : null;
		$height = is_array( $metadata ) ? ( $metadata['height'] ?? null ) : null;
		if ( ! is_numeric( $width ) || ! is_numeric( $height ) || $width < 1 || $height < 1 ) {
			return null;
		}
		return array(
			'edge'  => max( (int) $width, (int) $height ),
			'ratio' => $width / $height,
		);
	}

	/**
	 * The original, shrunk or converted if it has to be.
	 *
	 * @param string $original Its path.
	 * @throws ImageUnusable When it cannot be sent.
	 */
	private function from_original( string $original ): Picture {
		$bytes = is_file( $original ) ? filesize( $original ) : false;
		if ( false === $bytes ) {
			throw new ImageUnusable( ImageUnusable::MISSING );
		}
		if ( 0 === $bytes ) {
			throw new ImageUnusable( ImageUnusable::EMPTY );
		}
		$size = wp_getimagesize( $original );
		if ( ! is_array( $size ) || $size[0] < 1 || $size[1] < 1 ) {
			throw new ImageUnusable( ImageUnusable::NOT_AN_IMAGE );
		}
		if ( max( $size[0], $size[1] ) <= self::MOST_EDGE && in_array( $size['mime'], Picture::MEDIA_TYPES, true ) ) {
			return Picture::read( $original );
		}
		if ( $size[0] * $size[1] > self::MOST_PIXELS ) {
			throw new ImageUnusable( ImageUnusable::TOO_LARGE );
		}
		return $this->shrunk( $original, $size['mime'] );
	}

	/**
	 * A shrunk copy, which is gone from the disk when this returns.
	 *
	 * @param string $original   Its path.
	 * @param string $media_type Its type.
	 * @throws ImageUnusable When this server cannot make one.
	 */
	private function shrunk( string $original, string $media_type ): Picture {
		$editor = wp_get_image_editor( $original );
		if ( ! $editor instanceof WP_Image_Editor ) {
			throw new ImageUnusable( ImageUnusable::UNSUPPORTED_TYPE );
		}
		// Already small enough is no failure: then only the type changes.
		$editor->resize( self::BEST_EDGE, self::BEST_EDGE, false );
		$output = in_array( $media_type, Picture::MEDIA_TYPES, true ) ? $media_type : 'image/jpeg';
		$folder = get_temp_dir() . 'seo-rank-genius-' . wp_generate_uuid4();
		if ( ! wp_mkdir_p( $folder ) ) {
			throw new ImageUnusable( ImageUnusable::TOO_LARGE );
		}
		try {
			$saved = $editor->save( $folder . '/picture', $output );
			if ( ! is_array( $saved ) ) {
				throw new ImageUnusable( ImageUnusable::UNSUPPORTED_TYPE );
			}
			return Picture::read( $saved['path'] );
		} finally {
			self::remove( $folder );
		}
	}

	/**
	 * Removes a folder of ours with what is in it.
	 *
	 * @param string $folder Its path.
	 */
	private static function remove( string $folder ): void {
		$files = glob( $folder . '/*' );
		foreach ( is_array( $files ) ? $files : array() as $file ) {
			wp_delete_file( $file );
		}
		rmdir( $folder ); // phpcs:ignore WordPress.WP.AlternativeFunctions.file_system_read_rmdir, WordPress.WP.AlternativeFunctions.file_system_operations_rmdir -- In the folder for temporary files.
	}
}
