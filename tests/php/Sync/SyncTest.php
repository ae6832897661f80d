<?php
/**
 * One test for each row of the table in Sync.php.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Sync;

use SeoRankGenius\Cloud\CloudFailure;
use SeoRankGenius\Cloud\Fields;
use SeoRankGenius\Cloud\MalformedAnswer;
use SeoRankGenius\Cloud\Outage;
use SeoRankGenius\Cloud\Problem;
use SeoRankGenius\Cloud\ProblemCode;
use SeoRankGenius\Cloud\Refusal;
use SeoRankGenius\Cloud\Value\Balance;
use SeoRankGenius\Cloud\Value\Checkout;
use SeoRankGenius\Cloud\Value\NewConnection;
use SeoRankGenius\Cloud\Value\SiteState;
use SeoRankGenius\Cloud\Value\SiteToken;
use SeoRankGenius\License\Connection;
use SeoRankGenius\Sync\KnownAccount;
use SeoRankGenius\Tests\Support\CloudTestCase;
use SeoRankGenius\Tests\Support\Json;

final class SyncTest extends CloudTestCase {

	private const NOW = 1763633000;

	public function test_row_1_without_a_connection_the_cloud_is_not_called(): void {
		self::assertSame( Connection::Never, $this->sync()->sync()->connection );
		self::assertNull( $this->row()->read() );
		$this->connect();
		$this->sync()->forget( $this->sync()->known()->connection_id );
		self::assertSame( Connection::Disconnected, $this->sync()->sync()->connection );
		self::assertCount( 1, $this->cloud->requests() );
	}

	public function test_row_2_a_token_that_cannot_be_opened_is_said_and_not_sent(): void {
		$this->connect();
		add_filter( 'salt', static fn ( string $salt ): string => $salt . 'changed' );
		$known = $this->sync()->sync();
		self::assertSame( Connection::TokenUnreadable, $this->sync()->connection( $known ) );
		self::assertSame( 500, $known->balance?->total() );
		self::assertCount( 1, $this->cloud->requests() );
	}

	public function test_row_3_a_connection_drops_everything_known_before(): void {
		$this->connect( Json::with( self::answer_of( 'site-state', 1 ), 'balance.license.version', 900 ) );
		$first = $this->sync()->known();
		$this->rewrite_record( array( 'checkouts' => array( Json::at( self::answer_of( 'checkout-answer' ), 'checkout' ) ) ) );
		$this->connect( Json::with( self::answer_of( 'site-state' ), 'balance.epoch', 'e2' ) );
		$known = $this->sync()->known();
		self::assertNotSame( $first->connection_id, $known->connection_id );
		self::assertSame( 'e2', $known->balance?->epoch );
		self::assertSame( 1, $known->balance->license['version'] );
		self::assertSame( array(), $known->checkouts );
	}

	public function test_row_4_a_state_replaces_and_merges(): void {
		$active = self::state( 'valid.1.body', array( 'balance.as_of' => '2026-11-20T10:05:00Z' ) );
		$known  = self::connected()->with_failure( self::outage(), self::NOW )->with_state( $active, self::NOW );
		self::assertSame( 'active', $known->license?->status );
		self::assertTrue( $known->site?->is_manager );
		self::assertSame( 120, $known->balance?->site['cap'] );
		self::assertNull( $known->problem );
	}

	public function test_row_5_a_state_that_was_read_earlier_only_merges(): void {
		$late  = self::state(
			'valid.1.body',
			array(
				'balance.as_of'        => '2026-11-20T09:59:00Z',
				'balance.site.version' => 2,
			)
		);
		$known = self::connected()->with_state( $late, self::NOW );
		self::assertSame( 'trialing', $known->license?->status );
		self::assertFalse( $known->site?->is_manager );
		self::assertSame( 120, $known->balance?->site['cap'] );
	}

	public function test_row_6_a_balance_is_merged_by_halves(): void {
		$changes = array(
			'license.version' => 0,
			'license.shared'  => 9999,
			'site.version'    => 2,
			'site.domain'     => 1000,
		);
		$known   = self::connected()->with_failure( self::outage(), self::NOW )->with_balance( self::read_balance( $changes ), self::NOW );
		self::assertSame( 1500, $known->balance?->total() );
		self::assertNull( $known->problem );
	}

	public function test_row_7_a_later_epoch_drops_the_rest_and_is_stale(): void {
		$changes = array(
			'epoch' => 'e2',
			'as_of' => '2026-11-20T10:05:00Z',
		);
		$known   = self::connected()->with_balance( self::read_balance( $changes ), self::NOW );
		self::assertSame( 'e2', $known->balance?->epoch );
		self::assertNull( $known->license );
		self::assertNotNull( $known->sealed_token );
		self::assertTrue( $known->is_stale( self::NOW ) );
	}

	public function test_row_8_an_earlier_epoch_is_ignored(): void {
		$changes = array(
			'epoch'          => 'e0',
			'as_of'          => '2026-11-20T09:00:00Z',
			'license.shared' => 9999,
		);
		$before  = self::connected();
		$known   = $before->with_balance( self::read_balance( $changes ), self::NOW );
		self::assertEquals( $before->balance, $known->balance );
		self::assertEquals( $before->license, $known->license );
	}

	public function test_row_9_an_answer_to_an_earlier_connection_is_ignored(): void {
		$this->connect();
		$sync = $this->sync();
		$sync->ask(
			function ( SiteToken $token ): Balance {
				// While this call is on its way, somebody connects anew.
				$this->connect( Json::with( self::answer_of( 'site-state' ), 'balance.epoch', 'e2' ) );
				return self::read_balance( array( 'license.shared' => 1 ) );
			},
			static fn ( KnownAccount $before, Balance $balance ): KnownAccount => $before->with_balance( $balance, self::NOW )
		);
		self::assertSame( 'e2', $sync->known()->balance?->epoch );
		self::assertSame( 500, $sync->known()->balance->total() );
	}

	public function test_row_9_a_failure_of_an_earlier_connection_is_ignored(): void {
		$this->connect();
		$sync = $this->sync();
		try {
			$sync->ask(
				function (): never {
					$this->connect();
					throw new Refusal( new Problem( ProblemCode::Unauthenticated ) );
				},
				static fn ( KnownAccount $before ): KnownAccount => $before
			);
		} catch ( Refusal ) {
			self::assertSame( Connection::Connected, $sync->known()->connection );
		}
	}

	public function test_row_10_an_outage_stands_beside_the_last_known_balance(): void {
		$this->connect();
		$this->cloud->stop();
		$known = $this->sync()->sync();
		self::assertSame( ProblemCode::Unavailable, $known->problem?->code );
		self::assertSame( 500, $known->balance?->total() );
		self::assertSame( Connection::Connected, $known->connection );
	}

	public function test_row_10_html_and_negative_numbers_change_nothing_else(): void {
		$this->connect();
		$before = $this->sync()->known();
		$this->cloud->answer( 'GET', '/v1/site', 200, '<html></html>' );
		$this->sync()->sync();
		$this->cloud->answer( 'GET', '/v1/site', 200, Json::with( self::answer_of( 'site-state', 1 ), 'balance.site.domain', -1 ) );
		$known = $this->sync()->sync();
		self::assertEquals( $before->balance, $known->balance );
		self::assertEquals( $before->license, $known->license );
		self::assertSame( ProblemCode::Unavailable, $known->problem?->code );
	}

	public function test_row_11_the_back_off_doubles_up_to_its_ceiling(): void {
		$known = self::connected();
		$now   = self::NOW;
		$waits = array();
		for ( $failure = 1; $failure <= 10; $failure++ ) {
			$known   = $known->with_failure( self::outage(), $now );
			$wait    = $known->problem?->shown( $now )->retry_after_s ?? -1;
			$waits[] = $wait;
			self::assertFalse( $known->is_stale( $now + $wait - 1 ) );
			self::assertTrue( $known->is_stale( $now + $wait ) );
			$now += $wait;
		}
		self::assertSame( array( 5, 10, 20, 40, 80, 160, 300, 300, 300, 300 ), $waits );
	}

	public function test_row_12_tabs_that_fail_together_are_one_failure(): void {
		$once  = self::connected()->with_failure( self::outage(), self::NOW );
		$twice = $once->with_failure( self::outage(), self::NOW + 1 );
		self::assertSame( 5, $twice->problem?->shown( self::NOW + 1 )->retry_after_s );
	}

	public function test_row_13_nobody_calls_before_the_time_that_the_cloud_asked_for(): void {
		$this->connect();
		$this->cloud->answer( 'GET', '/v1/site', 429, self::problem( 'rate_limited', 429 ), array( 'Retry-After' => '120' ) );
		$known = $this->sync()->sync();
		self::assertEqualsWithDelta( 120, $known->problem?->shown( time() )->retry_after_s, 5 );
		self::assertSame( ProblemCode::RateLimited, $this->sync()->sync()->problem?->code );
		self::assertCount( 2, $this->cloud->requests() );
		$this->rewrite_record( array( 'problem.not_before' => time() - 1 ) );
		$this->cloud->answer( 'GET', '/v1/site', 200, self::answer_of( 'site-state' ) );
		self::assertNull( $this->sync()->sync()->problem );
	}

	public function test_row_13_a_person_may_try_during_a_back_off_of_our_own(): void {
		$this->connect();
		$this->cloud->stop();
		$this->sync()->sync();
		$this->cloud->start();
		$this->cloud->answer( 'GET', '/v1/site', 200, self::answer_of( 'site-state' ) );
		self::assertNull( $this->sync()->sync()->problem );
	}

	public function test_row_14_any_good_answer_ends_the_problem(): void {
		$known = self::connected()->with_failure( self::outage(), self::NOW )->with_failure( self::outage(), self::NOW + 60 );
		$known = $known->with_balance( self::read_balance(), self::NOW + 70 );
		self::assertNull( $known->problem );
		self::assertSame( 5, $known->with_failure( self::outage(), self::NOW + 80 )->problem?->shown( self::NOW + 80 )->retry_after_s );
	}

	public function test_row_15_a_refused_token_is_not_tried_again_by_itself(): void {
		$known = self::connected()->with_failure( self::refusal( ProblemCode::Unauthenticated ), self::NOW );
		self::assertSame( Connection::TokenRefused, $known->connection );
		self::assertSame( 500, $known->balance?->total() );
		self::assertNull( $known->problem?->shown( self::NOW )->retry_after_s );
		self::assertFalse( $known->is_stale( self::NOW + 100000 ) );
	}

	public function test_row_16_a_moved_site_is_not_tried_again_by_itself(): void {
		$known = self::connected()->with_failure( self::refusal( ProblemCode::SiteMoved ), self::NOW );
		self::assertSame( Connection::SiteMoved, $known->connection );
		self::assertSame( 500, $known->balance?->total() );
		self::assertFalse( $known->is_stale( self::NOW + 100000 ) );
	}

	public function test_row_17_a_sync_that_succeeds_ends_a_refusal(): void {
		$this->connect();
		foreach ( array( array( 401, 'unauthenticated' ), array( 409, 'site_moved' ) ) as list( $status, $code ) ) {
			$this->cloud->answer( 'GET', '/v1/site', $status, self::problem( $code, $status ) );
			self::assertNotSame( Connection::Connected, $this->sync()->sync()->connection );
			$this->cloud->answer( 'GET', '/v1/site', 200, self::answer_of( 'site-state' ) );
			$known = $this->sync()->sync();
			self::assertSame( Connection::Connected, $known->connection );
			self::assertNull( $known->problem );
		}
	}

	public function test_row_18_a_refusal_of_a_command_says_nothing_about_the_account(): void {
		$known = self::connected();
		self::assertSame( $known, $known->with_failure( self::refusal( ProblemCode::OfferUsed ), self::NOW ) );
		self::assertSame( $known, $known->with_failure( new Outage( new Problem( ProblemCode::ProviderFailed ) ), self::NOW ) );
	}

	public function test_row_19_disconnecting_leaves_nothing_but_the_catalog(): void {
		$known = self::connected()->with_checkout( self::checkout( 'open' ) )->disconnected();
		self::assertEquals( array( Connection::Disconnected, null, null, null, null, null ), array( $known->connection, $known->sealed_token, $known->connection_id, $known->license, $known->balance, $known->site ) );
		self::assertSame( array(), $known->checkouts );
		self::assertNotNull( $known->catalog );
	}

	public function test_row_20_paid_never_becomes_open_again(): void {
		$known = self::connected()->with_checkout( self::checkout( 'open' ) )->with_progress( self::checkout( 'paid' ) )->with_progress( self::checkout( 'open' ) );
		self::assertSame( array( 'paid' ), array_map( static fn ( Checkout $checkout ): string => $checkout->status, $known->checkouts ) );
	}

	public function test_row_21_what_has_ended_is_no_longer_watched(): void {
		foreach ( array( 'granted', 'refunded', 'expired', 'failed' ) as $end ) {
			$known = self::connected()->with_checkout( self::checkout( 'open' ) )->with_progress( self::checkout( $end ) );
			self::assertSame( array(), $known->checkouts );
			self::assertSame( array(), $known->with_progress( self::checkout( 'open' ) )->checkouts, 'A late answer has brought it back.' );
		}
	}

	public function test_stale_after_a_minute_without_a_good_answer(): void {
		$known = self::connected();
		self::assertFalse( $known->is_stale( self::NOW + 60 ) );
		self::assertTrue( $known->is_stale( self::NOW + 61 ) );
		self::assertFalse( $known->with_balance( self::read_balance(), self::NOW + 61 )->is_stale( self::NOW + 61 ) );
	}

	public function test_a_malformed_answer_backs_off_like_an_outage(): void {
		$known = self::connected()->with_failure( new MalformedAnswer( new Problem( ProblemCode::Unavailable ) ), self::NOW );
		self::assertSame( 5, $known->problem?->shown( self::NOW )->retry_after_s );
	}

	public function test_two_requests_at_once_lose_nothing_of_each_other(): void {
		$this->connect();
		$this->sync()->ask(
			function (): Balance {
				// Between this request's reading and its writing, another one takes over a newer site half.
				$this->sync()->ask(
					static fn (): Balance => self::read_balance(
						array(
							'site.version' => 5,
							'site.domain'  => 1000,
						)
					),
					static fn ( KnownAccount $before, Balance $balance ): KnownAccount => $before->with_balance( $balance, self::NOW )
				);
				return self::read_balance(
					array(
						'license.version' => 6,
						'license.shared'  => 400,
					)
				);
			},
			static fn ( KnownAccount $before, Balance $balance ): KnownAccount => $before->with_balance( $balance, self::NOW )
		);
		self::assertSame( 1400, $this->sync()->known()->balance?->total() );
	}

	public function test_what_is_stored_is_read_back_the_same(): void {
		$known = self::connected()->with_failure( self::outage(), self::NOW )->with_checkout( self::checkout( 'open' ) );
		self::assertEquals( $known, KnownAccount::from( Fields::of( json_decode( (string) wp_json_encode( $known->to_array() ), true ) ) ) );
	}

	public function test_a_damaged_record_counts_as_never_connected(): void {
		$this->connect();
		$this->rewrite_record( array( 'balance.site.domain' => -5 ) );
		self::assertSame( Connection::Never, $this->sync()->known()->connection );
		$this->connect();
		self::assertSame( Connection::Connected, $this->sync()->known()->connection );
	}

	public function test_the_record_is_not_autoloaded_and_holds_no_token_in_clear(): void {
		$this->connect();
		self::assertArrayNotHasKey( 'seo_rank_genius_account', wp_load_alloptions( true ) );
		$everything = (string) wp_json_encode( self::wpdb()->get_results( 'SELECT * FROM ' . self::wpdb()->options ) );
		self::assertStringContainsString( 'sealed_token', $everything );
		self::assertStringNotContainsString( self::token(), $everything );
		self::assertStringNotContainsString( base64_encode( self::token() ), $everything );
		self::assertStringNotContainsString( 'SRG-AAAAAA', $everything );
	}

	private static function connected(): KnownAccount {
		$connection = NewConnection::from( Fields::of( self::answer_of( 'connection' ) ) );
		return KnownAccount::connected( 'connection-1', 'sealed', 'sealed home', $connection->state, self::NOW );
	}

	/**
	 * @param array<string, mixed> $changes By path.
	 */
	private static function state( string $body, array $changes ): SiteState {
		$state = Json::list_at( Json::file( 'fixtures/cloud/site-state.json' ), $body );
		foreach ( $changes as $path => $value ) {
			$state = Json::with( $state, $path, $value );
		}
		return SiteState::from( Fields::of( $state ) );
	}

	/**
	 * @param array<string, mixed> $changes By path.
	 */
	private static function read_balance( array $changes = array() ): Balance {
		return Balance::from( Fields::of( self::balance( $changes ) ) );
	}

	private static function checkout( string $status ): Checkout {
		return Checkout::from( Fields::of( Json::with( Json::list_at( self::answer_of( 'checkout-answer' ), 'checkout' ), 'status', $status ) ) );
	}

	private static function outage(): CloudFailure {
		return new Outage( new Problem( ProblemCode::Unavailable ) );
	}

	private static function refusal( ProblemCode $code ): CloudFailure {
		return new Refusal( new Problem( $code ) );
	}
}
