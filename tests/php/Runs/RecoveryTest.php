<?php
/**
 * Whatever is lost, cut or made up on the way, and wherever a process dies: each item is paid for once and its text kept.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Runs;

use Error;
use PHPUnit\Framework\Attributes\DataProvider;
use SeoRankGenius\Tests\Support\Json;
use SeoRankGenius\Tests\Support\RunTestCase;
use SeoRankGenius\Tests\Support\StepProcess;

final class RecoveryTest extends RunTestCase {

	public function test_ids_and_former_texts_are_stored_before_anything_is_sent(): void {
		$images = $this->images( 2 );
		update_post_meta( $images[1], self::ALT, 'Before' );
		$this->start(
			array(
				'overwrite' => true,
				'selection' => array( 'ids' => $images ),
			)
		);
		$seen = array();
		self::meanwhile(
			function () use ( &$seen ): void {
				$seen = $this->items();
			}
		);
		$this->answer_actions( 'POST', array( 'completed', 'completed' ) );
		$this->with_run( 'step' );
		self::assertSame( array( 'sent', 'sent' ), array_column( $seen, 'state' ) );
		self::assertSame( array( '', 'Before' ), array_column( $seen, 'former' ) );
		self::assertSame( array_column( $seen, 'action_id' ), $this->sent()[0] );
	}

	public function test_a_lost_answer_is_asked_for_at_once_and_costs_no_time(): void {
		$images = $this->images( 2 );
		$this->start();
		$this->cloud->cut_connection( 'POST', '/v1/actions' );
		$this->answer_actions( 'GET', array( 'completed: One', 'completed: Two' ) );
		self::assertSame( 'completed', Json::at( $this->with_run( 'step' ), 'run.end' ) );
		self::assertSame( array( 'One', 'Two' ), self::texts( $images ) );
		self::assertSame( $this->sent(), $this->asked_about() );
	}

	public function test_what_arrived_of_a_lost_request_is_kept_and_only_the_rest_is_sent_again_under_its_ids(): void {
		$images = $this->images( 3 );
		$this->start();
		$this->cloud->answer( 'POST', '/v1/actions', 502, '<html>Bad gateway</html>' );
		$this->answer_actions( 'GET', array( 'completed: One', 'unknown', 'in_progress' ) );
		$run = Json::list_at( $this->with_run( 'step' ), 'run' );
		self::assertSame( array( 'ended', 'unavailable', 1, 2, 1, 1 ), array( $run['state'], $run['end'], $run['done'], $run['left'], $run['in_flight'], $run['credits_spent'] ) );
		$this->rewrite_run( array( 'retry_at' => time() ) );
		$this->answer_actions( 'GET', array( 'completed: Three' ) );
		$this->answer_actions( 'POST', array( 'completed: Two' ) );
		self::assertSame( 'completed', Json::at( $this->with_run( 'step' ), 'run.end' ) );
		self::assertSame( array( 'One', 'Two', 'Three' ), self::texts( $images ) );
		self::assertSame( array( $this->sent()[0][1] ), $this->sent()[1] );
	}

	/**
	 * @return iterable<string, array{list<string>}>
	 */
	public static function what_the_cloud_knows(): iterable {
		yield 'nothing: it never arrived' => array( array() );
		yield 'all: it has arrived' => array( array( 'completed: One', 'completed: Two' ) );
		yield 'a part' => array( array( 'completed: One' ) );
	}

	/**
	 * @param list<string> $known
	 */
	#[DataProvider( 'what_the_cloud_knows' )]
	public function test_a_killed_process_leaves_a_lease_that_ends_and_then_the_cloud_is_asked_first( array $known ): void {
		$images = $this->images( 2 );
		$this->start();
		$this->dies_when_sending();
		self::assertTrue( $this->run_now()['is_driven'] ?? null );
		$this->with_run( 'step' );
		self::assertSame( array(), $this->sent(), 'Its lease still stands.' );
		$this->rewrite_run( array( 'lease_until' => time() ) );
		$this->answer_actions( 'GET', $known );
		if ( count( $known ) < 2 ) {
			$this->answer_actions( 'POST', array_slice( array( 'completed: One', 'completed: Two' ), count( $known ) ) );
		}
		$run = Json::list_at( $this->with_run( 'step' ), 'run' );
		self::assertSame( array( 'completed', 2, 2 ), array( $run['end'], $run['done'], $run['credits_spent'] ) );
		self::assertSame( array( 'One', 'Two' ), self::texts( $images ) );
		self::assertSame( array_slice( $this->asked_about()[0], count( $known ) ), array_merge( ...$this->sent() ), 'Only what it does not know is sent, under the same ids.' );
	}

	public function test_a_process_that_died_while_saving_is_made_up_for(): void {
		$images = $this->images( 2 );
		$this->start();
		$this->answer_actions( 'POST', array( 'completed: One', 'completed: Two' ) );
		$this->dies( 'add_post_meta', 2 );
		self::assertSame( array( 'One', '' ), self::texts( $images ) );
		self::assertSame( array( 'sent', 'sent' ), $this->states() );
		update_post_meta( $images[1], self::ALT, 'By hand' );
		$this->rewrite_run( array( 'lease_until' => time() ) );
		$this->answer_actions( 'GET', array( 'completed: One', 'completed: Two' ) );
		$answer = $this->with_run( 'step' );
		self::assertSame( array( true, false ), array_column( Json::list_at( $answer, 'items' ), 'is_applied' ) );
		self::assertSame( array( 'One', 'By hand' ), self::texts( $images ), 'What a person wrote is kept.' );
		self::assertSame( array( 'completed', 2, 2 ), array( Json::at( $answer, 'run.end' ), Json::at( $answer, 'run.done' ), Json::at( $answer, 'run.credits_spent' ) ) );
	}

	public function test_what_the_model_is_still_at_is_fetched_later_while_the_rest_goes_on(): void {
		$images = $this->images( 27 );
		$this->start();
		$this->answer_actions( 'POST', array( 'in_progress', ...array_fill( 0, 24, 'completed' ) ) );
		$run = Json::list_at( $this->with_run( 'step' ), 'run' );
		self::assertSame( array( 24, 3, 1, 24 ), array( $run['done'], $run['left'], $run['in_flight'], $run['credits_spent'] ), 'Nothing is charged yet for what is in flight.' );
		$this->answer_actions( 'GET', array( 'in_progress' ) );
		$this->answer_actions( 'POST', array( 'completed: A', 'completed: B' ) );
		self::assertSame( 'running', Json::at( $this->with_run( 'step' ), 'run.state' ) );
		$this->answer_actions( 'GET', array( 'completed: Late' ) );
		self::assertSame( 'completed', Json::at( $this->with_run( 'step' ), 'run.end' ) );
		self::assertSame( array( 'Late', 'A', 'B' ), array_values( array_intersect_key( self::texts( $images ), array_flip( array( 0, 25, 26 ) ) ) ) );
		self::assertCount( 27, $this->sent_objects() );
	}

	public function test_an_end_waits_for_what_is_in_flight(): void {
		$this->images( 3 );
		$this->start();
		$this->answer_actions( 'POST', array( 'in_progress', 'refused: insufficient_credits', 'refused: insufficient_credits' ) );
		$run = Json::list_at( $this->with_run( 'step' ), 'run' );
		self::assertSame( array( 'running', null, 1 ), array( $run['state'], $run['end'], $run['in_flight'] ) );
		$this->answer_actions( 'GET', array( 'completed: One' ) );
		$run = Json::list_at( $this->with_run( 'step' ), 'run' );
		self::assertSame( array( 'ended', 'out_of_credits', 1, 2, 0 ), array( $run['state'], $run['end'], $run['done'], $run['left'], $run['in_flight'] ) );
	}

	public function test_an_item_that_comes_to_nothing_fails_for_free_and_the_run_goes_on(): void {
		$images = $this->images( 5 );
		$this->start();
		$this->answer_actions( 'POST', array( 'failed: provider_failed', 'refused: input_unusable', 'expired: provider_failed', 'refused: quote_exceeded', 'completed: Five' ) );
		$answer = $this->with_run( 'step' );
		self::assertSame( array( 'provider_failed', 'input_unusable', 'provider_failed', 'quote_exceeded', null ), array_column( Json::list_at( $answer, 'items' ), 'code' ) );
		self::assertSame( array( 'completed', 4, 1, 1, 4 ), array( Json::at( $answer, 'run.end' ), Json::at( $answer, 'run.failed' ), Json::at( $answer, 'run.done' ), Json::at( $answer, 'run.credits_spent' ), Json::at( $answer, 'run.failed_price' ) ) );
		$failed = $this->data( $this->rest( 'GET', self::ROUTES . '/images', array( 'state' => 'failed' ) ) );
		self::assertSame( array_slice( $images, 0, 4 ), array_column( Json::list_at( $failed, 'images' ), 'id' ), 'The list of images knows it too.' );
	}

	public function test_a_result_that_expired_is_told_and_not_bought_again(): void {
		$this->images( 1 );
		$this->start();
		$this->dies_when_sending();
		$this->rewrite_run( array( 'lease_until' => time() ) );
		$this->answer_actions(
			'GET',
			array( 'completed' ),
			array(
				'actions.0.code'   => 'result_expired',
				'actions.0.result' => null,
			)
		);
		$answer = $this->with_run( 'step' );
		self::assertSame( array( 'failed', 'result_expired', 1 ), array( Json::at( $answer, 'items.0.state' ), Json::at( $answer, 'items.0.code' ), Json::at( $answer, 'items.0.cost' ) ) );
		self::assertSame( array(), $this->sent() );
	}

	public function test_a_request_that_the_cloud_cannot_take_is_taken_apart_until_the_item_is_found(): void {
		$images = $this->images( 8 );
		$this->start();
		$refuse = fn () => $this->cloud->answer( 'POST', '/v1/actions', 413, self::problem( 'payload_too_large', 413 ) );
		$refuse();
		self::assertSame( array( 'running', 8 ), array( Json::at( $this->with_run( 'step' ), 'run.state' ), Json::at( $this->run_now(), 'left' ) ) );
		$refuse();
		$this->with_run( 'step' );
		for ( $item = 0; $item < 6; $item++ ) {
			if ( 3 === $item ) {
				$refuse();
			} else {
				$this->answer_actions( 'POST', array( 'completed' ) );
			}
			$this->with_run( 'step' );
		}
		$this->answer_actions( 'POST', array( 'completed', 'completed' ) );
		self::assertSame( array( 'completed', 7, 1 ), array( Json::at( $this->with_run( 'step' ), 'run.end' ), Json::at( $this->run_now(), 'done' ), Json::at( $this->run_now(), 'failed' ) ) );
		self::assertSame( array( 8, 6, 1, 1, 1, 1, 1, 1, 2 ), array_map( 'count', $this->sent() ) );
		self::assertSame( 'failed', $this->states()[3] );
		self::assertSame( '', self::texts( $images )[3] );
	}

	public function test_an_object_that_kills_the_process_each_time_fails_alone(): void {
		$images = $this->images( 3 );
		$this->start();
		for ( $death = 0; $death < 3; $death++ ) {
			$this->dies( 'get_attached_file', $images[0] );
			$this->rewrite_run( array( 'lease_until' => time() ) );
		}
		self::assertSame( array(), $this->sent() );
		self::assertSame( array( 'unprepared' ), array_column( Json::list_at( $this->with_run( 'step' ), 'items' ), 'code' ) );
		$this->answer_actions( 'POST', array( 'completed: Two' ) );
		$this->with_run( 'step' );
		$this->answer_actions( 'POST', array( 'completed: Three' ) );
		self::assertSame( 'completed', Json::at( $this->with_run( 'step' ), 'run.end' ) );
		self::assertSame( array( '', 'Two', 'Three' ), self::texts( $images ) );
	}

	/**
	 * @return iterable<string, array{array<string, mixed>}>
	 */
	public static function hostile(): iterable {
		yield 'dearer than the quote' => array(
			array(
				'actions.1.cost'        => 2,
				'actions.1.from_shared' => 2,
			),
		);
		yield 'foreign ids only' => array(
			array(
				'actions.0.id' => '99999999-9999-4999-8999-999999999999',
				'actions.1.id' => '88888888-8888-4888-8888-888888888888',
			),
		);
		yield 'nothing of what was asked' => array( array( 'actions' => array() ) );
		yield 'a result that is no text' => array( array( 'actions.0.result' => array( 'alt_text' => array( 'x' ) ) ) );
		yield 'no balance' => array( array( 'balance' => null ) );
		yield 'charged for a failure' => array( array( 'actions.0.outcome' => 'failed' ) );
	}

	/**
	 * @param array<string, mixed> $changes
	 */
	#[DataProvider( 'hostile' )]
	public function test_an_answer_that_cannot_be_is_not_believed( array $changes ): void {
		$images = $this->images( 2 );
		$this->start();
		$before = $this->account()['balance'] ?? null;
		$this->answer_actions( 'POST', array( 'completed', 'completed' ), $changes );
		$this->answer_actions( 'GET', array( 'completed', 'completed' ), $changes );
		$answer = $this->with_run( 'step' );
		if ( ! array_key_exists( 'actions', $changes ) && ! isset( $changes['actions.0.id'] ) ) {
			self::assertSame( $before, Json::at( $answer, 'account.balance' ) );
		}
		$unused = $this->cloud->unused();
		$this->cloud->reset();
		self::assertContains( $unused, array( 0, 1 ) );
		self::assertSame( array( 'ended', 'unavailable', 0, 0, 2 ), array( Json::at( $answer, 'run.state' ), Json::at( $answer, 'run.end' ), Json::at( $answer, 'run.done' ), Json::at( $answer, 'run.credits_spent' ), Json::at( $answer, 'run.left' ) ) );
		self::assertSame( array( '', '' ), self::texts( $images ) );
	}

	public function test_a_result_is_text_and_never_html(): void {
		$images = $this->images( 2 );
		$this->start();
		$this->answer_actions( 'POST', array( 'completed: <script>alert(1)</script>"A <i>reef</i>"', 'completed: <p></p>' ) );
		$answer = $this->with_run( 'step' );
		self::assertSame( array( '"A reef"', '' ), self::texts( $images ) );
		self::assertSame( array( 'done', 'failed' ), array_column( Json::list_at( $answer, 'items' ), 'state' ) );
	}

	public function test_objects_that_are_gone_or_not_the_users_any_more_are_passed_over(): void {
		$images = $this->images( 4, $this->editor );
		$this->start();
		wp_delete_attachment( $images[0], true );
		add_filter( 'map_meta_cap', static fn ( array $caps, string $cap, int $user, array $of ): array => 'edit_post' === $cap && array( $images[1] ) === $of ? array( 'do_not_allow' ) : $caps, 10, 4 );
		$this->answer_actions( 'POST', array( 'completed: Three', 'completed: Four' ) );
		self::meanwhile(
			static function () use ( $images ): void {
				wp_delete_attachment( $images[2], true );
			}
		);
		$answer = $this->with_run( 'step' );
		self::assertSame( array( 'deleted', 'not_editable', 'deleted', null ), array_map( static fn ( array $item ): mixed => $item['code'], $this->items() ) );
		self::assertSame( array( 'skipped', 'skipped', 'done', 'done' ), $this->states() );
		self::assertSame( array( 'completed', 2, 2, 2 ), array( Json::at( $answer, 'run.end' ), Json::at( $answer, 'run.skipped' ), Json::at( $answer, 'run.done' ), Json::at( $answer, 'run.credits_spent' ) ) );
		self::assertSame( array( '', '', '', 'Four' ), self::texts( $images ) );
	}

	public function test_a_right_that_is_lost_while_the_model_is_at_it_keeps_the_result_but_saves_nothing(): void {
		$images = $this->images( 1 );
		$this->start();
		$this->answer_actions( 'POST', array( 'completed: One' ) );
		self::meanwhile(
			static function () use ( $images ): void {
				add_filter( 'map_meta_cap', static fn ( array $caps, string $cap, int $user, array $of ): array => 'edit_post' === $cap && $images === $of ? array( 'do_not_allow' ) : $caps, 10, 4 );
			}
		);
		$answer = $this->with_run( 'step' );
		self::assertSame( array( 'done', 'not_editable', false, 'One', 1 ), array_map( static fn ( string $field ): mixed => Json::at( $answer, "items.0.$field" ), array( 'state', 'code', 'is_applied', 'text', 'cost' ) ) );
		self::assertSame( array( '' ), self::texts( $images ) );
	}

	public function test_a_text_that_a_person_writes_while_the_model_is_at_it_is_kept(): void {
		$images = $this->images( 2 );
		$this->start();
		$this->answer_actions( 'POST', array( 'completed: One', 'completed: Two' ) );
		self::meanwhile(
			static function () use ( $images ): void {
				update_post_meta( $images[0], self::ALT, 'By hand' );
			}
		);
		$answer = $this->with_run( 'step' );
		self::assertSame( array( 'By hand', 'Two' ), self::texts( $images ) );
		self::assertSame( array( false, true ), array_column( Json::list_at( $answer, 'items' ), 'is_applied' ) );
		self::assertSame( array( 'One', 'Two' ), array_column( Json::list_at( $answer, 'items' ), 'text' ) );
	}

	public function test_what_other_plugins_throw_when_they_hear_of_it_holds_nothing_up(): void {
		$images = $this->images( 2 );
		$this->start();
		$fails = static function () use ( &$fails ): void {
			remove_action( 'added_post_meta', $fails );
			throw new Error( 'Another plugin fails.' );
		};
		add_action( 'added_post_meta', $fails );
		$this->answer_actions( 'POST', array( 'completed: One', 'completed: Two' ) );
		set_error_handler( static fn ( int $level, string $message ): bool => str_contains( $message, 'Another plugin fails' ), E_USER_WARNING );
		$answer = $this->with_run( 'step' );
		restore_error_handler();
		self::assertSame( array( 'completed', 2 ), array( Json::at( $answer, 'run.end' ), Json::at( $answer, 'run.done' ) ) );
		self::assertSame( array( 'One', 'Two' ), self::texts( $images ) );
		self::assertSame( array( true, true ), array_column( Json::list_at( $answer, 'items' ), 'is_applied' ) );
	}

	/**
	 * A step whose process is killed (SIGKILL) as its first request leaves: nothing reaches the cloud.
	 */
	private function dies_when_sending(): void {
		$this->dies( 'pre_http_request', 1 );
	}

	/**
	 * A step in a process of its own that is killed on the way.
	 *
	 * @param string $at A hook.
	 * @param int    $of Which call of it, or which object's.
	 */
	private function dies( string $at, int $of ): void {
		self::assertSame( array( '', SIGKILL ), ( new StepProcess( $this->cloud, self::RUN, $at, $of ) )->end() );
		wp_cache_flush();
	}
}
