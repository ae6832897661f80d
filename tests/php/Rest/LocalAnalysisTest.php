<?php
/**
 * The free analysis over REST: for whoever may edit the page, and without the cloud.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Rest;

use SeoRankGenius\Tests\Support\CloudTestCase;
use SeoRankGenius\Tests\Support\Json;
use WP_REST_Response;

final class LocalAnalysisTest extends CloudTestCase {

	public function test_what_stands_in_the_editor_is_analysed_and_nothing_is_saved_or_sent(): void {
		$author = $this->act_as( 'author' );
		$id     = $this->post( array( 'post_author' => $author ) );
		$before = get_post( $id );
		$answer = $this->analyse( $id, array( 'content' => '<!-- wp:heading {"level":4} --><h4>Hay &amp; "more" <script>x</script></h4><!-- /wp:heading -->' ) );
		$this->assert_answer( 'local-analysis', $answer );
		$jump = Json::list_at( $this->data( $answer ), 'findings' );
		$jump = array_values( array_filter( $jump, static fn ( mixed $finding ): bool => 'heading_jump' === Json::at( $finding, 'id' ) ) );
		self::assertCount( 1, $jump );
		self::assertSame( 'Hay & "more"', Json::at( $jump[0], 'quote' ) );
		self::assertSame( 0, Json::at( $jump[0], 'block' ) );
		self::assertSame( 'A heading of level 4 follows one of level 1.', Json::at( $jump[0], 'message' ) );
		self::assertEquals( $before, get_post( $id ) );
		self::assertSame( array(), $this->cloud->requests() );
	}

	public function test_only_for_who_may_edit_it(): void {
		$id = $this->post( array( 'post_author' => $this->user( 'editor' ) ) );
		$this->act_as( 'author' );
		self::assertSame( 403, $this->analyse( $id )->get_status() );
		$this->act_as( 'editor' );
		self::assertSame( 200, $this->analyse( $id )->get_status() );
		self::assertContains( $this->analyse( 999_999 )->get_status(), array( 403, 404 ) );
	}

	public function test_in_the_language_of_the_post(): void {
		$this->act_as( 'editor' );
		$id      = $this->post();
		$formula = fn (): mixed => Json::at( Json::at( $this->data( $this->analyse( $id, array( 'content' => str_repeat( 'Im Mai wachsen auf Wiesen Gräser. ', 30 ) ) ) ), 'readability' ), 'formula' );
		self::assertSame( 'Flesch', $formula() );
		add_filter( 'wpml_post_language_details', static fn (): array => array( 'locale' => 'it_IT' ) );
		self::assertSame( 'Gulpease', $formula() );
		add_filter( 'seo_rank_genius_post_language', static fn ( string $language ): string => 'it_IT' === $language ? 'de_DE_formal' : $language );
		self::assertSame( 'Amstad', $formula() );
		self::assertNull( Json::at( $this->data( $this->analyse( $id ) ), 'readability' ) );
	}

	public function test_refuses_what_is_too_long_or_missing(): void {
		$this->act_as( 'editor' );
		$id = $this->post();
		self::assertSame( 400, $this->analyse( $id, array( 'title' => str_repeat( 'a', 2001 ) ) )->get_status() );
		self::assertSame( 400, $this->rest( 'POST', self::ROUTES . "/contents/$id/local-analysis", array( 'title' => 'a' ) )->get_status() );
	}

	/**
	 * @param array<string, string> $changes
	 */
	private function analyse( int $id, array $changes = array() ): WP_REST_Response {
		return $this->rest( 'POST', self::ROUTES . "/contents/$id/local-analysis", $changes + array_fill_keys( array( 'title', 'content', 'meta_title', 'meta_description', 'focus_keyword' ), '' ) );
	}
}
