<?php
/**
 * REST: having a feature work on one content, paid for once.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Rest;

use SeoRankGenius\Tests\Support\ContentTestCase;
use SeoRankGenius\Tests\Support\Json;

final class ContentActionTest extends ContentTestCase {

	private const TEXT = 'A lawn wants to be mown every week from April to October. A meadow wants it twice a year.';

	public function test_a_meta_title_is_written_paid_for_and_kept(): void {
		$post = $this->post( array( 'post_content' => '<!-- wp:paragraph --><p>' . self::TEXT . '</p><!-- /wp:paragraph -->' ) );
		$this->answer_result( array( 'alternatives' => array( 'A meadow instead of a lawn', 'Mow <b>less</b>' ) ) );
		$response = $this->act( $post, 'meta_title' );
		$this->assert_answer( 'content-action', $response );
		$data = $this->data( $response );
		self::assertSame( array( 'completed', 1, true ), array( Json::at( $data, 'action.outcome' ), Json::at( $data, 'action.cost' ), $data['applied'] ) );
		self::assertSame( array( 'alternatives' => array( 'A meadow instead of a lawn', 'Mow less' ) ), $data['result'] );
		self::assertSame( array( 'A meadow instead of a lawn', 'generated' ), array( Json::at( $data, 'content.meta_title.text' ), Json::at( $data, 'content.meta_title.state' ) ) );
		self::assertSame( 'A meadow instead of a lawn', get_post_meta( $post, self::TITLE, true ) );
		self::assertSame(
			array(
				'id'       => self::RUN,
				'feature'  => 'meta_title',
				'subject'  => array(
					'type' => 'post',
					'id'   => (string) $post,
				),
				'actor'    => (string) $this->editor,
				'run_id'   => null,
				'max_cost' => 15,
				'input'    => array(
					'title'        => 'A meadow instead of a lawn',
					'text'         => self::TEXT,
					'alternatives' => 1,
					'language'     => 'en_US',
				),
			),
			$this->asked_for()
		);
	}

	public function test_what_stands_in_the_editor_is_what_is_sent_and_nothing_is_kept_unasked(): void {
		$post = $this->post();
		update_post_meta( $post, self::TITLE, 'By hand' );
		$this->answer_result( array( 'alternatives' => array( 'One', 'Two', 'Three' ) ) );
		$response = $this->act(
			$post,
			'meta_title',
			array(
				'save'  => false,
				'input' => array(
					'title'         => 'Another title',
					'content'       => '<p>Another text.</p><script>alert(1)</script>',
					'alternatives'  => 3,
					'focus_keyword' => 'meadow',
				),
			)
		);
		$this->assert_answer( 'content-action', $response );
		self::assertFalse( $this->data( $response )['applied'] );
		self::assertSame( 'By hand', get_post_meta( $post, self::TITLE, true ) );
		$input = array( 'title' => 'Another title', 'text' => 'Another text.', 'alternatives' => 3, 'current' => 'By hand', 'focus_keyword' => 'meadow', 'language' => 'en_US' ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		self::assertSame( $input, $this->asked_for()['input'] ?? null );
		// Whichever alternative is chosen, the model wrote it.
		$this->rest( 'PATCH', self::ROUTES . "/contents/$post", array( 'meta_title' => 'Two' ) );
		self::assertSame( 'generated', Json::at( $this->content( $post ), 'meta_title.state' ) );
	}

	public function test_a_text_that_somebody_has_changed_meanwhile_is_kept_and_the_result_too(): void {
		$post = $this->post();
		$this->answer_result( array( 'alternatives' => array( 'A meadow instead of a lawn' ) ) );
		add_filter(
			'http_response',
			static function ( mixed $response ) use ( $post ): mixed {
				update_post_meta( $post, self::TITLE, 'By hand' );
				return $response;
			}
		);
		$data = $this->data( $this->act( $post, 'meta_title' ) );
		self::assertSame( array( false, array( 'alternatives' => array( 'A meadow instead of a lawn' ) ) ), array( $data['applied'], $data['result'] ) );
		self::assertSame( 'By hand', get_post_meta( $post, self::TITLE, true ) );
	}

	public function test_what_was_paid_for_is_fetched_and_not_bought_again(): void {
		$post = $this->post();
		$this->cloud->cut_connection( 'POST', '/v1/actions' );
		$this->cloud->cut_connection( 'GET', '/v1/actions' );
		$this->assert_cloud_problem( 'unavailable', $this->act( $post, 'meta_title' ) );
		$this->answer_result( array( 'alternatives' => array( 'A meadow instead of a lawn' ) ), 1, 'GET' );
		$response = $this->act( $post, 'meta_title', array( 'action_id' => self::OTHER ) );
		$this->assert_answer( 'content-action', $response );
		self::assertSame( array( self::RUN, true ), array( Json::at( $this->data( $response ), 'action.id' ), $this->data( $response )['applied'] ) );
		self::assertCount( 1, $this->sent() );
	}

	public function test_what_has_no_words_is_refused_before_anything_is_sent(): void {
		foreach ( array( '', '<p> </p>', '<!-- wp:image --><figure><img src="x.jpg" alt="A reef"></figure><!-- /wp:image -->', '[gallery ids="1"]', '…' ) as $content ) {
			$post     = $this->post( array( 'post_content' => $content ) );
			$response = $this->act( $post, 'meta_title' );
			self::assertSame( array( 422, 'content_unusable', 'no_text' ), array( $response->get_status(), Json::at( $this->data( $response ), 'code' ), Json::at( $this->data( $response ), 'data.reason' ) ) );
			self::assertSame( 'no_text', Json::at( $this->content( $post ), 'meta_title.failure' ) );
		}
		self::assertSame( array(), $this->sent() );
		self::assertSame( array(), self::pending_rows() );
	}

	public function test_a_forged_result_is_none(): void {
		$post = $this->post();
		$this->answer_result( array( 'alternatives' => array( str_repeat( 'x', 71 ) ) ) );
		$this->answer_result( array( 'alternatives' => array( str_repeat( 'x', 71 ) ) ), 1, 'GET' );
		$this->assert_cloud_problem( 'unavailable', $this->act( $post, 'meta_title' ) );
		self::assertSame( '', get_post_meta( $post, self::TITLE, true ), 'Longer than any title of the contract: the answer is not believed.' );
	}

	public function test_a_result_of_nothing_but_markup_is_none(): void {
		$post = $this->post();
		$this->answer_result( array( 'alternatives' => array( '<script>alert(1)</script>' ) ) );
		$this->assert_cloud_problem( 'provider_failed', $this->act( $post, 'meta_description' ) );
		self::assertSame( array( '', 'provider_failed' ), array( get_post_meta( $post, self::DESCRIPTION, true ), Json::at( $this->content( $post ), 'meta_description.failure' ) ) );
	}

	public function test_a_refusal_costs_nothing_and_is_remembered_only_if_it_is_about_the_content(): void {
		$post = $this->post();
		$this->answer_actions( 'POST', array( 'refused: insufficient_credits' ) );
		$response = $this->act( $post, 'meta_title' );
		$this->assert_answer( 'content-action', $response );
		self::assertSame( array( 'refused', 'insufficient_credits', null ), array( Json::at( $this->data( $response ), 'action.outcome' ), Json::at( $this->data( $response ), 'action.code' ), $this->data( $response )['result'] ) );
		self::assertNull( Json::at( $this->content( $post ), 'meta_title.failure' ) );
	}

	public function test_100000_words_are_bounded(): void {
		$post  = $this->post( array( 'post_content' => str_repeat( '<p>' . str_repeat( 'Mow the lawn often. ', 250 ) . '</p>', 100 ) ) );
		$shown = $this->content( $post );
		self::assertSame( array( 1, 15 ), array( Json::at( $shown, 'meta_title.price' ), Json::at( $shown, 'analysis.price' ) ) );
		$this->answer_result( array( 'alternatives' => array( 'A meadow instead of a lawn' ) ) );
		$this->act( $post, 'meta_title' );
		self::assertLessThanOrEqual( 20000, mb_strlen( Json::text_at( $this->asked_for(), 'input.text' ) ) );
	}

	public function test_the_language_is_that_of_the_content(): void {
		$post = $this->post( array( 'post_content' => str_repeat( 'Ein Rasen will jede Woche gemäht werden, und das ist nicht für alle die Freude, die sie sich im Garten wünschen. ', 5 ) ) );
		$this->answer_result( array( 'alternatives' => array( 'Eine Wiese statt Rasen' ) ) );
		$this->act( $post, 'meta_title' );
		self::assertSame( 'de', Json::at( $this->asked_for(), 'input.language' ) );
	}

	/**
	 * @return list<string>
	 */
	private static function pending_rows(): array {
		$wpdb = self::wpdb();
		return array_values( array_map( 'strval', $wpdb->get_col( "SELECT option_name FROM {$wpdb->options} WHERE option_name LIKE '%pending_action%'" ) ) );
	}
}
