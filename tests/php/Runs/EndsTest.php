<?php
/**
 * Every end of a run: what was done is saved and paid for once, the rest waits, and going on does exactly the rest.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Runs;

use PHPUnit\Framework\Attributes\DataProvider;
use SeoRankGenius\Tests\Support\Json;
use SeoRankGenius\Tests\Support\RunTestCase;

final class EndsTest extends RunTestCase {

	/**
	 * @return iterable<string, array{string, string, string|null}>
	 */
	public static function refusals_of_an_item(): iterable {
		yield 'no credits' => array( 'insufficient_credits', 'out_of_credits', null );
		yield 'at the cap' => array( 'site_cap_reached', 'limit_reached', 'cap' );
		yield 'lapsed' => array( 'license_lapsed', 'refused', null );
		yield 'free plan' => array( 'plan_has_no_credits', 'refused', null );
		yield 'not allowed' => array( 'forbidden', 'refused', null );
	}

	#[DataProvider( 'refusals_of_an_item' )]
	public function test_a_refused_item_ends_the_run_and_waits( string $code, string $end, ?string $limit ): void {
		$images = $this->images( 4 );
		$this->start();
		$this->answer_actions( 'POST', array( 'completed: One', 'completed: Two', "refused: $code", "refused: $code" ) );
		$run = Json::list_at( $this->with_run( 'step' ), 'run' );
		self::assertSame( array( 'ended', $end, $code, $limit ), array( $run['state'], $run['end'], $run['code'], $run['limit'] ) );
		self::assertSame( array( 2, 2, 2, 2, 0, null ), array( $run['done'], $run['left'], $run['credits_spent'], $run['price_of_rest'], $run['in_flight'], $run['retry_at'] ) );
		self::assertSame( array( 'One', 'Two', '', '' ), self::texts( $images ) );
		$this->goes_on_with_the_rest( $images, 2 );
		self::assertSame( array_slice( $this->sent()[0], 2 ), $this->sent()[1], 'A refusal writes nothing: the same ids are used again.' );
	}

	/**
	 * @return iterable<string, array{int, string, string, string|null}>
	 */
	public static function refusals_of_a_request(): iterable {
		yield 'token' => array( 401, 'unauthenticated', 'refused', null );
		yield 'moved' => array( 409, 'site_moved', 'refused', null );
		yield 'lapsed' => array( 403, 'license_lapsed', 'refused', null );
		yield 'no credits' => array( 402, 'insufficient_credits', 'out_of_credits', null );
		yield 'cap' => array( 403, 'site_cap_reached', 'limit_reached', 'cap' );
		yield 'not known' => array( 404, 'not_found', 'refused', null );
	}

	#[DataProvider( 'refusals_of_a_request' )]
	public function test_a_refused_request_ends_the_run( int $status, string $code, string $end, ?string $limit ): void {
		$images = $this->images( 3 );
		$this->start();
		$this->cloud->answer( 'POST', '/v1/actions', $status, self::problem( $code, $status ) );
		$run = Json::list_at( $this->with_run( 'step' ), 'run' );
		self::assertSame( array( 'ended', $end, $code, $limit, 3, 0, 0 ), array( $run['state'], $run['end'], $run['code'], $run['limit'], $run['left'], $run['in_flight'], $run['credits_spent'] ) );
		$this->goes_on_with_the_rest( $images, 0 );
	}

	public function test_a_disconnected_site_ends_refused_without_a_call(): void {
		$images = $this->images( 2 );
		$this->start();
		$this->sync()->forget( $this->sync()->known()->connection_id );
		$run = Json::list_at( $this->with_run( 'step' ), 'run' );
		self::assertSame( array( 'refused', 'unauthenticated', 2 ), array( $run['end'], $run['code'], $run['left'] ) );
		self::assertSame( array(), $this->sent() );
		$this->connect();
		wp_set_current_user( $this->editor );
		$this->goes_on_with_the_rest( $images, 0 );
	}

	public function test_a_rate_limit_is_waited_for_as_long_as_the_cloud_says_and_then_the_run_goes_on_by_itself(): void {
		$images = $this->images( 2 );
		$this->start();
		$this->cloud->answer( 'POST', '/v1/actions', 429, self::problem( 'rate_limited', 429 ), array( 'Retry-After' => '40' ) );
		$before = time();
		$run    = Json::list_at( $this->with_run( 'step' ), 'run' );
		self::assertSame( array( 'ended', 'rate_limited', 2, 0 ), array( $run['state'], $run['end'], $run['left'], $run['in_flight'] ) );
		self::assertGreaterThanOrEqual( $before + 40, strtotime( Json::text_at( $run, 'retry_at' ) ) );
		self::assertSame( 'rate_limited', Json::at( $this->with_run( 'step' ), 'run.end' ), 'Not before its time.' );
		self::assertCount( 1, $this->sent() );
		$this->rewrite_run( array( 'retry_at' => time() ) );
		$this->answer_actions( 'POST', array( 'completed: One', 'completed: Two' ) );
		self::assertSame( 'completed', Json::at( $this->with_run( 'step' ), 'run.end' ) );
		self::assertSame( array( 'One', 'Two' ), self::texts( $images ) );
		self::assertSame( $this->sent()[0], $this->sent()[1] );
	}

	public function test_an_outage_is_waited_for_longer_each_time_and_then_the_run_goes_on_by_itself(): void {
		$images = $this->images( 2 );
		$this->start();
		$this->cloud->stop();
		$waits = array();
		for ( $outage = 0; $outage < 4; $outage++ ) {
			$now = time();
			$run = Json::list_at( $this->with_run( 'step' ), 'run' );
			self::assertSame( array( 'ended', 'unavailable', 'unavailable', 2, 2 ), array( $run['state'], $run['end'], $run['code'], $run['left'], $run['in_flight'] ) );
			$waits[] = (int) strtotime( Json::text_at( $run, 'retry_at' ) ) - $now;
			$this->rewrite_run( array( 'retry_at' => time() ) );
		}
		foreach ( array( 5, 10, 20, 40 ) as $outage => $wait_s ) {
			self::assertContains( $waits[ $outage ], array( $wait_s, $wait_s + 1 ) );
		}
		$this->cloud->start();
		$this->answer_actions( 'GET', array() );
		$this->answer_actions( 'POST', array( 'completed: One', 'completed: Two' ) );
		self::assertSame( 'completed', Json::at( $this->with_run( 'step' ), 'run.end' ) );
		self::assertSame( array( 'One', 'Two' ), self::texts( $images ) );
		self::assertCount( 1, $this->sent(), 'Before sending again it asked.' );
	}

	public function test_after_a_day_of_outages_it_no_longer_goes_on_by_itself_but_can_be_resumed(): void {
		$images = $this->images( 1 );
		$this->start();
		$this->rewrite_run( array( 'outages' => 290 ) );
		$this->cloud->stop();
		$run = Json::list_at( $this->with_run( 'step' ), 'run' );
		self::assertSame( array( 'unavailable', null ), array( $run['end'], $run['retry_at'] ) );
		$this->cloud->start();
		self::assertSame( 'ended', Json::at( $this->with_run( 'step' ), 'run.state' ) );
		$this->answer_actions( 'GET', array() );
		$this->goes_on_with_the_rest( $images, 0 );
	}

	public function test_an_unavailable_service_says_how_long_to_wait(): void {
		$this->images( 1 );
		$this->start();
		$this->cloud->answer( 'POST', '/v1/actions', 503, self::problem( 'unavailable', 503 ), array( 'Retry-After' => '30' ) );
		$this->answer_actions( 'GET', array() );
		$run = Json::list_at( $this->with_run( 'step' ), 'run' );
		self::assertSame( array( 'unavailable', 0 ), array( $run['end'], $run['in_flight'] ) );
		self::assertGreaterThanOrEqual( time() + 29, strtotime( Json::text_at( $run, 'retry_at' ) ) );
	}

	public function test_the_users_own_ceiling_ends_the_run_and_going_on_raises_it(): void {
		$images = $this->images( 4 );
		$this->start( array( 'spend_at_most' => 3 ) );
		$this->answer_actions( 'POST', array( 'completed: One', 'failed: provider_failed', 'completed: Three' ) );
		self::assertSame( 'running', Json::at( $this->with_run( 'step' ), 'run.state' ), 'The failed one left room.' );
		$this->answer_actions( 'POST', array( 'completed: Four' ) );
		$run = Json::list_at( $this->with_run( 'step' ), 'run' );
		self::assertSame( array( 'completed', 3, 3 ), array( $run['end'], $run['credits_spent'], $run['spend_at_most'] ) );
		self::assertSame( array( 'One', '', 'Three', 'Four' ), self::texts( $images ) );
	}

	public function test_what_the_ceiling_does_not_cover_waits(): void {
		$images = $this->images( 4 );
		$this->start( array( 'spend_at_most' => 2 ) );
		$this->answer_actions( 'POST', array( 'completed: One', 'completed: Two' ) );
		$this->with_run( 'step' );
		$run = Json::list_at( $this->with_run( 'step' ), 'run' );
		self::assertSame( array( 'limit_reached', 'ceiling', null, 2, 2 ), array( $run['end'], $run['limit'], $run['code'], $run['left'], $run['price_of_rest'] ) );
		self::assertCount( 1, $this->sent() );
		$this->with_run( 'resume', array( 'max_credits' => 1 ) );
		$this->answer_actions( 'POST', array( 'completed: Three' ) );
		$this->with_run( 'step' );
		$run = Json::list_at( $this->with_run( 'step' ), 'run' );
		self::assertSame( array( 'limit_reached', 'ceiling', 3, 1, 3 ), array( $run['end'], $run['limit'], $run['done'], $run['left'], $run['spend_at_most'] ), 'Never more than the price that was shown.' );
		$this->goes_on_with_the_rest( $images, 3 );
	}

	public function test_what_is_in_flight_counts_as_spent_until_it_has_come_to_nothing(): void {
		$images = $this->images( 3 );
		$this->start( array( 'spend_at_most' => 2 ) );
		$this->answer_actions( 'POST', array( 'in_progress', 'in_progress' ) );
		$this->with_run( 'step' );
		$this->answer_actions( 'GET', array( 'in_progress', 'in_progress' ) );
		self::assertSame( array( 'running', 2, 1 ), array( Json::at( $this->with_run( 'step' ), 'run.state' ), Json::at( $this->run_now(), 'in_flight' ), count( $this->sent() ) ) );
		$this->rewrite_run( array( 'retry_at' => 0 ) );
		$this->answer_actions( 'GET', array( 'completed: One', 'failed: provider_failed' ) );
		$this->answer_actions( 'POST', array( 'completed: Three' ) );
		self::assertSame( array( 'completed', 2 ), array( Json::at( $this->with_run( 'step' ), 'run.end' ), Json::at( $this->run_now(), 'credits_spent' ) ) );
		self::assertSame( array( 'One', '', 'Three' ), self::texts( $images ) );
	}

	public function test_stopping_sends_nothing_more_and_going_on_does_the_rest(): void {
		$images = $this->images( 30 );
		$this->start();
		$this->answer_actions( 'POST', array_fill( 0, 25, 'completed' ) );
		$this->with_run( 'step' );
		$run = Json::list_at( $this->with_run( 'stop' ), 'run' );
		self::assertSame( array( 'ended', 'stopped', 25, 5, 5 ), array( $run['state'], $run['end'], $run['done'], $run['left'], $run['price_of_rest'] ) );
		self::assertSame( 'ended', Json::at( $this->with_run( 'step' ), 'run.state' ) );
		self::assertCount( 1, $this->sent() );
		$this->goes_on_with_the_rest( $images, 25 );
	}

	public function test_going_on_spends_no_more_than_the_price_that_was_shown_then(): void {
		$images = $this->images( 3 );
		$this->start();
		$this->with_run( 'stop' );
		$this->with_run( 'resume', array( 'max_credits' => 1 ) );
		$this->answer_actions( 'POST', array( 'completed: One' ) );
		$this->with_run( 'step' );
		$run = Json::list_at( $this->with_run( 'step' ), 'run' );
		self::assertSame( array( 'limit_reached', 'ceiling', 1, 2, null ), array( $run['end'], $run['limit'], $run['credits_spent'], $run['left'], $run['spend_at_most'] ) );
		$this->goes_on_with_the_rest( $images, 1 );
	}

	public function test_stopping_while_a_batch_is_in_flight_keeps_what_it_brings(): void {
		$images = $this->images( 30 );
		$this->start();
		$this->answer_actions( 'POST', array_fill( 0, 25, 'completed' ) );
		self::meanwhile( fn () => self::assertSame( array( true, 'running' ), array( Json::at( $this->with_run( 'stop' ), 'run.is_driven' ), Json::at( $this->run_now(), 'state' ) ) ) );
		$run = Json::list_at( $this->with_run( 'step' ), 'run' );
		self::assertSame( array( 'ended', 'stopped', 25, 5, 25 ), array( $run['state'], $run['end'], $run['done'], $run['left'], $run['credits_spent'] ) );
		$this->goes_on_with_the_rest( $images, 25 );
	}

	public function test_stopping_waits_for_what_the_model_is_still_at(): void {
		$images = $this->images( 2 );
		$this->start();
		$this->answer_actions( 'POST', array( 'completed: One', 'in_progress' ) );
		$this->with_run( 'step' );
		$this->answer_actions( 'GET', array( 'in_progress' ) );
		$run = Json::list_at( $this->with_run( 'stop' ), 'run' );
		self::assertSame( array( 'running', 1, 1 ), array( $run['state'], $run['left'], $run['in_flight'] ) );
		$this->with_run( 'step' );
		self::assertCount( 1, $this->asked_about(), 'Not all the time.' );
		$this->rewrite_run( array( 'retry_at' => 0 ) );
		$this->answer_actions( 'GET', array( 'completed: Two' ) );
		self::assertSame( array( 'ended', 'completed' ), array_values( array_intersect_key( Json::list_at( $this->with_run( 'step' ), 'run' ), array_flip( array( 'state', 'end' ) ) ) ) );
		self::assertSame( array( 'One', 'Two' ), self::texts( $images ) );
	}

	public function test_stopping_what_waits_for_the_service_ends_its_waiting(): void {
		$this->images( 1 );
		$this->start();
		$this->cloud->answer( 'POST', '/v1/actions', 429, self::problem( 'rate_limited', 429 ), array( 'Retry-After' => '40' ) );
		$this->with_run( 'step' );
		$run = Json::list_at( $this->with_run( 'stop' ), 'run' );
		self::assertSame( array( 'ended', 'stopped', null ), array( $run['state'], $run['end'], $run['retry_at'] ) );
		self::assertSame( 'ended', Json::at( $this->with_run( 'step' ), 'run.state' ) );
		self::assertCount( 1, $this->sent() );
	}

	public function test_a_stopped_run_that_cannot_ask_about_what_is_in_flight_ends_and_asks_when_it_can(): void {
		$images = $this->images( 3 );
		$this->start();
		$this->answer_actions( 'POST', array( 'completed: One', 'in_progress', 'in_progress' ) );
		$this->with_run( 'step' );
		$this->cloud->stop();
		self::assertSame( array( 'running', 2 ), array( Json::at( $this->with_run( 'stop' ), 'run.state' ), Json::at( $this->run_now(), 'in_flight' ) ), 'It waits for the service.' );
		$this->cloud->start();
		$this->rewrite_run( array( 'retry_at' => 0 ) );
		$this->cloud->answer( 'GET', '/v1/actions', 401, self::problem( 'unauthenticated', 401 ) );
		$run = Json::list_at( $this->with_run( 'step' ), 'run' );
		self::assertSame( array( 'ended', 'refused', 'unauthenticated', 2, 2 ), array( $run['state'], $run['end'], $run['code'], $run['left'], $run['in_flight'] ) );
		$this->with_run( 'resume', array( 'max_credits' => 2 ) );
		$this->answer_actions( 'GET', array( 'completed: Two', 'failed: provider_failed' ) );
		$run = Json::list_at( $this->with_run( 'step' ), 'run' );
		self::assertSame( array( 'completed', 2, 1, 2 ), array( $run['end'], $run['done'], $run['failed'], $run['credits_spent'] ) );
		self::assertSame( array( 'One', 'Two', '' ), self::texts( $images ) );
		self::assertCount( 3, $this->sent_objects() );
	}

	public function test_a_completed_run_cannot_be_resumed_or_stopped(): void {
		$this->images( 1 );
		$this->start();
		$this->answer_actions( 'POST', array( 'completed' ) );
		$run = Json::list_at( $this->with_run( 'step' ), 'run' );
		foreach ( array( 'resume', 'stop', 'step' ) as $command ) {
			self::assertSame( $run, Json::list_at( $this->with_run( $command, array( 'max_credits' => 1 ) ), 'run' ) );
		}
		self::assertCount( 1, $this->sent() );
	}

	/**
	 * Resumes the run, and checks that exactly the rest is done.
	 *
	 * @param list<int> $images All of the run.
	 * @param int       $done   How many of the first are done.
	 */
	private function goes_on_with_the_rest( array $images, int $done ): void {
		$before = self::texts( $images );
		$rest   = count( $images ) - $done;
		$sent   = count( $this->sent_objects() );
		self::assertSame( 'running', Json::at( $this->with_run( 'resume', array( 'max_credits' => $rest ) ), 'run.state' ) );
		$this->answer_actions( 'POST', array_map( static fn ( int $place ): string => 'completed: Late ' . ( $done + $place ), range( 0, $rest - 1 ) ) );
		$run = Json::list_at( $this->with_run( 'step' ), 'run' );
		self::assertSame( array( 'ended', 'completed', count( $images ), 0, count( $images ) ), array( $run['state'], $run['end'], $run['done'], $run['left'], $run['credits_spent'] ) );
		self::assertSame( array_slice( $images, $done ), array_slice( $this->sent_objects(), $sent ) );
		$after = self::texts( $images );
		self::assertSame( array_slice( $before, 0, $done ), array_slice( $after, 0, $done ) );
		foreach ( array_slice( $after, $done ) as $place => $text ) {
			self::assertSame( 'Late ' . ( $done + $place ), $text );
		}
	}
}
