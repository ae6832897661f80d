<?php
/**
 * REST: whatever happens on the way to the cloud and back, an alt text is paid for at most once and never lost.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Rest;

use PHPUnit\Framework\Attributes\DataProvider;
use SeoRankGenius\Tests\Support\AltTextTestCase;
use SeoRankGenius\Tests\Support\Json;

final class AltTextRecoveryTest extends AltTextTestCase {

	public function test_a_lost_answer_is_asked_for_at_once(): void {
		$this->cloud->cut_connection( 'POST', '/v1/actions' );
		$this->answer_actions( 'GET', array( 'completed' ) );
		$response = $this->generate();
		$this->assert_answer( 'image-action', $response );
		self::assertSame( 'A coral reef in shallow water', get_post_meta( $this->image, self::ALT, true ) );
		self::assertSame( array( 'ids' => self::FIRST ), $this->cloud->requests()[2]['query'] ?? null );
	}

	public function test_the_id_is_stored_before_it_is_sent_and_kept_while_no_outcome_is_known(): void {
		$seen = null;
		add_filter(
			'pre_http_request',
			function ( mixed $answer ) use ( &$seen ): mixed {
				$seen ??= $this->pending();
				return $answer;
			}
		);
		$this->cloud->stop();
		$this->assert_cloud_problem( 'unavailable', $this->generate() );
		self::assertSame( array( self::FIRST . ' 1' ), $seen );
		self::assertSame( array( self::FIRST . ' 1' ), $this->pending() );
	}

	public function test_a_repeat_after_a_lost_answer_fetches_what_was_paid_for(): void {
		$this->cloud->stop();
		$this->generate();
		$this->cloud->start();
		$this->answer_actions( 'GET', array( 'completed' ) );
		$response = $this->generate( self::SECOND );
		$this->assert_answer( 'image-action', $response );
		self::assertSame( self::FIRST, Json::at( $this->data( $response ), 'action.id' ), 'It is the first action that was paid for.' );
		self::assertSame( 'A coral reef in shallow water', get_post_meta( $this->image, self::ALT, true ) );
		self::assertSame( array(), $this->pending() );
		self::assertSame( array(), $this->actions_sent() );
	}

	public function test_an_action_that_never_arrived_is_sent_again_under_its_id(): void {
		$this->cloud->stop();
		$this->generate();
		$this->cloud->start();
		$this->answer_actions( 'GET', null );
		$this->answer_actions( 'POST', array( 'completed' ) );
		$this->assert_answer( 'image-action', $this->generate( self::SECOND ) );
		self::assertSame( array( self::FIRST ), $this->actions_sent() );
	}

	public function test_an_earlier_action_that_came_to_nothing_makes_way_for_the_new_one(): void {
		$this->cloud->stop();
		$this->generate();
		$this->cloud->start();
		$this->answer_actions( 'GET', array( 'failed', 'provider_failed' ) );
		$this->answer_actions( 'POST', array( 'completed' ), self::SECOND );
		$response = $this->generate( self::SECOND );
		$this->assert_answer( 'image-action', $response );
		self::assertSame( self::SECOND, Json::at( $this->data( $response ), 'action.id' ) );
		self::assertSame( array( self::SECOND ), $this->actions_sent() );
	}

	public function test_an_earlier_action_with_a_higher_quote_is_not_sent_under_the_lower_one(): void {
		$this->cloud->stop();
		$this->generate( self::FIRST, 15 );
		$this->cloud->start();
		$this->answer_actions( 'GET', null );
		$this->answer_actions( 'POST', array( 'completed' ), self::SECOND );
		$this->assert_answer( 'image-action', $this->generate( self::SECOND, 1 ) );
		self::assertSame( array( self::SECOND ), $this->actions_sent() );
	}

	public function test_in_progress_is_said_and_the_outcome_fetched_with_the_same_id(): void {
		$this->answer_actions( 'POST', array( 'in_progress' ) );
		$response = $this->generate();
		$this->assert_answer( 'image-action', $response );
		self::assertSame( array( 'in_progress', 0 ), array( Json::at( $this->data( $response ), 'action.outcome' ), Json::at( $this->data( $response ), 'action.cost' ) ) );
		self::assertSame( array( self::FIRST . ' 1' ), $this->pending() );
		$this->answer_actions( 'GET', array( 'in_progress' ) );
		self::assertSame( 'in_progress', Json::at( $this->data( $this->generate() ), 'action.outcome' ) );
		$this->answer_actions( 'GET', array( 'completed' ) );
		self::assertSame( 'completed', Json::at( $this->data( $this->generate() ), 'action.outcome' ) );
		self::assertCount( 1, $this->actions_sent() );
		self::assertSame( array(), $this->pending() );
	}

	public function test_a_result_that_expired_is_said_and_not_bought_again_under_the_same_id(): void {
		$this->answer_actions( 'POST', array( 'in_progress' ) );
		$this->generate();
		$this->answer_actions( 'GET', array( 'completed', 'result_expired' ) );
		$response = $this->generate();
		self::assertSame( 'result_expired', Json::at( $this->data( $response ), 'action.code' ) );
		self::assertSame( '', get_post_meta( $this->image, self::ALT, true ) );
		self::assertCount( 1, $this->actions_sent() );
	}

	/**
	 * @return iterable<string, array{int, string}>
	 */
	public static function refusals(): iterable {
		yield 'token' => array( 401, 'unauthenticated' );
		yield 'moved' => array( 409, 'site_moved' );
		yield 'too large' => array( 413, 'payload_too_large' );
		yield 'id reused' => array( 422, 'key_reused' );
		yield 'shape' => array( 400, 'invalid_request' );
	}

	#[DataProvider( 'refusals' )]
	public function test_a_refusal_of_the_request_reserves_nothing( int $status, string $code ): void {
		$this->cloud->answer( 'POST', '/v1/actions', $status, self::problem( $code, $status ) );
		$this->assert_cloud_problem( $code, $this->generate() );
		self::assertSame( array(), $this->pending() );
	}

	public function test_too_many_requests_is_not_asked_about(): void {
		$this->cloud->answer( 'POST', '/v1/actions', 429, self::problem( 'rate_limited', 429 ), array( 'Retry-After' => '9' ) );
		$response = $this->generate();
		$this->assert_cloud_problem( 'rate_limited', $response );
		self::assertSame( 9, Json::at( $this->data( $response ), 'data.problem.retry_after_s' ) );
	}

	public function test_without_a_connection_nothing_is_sent_or_kept(): void {
		$this->sync()->forget( $this->sync()->known()->connection_id );
		$this->assert_cloud_problem( 'unauthenticated', $this->generate() );
		self::assertSame( array(), $this->pending() );
		self::assertCount( 1, $this->cloud->requests() );
	}

	/**
	 * @return iterable<string, array{array<string, mixed>}>
	 */
	public static function hostile(): iterable {
		yield 'dearer than the quote' => array(
			array(
				'actions.0.cost'        => 2,
				'actions.0.from_shared' => 2,
			),
		);
		yield 'negative' => array( array( 'actions.0.cost' => -1 ) );
		yield 'about another action' => array( array( 'actions.0.id' => self::SECOND ) );
		yield 'with a balance below nothing' => array( array( 'balance.site.domain' => -7 ) );
	}

	/**
	 * @param array<string, mixed> $changes
	 */
	#[DataProvider( 'hostile' )]
	public function test_a_hostile_answer_changes_nothing( array $changes ): void {
		$answer = Json::with( self::answer_of( 'actions-answer' ), 'actions.0.id', self::FIRST );
		foreach ( $changes as $path => $value ) {
			$answer = Json::with( $answer, $path, $value );
		}
		$this->cloud->answer( 'POST', '/v1/actions', 200, $answer );
		$this->cloud->answer( 'GET', '/v1/actions', 200, $answer );
		$this->assert_cloud_problem( 'unavailable', $this->generate() );
		self::assertSame( '', get_post_meta( $this->image, self::ALT, true ) );
		self::assertSame( array( self::FIRST . ' 1' ), $this->pending() );
	}

	public function test_who_may_no_longer_edit_when_the_answer_comes_saves_nothing(): void {
		$this->answer_actions( 'POST', array( 'completed' ) );
		add_filter(
			'http_response',
			static function ( array $answer ): array {
				wp_set_current_user( 0 );
				return $answer;
			}
		);
		$this->generate();
		self::assertSame( '', get_post_meta( $this->image, self::ALT, true ) );
		self::assertSame( array( self::FIRST . ' 1' ), $this->pending(), 'Whoever may edit it can fetch it.' );
	}

	public function test_a_deleted_image_leaves_nothing_pending(): void {
		$this->cloud->stop();
		$this->generate();
		self::assertCount( 1, $this->pending() );
		wp_delete_attachment( $this->image, true );
		self::assertSame( array(), $this->pending() );
	}
}
