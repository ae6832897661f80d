<?php
/**
 * REST: schema, link suggestions, analysis, drafts and rewrites of one content; what of a result can be used.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Rest;

use PHPUnit\Framework\Attributes\DataProvider;
use SeoRankGenius\Storage\Names;
use SeoRankGenius\Tests\Support\ContentTestCase;
use SeoRankGenius\Tests\Support\Json;
use WP_REST_Response;

final class ContentFeaturesTest extends ContentTestCase {

	private const TEXT = "How often is a meadow mown?\n\nTwice a year. A lawn wants to be mown every week from April to October.";

	/**
	 * @param array<string, mixed> $changes What differs from an article.
	 * @return array<string, mixed>
	 */
	private static function schema( array $changes = array() ): array {
		return $changes + array(
			'type'            => 'Article',
			'headline'        => 'A meadow instead of a lawn',
			'description'     => 'Why a meadow is less work.',
			'about'           => array( 'meadow' ),
			'faq'             => array(),
			'breadcrumb_name' => null,
			'organization'    => null,
		);
	}

	private static function kept( int $page ): string {
		$kept = get_post_meta( $page, Names::META_SCHEMA, true );
		return is_string( $kept ) ? $kept : '';
	}

	private function page(): int {
		return $this->post( array( 'post_content' => '<p>' . str_replace( "\n\n", '</p><p>', self::TEXT ) . '</p>' ) );
	}

	public function test_a_schema_is_made_kept_and_shown_as_it_is_printed(): void {
		$page = $this->page();
		$this->answer_result( self::schema() );
		$response = $this->act( $page, 'schema' );
		$this->assert_answer( 'content-action', $response );
		self::assertSame( array( 'Article', 'generated' ), array( Json::at( $this->data( $response ), 'content.schema.type' ), Json::at( $this->data( $response ), 'content.schema.state' ) ) );
		self::assertSame( array( 'auto', self::TEXT ), array( Json::at( $this->asked_for(), 'input.schema_type' ), Json::at( $this->asked_for(), 'input.text' ) ) );
		$detail = $this->rest( 'GET', self::ROUTES . "/contents/$page" );
		$this->assert_answer( 'content-detail', $detail );
		self::assertSame( self::schema(), $this->data( $detail )['schema'] );
		self::assertSame( 'Article', Json::at( $this->data( $detail ), 'json_ld.0.@type' ) );
	}

	public function test_a_question_that_the_page_does_not_answer_is_left_out(): void {
		$page   = $this->page();
		$true   = array( 'question' => 'How often is a meadow mown?', 'answer' => 'Twice a year.' ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		$forged = array( 'question' => 'Is it free?', 'answer' => 'Yes, today only.' ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		$this->answer_result( self::schema( array( 'type' => 'FAQPage', 'faq' => array( $true, $forged ) ) ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		self::assertSame( array( $true ), Json::at( $this->data( $this->act( $page, 'schema' ) ), 'result.faq' ) );
		$this->answer_result( self::schema( array( 'type' => 'FAQPage', 'faq' => array( $forged ) ) ), 1, 'POST', self::OTHER ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		$this->assert_cloud_problem( 'provider_failed', $this->act( $page, 'schema', array( 'action_id' => self::OTHER ) ) );
	}

	public function test_a_schema_is_changed_by_hand_and_removed(): void {
		$page = $this->page();
		$put  = fn ( mixed $schema ): WP_REST_Response => $this->rest( 'PUT', self::ROUTES . "/contents/$page/schema", array( 'schema' => $schema ) );
		$this->assert_answer( 'content-detail', $put( self::schema( array( 'headline' => ' <b>Mine</b> ' ) ) ) );
		self::assertSame( array( 'written', 'Article' ), array( Json::at( $this->content( $page ), 'schema.state' ), Json::at( $this->content( $page ), 'schema.type' ) ) );
		self::assertStringContainsString( '"headline":"Mine"', self::kept( $page ) );
		self::assertSame( 400, $put( array( 'type' => 'Recipe' ) )->get_status() );
		self::assertSame( 400, $put( self::schema( array( 'headline' => null ) ) )->get_status(), 'An article needs one.' );
		self::assertSame( 400, $put( 'text' )->get_status() );
		self::assertSame( 400, $this->rest( 'PUT', self::ROUTES . "/contents/$page/schema" )->get_status() );
		self::assertStringContainsString( 'Mine', self::kept( $page ), 'Nothing that was there is lost.' );
		$this->assert_answer( 'content-detail', $put( null ) );
		self::assertSame( 'missing', Json::at( $this->content( $page ), 'schema.state' ) );
	}

	/**
	 * @return array{int, int, int} A page, and two that it could link to.
	 */
	private function linkable(): array {
		$about = 'Mowing a meadow with a scythe: how the scythe is sharpened, how the meadow dries, why the scythe spares the toads in the meadow. ';
		$one   = $this->post( array( 'post_title' => 'The scythe in the meadow', 'post_content' => str_repeat( $about, 3 ) ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		$two   = $this->post( array( 'post_title' => 'Sharpening a scythe', 'post_content' => str_repeat( $about, 2 ) ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		$page  = $this->post( array( 'post_title' => 'Meadows', 'post_content' => '<h2>The scythe</h2><p>' . $about . '</p>' ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		return array( $page, $one, $two );
	}

	/**
	 * @return array{candidate_id: string, anchor: string, reason: string}
	 */
	private static function suggestion( int|string $target, string $anchor ): array {
		return array(
			'candidate_id' => (string) $target,
			'anchor'       => $anchor,
			'reason'       => 'The reader learns <i>how</i>.',
		);
	}

	public function test_links_are_suggested_to_pages_that_were_offered_from_words_that_are_there(): void {
		list( $page, $one, $two ) = $this->linkable();
		$given                    = array( self::suggestion( $one, 'how the scythe is sharpened' ), self::suggestion( $two, 'words that are nowhere' ), self::suggestion( $page, 'meadow' ), self::suggestion( '999999', 'scythe' ), self::suggestion( 'https://example.com/', 'toads' ) );
		$this->answer_result( array( 'suggestions' => $given ), 3 );
		$response = $this->act( $page, 'link_suggestions', array( 'max_cost' => 3 ) );
		$this->assert_answer( 'content-action', $response );
		$shown = Json::list_at( $this->data( $response ), 'result.suggestions' );
		self::assertCount( 1, $shown );
		self::assertSame( array( $one, 'how the scythe is sharpened', 'The reader learns how.', get_permalink( $one ) ), array( Json::at( $shown, '0.post_id' ), Json::at( $shown, '0.anchor' ), Json::at( $shown, '0.reason' ), Json::at( $shown, '0.url' ) ) );
		self::assertSame( array( 1, 'suggested' ), array( Json::at( $this->data( $response ), 'content.links.suggested' ), Json::at( $this->data( $response ), 'content.links.state' ) ) );
		self::assertEqualsCanonicalizing( array( (string) $one, (string) $two ), array_column( Json::list_at( $this->asked_for(), 'input.candidates' ), 'id' ) );
		self::assertSame( array( $page ), self::ids_of( $this->contents( array( 'feature' => 'link_suggestions', 'state' => 'suggested' ) ) ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
	}

	public function test_suggestions_that_are_all_made_up_are_no_result(): void {
		list( $page ) = $this->linkable();
		$this->answer_result( array( 'suggestions' => array( self::suggestion( '999999', 'scythe' ) ) ), 3 );
		$this->assert_cloud_problem( 'provider_failed', $this->act( $page, 'link_suggestions' ) );
		self::assertSame( array( 'none', 'provider_failed' ), array( Json::at( $this->content( $page ), 'links.state' ), Json::at( $this->content( $page ), 'links.failure' ) ) );
	}

	public function test_where_there_is_nothing_to_link_to_nothing_is_sent(): void {
		$page     = $this->page();
		$response = $this->act( $page, 'link_suggestions' );
		self::assertSame( array( 422, 'nothing_to_link' ), array( $response->get_status(), Json::at( $this->data( $response ), 'data.reason' ) ) );
		self::assertSame( array(), $this->sent() );
	}

	public function test_no_links_are_suggested_before_all_pages_are_read(): void {
		list( $page ) = $this->linkable();
		$this->let_pages_be_unread();
		$response = $this->act( $page, 'link_suggestions', array( 'max_cost' => 3 ) );
		self::assertSame( array( 422, 'pages_unread' ), array( $response->get_status(), Json::at( $this->data( $response ), 'data.reason' ) ) );
		self::assertSame( array(), $this->sent() );
		self::assertNull( Json::at( $this->content( $page ), 'links.failure' ), 'It is no fault of this page.' );
	}

	public function test_a_suggestion_is_put_into_the_text_or_dismissed(): void {
		list( $page, $one, $two ) = $this->linkable();
		$this->answer_result( array( 'suggestions' => array( self::suggestion( $one, 'The scythe' ), self::suggestion( $two, 'scythe spares the toads' ) ) ), 3 ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		$this->act( $page, 'link_suggestions' );
		$wrong = $this->rest( 'POST', self::ROUTES . "/contents/$page/links/$one" );
		self::assertSame( array( 409, 'link_not_inserted' ), array( $wrong->get_status(), Json::at( $this->data( $wrong ), 'code' ) ), 'It stands in a heading only.' );
		$this->assert_answer( 'content-detail', $this->rest( 'POST', self::ROUTES . "/contents/$page/links/$two" ) );
		self::assertStringContainsString( 'why the <a href="' . get_permalink( $two ) . '">scythe spares the toads</a> in', (string) get_post_field( 'post_content', $page, 'raw' ) );
		self::assertSame( array( 1, 1 ), array( Json::at( $this->content( $page ), 'links.suggested' ), Json::at( $this->content( $page ), 'links.out' ) ) );
		$this->assert_answer( 'content-detail', $this->rest( 'PUT', self::ROUTES . "/contents/$page/links", array( 'post_ids' => array() ) ) );
		self::assertFalse( metadata_exists( 'post', $page, Names::META_LINKS ) );
		self::assertSame( 409, $this->rest( 'POST', self::ROUTES . "/contents/$page/links/$one" )->get_status() );
	}

	public function test_orphans_and_pages_that_link_nowhere_are_found(): void {
		list( $page, $one, $two ) = $this->linkable();
		wp_update_post( array( 'ID' => $page, 'post_content' => '<a href="' . get_permalink( $one ) . '">scythe</a>' ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		$this->post( array( 'post_status' => 'draft' ) );
		$list = fn ( string $state ): array => self::ids_of( $this->contents( array( 'feature' => 'link_suggestions', 'state' => $state, 'search' => 'meadow scythe e' ) ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		$all  = $this->contents( array( 'feature' => 'link_suggestions', 'state' => 'orphan' ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		self::assertEqualsCanonicalizing( array( $page, $two ), self::ids_of( $all ) );
		self::assertSame( array( 2, 2, 2 ), array( $all['total'], Json::at( $all, 'counts.orphan' ), Json::at( $all, 'counts.no_links_out' ) ) );
		self::assertSame( array( $one ), array_values( array_intersect( $list( 'no_links_out' ), array( $one ) ) ) );
	}

	public function test_an_analysis_keeps_findings_whose_evidence_stands_in_the_page(): void {
		$page     = $this->page();
		$finding  = static fn ( string $quote ): array => array( 'severity' => 'high', 'kind' => 'intent', 'quote' => $quote, 'message' => 'It does <b>not</b> say why.', 'action' => 'Say why.' ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		$this->answer_result( array( 'findings' => array( $finding( 'A lawn wants to be mown every week' ), $finding( 'Words that are nowhere' ) ) ), 4 );
		$response = $this->act( $page, 'content_analysis', array( 'input' => array( 'intent' => 'Sell seeds', 'focus_keyword' => 'meadow' ) ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		$this->assert_answer( 'content-action', $response );
		self::assertSame( array( 'It does not say why.', 1, 'analysed' ), array( Json::at( $this->data( $response ), 'result.findings.0.message' ), Json::at( $this->data( $response ), 'content.analysis.findings' ), Json::at( $this->data( $response ), 'content.analysis.state' ) ) );
		self::assertSame( array( 'Sell seeds', 'meadow' ), array( Json::at( $this->asked_for(), 'input.intent' ), Json::at( $this->asked_for(), 'input.focus_keyword' ) ) );
		self::assertCount( 1, Json::list_at( $this->data( $this->rest( 'GET', self::ROUTES . "/contents/$page" ) ), 'findings' ) );
		$score = Json::int_at( $this->content( $page ), 'analysis.score' );
		self::assertTrue( $score > 0 && $score <= 100 );
	}

	public function test_the_keyword_that_is_kept_is_used_where_none_is_sent(): void {
		$page = $this->post( array( 'post_content' => str_repeat( '<p>' . self::TEXT . '</p>', 30 ) ) );
		$this->answer_result( array( 'alternatives' => array( 'A title' ) ) );
		$without = Json::int_at( $this->content( $page ), 'analysis.score' );
		update_post_meta( $page, Names::META_KEYWORD, 'combine harvester' );
		self::assertNotSame( $without, Json::int_at( $this->content( $page ), 'analysis.score' ), 'The analysis counts it at once.' );
		self::assertSame( 'combine harvester', $this->data( $this->rest( 'GET', self::ROUTES . "/contents/$page" ) )['focus_keyword'] );
		$this->act( $page, 'meta_title' );
		self::assertSame( 'combine harvester', Json::at( $this->asked_for(), 'input.focus_keyword' ) );
		$this->answer_result( array( 'alternatives' => array( 'A title' ) ), 1, 'POST', self::OTHER );
		$this->act( $page, 'meta_title', array( 'action_id' => self::OTHER, 'input' => array( 'focus_keyword' => '' ) ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		self::assertArrayNotHasKey( 'focus_keyword', Json::list_at( $this->asked_for(), 'input' ), 'It was emptied in the editor, and is not saved yet.' );
	}

	public function test_a_draft_is_for_the_editor_alone(): void {
		$page = $this->post( array( 'post_title' => 'Meadows', 'post_content' => '' ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		$this->answer_result( array( 'sections' => array( array( 'heading' => '', 'paragraphs' => array( 'A meadow is <b>less</b> work.', '<script>x</script>' ) ) ) ), 7 ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		$response = $this->act( $page, 'draft', array( 'input' => array( 'outline' => array( 'Sowing', ' ' ), 'words' => 400 ) ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		$this->assert_answer( 'content-action', $response );
		self::assertSame( array( false, array( 'A meadow is less work.' ) ), array( $this->data( $response )['applied'], Json::at( $this->data( $response ), 'result.sections.0.paragraphs' ) ) );
		self::assertSame( array( array( 'Sowing' ), 400, '' ), array( Json::at( $this->asked_for(), 'input.outline' ), Json::at( $this->asked_for(), 'input.words' ), get_post_field( 'post_content', $page ) ) );
		$untitled = $this->post( array( 'post_title' => '', 'post_content' => 'x' ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		self::assertSame( 'no_title', Json::at( $this->data( $this->act( $untitled, 'draft' ) ), 'data.reason' ) );
	}

	public function test_a_rewrite_is_of_the_passage_that_was_chosen(): void {
		$page = $this->page();
		$this->answer_result( array( 'text' => "Mow it twice.\r\n\r\n<b>No more.</b>" ), 3 );
		$response = $this->act( $page, 'rewrite', array( 'input' => array( 'text' => "Twice\n\na year.", 'tone' => 'friendly', 'length' => 'shorter', 'simpler' => true ) ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		$this->assert_answer( 'content-action', $response );
		self::assertSame( array( "Mow it twice.\n\nNo more.", "Twice\n\na year." ), array( Json::at( $this->data( $response ), 'result.text' ), Json::at( $this->asked_for(), 'input.text' ) ) );
		$long = $this->act( $page, 'rewrite', array( 'input' => array( 'text' => str_repeat( 'word ', 6001 ) ) ) );
		self::assertSame( array( 422, 'too_long' ), array( $long->get_status(), Json::at( $this->data( $long ), 'data.reason' ) ) );
	}

	public function test_two_passages_are_two_things_to_pay_for(): void {
		$page = $this->page();
		$this->cloud->cut_connection( 'POST', '/v1/actions' );
		$this->cloud->cut_connection( 'GET', '/v1/actions' );
		$this->assert_cloud_problem( 'unavailable', $this->act( $page, 'rewrite', array( 'input' => array( 'text' => 'One passage.' ) ) ) );
		$this->answer_result( array( 'text' => 'The other.' ), 3, 'POST', self::OTHER );
		$response = $this->act( $page, 'rewrite', array( 'action_id' => self::OTHER, 'input' => array( 'text' => 'Another passage.' ) ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		self::assertSame( 'The other.', Json::at( $this->data( $response ), 'result.text' ), 'And not what was asked for the first.' );
		$this->answer_result( array( 'text' => 'The one.' ), 3, 'GET' );
		$response = $this->act( $page, 'rewrite', array( 'action_id' => self::OTHER, 'input' => array( 'text' => 'One passage.' ) ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		self::assertSame( array( 'The one.', self::RUN ), array( Json::at( $this->data( $response ), 'result.text' ), Json::at( $this->data( $response ), 'action.id' ) ) );
	}

	public function test_what_is_pending_for_a_content_goes_with_it(): void {
		$page  = $this->page();
		$other = $this->page();
		foreach ( array( $page, $other ) as $id ) {
			$this->cloud->cut_connection( 'POST', '/v1/actions' );
			$this->cloud->cut_connection( 'GET', '/v1/actions' );
			$this->act( $id, 'rewrite', array( 'action_id' => wp_generate_uuid4() ) );
		}
		$wpdb    = self::wpdb();
		$pending = static fn (): array => $wpdb->get_col( "SELECT option_name FROM {$wpdb->options} WHERE option_name LIKE '%pending_action%'" );
		self::assertCount( 2, $pending() );
		wp_delete_post( $page, true );
		self::assertCount( 1, $pending() );
		self::assertStringContainsString( "_{$other}_rewrite_", (string) wp_json_encode( $pending() ) );
	}

	/**
	 * @return iterable<string, array{array<string, mixed>}>
	 */
	public static function bad_input(): iterable {
		yield 'a feature that is none' => array( array( 'feature' => 'poem' ) );
		yield 'alt text' => array( array( 'feature' => 'image_alt' ) );
		yield 'no UUID' => array( array( 'action_id' => '1' ) );
		yield 'a price beyond all' => array( array( 'max_cost' => 16 ) );
		yield 'too many alternatives' => array( array( 'input' => array( 'alternatives' => 4 ) ) );
		yield 'a tone that is none' => array( array( 'input' => array( 'tone' => 'angry' ) ) );
		yield 'what nobody asks for' => array( array( 'input' => array( 'language' => 'xx' ) ) );
		yield 'an outline without end' => array( array( 'input' => array( 'outline' => array_fill( 0, 31, 'x' ) ) ) );
	}

	/**
	 * @param array<string, mixed> $arguments
	 */
	#[DataProvider( 'bad_input' )]
	public function test_bad_input_is_refused( array $arguments ): void {
		self::assertSame( 400, $this->act( $this->page(), 'meta_title', $arguments )->get_status() );
		self::assertSame( array(), $this->sent() );
	}
}
