<?php
/**
 * Retrying what failed, and putting back what was replaced.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Runs;

use SeoRankGenius\Tests\Support\Json;
use SeoRankGenius\Tests\Support\RunTestCase;

final class UndoRetryTest extends RunTestCase {

	public function test_retrying_is_a_new_run_of_what_failed_under_new_ids(): void {
		$images = $this->images( 4 );
		$this->start();
		$this->answer_actions( 'POST', array( 'completed: One', 'failed: provider_failed', 'completed: Three', 'refused: input_unusable' ) );
		$this->with_run( 'step' );
		$answer = $this->with_run(
			'retry',
			array(
				'id'          => self::OTHER,
				'max_credits' => 2,
			)
		);
		self::assertSame( array( self::OTHER, self::RUN, 2, 'running' ), array( Json::at( $answer, 'run.id' ), Json::at( $answer, 'run.retry_of' ), Json::at( $answer, 'run.total' ), Json::at( $answer, 'run.state' ) ) );
		self::assertSame( array( 0, 2 ), array( Json::at( $this->run_now(), 'failed_price' ), Json::at( $this->run_now(), 'failed' ) ) );
		$this->answer_actions( 'POST', array( 'completed: Two', 'completed: Four' ) );
		self::assertSame( 'completed', Json::at( $this->with_run( 'step', array(), self::OTHER ), 'run.end' ) );
		self::assertSame( array( 'One', 'Two', 'Three', 'Four' ), self::texts( $images ) );
		self::assertSame( array(), array_intersect( ...$this->sent() ) );
		self::assertSame( array( 0, 0 ), array( Json::at( $this->data( $this->rest( 'GET', self::ROUTES . '/images', array( 'state' => 'failed' ) ) ), 'counts.failed' ), Json::at( $this->data( $this->rest( 'GET', self::ROUTES . '/images', array( 'state' => 'failed' ) ) ), 'total' ) ) );
	}

	public function test_what_failed_is_retried_once_and_for_its_price(): void {
		$this->images( 2 );
		$this->start();
		$this->answer_actions( 'POST', array( 'failed: provider_failed', 'failed: provider_failed' ) );
		$this->with_run( 'step' );
		$retry  = fn ( string $id, int $max_credits ) => $this->rest(
			'POST',
			self::ROUTES . '/runs/' . self::RUN . '/retry',
			array(
				'id'          => $id,
				'max_credits' => $max_credits,
			)
		);
		$answer = $retry( self::OTHER, 1 );
		self::assertSame( array( 409, 'quote_changed', 2 ), array( $answer->get_status(), Json::at( $this->data( $answer ), 'code' ), Json::at( $this->data( $answer ), 'data.credits' ) ) );
		$this->assert_answer( 'run-answer', $retry( self::OTHER, 2 ) );
		$this->assert_answer( 'run-answer', $retry( self::OTHER, 2 ) );
		$again = $retry( '33333333-3333-4333-8333-333333333333', 2 );
		self::assertSame( array( 409, 'already_retried' ), array( $again->get_status(), Json::at( $this->data( $again ), 'code' ) ) );
	}

	public function test_undoing_restores_every_former_text_but_those_edited_since_and_says_how_many(): void {
		$images = $this->images( 5 );
		$former = array( 'A <reef> & "more"', '', 'Caf&eacute; \\ 100%', '', 'Old' );
		foreach ( $former as $place => $text ) {
			if ( '' !== $text ) {
				update_post_meta( $images[ $place ], self::ALT, wp_slash( $text ) );
			}
		}
		$this->start(
			array(
				'overwrite' => true,
				'selection' => array( 'ids' => $images ),
			)
		);
		$this->answer_actions( 'POST', array( 'completed: 1', 'completed: 2', 'completed: 3', 'completed: 4', 'failed: provider_failed' ) );
		self::assertTrue( Json::at( $this->with_run( 'step' ), 'run.can_undo' ) );
		self::assertSame( array( '1', '2', '3', '4', 'Old' ), self::texts( $images ) );
		update_post_meta( $images[3], self::ALT, 'Edited' );
		$answer = $this->with_run( 'undo' );
		self::assertSame( array( 3, 1, false, false ), array( Json::at( $answer, 'run.undo.restored' ), Json::at( $answer, 'run.undo.kept' ), Json::at( $answer, 'more' ), Json::at( $answer, 'run.can_undo' ) ) );
		self::assertSame( array( 'A <reef> & "more"', '', 'Caf&eacute; \\ 100%', 'Edited', 'Old' ), self::texts( $images ) );
		self::assertSame( 4, Json::at( $answer, 'run.credits_spent' ), 'What was made was paid for.' );
		$again = $this->with_run( 'undo' );
		self::assertSame( array( 3, 1 ), array( Json::at( $again, 'run.undo.restored' ), Json::at( $again, 'run.undo.kept' ) ) );
	}

	public function test_undoing_goes_piece_by_piece(): void {
		$images = $this->images( 110 );
		$this->start();
		for ( $left = 110; $left > 0; $left -= 25 ) {
			$this->answer_actions( 'POST', array_fill( 0, min( 25, $left ), 'completed: A reef' ) );
			$this->with_run( 'step' );
		}
		$answer = $this->with_run( 'undo' );
		self::assertSame( array( true, 100, true ), array( Json::at( $answer, 'more' ), Json::at( $answer, 'run.undo.restored' ), Json::at( $answer, 'run.can_undo' ) ) );
		$answer = $this->with_run( 'undo' );
		self::assertSame( array( false, 110, false ), array( Json::at( $answer, 'more' ), Json::at( $answer, 'run.undo.restored' ), Json::at( $answer, 'run.can_undo' ) ) );
		self::assertSame( array_fill( 0, 110, '' ), self::texts( $images ) );
	}

	public function test_what_is_gone_or_not_the_users_is_kept(): void {
		$images = $this->images( 2, $this->editor );
		$this->start();
		$this->answer_actions( 'POST', array( 'completed: One', 'completed: Two' ) );
		$this->with_run( 'step' );
		wp_delete_attachment( $images[0], true );
		add_filter( 'map_meta_cap', static fn ( array $caps, string $cap, int $user, array $of ): array => 'edit_post' === $cap && array( $images[1] ) === $of ? array( 'do_not_allow' ) : $caps, 10, 4 );
		self::assertSame( array( 0, 2 ), array_values( array_intersect_key( Json::list_at( $this->with_run( 'undo' ), 'run.undo' ), array_flip( array( 'restored', 'kept' ) ) ) ) );
		self::assertSame( 'Two', self::texts( $images )[1] );
	}

	public function test_a_run_at_work_is_stopped_before_it_is_undone(): void {
		$this->images( 26 );
		$this->start();
		$this->answer_actions( 'POST', array_fill( 0, 25, 'completed' ) );
		$this->with_run( 'step' );
		$response = $this->rest( 'POST', self::ROUTES . '/runs/' . self::RUN . '/undo' );
		self::assertSame( array( 409, 'run_is_running' ), array( $response->get_status(), Json::at( $this->data( $response ), 'code' ) ) );
		$this->with_run( 'stop' );
		self::assertSame( 25, Json::at( $this->with_run( 'undo' ), 'run.undo.restored' ) );
	}

	public function test_undoing_what_waits_for_the_service_stops_it(): void {
		$images = $this->images( 26 );
		$this->start();
		$this->answer_actions( 'POST', array_fill( 0, 25, 'completed' ) );
		$this->with_run( 'step' );
		$this->cloud->answer( 'POST', '/v1/actions', 429, self::problem( 'rate_limited', 429 ), array( 'Retry-After' => '1' ) );
		$this->with_run( 'step' );
		$run = Json::list_at( $this->with_run( 'undo' ), 'run' );
		self::assertSame( array( 'stopped', null ), array( $run['end'], $run['retry_at'] ) );
		self::assertSame( array_fill( 0, 26, '' ), self::texts( $images ) );
	}
}
