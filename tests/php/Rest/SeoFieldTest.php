<?php
/**
 * What the block editor reads and saves with a post.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Rest;

use SeoRankGenius\Seo\PostValues;
use SeoRankGenius\Seo\SeoSettings;
use SeoRankGenius\Storage\Names;
use SeoRankGenius\Tests\Support\Json;
use SeoRankGenius\Tests\TestCase;
use WP_REST_Request;

final class SeoFieldTest extends TestCase {

	public function test_the_editor_gets_what_was_typed_and_what_stands_in_its_place(): void {
		$this->act_as( 'editor' );
		$id = $this->post();
		update_post_meta( $id, Names::META_TITLE, 'Meadows, wild and easy' );
		$field = $this->field( $id );
		self::assertSame( 'Meadows, wild and easy', $field['meta_title'] );
		self::assertSame( '', $field['meta_description'] );
		self::assertSame( '', $field['focus_keyword'] );
		self::assertSame( "\u{FFFC} " . SeoSettings::separator() . ' ' . PostValues::site_name(), $field['fallback_title'], 'With the place of the title that is being typed.' );
		self::assertSame( 'self', $field['printed_by'] );
	}

	public function test_texts_are_saved_with_the_post_as_lines_of_plain_text(): void {
		$this->act_as( 'editor' );
		$id     = $this->post();
		$answer = $this->save(
			$id,
			array(
				'meta_title'       => "  5 < 10 \\ \"quoted\"\n%description%  ",
				'meta_description' => '<script>alert(1)</script> 草地 مرج',
				'focus_keyword'    => 'meadow',
			)
		);
		self::assertSame( 200, $answer['status'] );
		self::assertSame( '5 < 10 \\ "quoted" %description%', get_post_meta( $id, Names::META_TITLE, true ) );
		self::assertSame( '<script>alert(1)</script> 草地 مرج', get_post_meta( $id, Names::META_DESCRIPTION, true ) );
		self::assertSame( 'meadow', $this->field( $id )['focus_keyword'] );
	}

	public function test_what_is_not_sent_stays_and_what_is_emptied_goes(): void {
		$this->act_as( 'editor' );
		$id = $this->post();
		update_post_meta( $id, Names::META_TITLE, 'Kept' );
		update_post_meta( $id, Names::META_DESCRIPTION, 'Emptied' );
		self::assertSame( 200, $this->save( $id, array( 'meta_description' => '' ) )['status'] );
		self::assertSame( 'Kept', get_post_meta( $id, Names::META_TITLE, true ) );
		self::assertSame( array(), get_post_meta( $id, Names::META_DESCRIPTION ) );
	}

	public function test_visitors_and_readers_do_not_get_it(): void {
		$id = $this->post();
		update_post_meta( $id, Names::META_TITLE, 'For editors' );
		self::assertArrayNotHasKey( 'seo_rank_genius', Json::list_at( array( 'a' => $this->json( $this->rest( 'GET', "/wp/v2/posts/$id" ) ) ), 'a' ) );
		$this->act_as( 'subscriber' );
		self::assertSame( 403, $this->rest( 'GET', "/wp/v2/posts/$id", array( 'context' => 'edit' ) )->get_status() );
		self::assertSame( 403, $this->save( $id, array( 'meta_title' => 'Forged' ) )['status'] );
		self::assertSame( 'For editors', get_post_meta( $id, Names::META_TITLE, true ) );
	}

	public function test_what_is_no_text_is_refused(): void {
		$this->act_as( 'editor' );
		$id = $this->post();
		self::assertSame( 400, $this->save( $id, array( 'meta_title' => array( 'a' ) ) )['status'] );
		self::assertSame( 400, $this->save( $id, array( 'meta_title' => str_repeat( 'a', 5001 ) ) )['status'] );
		self::assertSame( array(), get_post_meta( $id, Names::META_TITLE ) );
	}

	public function test_the_page_of_the_site_editor_carries_nothing_of_it(): void {
		$this->act_as( 'administrator' );
		$fields = fn (): array => array_keys( Json::list_at( $this->json( $this->rest( 'OPTIONS', '/wp/v2/posts' ) ), 'schema.properties' ) );
		self::assertContains( 'seo_rank_genius', $fields() );
		$kept   = array_intersect_key( $GLOBALS, array_flip( array( 'pagenow', 'wp_rest_server', 'wp_rest_additional_fields' ) ) );
		try {
			$GLOBALS['pagenow']                   = 'site-editor.php';
			$GLOBALS['wp_rest_server']            = null;
			$GLOBALS['wp_rest_additional_fields'] = array();
			self::assertNotContains( 'seo_rank_genius', $fields() );
		} finally {
			foreach ( $kept as $name => $value ) {
				$GLOBALS[ $name ] = $value;
			}
		}
	}

	/**
	 * @return array<array-key, mixed>
	 */
	private function field( int $id ): array {
		return Json::list_at( array( 'post' => $this->json( $this->rest( 'GET', "/wp/v2/posts/$id", array( 'context' => 'edit' ) ) ) ), 'post.seo_rank_genius' );
	}

	/**
	 * @param array<string, mixed> $texts
	 * @return array{status: int}
	 */
	private function save( int $id, array $texts ): array {
		$request = new WP_REST_Request( 'POST', "/wp/v2/posts/$id" );
		$request->set_header( 'Content-Type', 'application/json' );
		$request->set_body( (string) wp_json_encode( array( 'seo_rank_genius' => $texts ) ) );
		return array( 'status' => rest_do_request( $request )->get_status() );
	}
}
