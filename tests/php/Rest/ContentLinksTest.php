<?php
/**
 * A suggested link is put into a text by whoever may edit it, and is then no longer suggested.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Rest;

use SeoRankGenius\Storage\Names;
use SeoRankGenius\Tests\TestCase;
use WP_REST_Response;

final class ContentLinksTest extends TestCase {

	public function test_puts_the_link_in_and_takes_the_suggestion_away(): void {
		$this->act_as( 'administrator' );
		$target = $this->post( array( 'post_title' => 'Lawn care' ) );
		$other  = $this->post( array( 'post_title' => 'Bees' ) );
		$id     = $this->post( array( 'post_content' => '<p>A meadow &amp; bees.</p>' ) );
		$kept   = array( self::suggestion( $target, 'meadow' ), self::suggestion( $other, 'bees' ) );
		add_post_meta( $id, Names::META_LINKS, wp_slash( (string) wp_json_encode( $kept ) ) );
		self::assertSame( 200, $this->insert( $id, $target, (string) get_post_modified_time( 'c', true, $id ) )->get_status() );
		self::assertSame( '<p>A <a href="http://localhost:8888/lawn-care/">meadow</a> &amp; bees.</p>', get_post( $id )?->post_content );
		self::assertSame( array( self::suggestion( $other, 'bees' ) ), json_decode( self::text( get_post_meta( $id, Names::META_LINKS, true ) ), true ) );
		self::assertSame( 200, $this->insert( $id, $other )->get_status() );
		self::assertFalse( metadata_exists( 'post', $id, Names::META_LINKS ) );
	}

	public function test_says_why_not_and_keeps_the_suggestion(): void {
		$this->act_as( 'administrator' );
		$target = $this->post( array( 'post_title' => 'Lawn care' ) );
		$draft  = $this->post( array( 'post_status' => 'draft' ) );
		$id     = $this->post( array( 'post_content' => '<h2>A meadow</h2>' ) );
		$kept   = (string) wp_json_encode( array_map( static fn ( int $to ): array => self::suggestion( $to, 'meadow' ), array( $target, $draft, $id ) ) );
		add_post_meta( $id, Names::META_LINKS, $kept );
		foreach ( array(
			array( $target, null, 'not_found' ),
			array( $id, null, 'no_target' ),
			array( $draft, null, 'no_target' ),
			array( $target, '2020-01-01T00:00:00+00:00', 'changed' ),
		) as list( $to, $shown, $reason ) ) {
			$response = $this->insert( $id, $to, $shown );
			self::assertSame( array( 409, $reason ), array( $response->get_status(), self::reason( $response ) ) );
		}
		self::assertSame( 400, $this->insert( $id, $target, 'yesterday' )->get_status() );
		self::assertSame( '<h2>A meadow</h2>', get_post( $id )?->post_content );
		self::assertSame( $kept, get_post_meta( $id, Names::META_LINKS, true ) );
	}

	/**
	 * @param string|null $shown When the text that was shown was changed last.
	 */
	private function insert( int $id, int $target, ?string $shown = null ): WP_REST_Response {
		return $this->rest( 'POST', "/seo-rank-genius/v1/contents/$id/links/$target", null === $shown ? array() : array( 'if_modified_at' => $shown ) );
	}

	/**
	 * @return array{post_id: int, anchor: string, reason: string}
	 */
	private static function suggestion( int $target, string $anchor ): array {
		return array(
			'post_id' => $target,
			'anchor'  => $anchor,
			'reason'  => 'Both are about it.',
		);
	}

	private static function reason( WP_REST_Response $response ): mixed {
		$data = $response->get_data();
		$data = is_array( $data ) ? ( $data['data'] ?? null ) : null;
		return is_array( $data ) ? ( $data['reason'] ?? null ) : null;
	}

	private static function text( mixed $value ): string {
		self::assertIsString( $value );
		return $value;
	}
}
