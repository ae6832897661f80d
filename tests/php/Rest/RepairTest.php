<?php
/**
 * The repair: everything is broken in turn; it is found, and mended where it can be.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Rest;

use SeoRankGenius\Storage\Names;
use SeoRankGenius\Storage\Tables;
use SeoRankGenius\Tests\Support\CloudTestCase;
use SeoRankGenius\Tests\Support\Json;

final class RepairTest extends CloudTestCase {

	private const CHECKOUT = '44444444-4444-4444-8444-444444444444';

	public function test_all_is_well(): void {
		$this->connect( self::state() );
		$this->answer_state();
		$this->answer_checkouts();
		$checks = $this->repair();
		self::assertSame( array( 'connection', 'token', 'home', 'clock', 'balance', 'checkouts', 'cron', 'tables' ), array_keys( $checks ) );
		self::assertSame( array( 'ok' ), array_values( array_unique( array_column( $checks, 'state' ) ) ), (string) wp_json_encode( $checks ) );
		self::assertSame( array( null ), array_values( array_unique( array_column( $checks, 'next_step' ) ) ) );
		self::assertSame( array( 'state' => 'open' ), $this->cloud->requests()[2]['query'] );
	}

	public function test_a_site_that_is_not_connected_asks_nobody(): void {
		$this->act_as( 'administrator' );
		self::assertSame( array( 'ok', 'ok', 'ok' ), array_column( $this->repair(), 'state' ) );
		self::assertSame( array(), $this->cloud->requests() );
	}

	public function test_a_refused_token_is_told_with_the_next_step(): void {
		$this->connect();
		$this->cloud->answer( 'GET', '/v1/site', 401, self::problem( 'unauthenticated', 401 ) );
		$checks = $this->repair();
		self::assertSame( array( 'ok', 'problem' ), array( $checks['connection']['state'] ?? null, $checks['token']['state'] ?? null ) );
		self::assertStringContainsString( 'Connect this site again', $checks['token']['next_step'] ?? '' );
		self::assertArrayNotHasKey( 'balance', $checks );
	}

	public function test_a_token_that_works_again_is_mended(): void {
		$this->connect( self::state() );
		$this->rewrite_record( array( 'connection' => 'token_refused' ) );
		$this->answer_state();
		$this->answer_checkouts();
		self::assertSame( 'mended', $this->repair()['connection']['state'] ?? null );
		self::assertSame( 'connected', $this->account()['connection'] ?? null );
	}

	public function test_a_token_that_cannot_be_opened(): void {
		$this->connect();
		add_filter( 'salt', static fn ( string $salt ): string => $salt . 'changed' );
		self::assertSame( array( 'token', 'cron', 'tables' ), array_keys( $this->repair() ) );
	}

	public function test_the_cloud_is_down(): void {
		$this->connect();
		$this->cloud->stop();
		$checks = $this->repair();
		self::assertSame( 'problem', $checks['connection']['state'] ?? null );
		self::assertStringContainsString( 'localhost', $checks['connection']['next_step'] ?? '' );
		self::assertArrayNotHasKey( 'balance', $checks, 'Nothing is said of what was not looked at.' );
		$this->cloud->start();
		$this->cloud->answer( 'GET', '/v1/site', 200, self::state() );
		$this->answer_checkouts();
		self::assertSame( 'mended', $this->repair()['connection']['state'] ?? null );
	}

	public function test_the_home_is_another(): void {
		$this->connect();
		update_option( 'home', 'https://copy.example.com' );
		$home = $this->repair()['home'] ?? array();
		self::assertSame( 'problem', $home['state'] ?? null );
		self::assertStringContainsString( 'copy.example.com, but was connected at localhost:8888', $home['message'] );
	}

	public function test_the_cloud_knows_another_home(): void {
		$this->connect();
		$this->cloud->answer( 'GET', '/v1/site', 409, self::problem( 'site_moved', 409 ) );
		$checks = $this->repair();
		self::assertSame( array( 'ok', 'ok', 'problem' ), array( $checks['connection']['state'] ?? null, $checks['token']['state'] ?? null, $checks['home']['state'] ?? null ) );
	}

	public function test_a_clock_that_is_wrong(): void {
		foreach ( array(
			'30 minutes ahead'  => -30 * MINUTE_IN_SECONDS,
			'45 minutes behind' => 45 * MINUTE_IN_SECONDS,
		) as $words => $seconds ) {
			$this->connect( self::state() );
			$this->rewrite_record( array( 'balance.as_of' => '2020-01-01T00:00:00.000Z' ) );
			$this->answer_state( $seconds );
			$this->answer_checkouts( array(), $seconds );
			$clock = $this->repair()['clock'] ?? array();
			self::assertSame( 'problem', $clock['state'] ?? null );
			self::assertStringContainsString( $words, $clock['message'] );
		}
	}

	public function test_a_balance_that_was_old(): void {
		$this->connect( self::state() );
		$this->cloud->answer( 'GET', '/v1/site', 200, Json::with( Json::with( self::state(), 'balance.site.domain', 77 ), 'balance.site.version', 99 ) );
		$this->answer_checkouts( array(), 0, 99, 77 );
		self::assertSame( 'mended', $this->repair()['balance']['state'] ?? null );
		self::assertSame( 77, Json::at( $this->account(), 'balance.site.domain' ) );
	}

	public function test_checkouts_that_ended_are_forgotten_and_open_ones_taken_up(): void {
		$this->connect( self::state() );
		$checkout = Json::list_at( self::answer_of( 'open-checkouts' ), 'checkouts.0' );
		$ended    = Json::with( $checkout, 'id', '55555555-5555-4555-8555-555555555555' );
		$this->rewrite_record( array( 'checkouts' => array( $ended ) ) );
		$this->answer_state();
		$this->answer_checkouts( array( $checkout ) );
		self::assertSame( 'mended', $this->repair()['checkouts']['state'] ?? null );
		$open = Json::list_at( $this->account(), 'open_checkouts' );
		self::assertSame( array( self::CHECKOUT ), array_column( $open, 'id' ) );

		$this->answer_state();
		$this->answer_checkouts( array( $checkout ) );
		self::assertSame( 'ok', $this->repair()['checkouts']['state'] ?? null );
	}

	public function test_checkouts_that_cannot_be_read_are_kept(): void {
		$this->connect( self::state() );
		$this->rewrite_record( array( 'checkouts' => Json::list_at( self::answer_of( 'open-checkouts' ), 'checkouts' ) ) );
		$this->answer_state();
		$this->cloud->answer( 'GET', '/v1/checkouts', 200, '<html>Welcome</html>' );
		self::assertSame( 'problem', $this->repair()['checkouts']['state'] ?? null );
		self::assertCount( 1, Json::list_at( $this->account(), 'open_checkouts' ) );
	}

	public function test_a_missing_table_is_created_again(): void {
		$this->act_as( 'administrator' );
		rest_get_server();
		$table = self::wpdb()->prefix . Tables::IMAGES;
		$image = $this->image();
		self::wpdb()->query( "DROP TABLE $table" );
		$finding = $this->repair()['tables'] ?? array();
		self::assertSame( 'mended', $finding['state'] ?? null );
		self::assertStringContainsString( $table, $finding['message'] );
		do_action( Names::FILL_IMAGE_INDEX );
		self::assertSame( array( (string) $image ), self::wpdb()->get_col( "SELECT image_id FROM $table" ), 'The index is filled again.' );
		self::assertSame( 'ok', $this->repair()['tables']['state'] ?? null );
	}

	public function test_work_that_nothing_would_start_is_scheduled_again(): void {
		$this->act_as( 'administrator' );
		rest_get_server();
		wp_unschedule_hook( Names::FILL_IMAGE_INDEX );
		self::assertSame( 'mended', $this->repair()['cron']['state'] ?? null );
		self::assertNotFalse( wp_next_scheduled( Names::FILL_IMAGE_INDEX ) );
		self::assertSame( 'ok', $this->repair()['cron']['state'] ?? null );
	}

	public function test_events_that_are_late(): void {
		$this->act_as( 'administrator' );
		wp_clear_scheduled_hook( Names::RUNS_TICK );
		wp_schedule_single_event( time() - HOUR_IN_SECONDS, Names::RUNS_TICK );
		$cron = $this->repair()['cron'] ?? array();
		self::assertSame( 'problem', $cron['state'] ?? null );
		self::assertNotSame( '', $cron['next_step'] );
	}

	public function test_it_spends_nothing_and_shows_no_secret(): void {
		$this->connect( self::state() );
		$this->answer_state();
		$this->answer_checkouts();
		$response = $this->rest( 'POST', self::ROUTES . '/repair' );
		$this->assert_answer( 'repair', $response );
		self::assertSame( array( 'POST /v1/connections/key', 'GET /v1/site', 'GET /v1/checkouts' ), array_map( static fn ( array $request ): string => "{$request['method']} {$request['path']}", $this->cloud->requests() ) );
	}

	/**
	 * Repairs.
	 *
	 * @return array<string, array{check: string, state: string, message: string, next_step: string|null}> By check.
	 */
	private function repair(): array {
		$response = $this->rest( 'POST', self::ROUTES . '/repair' );
		$this->assert_answer( 'repair', $response );
		$checks = array();
		/** @var array{check: string, state: string, message: string, next_step: string|null} $check */
		foreach ( Json::list_at( $this->data( $response ), 'checks' ) as $check ) {
			$checks[ $check['check'] ] = $check;
			self::assertSame( 'problem' === $check['state'], null !== $check['next_step'] );
		}
		return $checks;
	}

	/**
	 * A state that the cloud has read just now.
	 *
	 * @return array<array-key, mixed>
	 */
	private static function state( int $ahead_s = 0 ): array {
		return Json::with( self::answer_of( 'site-state' ), 'balance.as_of', self::moment( $ahead_s ) );
	}

	private function answer_state( int $ahead_s = 0 ): void {
		$this->cloud->answer( 'GET', '/v1/site', 200, self::state( $ahead_s ) );
	}

	/**
	 * @param list<mixed> $checkouts
	 */
	private function answer_checkouts( array $checkouts = array(), int $ahead_s = 0, ?int $version = null, ?int $domain = null ): void {
		$balance = Json::with( Json::list_at( self::state(), 'balance' ), 'as_of', self::moment( $ahead_s ) );
		if ( null !== $version ) {
			$balance = Json::with( Json::with( $balance, 'site.version', $version ), 'site.domain', $domain );
		}
		$this->cloud->answer(
			'GET',
			'/v1/checkouts',
			200,
			array(
				'checkouts' => $checkouts,
				'balance'   => $balance,
			)
		);
	}

	private static function moment( int $ahead_s ): string {
		return gmdate( 'Y-m-d\TH:i:s', time() + $ahead_s ) . '.000Z';
	}
}
