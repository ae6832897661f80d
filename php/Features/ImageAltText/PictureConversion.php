<?php
/**
 * Makes a small upright picture, of a kind that the model reads, of a file that is not.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\ImageAltText;

use WP_Image_Editor;

/**
 * By WordPress's own image editors; drawings by Imagick, where the server has it. What is made is gone from the disk when
 * it has been read.
 */
final class PictureConversion {

	/** GD holds a picture as four bytes a pixel, and once more while it decodes, turns or shrinks it. */
	private const BYTES_PER_PIXEL = 9;

	/** Where PHP sets no limit. */
	private const ASSUMED_MEMORY_BYTES = 536870912;

	/** Imagick has limits of its own, and swaps to disk beyond them. */
	private const MOST_PIXELS = 100000000;

	/**
	 * A picture of the file.
	 *
	 * @param PictureFile $file      The file.
	 * @param int         $best_edge The long edge, in pixels.
	 * @throws ImageUnusable When this server cannot make one.
	 */
	public function picture( PictureFile $file, int $best_edge ): Picture {
		wp_raise_memory_limit( 'image' );
		$this->require_memory( $file );
		$folder = get_temp_dir() . 'seo-rank-genius-' . wp_generate_uuid4();
		if ( ! wp_mkdir_p( $folder ) ) {
			throw new ImageUnusable( ImageUnusable::NOT_READABLE );
		}
		try {
			$made = PictureFile::SVG === $file->media_type ? SvgDrawing::save( $file->path, $folder . '/picture.png', $best_edge ) : self::edited( $file, $folder, $best_edge );
			return Picture::read( PictureFile::look_at( $made ) );
		} finally {
			self::remove( $folder );
		}
	}

	/**
	 * Saves a small upright copy.
	 *
	 * @param PictureFile $file      The file.
	 * @param string      $folder    Where to.
	 * @param int         $best_edge The long edge, in pixels.
	 * @return string Its path.
	 * @throws ImageUnusable When this server cannot make one.
	 */
	private static function edited( PictureFile $file, string $folder, int $best_edge ): string {
		$editor = wp_get_image_editor( $file->path, array( 'mime_type' => $file->media_type ) );
		if ( ! $editor instanceof WP_Image_Editor ) {
			throw new ImageUnusable( 'image_no_editor' === $editor->get_error_code() ? ImageUnusable::UNSUPPORTED_TYPE : ImageUnusable::NOT_READABLE );
		}
		$editor->maybe_exif_rotate();
		// Already small enough is no failure: then only the type changes.
		$editor->resize( $best_edge, $best_edge, false );
		foreach ( self::output_types( $file ) as $type ) {
			$saved = $editor->save( $folder . '/picture', $type );
			if ( is_array( $saved ) && (int) filesize( $saved['path'] ) > 0 ) {
				return $saved['path'];
			}
		}
		throw new ImageUnusable( ImageUnusable::NOT_READABLE );
	}

	/**
	 * The types to try: photographs stay JPEG, all else keeps what is see-through, in few bytes where it can be. JPEG made
	 * for print does not stay so: no other type knows these colours. GD writes no WebP of a picture with a palette, and
	 * leaves an empty file.
	 *
	 * @param PictureFile $file The file.
	 * @return list<string>
	 */
	private static function output_types( PictureFile $file ): array {
		if ( 'image/jpeg' === $file->media_type && ! $file->is_cmyk ) {
			return array( 'image/jpeg' );
		}
		return 'image/gif' !== $file->media_type && wp_image_editor_supports( array( 'mime_type' => 'image/webp' ) ) ? array( 'image/webp', 'image/png' ) : array( 'image/png' );
	}

	/**
	 * Refuses what would not fit into memory, before anything is decoded.
	 *
	 * @param PictureFile $file The file.
	 * @throws ImageUnusable When it would not.
	 */
	private function require_memory( PictureFile $file ): void {
		$pixels = $file->width * $file->height;
		$limit  = wp_convert_hr_to_bytes( (string) ini_get( 'memory_limit' ) );
		$free   = ( $limit > 0 ? $limit : self::ASSUMED_MEMORY_BYTES ) - memory_get_usage( true );
		if ( $pixels > self::MOST_PIXELS || ( ! extension_loaded( 'imagick' ) && $pixels * self::BYTES_PER_PIXEL > $free ) ) {
			throw new ImageUnusable( ImageUnusable::TOO_LARGE );
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
