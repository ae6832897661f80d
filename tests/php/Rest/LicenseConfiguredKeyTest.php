<?php
/**
 * The license key of wp-config.php: the browser learns only that there is one. In a process of its own: a constant stays.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Rest;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\RunInSeparateProcess;
use SeoRankGenius\License\ConfiguredKey;
use SeoRankGenius\Tests\Support\CloudTestCase;
use SeoRankGenius\Tests\Support\Json;

final class LicenseConfiguredKeyTest extends CloudTestCase {

	private const KEY = 'SRG-CONFIGURED-KEY';

	public function test_without_one_there_is_nothing_to_connect_with(): void {
		$this->act_as( 'administrator' );
		self::assertFalse( $this->account()['key_is_configured'] ?? null );
		$response = $this->rest( 'POST', self::ROUTES . '/license/configured-key' );
		self::assertSame( array( 409, 'no_configured_key' ), array( $response->get_status(), $this->data( $response )['code'] ?? null ) );
	}

	#[RunInSeparateProcess]
	public function test_it_connects_with_a_click_and_no_browser_sees_it(): void {
		define( 'SEO_RANK_GENIUS_LICENSE_KEY', ' ' . self::KEY . "\n" );
		$this->act_as( 'editor' );
		self::assertFalse( $this->account()['key_is_configured'] ?? null, 'Of no use to who may not connect.' );
		$this->act_as( 'administrator' );
		$account = $this->account();
		self::assertSame( array( true, 'never' ), array( $account['key_is_configured'] ?? null, $account['connection'] ?? null ) );
		self::assertSame( array(), $this->cloud->requests(), 'Being configured sends nothing.' );

		$this->cloud->answer( 'POST', '/v1/connections/key', 404, self::problem( 'not_found', 404 ) );
		$refused = $this->rest( 'POST', self::ROUTES . '/license/configured-key' );
		$this->assert_cloud_problem( 'not_found', $refused );
		$this->cloud->answer( 'POST', '/v1/connections/key', 200, self::answer_of( 'connection' ) );
		$connected = $this->rest( 'POST', self::ROUTES . '/license/configured-key' );
		$this->assert_answer( 'account', $connected );
		self::assertSame( self::KEY, Json::at( $this->cloud->requests()[1]['json'], 'license_key' ) );
		foreach ( array( $account, $this->data( $refused ), $this->data( $connected ) ) as $seen ) {
			self::assertStringNotContainsString( self::KEY, (string) wp_json_encode( $seen ) );
		}
		self::assertStringNotContainsString( self::KEY, (string) wp_json_encode( self::wpdb()->get_results( 'SELECT * FROM ' . self::wpdb()->options ) ) );
	}

	/**
	 * @return iterable<string, array{mixed}>
	 */
	public static function no_keys(): iterable {
		yield 'empty' => array( '' );
		yield 'blanks' => array( "  \n" );
		yield 'true' => array( true );
		yield 'a novel' => array( str_repeat( 'A', 201 ) );
	}

	#[DataProvider( 'no_keys' )]
	#[RunInSeparateProcess]
	public function test_what_is_no_key_is_none( mixed $value ): void {
		define( 'SEO_RANK_GENIUS_LICENSE_KEY', $value );
		self::assertNull( ConfiguredKey::read() );
	}
}
