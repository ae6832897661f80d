<?php
/**
 * REST: alt text written by hand, the mark of decorative images, and what happens when two people write at once.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Rest;

use PHPUnit\Framework\Attributes\DataProvider;
use SeoRankGenius\Tests\Support\CloudTestCase;
use SeoRankGenius\Tests\Support\Json;
use WP_REST_Response;

final class ImagesEditTest extends CloudTestCase {

	private const ALT = '_wp_attachment_image_alt';

	/**
	 * @return iterable<string, array{string, string}>
	 */
	public static function texts(): iterable {
		yield 'as it was written' => array( 'A “coral” reef & fish', 'A “coral” reef & fish' );
		yield 'with quotes and backslashes' => array( "It's a \\ \"reef\"", "It's a \\ \"reef\"" );
		yield 'with markup' => array( 'A <b>coral reef</b><script>alert(1)</script>', 'A coral reef' );
		yield 'over several lines' => array( "  A reef\r\n\tin the sun \0 ", 'A reef in the sun' );
		yield 'with a per cent sign' => array( '100%ab of it', '100%ab of it' );
		yield 'in Japanese' => array( '珊瑚礁と魚', '珊瑚礁と魚' );
		yield 'nothing' => array( '   ', '' );
	}

	#[DataProvider( 'texts' )]
	public function test_editing_by_hand_needs_no_connection( string $written, string $saved ): void {
		$this->act_as( 'editor' );
		$id       = $this->image();
		$response = $this->edit( $id, array( 'alt_text' => $written ) );
		$this->assert_answer( 'image', $response );
		self::assertSame( $saved, $this->data( $response )['alt_text'] ?? null );
		self::assertSame( '' === $saved ? 'missing' : 'written', $this->data( $response )['state'] ?? null );
		self::assertSame( $saved, get_post_meta( $id, self::ALT, true ) );
		self::assertSame( array(), $this->cloud->requests() );
	}

	#[DataProvider( 'texts' )]
	public function test_the_same_where_the_shown_text_is_named( string $written, string $saved ): void {
		$this->act_as( 'editor' );
		$id = $this->image( "What's \\ \"there\" – 'now'" );
		$this->assert_answer( 'image', $this->edit( $id, array( 'alt_text' => $written, 'if_alt_text' => "What's \\ \"there\" – 'now'" ) ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		self::assertSame( $saved, get_post_meta( $id, self::ALT, true ) );
	}

	/**
	 * @return iterable<string, array{string|null, string, bool}>
	 */
	public static function shown(): iterable {
		yield 'still the same' => array( 'A reef', 'A reef', true );
		yield 'none, and none now' => array( null, '', true );
		yield 'none, and an empty one now' => array( '', '', true );
		yield 'with blanks around it' => array( ' A reef ', 'A reef', true );
		yield 'zero' => array( '0', '0', true );
		yield 'another' => array( 'A lagoon', 'A reef', false );
		yield 'another only by case' => array( 'A Reef', 'A reef', false );
		yield 'another only by an accent' => array( 'A réef', 'A reef', false );
		yield 'none now' => array( null, 'A reef', false );
		yield 'one now' => array( 'A reef', '', false );
	}

	#[DataProvider( 'shown' )]
	public function test_a_text_that_is_another_than_the_shown_one_stays( ?string $now, string $shown, bool $is_saved ): void {
		$this->act_as( 'editor' );
		$id       = $this->image( $now );
		$response = $this->edit(
			$id,
			array(
				'alt_text'    => 'A turtle in the sea',
				'if_alt_text' => $shown,
			)
		);
		if ( $is_saved ) {
			$this->assert_answer( 'image', $response );
			self::assertSame( array( 'A turtle in the sea' ), get_post_meta( $id, self::ALT ) );
			return;
		}
		$this->assert_changed( trim( (string) $now ), $response );
		self::assertSame( (string) $now, get_post_meta( $id, self::ALT, true ) );
	}

	public function test_what_somebody_writes_between_reading_and_writing_stays(): void {
		$this->act_as( 'editor' );
		foreach ( array( 'A reef', null ) as $before ) {
			$id        = $this->image( $before );
			$intervene = function ( mixed $value ) use ( $id ): mixed {
				remove_all_filters( 'sanitize_post_meta_' . self::ALT );
				self::wpdb()->delete( self::wpdb()->postmeta, array( 'post_id' => $id, 'meta_key' => self::ALT ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
				self::wpdb()->insert( self::wpdb()->postmeta, array( 'post_id' => $id, 'meta_key' => self::ALT, 'meta_value' => 'A REEF' ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
				return $value;
			};
			add_filter( 'sanitize_post_meta_' . self::ALT, $intervene );
			$response = $this->edit(
				$id,
				array(
					'alt_text'    => 'A turtle in the sea',
					'if_alt_text' => (string) $before,
				)
			);
			$this->assert_changed( 'A REEF', $response );
			self::assertSame( array( 'A REEF' ), get_post_meta( $id, self::ALT ) );
		}
	}

	public function test_undoing_puts_text_and_mark_back(): void {
		$this->act_as( 'editor' );
		$id = $this->image( 'A reef in the sun' );
		$this->assert_state(
			'decorative',
			'',
			$this->edit(
				$id,
				array(
					'is_decorative' => true,
					'if_alt_text'   => 'A reef in the sun',
				)
			)
		);
		$this->assert_state(
			'written',
			'A reef in the sun',
			$this->edit(
				$id,
				array(
					'is_decorative' => false,
					'alt_text'      => 'A reef in the sun',
					'if_alt_text'   => '',
				)
			)
		);
	}

	public function test_a_decorative_image_has_no_text_and_a_text_ends_it(): void {
		$this->act_as( 'editor' );
		$id = $this->image( 'A reef in the sun' );
		$this->assert_state( 'decorative', '', $this->edit( $id, array( 'is_decorative' => true ) ) );
		$this->assert_state( 'decorative', '', $this->edit( $id, array( 'alt_text' => '' ) ) );
		$this->assert_state( 'written', 'A turtle in the sea', $this->edit( $id, array( 'alt_text' => 'A turtle in the sea' ) ) );
		$this->assert_state( 'missing', '', $this->edit( $id, array( 'alt_text' => '' ) ) );
		$this->assert_state( 'decorative', '', $this->edit( $id, array( 'is_decorative' => true ) ) );
		$this->assert_state( 'missing', '', $this->edit( $id, array( 'is_decorative' => false ) ) );
		$this->edit( $id, array( 'alt_text' => 'A turtle in the sea' ) );
		$conflict = $this->edit(
			$id,
			array(
				'is_decorative' => true,
				'if_alt_text'   => 'What is not there',
			)
		);
		$this->assert_changed( 'A turtle in the sea', $conflict );
		self::assertSame( 'written', $this->data( $this->edit( $id, array( 'is_decorative' => false ) ) )['state'] ?? null );
	}

	/**
	 * @return iterable<string, array{string, array<string, mixed>, int}>
	 */
	public static function bad_input(): iterable {
		yield 'nothing' => array( 'ID', array(), 400 );
		yield 'only a condition' => array( 'ID', array( 'if_alt_text' => 'A reef' ), 400 );
		yield 'a text without end' => array( 'ID', array( 'alt_text' => str_repeat( 'x', 501 ) ), 400 );
		yield 'a list' => array( 'ID', array( 'alt_text' => array( 'x' ) ), 400 );
		yield 'a mark that is none' => array( 'ID', array( 'is_decorative' => 'perhaps' ), 400 );
		yield 'a text and the mark' => array(
			'ID',
			array(
				'alt_text'      => 'x',
				'is_decorative' => true,
			),
			400,
		);
		yield 'no such image' => array( '999999', array( 'alt_text' => 'x' ), 404 );
		yield 'a post' => array( 'POST', array( 'alt_text' => 'x' ), 404 );
		yield 'a document' => array( 'PDF', array( 'alt_text' => 'x' ), 404 );
	}

	/**
	 * @param array<string, mixed> $arguments
	 */
	#[DataProvider( 'bad_input' )]
	public function test_bad_input_changes_nothing( string $which, array $arguments, int $status ): void {
		$this->act_as( 'administrator' );
		$pdf      = array(
			'post_mime_type' => 'application/pdf',
			'post_title'     => 'Paper',
			'post_status'    => 'inherit',
		);
		$ids      = array(
			'ID'   => $this->image( 'A reef' ),
			'POST' => $this->post(),
			'PDF'  => (int) wp_insert_attachment( $pdf ),
		);
		$response = $this->rest( 'PATCH', self::ROUTES . '/images/' . ( $ids[ $which ] ?? $which ), $arguments );
		self::assertSame( $status, $response->get_status() );
		self::assertSame( 'A reef', get_post_meta( $ids['ID'], self::ALT, true ) );
	}

	/**
	 * @param array<string, mixed> $arguments
	 */
	private function edit( int $id, array $arguments ): WP_REST_Response {
		return $this->rest( 'PATCH', self::ROUTES . "/images/$id", $arguments );
	}

	private function assert_state( string $state, string $text, WP_REST_Response $response ): void {
		$this->assert_answer( 'image', $response );
		self::assertSame( array( $state, $text ), array( $this->data( $response )['state'] ?? null, $this->data( $response )['alt_text'] ?? null ) );
		$counts = $this->data( $this->rest( 'GET', self::ROUTES . '/images' ) );
		self::assertSame( 'missing' === $state ? 1 : 0, Json::at( $counts, 'counts.missing' ), 'The index says the same.' );
		self::assertSame( 'decorative' === $state ? 1 : 0, Json::at( $counts, 'counts.decorative' ), 'The index says the same.' );
	}

	private function assert_changed( string $now, WP_REST_Response $response ): void {
		self::assertSame( 409, $response->get_status() );
		$data = $this->data( $response );
		self::assertSame( 'alt_text_changed', $data['code'] ?? null );
		self::assert_matches( 'image', Json::at( $data, 'data.image' ) );
		self::assertSame( $now, Json::at( $data, 'data.image.alt_text' ) );
	}
}
