<?php
/**
 * Two tabs, two users and the background on one run never do an item twice.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Runs;

use SeoRankGenius\Runs\Ended;
use SeoRankGenius\Runs\ItemState;
use SeoRankGenius\Runs\ItemTable;
use SeoRankGenius\Runs\RunTable;
use SeoRankGenius\Storage\Names;
use SeoRankGenius\Storage\Queries;
use SeoRankGenius\Tests\Support\Json;
use SeoRankGenius\Tests\Support\RunTestCase;
use SeoRankGenius\Tests\Support\StepProcess;

final class LeaseTest extends RunTestCase {

	public function test_while_one_works_all_others_only_look(): void {
		$this->images( 2 );
		$this->start();
		$this->answer_actions( 'POST', array( 'completed', 'completed' ) );
		$seen = array();
		self::meanwhile(
			function () use ( &$seen ): void {
				$seen[] = $this->with_run( 'step' );
				wp_set_current_user( $this->user( 'editor' ) );
				$seen[] = $this->with_run( 'step' );
				wp_set_current_user( 0 );
				do_action( Names::RUNS_TICK );
			}
		);
		self::assertSame( 'completed', Json::at( $this->with_run( 'step' ), 'run.end' ) );
		foreach ( $seen as $look ) {
			self::assertSame( array( true, 2, array() ), array( Json::at( $look, 'run.is_driven' ), Json::at( $look, 'run.left' ), Json::at( $look, 'items' ) ) );
		}
		self::assertCount( 1, $this->sent() );
	}

	public function test_several_processes_at_once_send_each_item_once(): void {
		$images = $this->images( 50 );
		$this->start();
		$this->answer_actions( 'POST', array_fill( 0, 25, 'completed' ) );
		$this->answer_actions( 'POST', array_fill( 0, 25, 'completed' ) );
		$processes = array();
		for ( $process = 0; $process < 4; $process++ ) {
			$processes[] = new StepProcess( $this->cloud, self::RUN );
		}
		foreach ( $processes as $process ) {
			self::assertSame( array( '', 0 ), $process->end() );
		}
		wp_cache_flush();
		$done = count( $this->sent_objects() );
		self::assertContains( $done, array( 25, 50 ), 'As many batches as had the lease one after the other.' );
		self::assertSame( array_slice( $images, 0, $done ), $this->sent_objects() );
		self::assertSame( array( $done, $done, $done ), array( Json::at( $this->run_now(), 'done' ), Json::at( $this->run_now(), 'credits_spent' ), Json::at( $this->run_now(), 'last_seq' ) ) );
		if ( $done < 50 ) {
			$this->with_run( 'step' );
		}
		self::assertSame( 'completed', $this->run_now()['end'] ?? null );
	}

	public function test_of_two_that_find_the_lease_free_one_gets_it(): void {
		$this->images( 1 );
		$this->start();
		$runs = new RunTable( new Queries( self::wpdb() ) );
		$run  = $runs->find( self::RUN );
		self::assertNotNull( $run );
		$lease = $runs->claim( $run, 1000 );
		self::assertNotNull( $lease );
		self::assertNull( $runs->claim( $run, 1000 ) );
		self::assertNull( $runs->claim( $run, 1059 ) );
		$other = $runs->claim( $run, 1060 );
		self::assertNotNull( $other );
		self::assertFalse( $runs->renew( $lease, 0, 1060 ), 'Whoever was overtaken does not get it back.' );
		self::assertTrue( $runs->renew( $other, 0, 1060 ) );
		self::assertTrue( $runs->renew( $other, 0, 1060 ), 'Within the same second, too.' );
		self::assertFalse( $runs->renew_to_send( $lease, 1060 ) );
	}

	public function test_whoever_was_overtaken_while_its_request_was_under_way_changes_nothing_any_more(): void {
		$images = $this->images( 2 );
		$this->start();
		$this->answer_actions( 'POST', array( 'completed: One', 'completed: Two' ) );
		self::meanwhile(
			function (): void {
				// It hangs for a minute; another takes over, fetches what was paid for, and finishes.
				$this->rewrite_run( array( 'lease_until' => time() ) );
				$this->answer_actions( 'GET', array( 'completed: One', 'completed: Two' ) );
				self::assertSame( 'completed', Json::at( $this->with_run( 'step' ), 'run.end' ) );
			}
		);
		$answer = $this->with_run( 'step' );
		self::assertSame( array( 'completed', 2, 2, 2 ), array( Json::at( $answer, 'run.end' ), Json::at( $answer, 'run.done' ), Json::at( $answer, 'run.credits_spent' ), Json::at( $answer, 'run.last_seq' ) ) );
		self::assertSame( array( 'One', 'Two' ), self::texts( $images ) );
		self::assertSame( $this->sent(), $this->asked_about(), 'One purchase, under ids that both knew.' );
	}

	public function test_whoever_was_overtaken_leaves_what_is_still_in_flight_to_whoever_works_next(): void {
		$images = $this->images( 2 );
		$this->start();
		$this->answer_actions( 'POST', array( 'completed: One', 'completed: Two' ) );
		self::meanwhile(
			function (): void {
				$this->rewrite_run( array( 'lease_until' => time() ) );
				$this->answer_actions( 'GET', array( 'completed: One', 'in_progress' ) );
				self::assertSame( 1, Json::at( $this->with_run( 'step' ), 'run.in_flight' ) );
			}
		);
		$answer = $this->with_run( 'step', array( 'after' => 1 ) );
		self::assertSame( array( 1, 1, array() ), array( Json::at( $answer, 'run.in_flight' ), Json::at( $answer, 'run.last_seq' ), Json::at( $answer, 'items' ) ) );
		$this->rewrite_run( array( 'retry_at' => 0 ) );
		$this->answer_actions( 'GET', array( 'completed: Two' ) );
		self::assertSame( array( 2 ), array_column( Json::list_at( $this->with_run( 'step', array( 'after' => 1 ) ), 'items' ), 'seq' ) );
		self::assertSame( array( 'One', 'Two' ), self::texts( $images ) );
	}

	public function test_whoever_was_overtaken_before_sending_sends_nothing(): void {
		$images = $this->images( 1 );
		$this->start();
		$other = function ( mixed $file ) use ( &$other ): mixed {
			remove_filter( 'get_attached_file', $other );
			// It takes a minute to prepare; another takes over, and finishes.
			$this->rewrite_run( array( 'lease_until' => time() ) );
			$this->answer_actions( 'POST', array( 'completed: One' ) );
			self::assertSame( 'completed', Json::at( $this->with_run( 'step' ), 'run.end' ) );
			return $file;
		};
		add_filter( 'get_attached_file', $other );
		$answer = $this->with_run( 'step' );
		self::assertSame( array( 'completed', 1, 1 ), array( Json::at( $answer, 'run.end' ), Json::at( $answer, 'run.done' ), Json::at( $answer, 'run.credits_spent' ) ) );
		self::assertSame( array( 'One' ), self::texts( $images ) );
		self::assertCount( 1, $this->sent() );
	}

	public function test_an_item_ends_once(): void {
		$this->images( 1 );
		$this->start();
		$items = new ItemTable( new Queries( self::wpdb() ) );
		$runs  = new RunTable( new Queries( self::wpdb() ) );
		$item  = $items->next( $runs->find( self::RUN )->number ?? 0, ItemState::Waiting, 1 )[0] ?? null;
		self::assertNotNull( $item );
		$items->end( array( new Ended( $item, ItemState::Done, null, 1, 'One', true ) ), 0 );
		$items->end( array( new Ended( $item, ItemState::Failed, 'provider_failed' ) ), 1 );
		$items->wait( array( $item ) );
		$items->attempt( array( $item ) );
		self::assertFalse(
			$items->send(
				array(
					array(
						'item'      => $item,
						'action_id' => self::OTHER,
						'former'    => '',
					),
				)
			)
		);
		self::assertSame( array( 'done', 'One', '1', '1', '0' ), array_values( array_intersect_key( array_replace( array_fill_keys( array( 'state', 'made', 'cost', 'seq', 'attempts' ), null ), $this->items()[0] ?? array() ), array_flip( array( 'state', 'made', 'cost', 'seq', 'attempts' ) ) ) ) );
	}

	public function test_a_stop_while_a_batch_is_prepared_sends_nothing_of_it(): void {
		$images = $this->images( 3 );
		$this->start();
		$stop = function ( mixed $file ) use ( &$stop ): mixed {
			remove_filter( 'get_attached_file', $stop );
			$this->with_run( 'stop' );
			return $file;
		};
		add_filter( 'get_attached_file', $stop );
		$run = Json::list_at( $this->with_run( 'step' ), 'run' );
		self::assertSame( array( 'ended', 'stopped', 3, 0 ), array( $run['state'], $run['end'], $run['left'], $run['in_flight'] ) );
		self::assertSame( array(), $this->sent() );
		self::assertSame( array( '0', '0', '0' ), array_column( $this->items(), 'attempts' ) );
		self::assertSame( array( '', '', '' ), self::texts( $images ) );
	}

	public function test_two_runs_of_the_same_images_write_and_pay_only_what_is_missing(): void {
		$images = $this->images( 2 );
		$this->start();
		$this->start( array( 'id' => self::OTHER ) );
		$this->answer_actions( 'POST', array( 'completed: One', 'completed: Two' ) );
		$this->with_run( 'step' );
		$answer = $this->with_run( 'step', array(), self::OTHER );
		self::assertSame( array( 'completed', 2, 0 ), array( Json::at( $answer, 'run.end' ), Json::at( $answer, 'run.skipped' ), Json::at( $answer, 'run.credits_spent' ) ) );
		self::assertSame( array( 'One', 'Two' ), self::texts( $images ) );
		self::assertCount( 1, $this->sent() );
	}

	public function test_the_work_is_done_with_the_rights_of_who_started_it_whoever_drives_it(): void {
		$author = $this->act_as( 'author' );
		$mine   = $this->images( 1, $author );
		$this->start();
		wp_set_current_user( $this->editor );
		$this->answer_actions( 'POST', array( 'completed: Mine' ) );
		$this->with_run( 'step' );
		self::assertSame( $this->editor, get_current_user_id() );
		self::assertSame( (string) $author, Json::at( $this->cloud->requests()[1]['json'] ?? null, 'actions.0.actor' ) );
		self::assertSame( array( 'Mine' ), self::texts( $mine ) );
	}

	public function test_who_started_it_and_may_no_longer_ends_it_until_somebody_else_resumes_it(): void {
		$images = $this->images( 2, $this->editor );
		$this->start();
		$admin = $this->act_as( 'administrator' );
		( new \WP_User( $this->editor ) )->set_role( 'subscriber' );
		$run = Json::list_at( $this->with_run( 'step' ), 'run' );
		self::assertSame( array( 'ended', 'refused', 'forbidden', 2, 0 ), array( $run['state'], $run['end'], $run['code'], $run['left'], $run['skipped'] ) );
		wp_delete_user( $this->editor, $admin );
		self::assertSame( '', Json::at( $this->run_now(), 'started_by.name' ) );
		$this->with_run( 'resume', array( 'max_credits' => 2 ) );
		$this->answer_actions( 'POST', array( 'completed: One', 'completed: Two' ) );
		self::assertSame( 'completed', Json::at( $this->with_run( 'step' ), 'run.end' ) );
		self::assertSame( array( (string) $admin, array( 'One', 'Two' ) ), array( Json::at( $this->cloud->requests()[1]['json'] ?? null, 'actions.0.actor' ), self::texts( $images ) ) );
	}
}
