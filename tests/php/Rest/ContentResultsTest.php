<?php
/**
 * REST: what was made of a content is kept, listed and put back.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Rest;

use SeoRankGenius\Results\Results;
use SeoRankGenius\Storage\Queries;
use SeoRankGenius\Storage\Tables;
use SeoRankGenius\Tests\Support\ContentTestCase;
use SeoRankGenius\Tests\Support\Json;

final class ContentResultsTest extends ContentTestCase {

	/**
	 * @return array<array-key, mixed>
	 */
	private function history( int $content, string $feature = 'meta_title', string $cursor = '' ): array {
		$response = $this->rest( 'GET', self::ROUTES . "/contents/$content/results", array( 'feature' => $feature, 'cursor' => $cursor ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		$this->assert_answer( 'results-page', $response );
		return $this->data( $response );
	}

	private function make( int $content, string $title ): void {
		$id = wp_generate_uuid4();
		$this->answer_result( array( 'alternatives' => array( $title ) ), 1, 'POST', $id );
		self::assertSame( 200, $this->act( $content, 'meta_title', array( 'action_id' => $id ) )->get_status() );
	}

	public function test_every_result_is_kept_and_can_be_put_back(): void {
		$post = $this->post();
		$this->make( $post, 'The first' );
		$this->make( $post, 'The second' );
		$results = Json::list_at( $this->history( $post ), 'results' );
		self::assertSame( array( 'The second', 'The first' ), array( Json::at( $results, '0.result.alternatives.0' ), Json::at( $results, '1.result.alternatives.0' ) ) );
		self::assertSame( array( true, false ), array( Json::at( $results, '0.is_current' ), Json::at( $results, '0.can_restore' ) ) );
		self::assertSame( array( false, true, 1, 'sandbox', 'meta_title.1', null, null ), array( Json::at( $results, '1.is_current' ), Json::at( $results, '1.can_restore' ), Json::at( $results, '1.cost' ), Json::at( $results, '1.model' ), Json::at( $results, '1.prompt_version' ), Json::at( $results, '1.personalization_version' ), Json::at( $results, '1.restored_at' ) ) );
		self::assertSame( get_userdata( $this->editor )->display_name ?? '', Json::at( $results, '1.person' ) );
		$response = $this->rest( 'POST', self::ROUTES . "/contents/$post/results/" . Json::int_at( $results, '1.id' ) . '/restore' );
		$this->assert_answer( 'content', $response );
		self::assertSame( array( 'The first', 'generated' ), array( get_post_meta( $post, self::TITLE, true ), Json::at( $this->data( $response ), 'meta_title.state' ) ) );
		self::assertIsString( Json::at( $this->history( $post ), 'results.1.restored_at' ) );
	}

	public function test_the_result_of_a_run_names_the_run(): void {
		$post = $this->post();
		$this->start( array( 'feature' => 'meta_title', 'selection' => array( 'ids' => array( $post ) ) ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		$this->answer_actions( 'POST', array( 'completed: A meadow' ) );
		$this->with_run( 'step' );
		self::assertSame( self::RUN, Json::at( $this->history( $post ), 'results.0.run_id' ) );
	}

	public function test_only_the_newest_are_kept_and_they_come_in_pages(): void {
		$post = $this->post();
		for ( $count = 0; $count < Results::MOST + 3; $count++ ) {
			$this->make( $post, "Title $count" );
		}
		$page = $this->history( $post );
		self::assertCount( 10, Json::list_at( $page, 'results' ) );
		$rest = $this->history( $post, 'meta_title', Json::text_at( $page, 'next_cursor' ) );
		self::assertSame( array( 10, 'Title 3', null ), array( count( Json::list_at( $rest, 'results' ) ), Json::at( $rest, 'results.9.result.alternatives.0' ), $rest['next_cursor'] ) );
	}

	public function test_what_is_of_another_content_or_gone_is_not_put_back(): void {
		$post  = $this->post();
		$other = $this->post();
		$this->make( $post, 'Mine' );
		$id = Json::int_at( $this->history( $post ), 'results.0.id' );
		self::assertSame( 404, $this->rest( 'POST', self::ROUTES . "/contents/$other/results/$id/restore" )->get_status() );
		wp_delete_post( $post, true );
		$queries = new Queries( self::wpdb() );
		self::assertSame( array(), $queries->numbers( "SELECT id FROM {$queries->table( Tables::RESULTS )}" ), 'It goes with its content.' );
	}

	public function test_a_result_that_somebody_has_tampered_with_is_shown_as_none(): void {
		$post = $this->post();
		$this->make( $post, 'Mine' );
		$queries = new Queries( self::wpdb() );
		foreach ( array( '{"alternatives":[{"a":1}]}', 'O:8:"stdClass":0:{}', '{"alt_text":"A reef"}' ) as $stored ) {
			$queries->run( "UPDATE {$queries->table( Tables::RESULTS )} SET result = %s", array( $stored ) );
			$result = Json::list_at( $this->history( $post ), 'results.0' );
			self::assertSame( array( null, false ), array( $result['result'], $result['can_restore'] ) );
		}
	}

	public function test_a_draft_is_in_the_history_and_not_put_back_by_itself(): void {
		$post = $this->post();
		$this->answer_result( array( 'sections' => array( array( 'heading' => '', 'paragraphs' => array( 'A meadow is less work.' ) ) ) ), 6 ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		$this->act( $post, 'draft' );
		$result = Json::list_at( $this->history( $post, 'draft' ), 'results.0' );
		self::assertSame( array( 'A meadow is less work.', false, 6 ), array( Json::at( $result, 'result.sections.0.paragraphs.0' ), $result['can_restore'], $result['cost'] ) );
		self::assertSame( 409, $this->rest( 'POST', self::ROUTES . "/contents/$post/results/" . Json::int_at( $result, 'id' ) . '/restore' )->get_status() );
	}
}
