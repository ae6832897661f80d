<?php
/**
 * The file that is sent is the nearest to what the model needs, and really a picture.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Features;

use PHPUnit\Framework\Attributes\DataProvider;
use SeoRankGenius\Features\ImageAltText\ImageUnusable;
use SeoRankGenius\Features\ImageAltText\Picture;
use SeoRankGenius\Features\ImageAltText\PictureConversion;
use SeoRankGenius\Features\ImageAltText\PictureSource;
use SeoRankGenius\Tests\TestCase;

final class PictureSourceTest extends TestCase {

	public function test_an_existing_size_is_preferred_and_nothing_is_made(): void {
		$id     = $this->drawing( 2400, 1600 );
		$before = $this->files();
		self::assertSame( array( 'image/png', 1024, 683 ), self::sent( $id ) );
		self::assertSame( $before, $this->files() );
	}

	public function test_a_cropped_size_is_not_what_the_picture_shows(): void {
		$id       = $this->drawing( 1600, 1500 );
		$metadata = wp_get_attachment_metadata( $id );
		self::assertIsArray( $metadata );
		$square = wp_get_image_editor( (string) get_attached_file( $id ) );
		self::assertNotWPError( $square );
		$square->resize( 1000, 400, true );
		$saved = $square->save( dirname( (string) get_attached_file( $id ) ) . '/cropped.png' );
		self::assertNotWPError( $saved );
		$metadata['sizes'] = array(
			'cropped' => array(
				'file'      => 'cropped.png',
				'width'     => 1000,
				'height'    => 400,
				'mime-type' => 'image/png',
			),
		);
		wp_update_attachment_metadata( $id, $metadata );
		self::assertSame( array( 'image/webp', 1024, 960 ), self::sent( $id ) );
	}

	public function test_a_large_original_without_sizes_is_shrunk_and_the_copy_removed(): void {
		$id     = $this->drawing( 1800, 900, false );
		$before = glob( get_temp_dir() . 'seo-rank-genius-*' );
		self::assertSame( array( 'image/webp', 1024, 512 ), self::sent( $id ) );
		self::assertSame( $before, glob( get_temp_dir() . 'seo-rank-genius-*' ) );
	}

	public function test_a_small_picture_is_sent_as_it_is(): void {
		self::assertSame( array( 'image/png', 40, 30 ), self::sent( $this->drawing( 40, 30 ) ) );
	}

	public function test_a_size_whose_file_is_gone_is_passed_over(): void {
		$id = $this->drawing( 1500, 1000 );
		foreach ( glob( dirname( (string) get_attached_file( $id ) ) . '/*-*x*.png' ) ?: array() as $size ) {
			unlink( $size );
		}
		self::assertSame( array( 'image/png', 1500, 1000 ), self::sent( $id ) );
	}

	public function test_a_size_that_is_damaged_is_passed_over(): void {
		$id = $this->drawing( 1500, 1000 );
		foreach ( glob( dirname( (string) get_attached_file( $id ) ) . '/*-*x*.png' ) ?: array() as $size ) {
			file_put_contents( $size, 'damaged' );
		}
		self::assertSame( array( 'image/png', 1500, 1000 ), self::sent( $id ) );
	}

	public function test_the_type_is_that_of_the_bytes_whatever_the_name_says(): void {
		$id = $this->drawing( 40, 30 );
		imagejpeg( self::canvas( 40, 30 ), (string) get_attached_file( $id ) );
		self::assertSame( array( 'image/jpeg', 40, 30 ), self::sent( $id ) );
	}

	public function test_a_type_that_the_model_does_not_read_is_converted(): void {
		$id = $this->drawing( 700, 500, false );
		imagebmp( self::canvas( 700, 500 ), (string) get_attached_file( $id ) );
		try {
			self::assertSame( 'image/webp', self::sent( $id )[0] );
		} catch ( ImageUnusable $unusable ) {
			self::assertSame( ImageUnusable::UNSUPPORTED_TYPE, $unusable->reason, 'Where the server has no editor for it.' );
		}
	}

	public function test_metadata_of_another_plugin_does_no_harm(): void {
		$id = $this->drawing( 600, 400, false );
		foreach ( array( 'broken', array( 'sizes' => 'none' ), array( 'sizes' => array( 'x', array( 'file' => 5 ) ) ), array( 'width' => 'wide' ) ) as $metadata ) {
			update_post_meta( $id, '_wp_attachment_metadata', $metadata );
			self::assertSame( array( 'image/png', 600, 400 ), self::sent( $id ) );
		}
	}

	public function test_a_size_cannot_lead_out_of_the_images_folder(): void {
		$id                = $this->drawing( 1500, 1000, false );
		$metadata          = (array) wp_get_attachment_metadata( $id );
		$metadata['sizes'] = array(
			'large' => array(
				'file'   => '../../../../wp-config.php',
				'width'  => 1024,
				'height' => 683,
			),
		);
		update_post_meta( $id, '_wp_attachment_metadata', $metadata );
		self::assertSame( array( 'image/png', 1500, 1000 ), self::sent( $id ) );
	}

	/**
	 * @return iterable<string, array{callable(string):mixed, string}>
	 */
	public static function unusable(): iterable {
		yield 'missing' => array( 'unlink', ImageUnusable::MISSING );
		yield 'empty' => array( static fn ( string $file ): mixed => file_put_contents( $file, '' ), ImageUnusable::EMPTY );
		yield 'text' => array( static fn ( string $file ): mixed => file_put_contents( $file, '<?php echo 1;' ), ImageUnusable::NOT_AN_IMAGE );
		yield 'more pixels than memory' => array( self::claim_pixels( ... ), ImageUnusable::TOO_LARGE );
		yield 'more bytes than can be sent' => array( self::pad( ... ), ImageUnusable::TOO_LARGE );
	}

	/**
	 * @param callable(string):mixed $damage
	 */
	#[DataProvider( 'unusable' )]
	public function test_says_why_a_picture_cannot_be_sent( callable $damage, string $reason ): void {
		$id = $this->drawing( 600, 400, false );
		$damage( (string) get_attached_file( $id ) );
		try {
			self::sent( $id );
			self::fail( 'It was taken for a picture.' );
		} catch ( ImageUnusable $unusable ) {
			self::assertSame( $reason, $unusable->reason );
		}
	}

	public function test_an_attachment_without_a_file_is_missing(): void {
		$id = $this->drawing( 40, 30 );
		delete_post_meta( $id, '_wp_attached_file' );
		$this->expectExceptionObject( new ImageUnusable( ImageUnusable::MISSING ) );
		self::sent( $id );
	}

	/**
	 * A PNG header that claims 60,000 by 60,000 pixels.
	 */
	private static function claim_pixels( string $file ): void {
		$header = 'IHDR' . pack( 'NNC5', 60000, 60000, 8, 2, 0, 0, 0 );
		file_put_contents( $file, "\x89PNG\r\n\x1a\n" . pack( 'N', 13 ) . $header . pack( 'N', crc32( $header ) ) );
	}

	/**
	 * A small picture in a file of 5 MB.
	 */
	private static function pad( string $file ): void {
		file_put_contents( $file, str_repeat( 'x', 5 * MB_IN_BYTES ), FILE_APPEND );
	}

	/**
	 * @return array{string, int, int} Type, width and height of what would be sent, by its bytes.
	 */
	private static function sent( int $image_id ): array {
		$picture = ( new PictureSource( new PictureConversion() ) )->picture( $image_id );
		$size    = getimagesizefromstring( $picture->bytes );
		self::assertIsArray( $size );
		self::assertSame( $size['mime'], $picture->media_type );
		self::assertContains( $picture->media_type, Picture::MEDIA_TYPES );
		return array( $picture->media_type, $size[0], $size[1] );
	}

	/**
	 * Uploads a picture of a size.
	 *
	 * @param int<1, max> $width
	 * @param int<1, max> $height
	 */
	private function drawing( int $width, int $height, bool $with_sizes = true ): int {
		ob_start();
		imagepng( self::canvas( $width, $height ) );
		$upload = wp_upload_bits( 'drawing.png', null, (string) ob_get_clean() );
		$id     = wp_insert_attachment(
			array(
				'post_mime_type' => 'image/png',
				'post_title'     => 'Drawing',
				'post_status'    => 'inherit',
			),
			$upload['file'],
			0,
			true
		);
		self::assertIsInt( $id );
		$metadata = wp_generate_attachment_metadata( $id, $upload['file'] );
		wp_update_attachment_metadata( $id, $with_sizes ? $metadata : array( 'sizes' => array() ) + $metadata );
		return $id;
	}

	/**
	 * @param int<1, max> $width
	 * @param int<1, max> $height
	 */
	private static function canvas( int $width, int $height ): \GdImage {
		$canvas = imagecreatetruecolor( $width, $height );
		self::assertNotFalse( $canvas );
		imagefilledellipse( $canvas, intdiv( $width, 2 ), intdiv( $height, 2 ), $width, $height, 0x3366cc );
		return $canvas;
	}

	/**
	 * @phpstan-assert !\WP_Error $value
	 */
	private static function assertNotWPError( mixed $value ): void {
		self::assertNotInstanceOf( \WP_Error::class, $value );
	}

	/**
	 * @return array<int, string>
	 */
	private function files(): array {
		return glob( wp_upload_dir()['path'] . '/*' ) ?: array();
	}
}
