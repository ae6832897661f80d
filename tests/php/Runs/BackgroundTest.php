<?php
/**
 * What nobody drives goes on by WP-Cron, a little at a time.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Runs;

use SeoRankGenius\Storage\Names;
use SeoRankGenius\Tests\Support\Json;
use SeoRankGenius\Tests\Support\RunTestCase;

final class BackgroundTest extends RunTestCase {

	public function test_starting_schedules_a_look_and_a_closed_page_is_followed_by_the_background(): void {
		$images = $this->images( 30 );
		$this->start();
		self::assertIsInt( wp_next_scheduled( Names::RUNS_TICK ) );
		$this->answer_actions( 'POST', array_fill( 0, 25, 'completed' ) );
		$this->with_run( 'step' );
		$this->answer_actions( 'POST', array_fill( 0, 5, 'completed: Late' ) );
		$this->tick();
		self::assertSame( 0, get_current_user_id() );
		self::assertFalse( wp_next_scheduled( Names::RUNS_TICK ), 'Nothing is left.' );
		wp_set_current_user( $this->editor );
		self::assertSame( 'completed', $this->run_now()['end'] ?? null );
		self::assertSame( 'Late', self::texts( $images )[29] );
	}

	public function test_one_tick_takes_turns_between_runs(): void {
		$first = $this->images( 26 );
		$this->start();
		$second = $this->images( 1 );
		$this->start(
			array(
				'id'        => self::OTHER,
				'selection' => array( 'ids' => $second ),
			)
		);
		$this->answer_actions( 'POST', array_fill( 0, 25, 'completed' ) );
		$this->answer_actions( 'POST', array( 'completed: Second' ) );
		$this->answer_actions( 'POST', array( 'completed: Last' ) );
		$this->tick();
		self::assertSame( array( ...array_slice( $first, 0, 25 ), ...$second, $first[25] ), $this->sent_objects() );
	}

	public function test_what_has_to_wait_is_looked_at_when_its_time_comes(): void {
		$this->images( 1 );
		$this->start();
		$this->cloud->answer( 'POST', '/v1/actions', 429, self::problem( 'rate_limited', 429 ), array( 'Retry-After' => '300' ) );
		$before = time();
		$this->tick();
		$next = wp_next_scheduled( Names::RUNS_TICK );
		self::assertGreaterThanOrEqual( $before + 300, $next );
		$this->tick();
		self::assertCount( 1, $this->sent() );
		self::assertSame( $next, wp_next_scheduled( Names::RUNS_TICK ) );
		$this->rewrite_run( array( 'retry_at' => time() ) );
		$this->answer_actions( 'POST', array( 'completed' ) );
		$this->tick();
		self::assertFalse( wp_next_scheduled( Names::RUNS_TICK ) );
	}

	public function test_a_run_whose_driver_died_is_taken_up_when_its_lease_has_ended(): void {
		$this->images( 1 );
		$this->start();
		$until = time() + 50;
		$this->rewrite_run( array( 'lease_until' => $until ) );
		$this->tick();
		self::assertSame( array(), $this->sent() );
		self::assertSame( $until, wp_next_scheduled( Names::RUNS_TICK ) );
		$this->rewrite_run( array( 'lease_until' => time() ) );
		$this->answer_actions( 'POST', array( 'completed' ) );
		$this->tick();
		self::assertCount( 1, $this->sent() );
	}

	public function test_a_tick_that_is_killed_is_followed_by_another(): void {
		$this->images( 1 );
		$this->start();
		$scheduled = null;
		self::meanwhile(
			static function () use ( &$scheduled ): void {
				$scheduled = wp_next_scheduled( Names::RUNS_TICK );
			}
		);
		$this->answer_actions( 'POST', array( 'completed' ) );
		$this->tick();
		self::assertIsInt( $scheduled );
	}

	public function test_the_right_to_change_each_image_is_asked_again(): void {
		$images = $this->images( 2, $this->editor );
		$this->start();
		( new \WP_User( $this->editor ) )->set_role( 'author' );
		wp_update_post(
			array(
				'ID'          => $images[0],
				'post_author' => 1,
			)
		);
		$this->answer_actions( 'POST', array( 'completed: Mine' ) );
		$this->tick();
		self::assertSame( array( '', 'Mine' ), self::texts( $images ) );
		self::assertSame( array( 'skipped', 'done' ), $this->states() );
	}

	public function test_ended_runs_are_left_alone(): void {
		$this->images( 1 );
		$this->start();
		$this->with_run( 'stop' );
		$this->tick();
		self::assertSame( array(), $this->sent() );
		self::assertFalse( wp_next_scheduled( Names::RUNS_TICK ) );
		self::assertSame( 1, Json::at( $this->seen_by_editor(), 'left' ) );
	}

	/**
	 * WordPress takes an event off its list before it calls the hook; nobody is logged in then.
	 */
	private function tick(): void {
		wp_clear_scheduled_hook( Names::RUNS_TICK );
		wp_set_current_user( 0 );
		do_action( Names::RUNS_TICK );
	}

	/**
	 * @return array<array-key, mixed>
	 */
	private function seen_by_editor(): array {
		wp_set_current_user( $this->editor );
		return $this->run_now();
	}
}
