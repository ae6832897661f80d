<?php
/**
 * The base of tests that talk to the cloud: its answers by name, a connected site, and checks that all of them share.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Support;

use SeoRankGenius\Cloud\CloudClient;
use SeoRankGenius\Cloud\CloudUrl;
use SeoRankGenius\Cloud\Http;
use SeoRankGenius\Rest\Schema\Documents;
use SeoRankGenius\License\Home;
use SeoRankGenius\Storage\Names;
use SeoRankGenius\Storage\OptionRow;
use SeoRankGenius\Storage\Sealing;
use SeoRankGenius\Sync\AccountRecord;
use SeoRankGenius\Sync\Sync;
use SeoRankGenius\Tests\TestCase;
use WP_REST_Response;
use wpdb;

abstract class CloudTestCase extends TestCase {

	protected const ROUTES = '/seo-rank-genius/v1';
	protected const HOME   = 'http://localhost:8888';

	/**
	 * A good answer of the cloud, from schema/fixtures/cloud.
	 *
	 * @param string $name  The file.
	 * @param int    $index Which of its valid ones.
	 * @return array<array-key, mixed>
	 */
	protected static function answer_of( string $name, int $index = 0 ): array {
		return Json::list_at( Json::file( "fixtures/cloud/$name.json" ), "valid.$index.body" );
	}

	/**
	 * A problem document.
	 *
	 * @return array<string, mixed>
	 */
	protected static function problem( string $code, int $status ): array {
		return array(
			'type'       => 'about:blank',
			'title'      => $code,
			'status'     => $status,
			'code'       => $code,
			'detail'     => 'Prose of the service that no browser sees.',
			'request_id' => 'req-1',
		);
	}

	/**
	 * A balance of the fixtures' epoch.
	 *
	 * @param array<string, mixed> $changes By path, such as "site.domain".
	 * @return array<array-key, mixed>
	 */
	protected static function balance( array $changes = array() ): array {
		$balance = Json::list_at( self::answer_of( 'site-state' ), 'balance' );
		foreach ( $changes as $path => $value ) {
			$balance = Json::with( $balance, $path, $value );
		}
		return $balance;
	}

	/**
	 * Connects this site as an administrator does, with a license key; leaves that administrator acting.
	 *
	 * @param array<array-key, mixed>|null $state What comes with the connection; by default the fixtures' trial.
	 */
	protected function connect( ?array $state = null ): void {
		$this->act_as( 'administrator' );
		$connection = self::answer_of( 'connection' );
		$this->cloud->answer( 'POST', '/v1/connections/key', 200, null === $state ? $connection : Json::with( $connection, 'state', $state ) );
		self::assertSame( 200, $this->rest( 'POST', self::ROUTES . '/license/key', array( 'license_key' => 'SRG-AAAAAA' ) )->get_status() );
	}

	protected static function token(): string {
		return Json::text_at( self::answer_of( 'connection' ), 'site_token' );
	}

	protected static function wpdb(): wpdb {
		/** @var wpdb $wpdb */
		global $wpdb;
		return $wpdb;
	}

	/**
	 * The real thing against the stub cloud, as Plugin.php wires it.
	 */
	protected function sync(): Sync {
		return new Sync( new AccountRecord( $this->row() ), $this->client(), new Sealing(), new Home() );
	}

	protected function client(): CloudClient {
		return new CloudClient( new Http( new CloudUrl( $this->cloud->url() ) ), self::HOME );
	}

	protected function row(): OptionRow {
		return new OptionRow( self::wpdb(), Names::ACCOUNT );
	}

	/**
	 * Changes what is stored, as if it had come about otherwise: an older answer, a longer wait.
	 *
	 * @param array<string, mixed> $changes By path.
	 */
	protected function rewrite_record( array $changes ): void {
		$text   = (string) $this->row()->read();
		$record = Json::decode( $text );
		foreach ( $changes as $path => $value ) {
			$record = Json::with( $record, $path, $value );
		}
		self::assertTrue( $this->row()->replace( $text, (string) wp_json_encode( $record ) ) );
	}

	/**
	 * The account as a browser gets it.
	 *
	 * @return array<array-key, mixed>
	 */
	protected function account(): array {
		return $this->data( $this->rest( 'GET', self::ROUTES . '/account' ) );
	}

	/**
	 * What a browser gets.
	 *
	 * @return array<array-key, mixed>
	 */
	protected function data( WP_REST_Response $response ): array {
		$data = $this->json( $response );
		self::assertIsArray( $data );
		return $data;
	}

	/**
	 * Checks an answer against the published schema, and that no secret is in it.
	 *
	 * @param string $document One of Documents.
	 */
	protected function assert_answer( string $document, WP_REST_Response $response ): void {
		self::assertSame( 200, $response->get_status(), (string) wp_json_encode( $response->get_data() ) );
		self::assert_matches( $document, $this->data( $response ) );
	}

	/**
	 * @param string $document One of Documents.
	 * @param mixed  $data     Decoded JSON.
	 */
	protected static function assert_matches( string $document, mixed $data ): void {
		$valid = rest_validate_value_from_schema( $data, Documents::all()[ $document ], $document );
		self::assertTrue( $valid, is_wp_error( $valid ) ? $valid->get_error_message() : '' );
		self::assertStringNotContainsString( self::token(), (string) wp_json_encode( $data ) );
		self::assertStringNotContainsString( 'sealed', (string) wp_json_encode( $data ) );
	}

	/**
	 * Checks a 424: its shape, its code, that its message is ours, and the account that it carries.
	 */
	protected function assert_cloud_problem( string $code, WP_REST_Response $response ): void {
		self::assertSame( 424, $response->get_status() );
		$data = $this->data( $response );
		self::assertSame( 'cloud_problem', $data['code'] ?? null );
		self::assertSame( $code, Json::at( $data, 'data.problem.code' ) );
		self::assertStringNotContainsString( 'Prose', (string) wp_json_encode( $data ) );
		self::assertNotSame( '', Json::text_at( $data, 'message' ) );
		self::assert_matches( 'problem', Json::at( $data, 'data.problem' ) );
		self::assert_matches( 'account', Json::at( $data, 'data.account' ) );
	}
}
