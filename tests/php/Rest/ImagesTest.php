<?php
/**
 * REST: listing images and writing their alt text by hand.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Rest;

use PHPUnit\Framework\Attributes\DataProvider;
use SeoRankGenius\Tests\Support\CloudTestCase;
use SeoRankGenius\Tests\Support\Json;

final class ImagesTest extends CloudTestCase {

	private const ALT = '_wp_attachment_image_alt';

	public function test_lists_what_is_missing_newest_first(): void {
		$this->act_as( 'author' );
		$missing = $this->photograph();
		$empty   = $this->photograph();
		$present = $this->photograph();
		update_post_meta( $empty, self::ALT, '' );
		update_post_meta( $present, self::ALT, 'A reef' );
		$this->pdf();
		$response = $this->rest( 'GET', self::ROUTES . '/images' );
		self::assertSame( array( $empty, $missing ), array_column( $this->data( $response ), 'id' ) );
		self::assertSame(
			array(
				'X-WP-Total'      => '2',
				'X-WP-TotalPages' => '1',
			),
			$response->get_headers()
		);
		foreach ( $this->data( $response ) as $image ) {
			self::assert_matches( 'image', $image );
		}
		self::assertSame( array( $present ), array_column( $this->data( $this->rest( 'GET', self::ROUTES . '/images', array( 'state' => 'present' ) ) ), 'id' ) );
		self::assertSame( array( $present, $empty, $missing ), array_column( $this->data( $this->rest( 'GET', self::ROUTES . '/images', array( 'state' => 'all' ) ) ), 'id' ) );
		self::assertSame( 2, Json::at( $this->account(), 'gain.images_without_alt' ) );
	}

	public function test_searches_and_pages(): void {
		$this->act_as( 'author' );
		$reef = $this->photograph( array( 'post_title' => 'A Coral Reef' ) );
		$this->photograph( array( 'post_title' => 'Anything' ) );
		$this->photograph( array( 'post_title' => 'Anything else' ) );
		self::assertSame( array( $reef ), array_column( $this->data( $this->rest( 'GET', self::ROUTES . '/images', array( 'search' => 'coral reef' ) ) ), 'id' ) );
		$arguments = array(
			'per_page' => '2',
			'page'     => '2',
		);
		$response  = $this->rest( 'GET', self::ROUTES . '/images', $arguments );
		self::assertSame( array( $reef ), array_column( $this->data( $response ), 'id' ) );
		self::assertSame( '2', $response->get_headers()['X-WP-TotalPages'] ?? null );
		self::assertFalse( has_filter( 'wp_allow_query_attachment_by_filename' ) );
	}

	public function test_an_image_says_where_it_is_used_as_far_as_the_reader_may_know(): void {
		$this->act_as( 'author' );
		$page     = $this->post( array( 'post_title' => 'Reefs &amp; <b>lagoons</b>' ) );
		$private  = $this->post(
			array(
				'post_title'  => 'Secret',
				'post_status' => 'private',
				'post_author' => $this->user( 'administrator' ),
			)
		);
		$attached = $this->photograph( array( 'post_parent' => $page ) );
		$featured = $this->photograph();
		set_post_thumbnail( $page, $featured );
		$hidden = $this->photograph( array( 'post_parent' => $private ) );
		$loose  = $this->photograph();
		$titles = array_column( $this->data( $this->rest( 'GET', self::ROUTES . '/images' ) ), 'page_title', 'id' );
		self::assertSame(
			array(
				$loose    => null,
				$hidden   => null,
				$featured => 'Reefs & lagoons',
				$attached => 'Reefs & lagoons',
			),
			$titles
		);
	}

	public function test_an_image_in_full(): void {
		$id = $this->photograph( array( 'post_author' => $this->act_as( 'author' ) ) );
		update_post_meta( $id, self::ALT, 'A reef' );
		$image = Json::list_at( $this->data( $this->rest( 'GET', self::ROUTES . '/images', array( 'state' => 'all' ) ) ), '0' );
		self::assertSame( wp_get_attachment_image_url( $id, 'medium' ), $image['thumbnail_url'] ?? null );
		self::assertSame( admin_url( "post.php?post=$id&action=edit" ), $image['edit_url'] ?? null );
		self::assertSame( 'coral-square.webp', $image['file_name'] ?? null );
		self::assertSame( array( 'A reef', 'present', true ), array( $image['alt_text'] ?? null, $image['state'] ?? null, $image['can_edit'] ?? null ) );
	}

	public function test_a_list_of_many_takes_few_queries(): void {
		$this->act_as( 'author' );
		$page = $this->post();
		for ( $count = 0; $count < 12; $count++ ) {
			$this->photograph( array( 'post_parent' => 0 === $count % 2 ? $page : 0 ) );
		}
		$few  = $this->queries_of_a_list( 2 );
		$many = $this->queries_of_a_list( 12 );
		self::assertSame( $few, $many, 'The number of queries grows with the number of images.' );
	}

	/**
	 * @return iterable<string, array{string, string}>
	 */
	public static function texts(): iterable {
		yield 'as it was written' => array( 'A “coral” reef & fish', 'A “coral” reef & fish' );
		yield 'with quotes and backslashes' => array( "It's a \\ \"reef\"", "It's a \\ \"reef\"" );
		yield 'with markup' => array( 'A <b>reef</b><script>alert(1)</script>', 'A reef' );
		yield 'over several lines' => array( "  A reef\r\n\tin the sun \0 ", 'A reef in the sun' );
		yield 'with a per cent sign' => array( '100%ab of it', '100%ab of it' );
		yield 'in Japanese' => array( '珊瑚礁と魚', '珊瑚礁と魚' );
		yield 'nothing' => array( '   ', '' );
	}

	#[DataProvider( 'texts' )]
	public function test_editing_by_hand_needs_no_connection( string $written, string $saved ): void {
		$this->act_as( 'editor' );
		$id       = $this->photograph();
		$response = $this->rest( 'PATCH', self::ROUTES . "/images/$id", array( 'alt_text' => $written ) );
		$this->assert_answer( 'image', $response );
		self::assertSame( $saved, $this->data( $response )['alt_text'] ?? null );
		self::assertSame( '' === $saved ? 'missing' : 'present', $this->data( $response )['state'] ?? null );
		self::assertSame( $saved, get_post_meta( $id, self::ALT, true ) );
		self::assertSame( array(), $this->cloud->requests() );
	}

	/**
	 * @return iterable<string, array{string, array<string, mixed>, int}>
	 */
	public static function bad_input(): iterable {
		yield 'no text' => array( 'ID', array(), 400 );
		yield 'a text without end' => array( 'ID', array( 'alt_text' => str_repeat( 'x', 501 ) ), 400 );
		yield 'a list' => array( 'ID', array( 'alt_text' => array( 'x' ) ), 400 );
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
		$ids = array(
			'ID'   => $this->photograph(),
			'POST' => $this->post(),
			'PDF'  => $this->pdf(),
		);
		update_post_meta( $ids['ID'], self::ALT, 'A reef' );
		$response = $this->rest( 'PATCH', self::ROUTES . '/images/' . ( $ids[ $which ] ?? $which ), $arguments );
		self::assertSame( $status, $response->get_status() );
		self::assertSame( 'A reef', get_post_meta( $ids['ID'], self::ALT, true ) );
	}

	public function test_a_list_refuses_what_is_out_of_range(): void {
		$this->act_as( 'administrator' );
		foreach ( array( array( 'per_page' => '101' ), array( 'per_page' => '0' ), array( 'page' => '0' ), array( 'state' => 'blurred' ) ) as $arguments ) {
			self::assertSame( 400, $this->rest( 'GET', self::ROUTES . '/images', $arguments )->get_status() );
		}
	}

	private function pdf(): int {
		$id = wp_insert_attachment(
			array(
				'post_mime_type' => 'application/pdf',
				'post_title'     => 'Paper',
				'post_status'    => 'inherit',
			)
		);
		self::assertIsInt( $id );
		return $id;
	}

	private function queries_of_a_list( int $per_page ): int {
		wp_cache_flush();
		get_option( 'home' );
		$before = self::wpdb()->num_queries;
		$this->rest( 'GET', self::ROUTES . '/images', array( 'per_page' => (string) $per_page ) );
		return self::wpdb()->num_queries - $before;
	}
}
