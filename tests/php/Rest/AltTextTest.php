<?php
/**
 * REST: having alt text written.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Rest;

use PHPUnit\Framework\Attributes\DataProvider;
use SeoRankGenius\Tests\Support\AltTextTestCase;
use SeoRankGenius\Tests\Support\Json;

final class AltTextTest extends AltTextTestCase {

	public function test_a_text_is_written_paid_for_and_saved(): void {
		$this->answer_actions( 'POST', array( 'completed' ) );
		$response = $this->generate();
		$this->assert_answer( 'image-action', $response );
		$data = $this->data( $response );
		self::assertSame(
			array(
				'id'          => self::FIRST,
				'outcome'     => 'completed',
				'cost'        => 1,
				'from_domain' => 0,
				'from_shared' => 1,
				'code'        => null,
			),
			$data['action'] ?? null
		);
		self::assertSame( 'A coral reef in shallow water', Json::at( $data, 'image.alt_text' ) );
		self::assertSame( 499, Json::at( $data, 'account.balance.license.shared' ) );
		self::assertSame( 0, Json::at( $data, 'account.gain.images_without_alt' ) );
		self::assertSame( 'A coral reef in shallow water', get_post_meta( $this->image, self::ALT, true ) );
		self::assertSame( array(), $this->pending() );
	}

	public function test_what_is_sent_is_what_the_readme_says(): void {
		$this->answer_actions( 'POST', array( 'completed' ) );
		$this->generate();
		$action = Json::list_at( $this->cloud->requests()[1]['json'] ?? null, 'actions.0' );
		$bytes  = base64_decode( Json::text_at( $action, 'input.image.data' ), true );
		self::assertIsString( $bytes );
		$size = getimagesizefromstring( $bytes );
		self::assertIsArray( $size );
		self::assertSame( 'image/webp', $size['mime'] );
		self::assertLessThanOrEqual( 1568, max( $size[0], $size[1] ) );
		self::assertSame(
			array(
				'id'       => self::FIRST,
				'feature'  => 'image_alt',
				'subject'  => array(
					'type' => 'attachment',
					'id'   => (string) $this->image,
				),
				'actor'    => (string) get_current_user_id(),
				'run_id'   => null,
				'max_cost' => 1,
				'input'    => array(
					'image'      => array( 'media_type' => 'image/webp' ),
					'language'   => 'en_US',
					'file_name'  => 'coral-square.webp',
					'page_title' => 'Reefs of the world',
				),
			),
			Json::without( $action, 'input.image.data' )
		);
	}

	public function test_the_language_is_the_sites_and_not_the_users(): void {
		add_filter( 'locale', static fn (): string => 'de_DE_formal' );
		update_user_meta( get_current_user_id(), 'locale', 'fr_FR' );
		$this->answer_actions( 'POST', array( 'completed' ) );
		$this->generate();
		self::assertSame( 'de_DE_formal', Json::at( $this->cloud->requests()[1]['json'] ?? null, 'actions.0.input.language' ) );
	}

	/**
	 * @return iterable<string, array{string, string}>
	 */
	public static function outcomes_without_text(): iterable {
		yield 'failed' => array( 'failed', 'provider_failed' );
		yield 'expired' => array( 'expired', 'provider_failed' );
		yield 'refused' => array( 'refused', 'insufficient_credits' );
		yield 'at its cap' => array( 'refused', 'site_cap_reached' );
		yield 'lapsed' => array( 'refused', 'license_lapsed' );
		yield 'unusable' => array( 'refused', 'input_unusable' );
	}

	#[DataProvider( 'outcomes_without_text' )]
	public function test_what_comes_to_nothing_costs_nothing_and_changes_nothing( string $outcome, string $code ): void {
		update_post_meta( $this->image, self::ALT, 'By hand' );
		$this->answer_actions( 'POST', array( $outcome, $code ) );
		$response = $this->generate();
		$this->assert_answer( 'image-action', $response );
		self::assertSame( array( $outcome, 0, $code ), array( Json::at( $this->data( $response ), 'action.outcome' ), Json::at( $this->data( $response ), 'action.cost' ), Json::at( $this->data( $response ), 'action.code' ) ) );
		self::assertSame( 'By hand', get_post_meta( $this->image, self::ALT, true ) );
		self::assertSame( array(), $this->pending() );
	}

	public function test_model_output_is_text_and_never_markup(): void {
		$this->answer_actions( 'POST', array( 'completed', null, '<img src=x onerror=alert(1)>A <b>reef</b> ' . str_repeat( "with fish\n", 80 ) ) );
		$this->generate();
		$saved = get_post_meta( $this->image, self::ALT, true );
		self::assertIsString( $saved );
		self::assertStringStartsWith( 'A reef with fish with fish', $saved );
		self::assertStringNotContainsString( "\n", $saved );
		self::assertLessThanOrEqual( 500, mb_strlen( $saved ) );
		self::assertStringEndsWith( 'fish', $saved, 'It is cut between words.' );
	}

	public function test_a_text_of_nothing_but_markup_is_no_result(): void {
		update_post_meta( $this->image, self::ALT, 'By hand' );
		$this->answer_actions( 'POST', array( 'completed', null, '<script>alert(1)</script>' ) );
		$this->assert_cloud_problem( 'provider_failed', $this->generate() );
		self::assertSame( 'By hand', get_post_meta( $this->image, self::ALT, true ) );
		self::assertSame( array(), $this->pending() );
	}

	/**
	 * @return iterable<string, array{string, string}>
	 */
	public static function unusable(): iterable {
		yield 'missing' => array( 'missing', 'missing' );
		yield 'empty' => array( '', 'empty' );
		yield 'text' => array( 'This is no picture.', 'not_an_image' );
		yield 'SVG' => array( '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/passwd"/></svg>', extension_loaded( 'imagick' ) ? 'not_readable' : 'unsupported_type' );
		yield 'half a header' => array( "\x89PNG\r\n\x1a\n\0\0", 'not_an_image' );
	}

	#[DataProvider( 'unusable' )]
	public function test_a_picture_that_is_none_is_not_sent( string $bytes, string $reason ): void {
		$file = (string) get_attached_file( $this->image );
		foreach ( glob( dirname( $file ) . '/*' ) ?: array() as $size ) {
			unlink( $size );
		}
		if ( 'missing' !== $bytes ) {
			file_put_contents( $file, $bytes );
		}
		$response = $this->generate();
		self::assertSame( 422, $response->get_status() );
		$data = $this->data( $response );
		self::assertSame( array( 'image_unusable', $reason ), array( $data['code'] ?? null, Json::at( $data, 'data.reason' ) ) );
		self::assertCount( 1, $this->cloud->requests(), 'It was sent.' );
		self::assertSame( array(), $this->pending() );
	}

	/**
	 * @return iterable<string, array{array<string, mixed>}>
	 */
	public static function bad_input(): iterable {
		yield 'no id' => array( array( 'max_cost' => 1 ) );
		yield 'no UUID' => array(
			array(
				'action_id' => 'x',
				'max_cost'  => 1,
			),
		);
		yield 'no quote' => array( array( 'action_id' => self::FIRST ) );
		foreach ( array( 0, 16, 'much', 1.5 ) as $quote ) {
			yield "a quote of $quote" => array(
				array(
					'action_id' => self::FIRST,
					'max_cost'  => $quote,
				),
			);
		}
	}

	/**
	 * @param array<string, mixed> $arguments
	 */
	#[DataProvider( 'bad_input' )]
	public function test_bad_input_is_not_sent( array $arguments ): void {
		self::assertSame( 400, $this->rest( 'POST', self::ROUTES . "/images/{$this->image}/alt-text", $arguments )->get_status() );
		self::assertCount( 1, $this->cloud->requests() );
	}
}
