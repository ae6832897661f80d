<?php
/**
 * REST: a run from its quote to its end.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Rest;

use PHPUnit\Framework\Attributes\DataProvider;
use SeoRankGenius\Tests\Support\Json;
use SeoRankGenius\Tests\Support\RunTestCase;

final class RunsTest extends RunTestCase {

	public function test_a_run_saves_every_text_in_batches_of_25_and_says_what_it_cost(): void {
		$images = $this->images( 30 );
		$answer = $this->start( array( 'max_credits' => 30 ) );
		$this->assert_answer( 'run-answer', $answer );
		self::assertSame( array( 'running', 30, 30, 30 ), $this->of_run( $this->data( $answer ), array( 'state', 'total', 'left', 'price_of_rest' ) ) );
		self::assertSame( array(), $this->sent(), 'Starting sends nothing.' );

		$this->answer_actions( 'POST', array_fill( 0, 25, 'completed' ) );
		$answer = $this->with_run( 'step' );
		self::assertSame( array( 'running', 25, 5, 25, 25, false ), $this->of_run( $answer, array( 'state', 'done', 'left', 'credits_spent', 'last_seq', 'is_driven' ) ) );
		self::assertCount( 25, Json::list_at( $answer, 'items' ) );
		self::assertIsInt( Json::at( $answer, 'run.seconds_left' ) );

		$this->answer_actions( 'POST', array_fill( 0, 5, 'completed: A reef' ) );
		$answer = $this->with_run( 'step', array( 'after' => 25 ) );
		self::assertSame( array( 'ended', 'completed', 30, 0, 30, 0 ), $this->of_run( $answer, array( 'state', 'end', 'done', 'left', 'credits_spent', 'price_of_rest' ) ) );
		self::assertSame( array( 26, 27, 28, 29, 30 ), array_column( Json::list_at( $answer, 'items' ), 'seq' ) );

		self::assertSame( array_map( static fn ( int $place ): string => $place < 25 ? "Text $place" : 'A reef', range( 0, 29 ) ), self::texts( $images ) );
		self::assertSame( array( 25, 5 ), array_map( 'count', $this->sent() ) );
		self::assertSame( $images, $this->sent_objects() );
	}

	public function test_each_action_carries_its_run_its_actor_and_its_price(): void {
		list( $image ) = $this->images( 1 );
		$this->start();
		$this->answer_actions( 'POST', array( 'completed' ) );
		$this->with_run( 'step' );
		$action = Json::list_at( $this->cloud->requests()[1]['json'] ?? null, 'actions.0' );
		unset( $action['id'], $action['input'] );
		self::assertSame(
			array(
				'feature'  => 'image_alt',
				'subject'  => array(
					'type' => 'attachment',
					'id'   => (string) $image,
				),
				'actor'    => (string) $this->editor,
				'run_id'   => self::RUN,
				'max_cost' => 1,
			),
			$action
		);
	}

	public function test_the_quote_counts_what_a_run_would_take(): void {
		list( $written, $decorative ) = $this->images( 4 );
		update_post_meta( $written, self::ALT, 'A lighthouse in the fog' );
		$this->rest( 'PATCH', self::ROUTES . "/images/$decorative", array( 'is_decorative' => true ) );
		$all   = array(
			'filter' => array(
				'state'  => 'all',
				'search' => '',
			),
			'except' => array(),
		);
		$quote = fn ( bool $overwrite ): array => $this->quote( $all, $overwrite );
		self::assertSame( array( 2, 2, 0, 1, 1, 0, 0 ), $quote( false ) );
		self::assertSame( array( 3, 3, 1, 0, 1, 0, 0 ), $quote( true ) );
		self::assertSame( array( 1, 1, 1, 0, 0, 0, 0 ), $this->quote( array( 'ids' => array( $written, 999999 ) ), true ) );
		self::assertSame( array( 1, 1, 1, 0, 1, 0, 0 ), $this->quote( array( 'ids' => array( $written, $decorative ) ), true ) );
	}

	public function test_the_quote_says_how_many_the_credits_pay_for(): void {
		$this->connect( Json::with( self::answer_of( 'site-state' ), 'balance', self::balance( array( 'license.shared' => 2 ) ) ) );
		$this->images( 3 );
		$response = $this->rest(
			'POST',
			self::ROUTES . '/runs/quote',
			array(
				'feature'   => 'image_alt',
				'selection' => self::missing(),
			)
		);
		$this->assert_answer( 'run-quote', $response );
		self::assertSame( array( 2, 2 ), array( Json::at( $this->data( $response ), 'spendable' ), Json::at( $this->data( $response ), 'covers' ) ) );
		$this->sync()->forget( $this->sync()->known()->connection_id );
		$response = $this->rest(
			'POST',
			self::ROUTES . '/runs/quote',
			array(
				'feature'   => 'image_alt',
				'selection' => self::missing(),
			)
		);
		self::assertSame( array( null, 3 ), array( Json::at( $this->data( $response ), 'spendable' ), Json::at( $this->data( $response ), 'covers' ) ), 'Not known is not 0.' );
	}

	public function test_an_author_is_quoted_and_runs_their_own_images_only(): void {
		$author = $this->act_as( 'author' );
		$mine   = $this->images( 2, $author );
		$this->images( 3, $this->editor );
		self::assertSame( array( 2, 2, 0, 0, 0, 3, 0 ), $this->quote( self::missing(), false ) );
		$this->start();
		$this->answer_actions( 'POST', array( 'completed', 'completed' ) );
		self::assertSame( array( 'completed', 2 ), $this->of_run( $this->with_run( 'step' ), array( 'end', 'total' ) ) );
		self::assertSame( $mine, $this->sent_objects() );
	}

	public function test_the_pilot_takes_the_first_five(): void {
		$images = $this->images( 8 );
		self::assertSame(
			5,
			Json::at(
				$this->data(
					$this->start(
						array(
							'first'       => 5,
							'max_credits' => 5,
						)
					)
				),
				'run.total'
			)
		);
		$this->answer_actions( 'POST', array_fill( 0, 5, 'completed' ) );
		$this->with_run( 'step' );
		self::assertSame( array_slice( $images, 0, 5 ), $this->sent_objects() );
		self::assertSame( array( 3, 3, 0, 0, 0, 0, 0 ), $this->quote( self::missing(), false ), 'The rest.' );
	}

	public function test_exceptions_from_a_filter_are_left_alone(): void {
		list( $first, $second ) = $this->images( 2 );
		$this->start( array( 'selection' => Json::with( self::missing(), 'except', array( $first ) ) ) );
		$this->answer_actions( 'POST', array( 'completed' ) );
		$this->with_run( 'step' );
		self::assertSame( array( $second ), $this->sent_objects() );
	}

	public function test_the_same_start_again_is_the_same_run(): void {
		$this->images( 2 );
		$first  = $this->start();
		$second = $this->start( array( 'id' => strtoupper( self::RUN ) ) );
		$this->assert_answer( 'run-answer', $second );
		self::assertSame( Json::at( $this->data( $first ), 'run' ), Json::at( $this->data( $second ), 'run' ) );
		self::assertCount( 2, $this->items() );
	}

	public function test_another_user_does_not_get_a_run_by_its_id(): void {
		$this->images( 1 );
		$this->start();
		$this->act_as( 'editor' );
		$response = $this->start();
		self::assertSame( array( 409, 'run_id_taken' ), array( $response->get_status(), Json::at( $this->data( $response ), 'code' ) ) );
	}

	public function test_a_quote_that_is_too_low_by_now_starts_nothing(): void {
		$this->images( 3 );
		$response = $this->start( array( 'max_credits' => 2 ) );
		self::assertSame( array( 409, 'quote_changed', 3 ), array( $response->get_status(), Json::at( $this->data( $response ), 'code' ), Json::at( $this->data( $response ), 'data.credits' ) ) );
		self::assertSame( array(), $this->items() );
		self::assertSame( 404, $this->rest( 'GET', self::ROUTES . '/runs/' . self::RUN )->get_status() );
		$this->assert_answer( 'run-answer', $this->start( array( 'max_credits' => 3 ) ) );
	}

	public function test_nothing_to_do_starts_nothing(): void {
		$response = $this->start();
		self::assertSame( array( 409, 'nothing_to_do' ), array( $response->get_status(), Json::at( $this->data( $response ), 'code' ) ) );
		self::assertSame( array(), Json::at( $this->data( $this->rest( 'GET', self::ROUTES . '/runs', array( 'feature' => 'image_alt' ) ) ), 'runs' ) );
	}

	public function test_overwriting_replaces_and_without_it_a_text_that_came_meanwhile_is_kept(): void {
		$images = $this->images( 2 );
		$this->start();
		update_post_meta( $images[0], self::ALT, 'By hand' );
		$this->answer_actions( 'POST', array( 'completed: A reef' ) );
		$answer = $this->with_run( 'step' );
		self::assertSame( array( 'completed', 1, 1, 1 ), $this->of_run( $answer, array( 'end', 'done', 'skipped', 'credits_spent' ) ) );
		self::assertSame( array( 'By hand', 'A reef' ), self::texts( $images ) );
		self::assertSame( 'has_text', Json::at( $answer, 'items.0.code' ) );

		$this->start(
			array(
				'id'        => self::OTHER,
				'overwrite' => true,
				'selection' => array( 'ids' => $images ),
			)
		);
		$this->answer_actions( 'POST', array( 'completed: One', 'completed: Two' ) );
		$this->with_run( 'step', array(), self::OTHER );
		self::assertSame( array( 'One', 'Two' ), self::texts( $images ) );
	}

	public function test_items_say_what_became_of_them_and_of_their_objects(): void {
		$images = $this->images( 3 );
		$this->start();
		wp_delete_attachment( $images[2], true );
		$this->answer_actions( 'POST', array( 'completed: <b>A reef</b>', 'failed: provider_failed' ) );
		$this->with_run( 'step' );
		$response = $this->rest( 'GET', self::ROUTES . '/runs/' . self::RUN . '/items', array( 'state' => 'all' ) );
		$this->assert_answer( 'run-items-page', $response );
		$items = Json::list_at( $this->data( $response ), 'items' );
		self::assertSame( $images, array_column( $items, 'object_id' ) );
		self::assertSame( array( 'done', 'failed', 'skipped' ), array_column( $items, 'state' ) );
		self::assertSame( array( 'A reef', null, null ), array_column( $items, 'text' ) );
		self::assertSame( array( null, 'provider_failed', 'deleted' ), array_column( $items, 'code' ) );
		self::assertSame( array( 1, 0, 0 ), array_column( $items, 'cost' ) );
		self::assertNull( Json::at( $items, '2.object' ) );
		self::assertIsString( Json::at( $items, '0.object.edit_url' ) );
		self::assertNotNull( Json::at( $items, '1.reason' ) );
		self::assertSame( array( $images[1] ), array_column( Json::list_at( $this->data( $this->rest( 'GET', self::ROUTES . '/runs/' . self::RUN . '/items', array( 'state' => 'failed' ) ) ), 'items' ), 'object_id' ) );
	}

	public function test_what_cannot_be_sent_fails_with_its_reason_and_costs_nothing(): void {
		$images = $this->images( 3 );
		$this->start();
		wp_delete_file( (string) get_attached_file( $images[0] ) );
		$this->rest( 'PATCH', self::ROUTES . "/images/{$images[1]}", array( 'is_decorative' => true ) );
		$this->answer_actions( 'POST', array( 'completed: A reef' ) );
		$answer = $this->with_run( 'step' );
		self::assertSame( array( 'failed', 'skipped', 'done' ), $this->states() );
		self::assertSame( array( 'missing', 'decorative', null ), array_column( $this->items(), 'code' ) );
		self::assertSame( array( 1, array( $images[2] ) ), array( Json::at( $answer, 'run.credits_spent' ), $this->sent_objects() ) );
		self::assertStringContainsString( 'Upload it again', Json::text_at( $answer, 'items.0.reason' ) );
		self::assertStringContainsString( 'decorative', Json::text_at( $answer, 'items.1.reason' ) );
		self::assertSame( array( '', '', 'A reef' ), self::texts( $images ) );
	}

	public function test_the_history_is_paged_newest_first(): void {
		$this->images( 1 );
		$ids = array();
		for ( $number = 0; $number < 21; $number++ ) {
			$ids[] = sprintf( '33333333-3333-4333-8333-%012d', $number );
			$this->start( array( 'id' => $ids[ $number ] ) );
		}
		$response = $this->rest( 'GET', self::ROUTES . '/runs', array( 'feature' => 'image_alt' ) );
		$this->assert_answer( 'runs-page', $response );
		$first  = $this->data( $response );
		$second = $this->data(
			$this->rest(
				'GET',
				self::ROUTES . '/runs',
				array(
					'feature' => 'image_alt',
					'cursor'  => Json::text_at(
						$first,
						'next_cursor'
					),
				)
			)
		);
		self::assertSame( array_reverse( $ids ), array( ...array_column( Json::list_at( $first, 'runs' ), 'id' ), ...array_column( Json::list_at( $second, 'runs' ), 'id' ) ) );
		self::assertNull( Json::at( $second, 'next_cursor' ) );
	}

	public function test_who_has_started_a_run_and_managers_may_stop_and_undo_it(): void {
		$this->images( 2 );
		$this->start();
		self::assertTrue( $this->run_now()['can_control'] ?? null );
		$this->act_as( 'editor' );
		self::assertFalse( $this->run_now()['can_control'] ?? null );
		foreach ( array( 'stop', 'undo' ) as $command ) {
			self::assertSame( 403, $this->rest( 'POST', self::ROUTES . '/runs/' . self::RUN . "/$command" )->get_status() );
		}
		wp_set_current_user( $this->editor );
		self::assertSame( 'stopped', Json::at( $this->with_run( 'stop' ), 'run.end' ) );
		$this->act_as( 'administrator' );
		$this->with_run( 'undo' );
	}

	/**
	 * @return iterable<string, array{array<string, mixed>}>
	 */
	public static function bad_input(): iterable {
		yield 'no id' => array( array( 'id' => 'one' ) );
		yield 'no feature' => array( array( 'feature' => 'horoscope' ) );
		yield 'free of charge' => array( array( 'max_credits' => 0 ) );
		yield 'no ceiling' => array( array( 'spend_at_most' => 0 ) );
		yield 'no selection' => array( array( 'selection' => array() ) );
		yield 'no objects' => array( array( 'selection' => array( 'ids' => array() ) ) );
		yield 'objects that are none' => array( array( 'selection' => array( 'ids' => array( 'x' ) ) ) );
		yield 'too many objects' => array( array( 'selection' => array( 'ids' => range( 1, 1001 ) ) ) );
		yield 'both' => array( array( 'selection' => self::missing() + array( 'ids' => array( 1 ) ) ) );
		yield 'an unknown filter' => array( array( 'selection' => Json::with( self::missing(), 'filter.state', "missing' OR 1=1" ) ) );
	}

	/**
	 * @param array<string, mixed> $arguments
	 */
	#[DataProvider( 'bad_input' )]
	public function test_bad_input_is_refused_and_starts_nothing( array $arguments ): void {
		$this->images( 1 );
		$response = $this->start( $arguments );
		self::assertSame( 400, $response->get_status(), (string) wp_json_encode( $response->get_data() ) );
		self::assertSame( array(), $this->items() );
	}

	/**
	 * @param array<string, mixed> $selection
	 * @return list<mixed> Items, credits, overwrites, and what is skipped: has text, decorative, not editable.
	 */
	private function quote( array $selection, bool $overwrite ): array {
		$response = $this->rest(
			'POST',
			self::ROUTES . '/runs/quote',
			array(
				'feature'   => 'image_alt',
				'selection' => $selection,
				'overwrite' => $overwrite,
			)
		);
		$this->assert_answer( 'run-quote', $response );
		$quote = $this->data( $response );
		return array( ...array_values( array_intersect_key( $quote, array_flip( array( 'items', 'credits', 'overwrites' ) ) ) ), ...array_values( Json::list_at( $quote, 'skipped' ) ) );
	}

	/**
	 * @param array<array-key, mixed> $answer
	 * @param list<string>            $fields
	 * @return list<mixed>
	 */
	private function of_run( array $answer, array $fields ): array {
		return array_map( static fn ( string $field ): mixed => Json::at( $answer, "run.$field" ), $fields );
	}
}
