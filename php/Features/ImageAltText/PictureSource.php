<?php
/**
 * Chooses, or makes, the file of an image that is nearest to what the model needs.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\ImageAltText;

/**
 * An existing size is preferred: nothing is made then. Cropped sizes show something else and are passed over. One picture
 * at a time is in memory.
 */
final class PictureSource {

	/** The long edge, in pixels. */
	private const LEAST_EDGE = 512;
	private const BEST_EDGE  = 1024;
	private const MOST_EDGE  = 1568;

	/** Where the original cannot be used, a small size says more than nothing. */
	private const LEAST_EDGE_IN_NEED = 100;

	/** How far a size's shape may be from the original's. */
	private const SHAPE_TOLERANCE = 0.02;

	/**
	 * A source.
	 *
	 * @param PictureConversion $conversion Makes what is not there.
	 */
	public function __construct( private readonly PictureConversion $conversion ) {}

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
		try {
			$file = PictureFile::look_at( $original );
			// The sizes of a picture that lies on its side lie there too, without the note that says so.
			$size = $file->is_turned ? null : $this->existing_size( $image_id, $original, self::LEAST_EDGE );
			return $size ?? $this->from_original( $file );
		} catch ( ImageUnusable $unusable ) {
			$size = ImageUnusable::TOO_SMALL === $unusable->reason ? null : $this->existing_size( $image_id, $original, self::LEAST_EDGE_IN_NEED );
			return $size ?? throw $unusable;
		}
	}

	/**
	 * The original, shrunk or converted if it has to be.
	 *
	 * @param PictureFile $file The original.
	 * @throws ImageUnusable When it cannot be sent.
	 */
	private function from_original( PictureFile $file ): Picture {
		return $file->is_sendable( self::MOST_EDGE ) ? Picture::read( $file ) : $this->conversion->picture( $file, self::BEST_EDGE );
	}

	/**
	 * The best existing size that can be sent as it is; null when there is none.
	 *
	 * @param int    $image_id   The attachment.
	 * @param string $original   Path of its file.
	 * @param int    $least_edge The least long edge that does, in pixels.
	 */
	private function existing_size( int $image_id, string $original, int $least_edge ): ?Picture {
		$metadata = wp_get_attachment_metadata( $image_id );
		$shape    = self::shape( $metadata );
		$sizes    = is_array( $metadata ) ? ( $metadata['sizes'] ?? array() ) : array();
		$fitting  = array();
		foreach ( is_array( $sizes ) ? $sizes : array() as $size ) {
			$shape_of_size = self::shape( $size );
			$file          = is_array( $size ) ? ( $size['file'] ?? null ) : null;
			if ( null === $shape || null === $shape_of_size || ! is_string( $file ) || abs( $shape_of_size['ratio'] / $shape['ratio'] - 1 ) > self::SHAPE_TOLERANCE ) {
				continue;
			}
			if ( $shape_of_size['edge'] >= $least_edge && $shape_of_size['edge'] <= self::MOST_EDGE ) {
				$fitting[ path_join( dirname( $original ), wp_basename( $file ) ) ] = abs( $shape_of_size['edge'] - self::BEST_EDGE );
			}
		}
		asort( $fitting );
		foreach ( array_keys( $fitting ) as $path ) {
			try {
				$file = PictureFile::look_at( $path );
				if ( $file->is_sendable( self::MOST_EDGE ) ) {
					return Picture::read( $file );
				}
			} catch ( ImageUnusable ) {
				// The next one, or the original, may still do.
				continue;
			}
		}
		return null;
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
}
