<?php
/**
 * Each kind of picture is sent as something that the model reads, or refused with the reason. Runs with Imagick and
 * without it: what differs is said in the test.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Features;

use GdImage;
use PHPUnit\Framework\Attributes\DataProvider;
use SeoRankGenius\Features\ImageAltText\ImageUnusable;
use SeoRankGenius\Features\ImageAltText\PictureConversion;
use SeoRankGenius\Features\ImageAltText\PictureSource;
use SeoRankGenius\Tests\TestCase;

final class PictureKindsTest extends TestCase {

	private const RED  = array( 200, 30, 30 );
	private const BLUE = array( 30, 30, 200 );

	public function test_jpeg_png_and_webp_are_sent_as_they_are(): void {
		foreach ( array( 'jpeg', 'png', 'webp' ) as $kind ) {
			$bytes = self::encoded( self::halves( 300, 200 ), $kind );
			self::assertSame( $bytes, $this->sent( "picture.$kind", $bytes ) );
		}
	}

	public function test_avif_is_converted(): void {
		if ( ! wp_image_editor_supports( array( 'mime_type' => 'image/avif' ) ) ) {
			self::assert_refused( ImageUnusable::UNSUPPORTED_TYPE, fn () => $this->sent( 'picture.avif', self::encoded( self::halves( 300, 200 ), 'avif' ) ) );
			return;
		}
		self::assert_halves( $this->sent( 'picture.avif', self::encoded( self::halves( 300, 200 ), 'avif' ) ), 300, 200 );
	}

	public function test_of_a_gif_that_moves_the_first_frame_is_sent(): void {
		$still = self::encoded( self::halves( 30, 20 ), 'gif' );
		self::assertSame( $still, $this->sent( 'still.gif', $still ) );
		$sent = $this->sent( 'two-frames.gif', self::fixture( 'two-frames.gif' ) );
		self::assertSame( 0, preg_match_all( '/ANMF|\x21\xF9\x04/', $sent ), 'It moves still.' );
		self::assert_pixel( self::RED, self::decoded( $sent ), 5, 5 );
	}

	public function test_a_large_picture_with_a_palette_is_shrunk(): void {
		$picture = self::halves( 2000, 1000 );
		imagetruecolortopalette( $picture, false, 16 );
		self::assert_halves( $this->sent( 'palette.png', self::encoded( $picture, 'png' ) ), 1024, 512 );
	}

	public function test_a_jpeg_for_print_becomes_one_for_screens(): void {
		$sent = $this->sent( 'cmyk.jpg', self::fixture( 'cmyk.jpg' ) );
		self::assertNotSame( 4, ( (array) getimagesizefromstring( $sent ) )['channels'] ?? 3 );
		self::assertSame( 60, imagesx( self::decoded( $sent ) ) );
	}

	public function test_a_picture_that_lies_on_its_side_is_set_upright(): void {
		if ( ! extension_loaded( 'exif' ) ) {
			self::markTestSkipped( 'PHP has no exif here, and neither WordPress nor we can know.' );
		}
		// Turned by 90 degrees, what is at the left comes to the top.
		$turned = self::with_orientation( self::encoded( self::halves( 300, 200 ), 'jpeg' ), 6 );
		$sent   = self::decoded( $this->sent( 'turned.jpg', $turned ) );
		self::assertSame( array( 200, 300 ), array( imagesx( $sent ), imagesy( $sent ) ) );
		self::assert_pixel( self::RED, $sent, 100, 30 );
		self::assert_pixel( self::BLUE, $sent, 100, 270 );
	}

	public function test_the_sizes_of_such_a_picture_are_passed_over(): void {
		if ( ! extension_loaded( 'exif' ) ) {
			self::markTestSkipped( 'PHP has no exif here, and neither WordPress nor we can know.' );
		}
		$id = $this->uploaded( 'turned.jpg', self::with_orientation( self::encoded( self::halves( 1800, 1200 ), 'jpeg' ), 6 ) );
		$this->add_size( $id, 'side-1024.jpg', self::encoded( self::halves( 1024, 683 ), 'jpeg' ), 1800, 1200, 1024, 683 );
		$sent = self::decoded( self::source()->picture( $id )->bytes );
		self::assertLessThan( imagesy( $sent ), imagesx( $sent ) );
	}

	public function test_heic_is_converted_where_the_server_can(): void {
		$heic = self::fixture( 'phone.heic' );
		if ( ! wp_image_editor_supports( array( 'mime_type' => 'image/heic' ) ) ) {
			self::assert_refused( ImageUnusable::UNSUPPORTED_TYPE, fn () => $this->sent( 'phone.heic', $heic ) );
			return;
		}
		$size = getimagesizefromstring( $this->sent( 'phone.heic', $heic ) );
		self::assertSame( array( 64, 48 ), is_array( $size ) ? array( $size[0], $size[1] ) : null );
	}

	public function test_svg_is_drawn_where_the_server_can(): void {
		$svg = '<?xml version="1.0"?><!-- A flag --><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="30" height="20"><defs><rect id="half" width="15" height="20"/></defs><use xlink:href="#half" fill="#c81e1e"/><rect x="15" width="15" height="20" fill="#1e1ec8"/></svg>';
		if ( ! extension_loaded( 'imagick' ) ) {
			self::assert_refused( ImageUnusable::UNSUPPORTED_TYPE, fn () => $this->sent( 'flag.svg', $svg ) );
			return;
		}
		self::assert_halves( $this->sent( 'flag.svg', $svg ), 1024, 683 );
	}

	/**
	 * @return iterable<string, array{string}>
	 */
	public static function hostile_drawings(): iterable {
		$secret = 'file:///etc/passwd';
		yield 'a file' => array( "<svg xmlns='http://www.w3.org/2000/svg'><image href='$secret'/></svg>" );
		yield 'a file without quotes' => array( "<svg><image xlink:href=$secret /></svg>" );
		yield 'an address' => array( '<svg><image xlink:href="http://127.0.0.1/x.png"/></svg>' );
		yield 'a drawing within' => array( '<svg><image href="data:image/svg+xml;base64,AAAA"/></svg>' );
		yield 'a coder of ImageMagick' => array( '<svg><image href="msl:/tmp/x"/></svg>' );
		yield 'an entity' => array( "<!DOCTYPE svg [<!ENTITY x SYSTEM '$secret'>]><svg>&x;</svg>" );
		yield 'a style sheet' => array( "<?xml version='1.0'?><?xml-stylesheet href='$secret'?><svg/>" );
		yield 'an import' => array( "<svg><style>@import '$secret';</style></svg>" );
		yield 'a fill' => array( "<svg><rect fill='url($secret)'/></svg>" );
		yield 'a script' => array( '<svg><script>alert(1)</script></svg>' );
		yield 'written in numbers' => array( '<svg><image href="#a" xlink:h&#114;ef="x"/></svg>' );
		yield 'without end' => array( '<svg>' . str_repeat( '<g>', 1000000 ) );
	}

	#[DataProvider( 'hostile_drawings' )]
	public function test_a_drawing_that_reaches_out_is_never_drawn( string $svg ): void {
		try {
			$this->sent( 'hostile.svg', $svg );
			self::fail( 'It was drawn.' );
		} catch ( ImageUnusable $unusable ) {
			self::assertContains( $unusable->reason, array( ImageUnusable::NOT_READABLE, ImageUnusable::UNSUPPORTED_TYPE, ImageUnusable::NOT_AN_IMAGE ) );
		}
	}

	public function test_a_spacer_shows_nothing(): void {
		foreach ( array( array( 1, 1 ), array( 2, 400 ) ) as list( $width, $height ) ) {
			self::assert_refused( ImageUnusable::TOO_SMALL, fn () => $this->sent( 'spacer.png', self::encoded( self::halves( $width, $height ), 'png' ) ) );
		}
	}

	public function test_a_picture_of_20000_pixels_is_never_decoded_in_full(): void {
		$huge = self::png_header( 20000, 20000 );
		$id   = $this->uploaded( 'huge.png', $huge );
		self::assert_refused( ImageUnusable::TOO_LARGE, fn () => self::source()->picture( $id ) );
		$this->add_size( $id, 'huge-300.jpg', self::encoded( self::halves( 300, 300 ), 'jpeg' ), 20000, 20000, 300, 300 );
		self::assert_halves( self::source()->picture( $id )->bytes, 300, 300 );
		$this->add_size( $id, 'huge-1024.jpg', self::encoded( self::halves( 1024, 1024 ), 'jpeg' ), 20000, 20000, 1024, 1024 );
		self::assert_halves( self::source()->picture( $id )->bytes, 1024, 1024 );
	}

	public function test_a_picture_that_fits_the_memory_limit_only_if_there_were_more_is_refused(): void {
		if ( extension_loaded( 'imagick' ) ) {
			self::markTestSkipped( 'Imagick has limits of its own.' );
		}
		add_filter( 'image_memory_limit', static fn (): string => '512M' );
		self::assert_refused( ImageUnusable::TOO_LARGE, fn () => $this->sent( 'large.png', self::png_header( 9000, 9000 ) ) );
	}

	public function test_a_damaged_picture_is_refused(): void {
		self::assert_refused( ImageUnusable::NOT_READABLE, fn () => $this->sent( 'half.png', self::png_header( 2000, 1000 ) ) );
	}

	public function test_every_reason_has_words_of_its_own(): void {
		$reasons = array_values( ( new \ReflectionClass( ImageUnusable::class ) )->getConstants() );
		self::assertCount( 8, $reasons );
		$words = array();
		foreach ( $reasons as $reason ) {
			self::assertIsString( $reason );
			$words[] = ImageUnusable::message( $reason );
		}
		self::assertSame( $words, array_unique( $words ) );
		foreach ( $words as $sentence ) {
			self::assertStringContainsString( 'nothing was charged', $sentence );
		}
	}

	/**
	 * @param callable():mixed $send
	 */
	private static function assert_refused( string $reason, callable $send ): void {
		try {
			$send();
			self::fail( 'It was sent.' );
		} catch ( ImageUnusable $unusable ) {
			self::assertSame( $reason, $unusable->reason );
		}
	}

	private static function assert_halves( string $bytes, int $width, int $height ): void {
		$picture = self::decoded( $bytes );
		self::assertSame( array( $width, $height ), array( imagesx( $picture ), imagesy( $picture ) ) );
		self::assert_pixel( self::RED, $picture, intdiv( $width, 4 ), intdiv( $height, 2 ) );
		self::assert_pixel( self::BLUE, $picture, $width - intdiv( $width, 4 ), intdiv( $height, 2 ) );
	}

	/**
	 * @param array{int, int, int} $expected Red, green and blue; compression shifts them a little.
	 */
	private static function assert_pixel( array $expected, GdImage $picture, int $x, int $y ): void {
		$found = imagecolorsforindex( $picture, (int) imagecolorat( $picture, $x, $y ) );
		self::assertEqualsWithDelta( $expected, array( $found['red'], $found['green'], $found['blue'] ), 60 );
	}

	private function sent( string $name, string $bytes ): string {
		return self::source()->picture( $this->uploaded( $name, $bytes ) )->bytes;
	}

	private static function source(): PictureSource {
		return new PictureSource( new PictureConversion() );
	}

	/**
	 * Puts a file into the library as it is, without sizes.
	 */
	private function uploaded( string $name, string $bytes ): int {
		$folder = wp_upload_dir();
		wp_mkdir_p( $folder['path'] );
		$path = $folder['path'] . '/' . wp_unique_filename( $folder['path'], $name );
		file_put_contents( $path, $bytes );
		$id = wp_insert_attachment(
			array(
				'post_mime_type' => 'image/' . pathinfo( $name, PATHINFO_EXTENSION ),
				'post_title'     => $name,
				'post_status'    => 'inherit',
			),
			$path,
			0,
			true
		);
		self::assertIsInt( $id );
		return $id;
	}

	private function add_size( int $id, string $name, string $bytes, int $full_width, int $full_height, int $width, int $height ): void {
		file_put_contents( dirname( (string) get_attached_file( $id ) ) . '/' . $name, $bytes );
		$metadata                   = wp_get_attachment_metadata( $id );
		$metadata                   = is_array( $metadata ) ? $metadata : array( 'sizes' => array() );
		$metadata['width']          = $full_width;
		$metadata['height']         = $full_height;
		$metadata['sizes'][ $name ] = array(
			'file'   => $name,
			'width'  => $width,
			'height' => $height,
		);
		wp_update_attachment_metadata( $id, $metadata );
	}

	/**
	 * A red half at the left, a blue one at the right.
	 *
	 * @param int<1, max> $width
	 * @param int<1, max> $height
	 */
	private static function halves( int $width, int $height ): GdImage {
		$picture = imagecreatetruecolor( $width, $height );
		self::assertInstanceOf( GdImage::class, $picture );
		imagefilledrectangle( $picture, 0, 0, intdiv( $width, 2 ) - 1, $height, (int) imagecolorallocate( $picture, ...self::RED ) );
		imagefilledrectangle( $picture, intdiv( $width, 2 ), 0, $width, $height, (int) imagecolorallocate( $picture, ...self::BLUE ) );
		return $picture;
	}

	private static function encoded( GdImage $picture, string $kind ): string {
		ob_start();
		match ( $kind ) {
			'jpeg'  => imagejpeg( $picture ),
			'webp'  => imagewebp( $picture ),
			'avif'  => imageavif( $picture ),
			'gif'   => imagegif( $picture ),
			default => imagepng( $picture ),
		};
		return (string) ob_get_clean();
	}

	private static function decoded( string $bytes ): GdImage {
		$picture = imagecreatefromstring( $bytes );
		self::assertInstanceOf( GdImage::class, $picture );
		imagepalettetotruecolor( $picture );
		return $picture;
	}

	/**
	 * The JPEG with a camera's note of how it was held.
	 */
	private static function with_orientation( string $jpeg, int $orientation ): string {
		$tiff = "MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01" . pack( 'n', $orientation ) . "\0\0\0\0\0\0";
		$note = "Exif\0\0" . $tiff;
		return "\xFF\xD8\xFF\xE1" . pack( 'n', strlen( $note ) + 2 ) . $note . substr( $jpeg, 2 );
	}

	/**
	 * A PNG whose head says how large it is, and that has no pixels.
	 */
	private static function png_header( int $width, int $height ): string {
		$header = 'IHDR' . pack( 'NNC5', $width, $height, 8, 2, 0, 0, 0 );
		return "\x89PNG\r\n\x1a\n" . pack( 'N', 13 ) . $header . pack( 'N', crc32( $header ) );
	}

	private static function fixture( string $name ): string {
		return (string) file_get_contents( __DIR__ . '/pictures/' . $name );
	}
}
