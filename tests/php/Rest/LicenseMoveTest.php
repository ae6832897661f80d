<?php
/**
 * A site that is not where it was connected spends nothing and asks nobody until the owner has chosen.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Rest;

use PHPUnit\Framework\Attributes\DataProvider;
use SeoRankGenius\Storage\Names;
use SeoRankGenius\Tests\Support\Json;
use SeoRankGenius\Tests\Support\RunTestCase;

final class LicenseMoveTest extends RunTestCase {

	private const ELSEWHERE = 'https://copy.example.com/shop';

	/** Of the connection that a move answers with. */
	private const NEW_TOKEN = 'srg_site_BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB';

	public function test_it_is_noticed_without_a_call(): void {
		$this->clone_to( self::ELSEWHERE );
		$account = $this->account();
		self::assertSame( array( 'site_moved', 'localhost:8888', 'copy.example.com/shop', false ), array( $account['connection'] ?? null, $account['moved_from'] ?? null, $account['domain'] ?? null, $account['stale'] ?? null ) );
		self::assertSame( 500, Json::at( $account, 'balance.license.shared' ), 'What was known stays on the screen.' );
		self::assertSame( 0, $this->calls() );
	}

	public function test_another_scheme_is_the_same_home(): void {
		$this->clone_to( 'https://localhost:8888' );
		self::assertSame( array( 'connected', null ), array( $this->account()['connection'] ?? null, $this->account()['moved_from'] ?? null ) );
	}

	public function test_back_at_its_home_all_is_as_before(): void {
		$this->clone_to( self::ELSEWHERE );
		self::assertSame( 'site_moved', $this->account()['connection'] ?? null );
		$this->clone_to( self::HOME );
		self::assertSame( 'connected', $this->account()['connection'] ?? null );
	}

	public function test_replacing_addresses_in_the_database_hides_nothing(): void {
		$text = (string) $this->row()->read();
		foreach ( array( 'localhost:8888', rawurlencode( 'localhost:8888' ), 'localhost' ) as $address ) {
			self::assertStringNotContainsString( $address, (string) wp_json_encode( array_intersect_key( Json::decode( $text ), array_flip( array( 'sealed_home', 'sealed_token', 'site' ) ) ) ) );
		}
		$replaced = str_replace( 'localhost', 'copy.example.com', $text );
		if ( $replaced !== $text ) {
			self::assertTrue( $this->row()->replace( $text, $replaced ) );
		}
		$this->clone_to( 'http://copy.example.com:8888' );
		self::assertSame( 'site_moved', $this->account()['connection'] ?? null );
	}

	/**
	 * @return iterable<string, array{string, string, array<string, mixed>, int}>
	 */
	public static function what_would_be_sent(): iterable {
		$order = array(
			'id'  => '44444444-4444-4444-8444-444444444444',
			'sku' => 'domain_1000',
		);
		yield 'a sync' => array( 'POST', '/account/sync', array(), 200 );
		yield 'a checkout' => array( 'POST', '/checkouts', $order, 424 );
		yield 'usage' => array( 'GET', '/usage', array(), 424 );
		yield 'the sites' => array( 'GET', '/sites', array(), 424 );
		yield 'repair' => array( 'POST', '/repair', array(), 200 );
		yield 'disconnecting' => array( 'DELETE', '/license', array(), 200 );
	}

	/**
	 * @param array<string, mixed> $arguments
	 */
	#[DataProvider( 'what_would_be_sent' )]
	public function test_nothing_is_sent( string $method, string $route, array $arguments, int $status ): void {
		$this->clone_to( self::ELSEWHERE );
		$this->act_as( 'administrator' );
		$response = $this->rest( $method, self::ROUTES . $route, $arguments );
		self::assertSame( $status, $response->get_status() );
		if ( 424 === $status ) {
			$this->assert_cloud_problem( 'site_moved', $response );
		}
		self::assertSame( 0, $this->calls() );
	}

	public function test_neither_one_image_nor_a_run_is_sent(): void {
		list( $image ) = $this->images( 1, $this->editor );
		self::assertSame( 200, $this->start()->get_status() );
		$this->clone_to( self::ELSEWHERE );
		$action = array(
			'action_id' => '44444444-4444-4444-8444-444444444444',
			'max_cost'  => 1,
		);
		$this->assert_cloud_problem( 'site_moved', $this->rest( 'POST', self::ROUTES . "/images/$image/alt-text", $action ) );
		do_action( Names::RUNS_TICK );
		$run = $this->run_now();
		self::assertSame( array( 'ended', 'refused', 'site_moved', 0 ), array( $run['state'] ?? null, $run['end'] ?? null, $run['code'] ?? null, $run['credits_spent'] ?? null ) );
		self::assertSame( 0, $this->calls() );
	}

	public function test_moving_takes_the_connection_along(): void {
		$this->clone_to( self::ELSEWHERE );
		$this->act_as( 'administrator' );
		$this->cloud->answer( 'POST', '/v1/site/move', 200, self::moved() );
		$response = $this->rest( 'POST', self::ROUTES . '/license/move' );
		$this->assert_answer( 'account', $response );
		self::assertStringNotContainsString( self::NEW_TOKEN, (string) wp_json_encode( $this->data( $response ) ) );
		self::assertSame( array( 'connected', null, null ), array( $this->data( $response )['connection'] ?? null, $this->data( $response )['moved_from'] ?? null, $this->data( $response )['problem'] ?? null ) );
		$asked = $this->cloud->requests()[1];
		self::assertSame( 'Bearer ' . self::token(), $asked['headers']['authorization'] ?? null );
		self::assertSame( self::ELSEWHERE, $asked['headers']['site-home'] ?? null );
		self::assertSame(
			array(
				'home'      => self::ELSEWHERE,
				'site_name' => get_option( 'blogname' ),
			),
			$asked['json']
		);

		$this->cloud->answer( 'GET', '/v1/site', 200, Json::list_at( self::moved(), 'state' ) );
		self::assertSame( 200, $this->rest( 'POST', self::ROUTES . '/account/sync' )->get_status() );
		self::assertSame( 'Bearer ' . self::NEW_TOKEN, $this->cloud->requests()[2]['headers']['authorization'] ?? null );
	}

	public function test_a_home_that_is_another_sites_is_not_taken(): void {
		$this->clone_to( self::ELSEWHERE );
		$this->act_as( 'administrator' );
		$this->cloud->answer( 'POST', '/v1/site/move', 403, self::problem( 'forbidden', 403 ) );
		$response = $this->rest( 'POST', self::ROUTES . '/license/move' );
		$this->assert_cloud_problem( 'forbidden', $response );
		self::assertSame( 'site_moved', Json::at( $this->data( $response ), 'data.account.connection' ) );
	}

	public function test_a_copy_that_comes_second_is_told_to_connect(): void {
		$this->clone_to( self::ELSEWHERE );
		$this->act_as( 'administrator' );
		$this->cloud->answer( 'POST', '/v1/site/move', 401, self::problem( 'unauthenticated', 401 ) );
		$response = $this->rest( 'POST', self::ROUTES . '/license/move' );
		$this->assert_cloud_problem( 'unauthenticated', $response );
		self::assertSame( 'token_refused', Json::at( $this->data( $response ), 'data.account.connection' ) );
		self::assertSame( 409, $this->rest( 'POST', self::ROUTES . '/license/move' )->get_status() );
	}

	public function test_when_the_cloud_is_down_it_can_be_moved_later(): void {
		$this->clone_to( self::ELSEWHERE );
		$this->act_as( 'administrator' );
		$this->cloud->stop();
		$response = $this->rest( 'POST', self::ROUTES . '/license/move' );
		$this->assert_cloud_problem( 'unavailable', $response );
		self::assertSame( 'site_moved', Json::at( $this->data( $response ), 'data.account.connection' ) );
		$this->cloud->start();
		$this->cloud->answer( 'POST', '/v1/site/move', 200, self::moved() );
		$this->assert_answer( 'account', $this->rest( 'POST', self::ROUTES . '/license/move' ) );
	}

	public function test_a_copy_drops_the_connection_and_tells_nobody(): void {
		$this->images( 2, $this->editor );
		self::assertSame( 200, $this->start()->get_status() );
		$this->clone_to( self::ELSEWHERE );
		$this->act_as( 'administrator' );
		$response = $this->rest( 'POST', self::ROUTES . '/license/copy' );
		$this->assert_answer( 'account', $response );
		$account = $this->data( $response );
		self::assertSame( array( 'disconnected', null, null ), array( $account['connection'] ?? null, $account['balance'] ?? null, $account['moved_from'] ?? null ) );
		self::assertStringNotContainsString( 'v1:', (string) $this->row()->read() );
		self::assertSame( 0, $this->calls() );

		$this->connect_as_another_site();
		do_action( Names::RUNS_TICK );
		self::assertSame( array( 'ended', 'stopped', 2 ), array( $this->run_now()['state'] ?? null, $this->run_now()['end'] ?? null, $this->run_now()['left'] ?? null ) );
		self::assertSame( array(), $this->sent() );
	}

	public function test_a_copy_that_is_connected_without_choosing_does_not_go_on_with_runs_either(): void {
		$this->images( 2, $this->editor );
		self::assertSame( 200, $this->start()->get_status() );
		$this->clone_to( self::ELSEWHERE );
		$this->connect_as_another_site();
		self::assertSame( 'connected', $this->account()['connection'] ?? null );
		do_action( Names::RUNS_TICK );
		self::assertSame( array( 'ended', 'stopped', 2 ), array( $this->run_now()['state'] ?? null, $this->run_now()['end'] ?? null, $this->run_now()['left'] ?? null ) );
		self::assertSame( array(), $this->sent() );
	}

	public function test_the_same_site_connected_again_goes_on_with_its_runs(): void {
		$this->images( 1, $this->editor );
		self::assertSame( 200, $this->start()->get_status() );
		$this->connect();
		$this->answer_actions( 'POST', array( 'completed' ) );
		do_action( Names::RUNS_TICK );
		self::assertSame( array( 'ended', 'completed' ), array( $this->run_now()['state'] ?? null, $this->run_now()['end'] ?? null ) );
	}

	public function test_there_is_nothing_to_choose_where_the_site_was_connected(): void {
		$this->act_as( 'administrator' );
		foreach ( array( 'move', 'copy' ) as $choice ) {
			$response = $this->rest( 'POST', self::ROUTES . "/license/$choice" );
			self::assertSame( array( 409, 'site_has_not_moved' ), array( $response->get_status(), $this->data( $response )['code'] ?? null ) );
		}
		self::assertSame( 'connected', $this->account()['connection'] ?? null );
	}

	public function test_changed_salts_are_told_first(): void {
		$this->clone_to( self::ELSEWHERE );
		add_filter( 'salt', static fn ( string $salt ): string => $salt . 'changed' );
		self::assertSame( array( 'token_unreadable', null ), array( $this->account()['connection'] ?? null, $this->account()['moved_from'] ?? null ) );
	}

	/**
	 * How many requests the cloud got since the connection was made.
	 */
	private function calls(): int {
		return count( $this->cloud->requests() ) - 1;
	}

	/**
	 * Connects the copy with the license key: the cloud makes it a site of its own.
	 */
	private function connect_as_another_site(): void {
		$this->connect( Json::with( Json::list_at( self::answer_of( 'connection' ), 'state' ), 'site.id', '99999999-9999-4999-8999-999999999999' ) );
	}

	/**
	 * What a move answers.
	 *
	 * @return array<array-key, mixed>
	 */
	private static function moved(): array {
		return Json::with( Json::with( self::answer_of( 'connection' ), 'site_token', self::NEW_TOKEN ), 'state.balance.epoch', 'e2' );
	}

	/**
	 * This database, served at another address.
	 *
	 * @param string $home The address.
	 */
	private function clone_to( string $home ): void {
		update_option( 'home', $home );
		// The next request is a new one.
		$GLOBALS['wp_rest_server'] = null;
	}
}
