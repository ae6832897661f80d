<?php
/**
 * REST: the account in each state, and syncs.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Rest;

use SeoRankGenius\Tests\Support\CloudTestCase;
use SeoRankGenius\Tests\Support\Json;

final class AccountTest extends CloudTestCase {

	public function test_before_a_connection_nothing_is_known_and_nobody_was_asked(): void {
		$this->act_as( 'administrator' );
		$this->photograph();
		$response = $this->rest( 'GET', self::ROUTES . '/account' );
		$this->assert_answer( 'account', $response );
		$account = $this->data( $response );
		self::assertSame( 'never', $account['connection'] ?? null );
		self::assertNull( Json::at( $account, 'balance' ) );
		self::assertSame( get_option( 'home' ), 'http://' . Json::text_at( $account, 'domain' ) );
		self::assertSame( substr( $this->cloud->url(), strlen( 'http://' ) ), $account['cloud_host'] ?? null );
		self::assertSame( 1, Json::at( $account, 'gain.images_without_alt' ) );
		self::assertFalse( $account['stale'] ?? null );
		self::assertSame( array(), $this->cloud->requests() );
	}

	public function test_connected(): void {
		$this->connect();
		$response = $this->rest( 'GET', self::ROUTES . '/account' );
		$this->assert_answer( 'account', $response );
		$account = $this->data( $response );
		self::assertSame( 'connected', $account['connection'] ?? null );
		self::assertSame( 'a…@x.com', $account['account_email'] ?? null );
		self::assertSame( self::balance(), $account['balance'] ?? null );
		self::assertSame( Json::at( self::answer_of( 'site-state' ), 'catalog' ), $account['catalog'] ?? null );
		self::assertSame( Json::at( self::answer_of( 'site-state' ), 'site.id' ), $account['site_id'] ?? null );
		self::assertFalse( $account['stale'] ?? null );
	}

	public function test_a_sync_brings_the_newest_with_one_call(): void {
		$this->connect();
		$this->rewrite_record( array( 'answered_at' => time() - 61 ) );
		self::assertTrue( $this->account()['stale'] ?? null );
		$this->cloud->answer( 'GET', '/v1/site', 200, Json::with( self::answer_of( 'site-state', 1 ), 'balance.as_of', '2026-11-20T10:05:00Z' ) );
		$response = $this->rest( 'POST', self::ROUTES . '/account/sync' );
		$this->assert_answer( 'account', $response );
		self::assertSame( 'active', Json::at( $this->data( $response ), 'license.status' ) );
		self::assertTrue( Json::at( $this->data( $response ), 'site.hide_shared' ) );
		self::assertFalse( $this->data( $response )['stale'] ?? null );
		self::assertCount( 2, $this->cloud->requests() );
	}

	public function test_an_answer_of_an_older_version_does_not_go_backwards(): void {
		$this->connect( Json::with( self::answer_of( 'site-state' ), 'balance.license.version', 7 ) );
		$old = Json::with( Json::with( self::answer_of( 'site-state' ), 'balance.license.version', 6 ), 'balance.license.shared', 9000 );
		$this->cloud->answer( 'GET', '/v1/site', 200, $old );
		self::assertSame( 500, Json::at( $this->data( $this->rest( 'POST', self::ROUTES . '/account/sync' ) ), 'balance.license.shared' ) );
	}

	public function test_the_cloud_is_down(): void {
		$this->connect();
		$this->cloud->stop();
		$response = $this->rest( 'POST', self::ROUTES . '/account/sync' );
		$this->assert_answer( 'account', $response );
		$account = $this->data( $response );
		self::assertSame( 'connected', $account['connection'] ?? null );
		self::assertSame( self::balance(), $account['balance'] ?? null );
		self::assertSame( 'unavailable', Json::at( $account, 'problem.code' ) );
		self::assertNull( Json::at( $account, 'problem.request_id' ) );
		self::assertLessThanOrEqual( 5, Json::int_at( $account, 'problem.retry_after_s' ) );
		self::assertFalse( $account['stale'] ?? null, 'Its back-off has only begun.' );
		$this->rewrite_record( array( 'problem.retry_at' => time() ) );
		self::assertTrue( $this->account()['stale'] ?? null );
		self::assertSame( 0, Json::at( $this->account(), 'problem.retry_after_s' ) );
	}

	public function test_the_cloud_refuses_the_token(): void {
		$this->connect();
		$this->cloud->answer( 'GET', '/v1/site', 401, self::problem( 'unauthenticated', 401 ) );
		$response = $this->rest( 'POST', self::ROUTES . '/account/sync' );
		$this->assert_answer( 'account', $response );
		$account = $this->data( $response );
		self::assertSame( 'token_refused', $account['connection'] ?? null );
		self::assertSame( 'req-1', Json::at( $account, 'problem.request_id' ) );
		self::assertFalse( $account['stale'] ?? null );
	}

	public function test_the_site_has_moved(): void {
		$this->connect();
		$this->cloud->answer( 'GET', '/v1/site', 409, self::problem( 'site_moved', 409 ) );
		$response = $this->rest( 'POST', self::ROUTES . '/account/sync' );
		$this->assert_answer( 'account', $response );
		self::assertSame( 'site_moved', $this->data( $response )['connection'] ?? null );
	}

	public function test_the_salts_have_changed(): void {
		$this->connect();
		add_filter( 'salt', static fn ( string $salt ): string => $salt . 'changed' );
		$response = $this->rest( 'GET', self::ROUTES . '/account' );
		$this->assert_answer( 'account', $response );
		self::assertSame( 'token_unreadable', $this->data( $response )['connection'] ?? null );
	}

	public function test_the_license_status_is_that_of_the_newest_balance(): void {
		$this->connect();
		$this->rewrite_record( array( 'balance.license.status' => 'lapsed' ) );
		self::assertSame( 'lapsed', Json::at( $this->account(), 'license.status' ) );
	}

	public function test_open_checkouts_are_shown_to_those_who_buy_only(): void {
		$this->connect();
		$this->rewrite_record( array( 'checkouts' => array( Json::at( self::answer_of( 'checkout-answer' ), 'checkout' ) ) ) );
		self::assertCount( 1, Json::list_at( $this->account(), 'open_checkouts' ) );
		$this->act_as( 'editor' );
		self::assertSame( array(), $this->account()['open_checkouts'] ?? null );
	}
}
