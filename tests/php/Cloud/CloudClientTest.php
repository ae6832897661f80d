<?php
/**
 * What the plugin sends to the cloud, and how it takes every way in which an answer can be wrong.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Cloud;

use PHPUnit\Framework\Attributes\DataProvider;
use SeoRankGenius\Cloud\CloudClient;
use SeoRankGenius\Cloud\CloudFailure;
use SeoRankGenius\Cloud\CloudUrl;
use SeoRankGenius\Cloud\Http;
use SeoRankGenius\Cloud\MalformedAnswer;
use SeoRankGenius\Cloud\Outage;
use SeoRankGenius\Cloud\Refusal;
use SeoRankGenius\Cloud\Value\SiteToken;
use SeoRankGenius\Tests\Support\CloudTestCase;
use SeoRankGenius\Tests\Support\Json;

final class CloudClientTest extends CloudTestCase {

	public function test_an_authenticated_request_names_token_and_home_and_nothing_else_of_the_site(): void {
		$this->cloud->answer( 'GET', '/v1/site', 200, self::answer_of( 'site-state' ) );
		$state = $this->client()->site( new SiteToken( self::token() ) );
		self::assertSame( 500, $state->balance->total() );
		$headers = $this->cloud->requests()[0]['headers'];
		self::assertSame( 'Bearer ' . self::token(), $headers['authorization'] ?? null );
		self::assertSame( self::HOME, $headers['site-home'] ?? null );
		self::assertMatchesRegularExpression( '~^SEO-Rank-Genius/[\d.]+ WordPress/[\w.-]+$~', $headers['user-agent'] ?? '' );
	}

	public function test_a_request_before_the_connection_has_no_token(): void {
		$this->cloud->answer( 'POST', '/v1/trials', 202, self::answer_of( 'trial-started' ) );
		$this->client()->start_trial( 'owner@example.com', 'Field Notes' );
		$request = $this->cloud->requests()[0];
		self::assertArrayNotHasKey( 'authorization', $request['headers'] );
		self::assertSame(
			array(
				'email'     => 'owner@example.com',
				'home'      => self::HOME,
				'site_name' => 'Field Notes',
			),
			$request['json']
		);
	}

	public function test_ids_are_asked_for_as_one_argument(): void {
		$this->cloud->answer( 'GET', '/v1/actions', 200, self::answer_of( 'actions-answer' ) );
		$answer = $this->client()->actions( new SiteToken( self::token() ), array( 'a', 'b' ) );
		self::assertSame( array( 'ids' => 'a,b' ), $this->cloud->requests()[0]['query'] );
		self::assertSame( array( 'completed', 'failed' ), array_values( array_map( static fn ( $action ): string => $action->outcome, $answer->actions ) ) );
	}

	/**
	 * @return iterable<string, array{int, array<array-key, mixed>|string, array<string, string>, class-string<CloudFailure>, string, ?string, ?int}>
	 */
	public static function failures(): iterable {
		$html = '<html><body>Welcome to the hotel network</body></html>';
		yield '401 with a problem' => array( 401, self::problem( 'unauthenticated', 401 ), array(), Refusal::class, 'unauthenticated', 'req-1', null );
		yield '409 site moved' => array( 409, self::problem( 'site_moved', 409 ), array(), Refusal::class, 'site_moved', 'req-1', null );
		yield '403 offer used' => array( 403, self::problem( 'offer_used', 403 ), array(), Refusal::class, 'offer_used', 'req-1', null );
		yield '429 with Retry-After' => array( 429, self::problem( 'rate_limited', 429 ), array( 'Retry-After' => '30' ), Outage::class, 'rate_limited', 'req-1', 30 );
		yield '429 of a proxy' => array( 429, $html, array( 'Retry-After' => '7' ), Outage::class, 'rate_limited', null, 7 );
		yield '503 with a problem' => array( 503, self::problem( 'unavailable', 503 ), array( 'Retry-After' => '5' ), Outage::class, 'unavailable', 'req-1', 5 );
		yield '502 of the provider' => array( 502, self::problem( 'provider_failed', 502 ), array(), Outage::class, 'provider_failed', 'req-1', null );
		yield '502 of a proxy' => array( 502, $html, array(), Outage::class, 'unavailable', null, null );
		yield 'no one waits for a day' => array( 503, $html, array( 'Retry-After' => '86400' ), Outage::class, 'unavailable', null, 3600 );
		yield 'Retry-After that is none' => array( 503, $html, array( 'Retry-After' => 'soon' ), Outage::class, 'unavailable', null, null );
		yield '401 of a captive portal' => array( 401, $html, array(), MalformedAnswer::class, 'unavailable', null, null );
		yield 'a code that does not fit its status' => array( 403, self::problem( 'unauthenticated', 401 ), array(), MalformedAnswer::class, 'unavailable', null, null );
		yield 'a code of a later version' => array( 418, self::problem( 'teapot', 418 ), array(), MalformedAnswer::class, 'unavailable', null, null );
		yield 'a redirect' => array( 302, '', array( 'Location' => '/v1/elsewhere' ), MalformedAnswer::class, 'unavailable', null, null );
		yield '200 with HTML' => array( 200, $html, array(), MalformedAnswer::class, 'unavailable', null, null );
		yield '200 with half a JSON' => array( 200, '{"site":{"id":', array(), MalformedAnswer::class, 'unavailable', null, null );
		yield '200 with nothing' => array( 200, '', array(), MalformedAnswer::class, 'unavailable', null, null );
		yield '200 with a list' => array( 200, '[1,2]', array(), MalformedAnswer::class, 'unavailable', null, null );
		yield '204 where a state was asked for' => array( 204, '', array(), MalformedAnswer::class, 'unavailable', null, null );
		yield 'a bad state with a request id' => array( 200, '{}', array( 'X-Request-Id' => 'req-2' ), MalformedAnswer::class, 'unavailable', 'req-2', null );
		yield 'a request id with markup' => array( 200, '{}', array( 'X-Request-Id' => '<b>1</b>' ), MalformedAnswer::class, 'unavailable', null, null );
	}

	/**
	 * @param array<array-key, mixed>|string $body
	 * @param array<string, string>          $headers
	 * @param class-string<CloudFailure>     $kind
	 */
	#[DataProvider( 'failures' )]
	public function test_names_the_failure( int $status, array|string $body, array $headers, string $kind, string $code, ?string $request_id, ?int $retry_after_s ): void {
		$this->cloud->answer( 'GET', '/v1/site', $status, $body, $headers );
		try {
			$this->client()->site( new SiteToken( self::token() ) );
			self::fail( 'It was taken for an answer.' );
		} catch ( CloudFailure $failure ) {
			self::assertInstanceOf( $kind, $failure );
			self::assertSame( $code, $failure->problem->code->value );
			self::assertSame( $request_id, $failure->problem->request_id );
			self::assertSame( $retry_after_s, $failure->problem->retry_after_s );
		}
		self::assertCount( 1, $this->cloud->requests(), 'It asked again, or followed a redirect.' );
	}

	public function test_a_retry_after_date_is_read(): void {
		$this->cloud->answer( 'GET', '/v1/site', 503, '', array( 'Retry-After' => gmdate( 'D, d M Y H:i:s', time() + 100 ) . ' GMT' ) );
		try {
			$this->client()->site( new SiteToken( self::token() ) );
			self::fail( 'It was taken for an answer.' );
		} catch ( Outage $outage ) {
			self::assertEqualsWithDelta( 100, $outage->problem->retry_after_s, 5 );
		}
	}

	public function test_no_answer_is_an_outage(): void {
		$this->cloud->stop();
		$this->expectException( Outage::class );
		$this->client()->site( new SiteToken( self::token() ) );
	}

	public function test_a_cut_connection_is_an_outage_or_malformed(): void {
		$this->cloud->cut_connection( 'GET', '/v1/site' );
		try {
			$this->client()->site( new SiteToken( self::token() ) );
			self::fail( 'It was taken for an answer.' );
		} catch ( Outage | MalformedAnswer $failure ) {
			self::assertSame( 'unavailable', $failure->problem->code->value );
		}
	}

	public function test_an_answer_without_end_is_not_read_to_its_end(): void {
		$state = Json::with( self::answer_of( 'site-state' ), 'padding', str_repeat( 'x', 2 * MB_IN_BYTES ) );
		$this->cloud->answer( 'GET', '/v1/site', 200, $state );
		$this->expectException( MalformedAnswer::class );
		$this->client()->site( new SiteToken( self::token() ) );
	}

	public function test_another_checkout_than_the_one_asked_for_is_refused(): void {
		$this->cloud->answer( 'GET', '/v1/checkouts/77777777-7777-4777-8777-777777777777', 200, self::answer_of( 'checkout-answer' ) );
		$this->expectException( MalformedAnswer::class );
		$this->client()->checkout( new SiteToken( self::token() ), '77777777-7777-4777-8777-777777777777' );
	}

	public function test_the_address_can_be_configured(): void {
		$cloud = new CloudUrl( 'https://cloud.example.com:8443/' );
		self::assertSame( 'https://cloud.example.com:8443/v1/site', $cloud->to( '/v1/site' ) );
		self::assertSame( 'cloud.example.com:8443', $cloud->host() );
		self::assertSame( 'example.com', ( new CloudUrl( 'https://example.com' ) )->host() );
		self::assertSame( $this->cloud->url() . '/', CloudUrl::configured()->to( '/' ) );
	}

	public function test_a_token_does_not_show_itself(): void {
		$token = new SiteToken( self::token() );
		self::assertStringNotContainsString( self::token(), print_r( $token, true ) );
		self::assertStringNotContainsString( self::token(), (string) wp_json_encode( $token ) );
		$this->expectException( \LogicException::class );
		serialize( $token );
	}

	public function test_another_plugin_may_watch_requests_but_errors_hold_no_token(): void {
		$this->cloud->stop();
		try {
			( new CloudClient( new Http( new CloudUrl( $this->cloud->url() ) ), self::HOME ) )->site( new SiteToken( self::token() ) );
			self::fail( 'There is no cloud.' );
		} catch ( Outage $outage ) {
			self::assertStringNotContainsString( self::token(), (string) $outage );
		}
	}
}
