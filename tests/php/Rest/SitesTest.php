<?php
/**
 * REST: the sites of the license on a manager site; and what a site shows whose owner hides the Shared pool there.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Rest;

use PHPUnit\Framework\Attributes\DataProvider;
use SeoRankGenius\Tests\Support\CloudTestCase;
use SeoRankGenius\Tests\Support\Json;

final class SitesTest extends CloudTestCase {

	private const ID = 'bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb';

	/**
	 * An answer with the balance of the epoch in which connect() leaves this site.
	 *
	 * @param array<string, mixed> $balance Changes by path.
	 * @return array<array-key, mixed>
	 */
	private static function with_balance( string $name, array $balance = array() ): array {
		return Json::with( self::answer_of( $name ), 'balance', self::balance( $balance ) );
	}

	public function test_all_sites_in_the_order_of_the_service(): void {
		$this->connect();
		$this->cloud->answer( 'GET', '/v1/sites', 200, self::with_balance( 'sites-answer' ) );
		$response = $this->rest( 'GET', self::ROUTES . '/sites' );
		$this->assert_answer( 'license-sites', $response );
		self::assertSame( array( 'sites' => Json::at( self::answer_of( 'sites-answer' ), 'sites' ) ), $this->data( $response ) );
	}

	public function test_a_cap_is_set_and_lifted(): void {
		$this->connect();
		foreach ( array( 500, 0, null ) as $cap ) {
			$this->cloud->answer( 'PUT', '/v1/sites/' . self::ID . '/cap', 200, Json::with( self::with_balance( 'license-site-answer' ), 'site.cap', $cap ) );
			$response = $this->rest( 'PUT', self::ROUTES . '/sites/' . self::ID . '/cap', array( 'cap' => $cap ) );
			$this->assert_answer( 'license-site', $response );
			self::assertSame( $cap, $this->data( $response )['cap'] ?? null );
			$requests = $this->cloud->requests();
			self::assertSame( array( 'cap' => $cap ), end( $requests )['json'] ?? null );
		}
	}

	public function test_a_cap_of_this_very_site_is_in_its_balance_at_once(): void {
		$this->connect();
		$balance = array(
			'site.cap'     => 5,
			'site.version' => 99,
			'as_of'        => '2099-01-01T00:00:00.000Z',
		);
		$this->cloud->answer( 'PUT', '/v1/sites/' . self::ID . '/cap', 200, self::with_balance( 'license-site-answer', $balance ) );
		$this->rest( 'PUT', self::ROUTES . '/sites/' . self::ID . '/cap', array( 'cap' => 5 ) );
		self::assertSame( 5, Json::at( $this->account(), 'balance.site.cap' ) );
	}

	public function test_shared_is_hidden_on_another_site(): void {
		$this->connect();
		$this->cloud->answer( 'PUT', '/v1/sites/' . self::ID . '/hide-shared', 200, self::with_balance( 'license-site-answer' ) );
		$this->assert_answer( 'license-site', $this->rest( 'PUT', self::ROUTES . '/sites/' . self::ID . '/hide-shared', array( 'hide_shared' => true ) ) );
		$requests = $this->cloud->requests();
		self::assertSame( array( 'hide_shared' => true ), end( $requests )['json'] ?? null );
	}

	public function test_what_the_service_refuses_is_said(): void {
		$this->connect();
		$this->cloud->answer( 'GET', '/v1/sites', 403, self::problem( 'forbidden', 403 ) );
		$this->assert_cloud_problem( 'forbidden', $this->rest( 'GET', self::ROUTES . '/sites' ) );
		$this->cloud->answer( 'PUT', '/v1/sites/' . self::ID . '/cap', 404, self::problem( 'not_found', 404 ) );
		$this->assert_cloud_problem( 'not_found', $this->rest( 'PUT', self::ROUTES . '/sites/' . self::ID . '/cap', array( 'cap' => 5 ) ) );
	}

	/**
	 * @return iterable<string, array{string, array<string, mixed>}>
	 */
	public static function bad_input(): iterable {
		yield 'a negative cap' => array( '/cap', array( 'cap' => -1 ) );
		yield 'half a credit' => array( '/cap', array( 'cap' => 1.5 ) );
		yield 'a cap as words' => array( '/cap', array( 'cap' => 'many' ) );
		yield 'an absurd cap' => array( '/cap', array( 'cap' => 1000000001 ) );
		yield 'no cap' => array( '/cap', array() );
		yield 'hide what' => array( '/hide-shared', array( 'hide_shared' => 'maybe' ) );
	}

	/**
	 * @param array<string, mixed> $arguments
	 */
	#[DataProvider( 'bad_input' )]
	public function test_bad_input_is_not_sent( string $setting, array $arguments ): void {
		$this->act_as( 'administrator' );
		self::assertSame( 400, $this->rest( 'PUT', self::ROUTES . '/sites/' . self::ID . $setting, $arguments )->get_status() );
		self::assertSame( 400, $this->rest( 'PUT', self::ROUTES . '/sites/not-an-id/cap', array( 'cap' => 1 ) )->get_status() );
		self::assertSame( array(), $this->cloud->requests() );
	}

	/**
	 * What comes with a connection whose owner hides the Shared pool here.
	 *
	 * @return array<array-key, mixed>
	 */
	private static function hidden_state(): array {
		$state = Json::with( self::answer_of( 'site-state' ), 'site.hide_shared', true );
		return Json::with( $state, 'balance.license.shared', 48271 );
	}

	public function test_where_shared_is_hidden_its_figure_and_its_packs_are_not_sent(): void {
		$this->connect( self::hidden_state() );
		$response = $this->rest( 'GET', self::ROUTES . '/account' );
		$this->assert_answer( 'account', $response );
		$data = $this->data( $response );
		self::assertNull( Json::at( $data, 'balance.license.shared' ) );
		self::assertStringNotContainsString( '48271', (string) wp_json_encode( $data ) );
		$pools = array_column( Json::list_at( $data, 'catalog.packs' ), 'pool' );
		self::assertContains( 'domain', $pools );
		self::assertNotContains( 'shared', $pools );
		$known = $this->sync()->known();
		self::assertSame( 48271, $known->balance?->license['shared'], 'PHP itself goes on knowing it' );
	}

	public function test_where_shared_is_hidden_a_run_is_quoted_without_it(): void {
		$this->connect( self::hidden_state() );
		$image    = $this->image();
		$response = $this->rest(
			'POST',
			self::ROUTES . '/runs/quote',
			array(
				'feature'   => 'image_alt',
				'selection' => array( 'ids' => array( $image ) ),
				'overwrite' => false,
			)
		);
		self::assertSame( 200, $response->get_status(), (string) wp_json_encode( $response->get_data() ) );
		$quote = $this->data( $response );
		self::assertSame( array( null, 1, 1 ), array( $quote['spendable'] ?? null, $quote['covers'] ?? null, $quote['credits'] ?? null ) );
	}
}
