<?php
/**
 * REST: connecting and disconnecting.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Rest;

use PHPUnit\Framework\Attributes\DataProvider;
use SeoRankGenius\Tests\Support\CloudTestCase;
use SeoRankGenius\Tests\Support\Json;

final class LicenseTest extends CloudTestCase {

	private const TRIAL_ID = '33333333-3333-4333-8333-333333333333';

	public function test_a_trial_from_mail_to_connection(): void {
		$this->act_as( 'administrator' );
		update_option( 'blogname', 'Field &amp; Notes' );
		$this->cloud->answer( 'POST', '/v1/trials', 202, self::answer_of( 'trial-started' ) );
		$response = $this->rest( 'POST', self::ROUTES . '/license/trial', array( 'email' => 'owner@example.com' ) );
		$this->assert_answer( 'trial', $response );
		self::assertSame( self::TRIAL_ID, $this->data( $response )['trial_id'] ?? null );

		$this->cloud->answer( 'POST', '/v1/trials/' . self::TRIAL_ID . '/confirm', 200, self::answer_of( 'connection' ) );
		$response = $this->rest(
			'POST',
			self::ROUTES . '/license/trial/confirm',
			array(
				'trial_id' => self::TRIAL_ID,
				'code'     => '123456',
			)
		);
		$this->assert_answer( 'account', $response );
		self::assertSame( 'connected', $this->data( $response )['connection'] ?? null );
		self::assertSame(
			array(
				'code'      => '123456',
				'home'      => get_option( 'home' ),
				'site_name' => 'Field & Notes',
			),
			$this->cloud->requests()[1]['json'] ?? null
		);
	}

	public function test_a_key_connects_and_is_not_kept(): void {
		$this->act_as( 'administrator' );
		$this->cloud->answer( 'POST', '/v1/connections/key', 200, self::answer_of( 'connection' ) );
		$response = $this->rest( 'POST', self::ROUTES . '/license/key', array( 'license_key' => " SRG-ABCDEF \n" ) );
		$this->assert_answer( 'account', $response );
		self::assertSame( 'SRG-ABCDEF', Json::at( $this->cloud->requests()[0]['json'], 'license_key' ) );
		foreach ( array( self::wpdb()->options, self::wpdb()->usermeta ) as $table ) {
			self::assertStringNotContainsString( 'SRG-ABCDEF', (string) wp_json_encode( self::wpdb()->get_results( "SELECT * FROM $table" ) ) );
		}
		self::assertStringNotContainsString( 'SRG-ABCDEF', (string) wp_json_encode( $this->data( $response ) ) );
	}

	/**
	 * @return iterable<string, array{string, array<string, mixed>, string, int, string}>
	 */
	public static function refusals(): iterable {
		$key     = array( 'license_key' => 'SRG-WRONG' );
		$confirm = array(
			'trial_id' => self::TRIAL_ID,
			'code'     => '000000',
		);
		yield 'a wrong key' => array( '/license/key', $key, '/v1/connections/key', 404, 'not_found' );
		yield 'no seat left' => array( '/license/key', $key, '/v1/connections/key', 403, 'site_limit_reached' );
		yield 'a second trial' => array( '/license/trial', array( 'email' => 'owner@example.com' ), '/v1/trials', 403, 'trial_used' );
		yield 'a wrong code' => array( '/license/trial/confirm', $confirm, '/v1/trials/' . self::TRIAL_ID . '/confirm', 403, 'forbidden' );
		yield 'an expired code' => array( '/license/trial/confirm', $confirm, '/v1/trials/' . self::TRIAL_ID . '/confirm', 410, 'code_expired' );
		yield 'too many tries' => array( '/license/key', $key, '/v1/connections/key', 429, 'rate_limited' );
		yield 'the cloud is ill' => array( '/license/key', $key, '/v1/connections/key', 503, 'unavailable' );
	}

	/**
	 * @param array<string, mixed> $arguments
	 */
	#[DataProvider( 'refusals' )]
	public function test_a_refusal_says_why_and_connects_nothing( string $route, array $arguments, string $path, int $status, string $code ): void {
		$this->act_as( 'administrator' );
		$this->cloud->answer( 'POST', $path, $status, self::problem( $code, $status ) );
		$response = $this->rest( 'POST', self::ROUTES . $route, $arguments );
		$this->assert_cloud_problem( $code, $response );
		self::assertSame( 'never', Json::at( $this->data( $response ), 'data.account.connection' ) );
		self::assertStringNotContainsString( 'SRG-WRONG', (string) wp_json_encode( $this->data( $response ) ) );
		self::assertNull( $this->row()->read() );
	}

	public function test_a_refused_reconnection_keeps_the_connection(): void {
		$this->connect();
		$this->cloud->answer( 'POST', '/v1/connections/key', 404, self::problem( 'not_found', 404 ) );
		$response = $this->rest( 'POST', self::ROUTES . '/license/key', array( 'license_key' => 'SRG-WRONG' ) );
		$this->assert_cloud_problem( 'not_found', $response );
		self::assertSame( 'connected', Json::at( $this->data( $response ), 'data.account.connection' ) );
	}

	public function test_a_malformed_connection_connects_nothing(): void {
		$this->act_as( 'administrator' );
		$this->cloud->answer( 'POST', '/v1/connections/key', 200, Json::with( self::answer_of( 'connection' ), 'state.balance.site.domain', -1 ) );
		$this->assert_cloud_problem( 'unavailable', $this->rest( 'POST', self::ROUTES . '/license/key', array( 'license_key' => 'SRG-A' ) ) );
		self::assertNull( $this->row()->read() );
	}

	/**
	 * @return iterable<string, array{string, array<string, mixed>, string}>
	 */
	public static function bad_input(): iterable {
		yield 'no email' => array( '/license/trial', array(), 'rest_missing_callback_param' );
		yield 'an email that is none' => array( '/license/trial', array( 'email' => 'owner at example' ), 'rest_invalid_param' );
		yield 'an email that is a list' => array( '/license/trial', array( 'email' => array( 'a@example.com' ) ), 'rest_invalid_param' );
		yield 'an email without end' => array( '/license/trial', array( 'email' => str_repeat( 'a', 250 ) . '@example.com' ), 'rest_invalid_param' );
		yield 'a trial that is no UUID' => array(
			'/license/trial/confirm',
			array(
				'trial_id' => '../site',
				'code'     => '123456',
			),
			'rest_invalid_param',
		);
		yield 'five digits' => array(
			'/license/trial/confirm',
			array(
				'trial_id' => self::TRIAL_ID,
				'code'     => '12345',
			),
			'rest_invalid_param',
		);
		yield 'letters' => array(
			'/license/trial/confirm',
			array(
				'trial_id' => self::TRIAL_ID,
				'code'     => 'abcdef',
			),
			'rest_invalid_param',
		);
		yield 'no key' => array( '/license/key', array( 'license_key' => '' ), 'rest_invalid_param' );
		yield 'a key without end' => array( '/license/key', array( 'license_key' => str_repeat( 'A', 201 ) ), 'rest_invalid_param' );
	}

	/**
	 * @param array<string, mixed> $arguments
	 */
	#[DataProvider( 'bad_input' )]
	public function test_bad_input_is_not_sent( string $route, array $arguments, string $code ): void {
		$this->act_as( 'administrator' );
		$response = $this->rest( 'POST', self::ROUTES . $route, $arguments );
		self::assertSame( 400, $response->get_status() );
		self::assertSame( $code, $this->data( $response )['code'] ?? null );
		self::assertSame( array(), $this->cloud->requests() );
	}

	public function test_disconnecting_revokes_and_forgets(): void {
		$this->connect();
		$this->cloud->answer( 'DELETE', '/v1/site', 204, '' );
		$response = $this->rest( 'DELETE', self::ROUTES . '/license' );
		$this->assert_answer( 'account', $response );
		$account = $this->data( $response );
		self::assertSame( array( 'disconnected', null, null, null ), array( $account['connection'] ?? null, $account['balance'] ?? null, $account['license'] ?? null, $account['site_id'] ?? null ) );
		self::assertSame( 'Bearer ' . self::token(), $this->cloud->requests()[1]['headers']['authorization'] ?? null );
		self::assertStringNotContainsString( 'v1:', (string) $this->row()->read() );
	}

	public function test_when_the_cloud_is_down_disconnecting_changes_nothing_and_can_be_tried_again(): void {
		$this->connect();
		$this->cloud->stop();
		$response = $this->rest( 'DELETE', self::ROUTES . '/license' );
		$this->assert_cloud_problem( 'unavailable', $response );
		self::assertSame( 'connected', Json::at( $this->data( $response ), 'data.account.connection' ) );
		$this->cloud->start();
		$this->cloud->answer( 'DELETE', '/v1/site', 204, '' );
		$this->assert_answer( 'account', $this->rest( 'DELETE', self::ROUTES . '/license' ) );
	}

	public function test_here_only_forgets_without_the_cloud(): void {
		$this->connect();
		$this->cloud->stop();
		$response = $this->rest( 'DELETE', self::ROUTES . '/license', array( 'here_only' => 'true' ) );
		$this->assert_answer( 'account', $response );
		self::assertSame( 'disconnected', $this->data( $response )['connection'] ?? null );
	}

	public function test_a_token_that_the_cloud_refuses_is_forgotten(): void {
		foreach ( array( array( 401, 'unauthenticated' ), array( 409, 'site_moved' ) ) as list( $status, $code ) ) {
			$this->connect();
			$this->cloud->answer( 'DELETE', '/v1/site', $status, self::problem( $code, $status ) );
			$response = $this->rest( 'DELETE', self::ROUTES . '/license' );
			$this->assert_answer( 'account', $response );
			self::assertSame( 'disconnected', $this->data( $response )['connection'] ?? null );
			self::assertNull( $this->data( $response )['problem'] ?? null );
		}
	}

	public function test_a_token_that_cannot_be_opened_is_forgotten(): void {
		$this->connect();
		add_filter( 'salt', static fn ( string $salt ): string => $salt . 'changed' );
		$response = $this->rest( 'DELETE', self::ROUTES . '/license' );
		$this->assert_answer( 'account', $response );
		self::assertSame( 'disconnected', $this->data( $response )['connection'] ?? null );
	}

	public function test_a_plans_link_has_everything_and_sends_nothing(): void {
		$this->act_as( 'administrator' );
		$response = $this->rest( 'POST', self::ROUTES . '/license/plans-link' );
		$this->assert_answer( 'plans-link', $response );
		$url = Json::text_at( $this->data( $response ), 'url' );
		self::assertStringStartsWith( $this->cloud->url() . '/plans?', $url );
		parse_str( (string) wp_parse_url( $url, PHP_URL_QUERY ), $query );
		self::assertSame( array( 'home', 'site_name', 'return_url', 'state', 'challenge' ), array_keys( $query ) );
		self::assertSame( get_option( 'home' ), $query['home'] );
		self::assertSame( admin_url( 'admin.php?page=seo-rank-genius' ), $query['return_url'] );
		self::assertIsString( $query['state'] );
		self::assertIsString( $query['challenge'] );
		self::assertMatchesRegularExpression( '/^[A-Za-z0-9_-]{43}$/', $query['state'] );
		self::assertMatchesRegularExpression( '/^[A-Za-z0-9_-]{43}$/', $query['challenge'] );
		self::assertSame( array(), $this->cloud->requests() );
	}
}
