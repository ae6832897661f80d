<?php
/**
 * REST: buying packs.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Rest;

use PHPUnit\Framework\Attributes\DataProvider;
use SeoRankGenius\Tests\Support\CloudTestCase;
use SeoRankGenius\Tests\Support\Json;

final class CheckoutsTest extends CloudTestCase {

	private const ID = '44444444-4444-4444-8444-444444444444';

	private const ORDER = array(
		'id'  => self::ID,
		'sku' => 'domain_1000',
	);

	public function test_from_start_to_granted(): void {
		$this->connect();
		$this->cloud->answer( 'POST', '/v1/checkouts', 200, self::answer_of( 'checkout-answer' ) );
		$response = $this->rest( 'POST', self::ROUTES . '/checkouts', self::ORDER );
		$this->assert_answer( 'checkout', $response );
		self::assertSame( Json::at( self::answer_of( 'checkout-answer' ), 'checkout' ), $this->data( $response ) );
		self::assertSame( self::ORDER, $this->cloud->requests()[1]['json'] ?? null );
		self::assertSame( array( $this->data( $response ) ), $this->account()['open_checkouts'] ?? null );

		$this->cloud->answer( 'GET', '/v1/checkouts/' . self::ID, 200, self::answer_of( 'checkout-answer' ) );
		$response = $this->rest( 'GET', self::ROUTES . '/checkouts/' . self::ID );
		$this->assert_answer( 'watched-checkout', $response );
		self::assertSame( 'open', Json::at( $this->data( $response ), 'checkout.status' ) );

		$this->cloud->answer( 'GET', '/v1/checkouts/' . self::ID, 200, self::answer_of( 'checkout-answer', 1 ) );
		$this->cloud->answer( 'GET', '/v1/site', 200, self::answer_of( 'site-state' ) );
		$response = $this->rest( 'GET', self::ROUTES . '/checkouts/' . self::ID );
		$this->assert_answer( 'watched-checkout', $response );
		self::assertSame( 'granted', Json::at( $this->data( $response ), 'checkout.status' ) );
		self::assertSame( 1000, Json::at( $this->data( $response ), 'account.balance.site.domain' ) );
		self::assertSame( array(), Json::at( $this->data( $response ), 'account.open_checkouts' ) );
	}

	public function test_a_purchase_brings_the_catalog_up_to_date(): void {
		$this->connect();
		$this->cloud->answer( 'POST', '/v1/checkouts', 200, self::answer_of( 'checkout-answer' ) );
		$this->rest( 'POST', self::ROUTES . '/checkouts', self::ORDER );
		$this->cloud->answer( 'GET', '/v1/checkouts/' . self::ID, 200, self::answer_of( 'checkout-answer', 1 ) );
		$state = Json::with( self::answer_of( 'site-state' ), 'catalog.packs.1.available', false );
		$this->cloud->answer( 'GET', '/v1/site', 200, Json::with( $state, 'catalog.packs.1.unavailable_reason', 'license_lapsed' ) );
		$response = $this->rest( 'GET', self::ROUTES . '/checkouts/' . self::ID );
		self::assertFalse( Json::at( $this->data( $response ), 'account.catalog.packs.1.available' ) );
	}

	public function test_the_same_id_again_is_watched_once(): void {
		$this->connect();
		foreach ( array( 1, 2 ) as $time ) {
			$this->cloud->answer( 'POST', '/v1/checkouts', 200, self::answer_of( 'checkout-answer' ) );
			self::assertSame( 200, $this->rest( 'POST', self::ROUTES . '/checkouts', self::ORDER )->get_status(), "Time $time" );
		}
		self::assertCount( 1, Json::list_at( $this->account(), 'open_checkouts' ) );
	}

	public function test_no_longer_watching(): void {
		$this->connect();
		$this->cloud->answer( 'POST', '/v1/checkouts', 200, self::answer_of( 'checkout-answer' ) );
		$this->rest( 'POST', self::ROUTES . '/checkouts', self::ORDER );
		$response = $this->rest( 'DELETE', self::ROUTES . '/checkouts/' . self::ID );
		$this->assert_answer( 'account', $response );
		self::assertSame( array(), $this->data( $response )['open_checkouts'] ?? null );
		$this->cloud->answer( 'GET', '/v1/checkouts/' . self::ID, 200, self::answer_of( 'checkout-answer' ) );
		$this->rest( 'GET', self::ROUTES . '/checkouts/' . self::ID );
		self::assertSame( array(), $this->account()['open_checkouts'] ?? null, 'A late look has brought it back.' );
	}

	/**
	 * @return iterable<string, array{int, string}>
	 */
	public static function refusals(): iterable {
		yield 'offer used' => array( 403, 'offer_used' );
		yield 'lapsed' => array( 403, 'license_lapsed' );
		yield 'free' => array( 403, 'plan_has_no_credits' );
		yield 'payment service down' => array( 502, 'provider_failed' );
		yield 'cloud ill' => array( 503, 'unavailable' );
		yield 'an id of another purchase' => array( 422, 'key_reused' );
	}

	#[DataProvider( 'refusals' )]
	public function test_a_refusal_says_why_and_watches_nothing( int $status, string $code ): void {
		$this->connect();
		$this->cloud->answer( 'POST', '/v1/checkouts', $status, self::problem( $code, $status ) );
		$response = $this->rest( 'POST', self::ROUTES . '/checkouts', self::ORDER );
		$this->assert_cloud_problem( $code, $response );
		self::assertSame( self::balance(), Json::at( $this->data( $response ), 'data.account.balance' ) );
		self::assertSame( array(), $this->account()['open_checkouts'] ?? null );
	}

	public function test_without_a_connection_nothing_is_sent(): void {
		$this->act_as( 'administrator' );
		$this->assert_cloud_problem( 'unauthenticated', $this->rest( 'POST', self::ROUTES . '/checkouts', self::ORDER ) );
		self::assertSame( array(), $this->cloud->requests() );
	}

	public function test_while_the_cloud_is_down_a_watched_checkout_stays_watched(): void {
		$this->connect();
		$this->cloud->answer( 'POST', '/v1/checkouts', 200, self::answer_of( 'checkout-answer' ) );
		$this->rest( 'POST', self::ROUTES . '/checkouts', self::ORDER );
		$this->cloud->stop();
		$response = $this->rest( 'GET', self::ROUTES . '/checkouts/' . self::ID );
		$this->assert_cloud_problem( 'unavailable', $response );
		self::assertCount( 1, Json::list_at( $this->data( $response ), 'data.account.open_checkouts' ) );
	}

	/**
	 * @return iterable<string, array{string, string, array<string, mixed>}>
	 */
	public static function bad_input(): iterable {
		yield 'no sku' => array( 'POST', '/checkouts', array( 'id' => self::ID ) );
		yield 'an sku with a path' => array( 'POST', '/checkouts', array( 'sku' => '../x' ) + self::ORDER );
		yield 'no UUID' => array( 'POST', '/checkouts', array( 'id' => '1' ) + self::ORDER );
		yield 'looking at no UUID' => array( 'GET', '/checkouts/latest', array() );
		yield 'leaving no UUID' => array( 'DELETE', '/checkouts/all', array() );
	}

	/**
	 * @param array<string, mixed> $arguments
	 */
	#[DataProvider( 'bad_input' )]
	public function test_bad_input_is_not_sent( string $method, string $route, array $arguments ): void {
		$this->act_as( 'administrator' );
		self::assertSame( 400, $this->rest( $method, self::ROUTES . $route, $arguments )->get_status() );
		self::assertSame( array(), $this->cloud->requests() );
	}

	public function test_a_hostile_address_is_not_passed_on(): void {
		$this->connect();
		foreach ( array( 'javascript:alert(1)', 'ftp://example.com/', 'http://example.com/"><script>' ) as $url ) {
			$this->cloud->answer( 'POST', '/v1/checkouts', 200, Json::with( self::answer_of( 'checkout-answer' ), 'checkout.url', $url ) );
			$this->assert_cloud_problem( 'unavailable', $this->rest( 'POST', self::ROUTES . '/checkouts', self::ORDER ) );
		}
		self::assertSame( array(), $this->account()['open_checkouts'] ?? null );
	}
}
