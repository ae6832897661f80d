<?php
/**
 * Tools › Site Health: what its tests find in each state, whom they call, and what its section shows.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\SiteHealth;

use PHPUnit\Framework\Attributes\DataProvider;
use SeoRankGenius\Storage\Names;
use SeoRankGenius\Tests\Support\CloudTestCase;
use SeoRankGenius\Tests\Support\Json;

final class SiteHealthTest extends CloudTestCase {

	public function test_before_a_connection_all_is_well_and_nobody_is_called(): void {
		$this->act_as( 'administrator' );
		foreach ( array( 'connection', 'token', 'credits', 'cron' ) as $name ) {
			self::assertSame( 'good', $this->run_test( $name )['status'] ?? null, $name );
		}
		self::assertSame( 'good', $this->ask_about_the_cloud()['status'] ?? null );
		self::assertSame( array(), $this->cloud->requests() );
	}

	public function test_a_connected_site_with_credits(): void {
		$this->connect();
		self::assertSame( 'This site is connected to SEO Rank Genius', $this->run_test( 'connection' )['label'] ?? null );
		self::assertSame( 'SEO Rank Genius: this site can spend 500 credits', $this->run_test( 'credits' )['label'] ?? null );
		self::assertSame( 'good', $this->run_test( 'credits' )['status'] ?? null );
		self::assertCount( 1, $this->cloud->requests(), 'Only the connection itself.' );
		$this->cloud->answer( 'GET', '/v1/site', 200, self::answer_of( 'site-state' ) );
		self::assertSame( 'good', $this->ask_about_the_cloud()['status'] ?? null );
	}

	/**
	 * @return iterable<string, array{array<string, mixed>, string, string}>
	 */
	public static function troubles(): iterable {
		yield 'few credits' => array( array( 'balance.license.shared' => 39 ), 'credits', 'recommended' );
		yield 'just enough credits' => array( array( 'balance.license.shared' => 40 ), 'credits', 'good' );
		yield 'few credits under a cap' => array( array( 'balance.site.cap' => 39 ), 'credits', 'recommended' );
		yield 'a lapsed plan has nothing to run out of' => array(
			array(
				'balance.license.status' => 'lapsed',
				'balance.license.shared' => 0,
			),
			'credits',
			'good',
		);
		yield 'the token is refused' => array( array( 'connection' => 'token_refused' ), 'connection', 'critical' );
		yield 'the site has moved' => array( array( 'connection' => 'site_moved' ), 'connection', 'critical' );
	}

	/**
	 * @param array<string, mixed> $record
	 */
	#[DataProvider( 'troubles' )]
	public function test_trouble_is_named( array $record, string $name, string $status ): void {
		$this->connect();
		$this->rewrite_record( $record );
		$verdict = $this->run_test( $name );
		self::assertSame( $status, $verdict['status'] ?? null );
		self::assertSame( 'good' !== $status, str_contains( Json::text_at( $verdict, 'actions' ), 'admin.php?page=seo-rank-genius&#038;tab=' ) );
	}

	public function test_changed_salts(): void {
		$this->connect();
		add_filter( 'salt', static fn ( string $salt ): string => $salt . 'changed' );
		self::assertSame( 'critical', $this->run_test( 'token' )['status'] ?? null );
	}

	public function test_late_events(): void {
		$this->act_as( 'administrator' );
		wp_clear_scheduled_hook( Names::RUNS_TICK );
		wp_schedule_single_event( time() - 60, Names::RUNS_TICK );
		self::assertSame( 'good', $this->run_test( 'cron' )['status'] ?? null );
		wp_clear_scheduled_hook( Names::RUNS_TICK );
		wp_schedule_single_event( time() - HOUR_IN_SECONDS, Names::RUNS_TICK );
		self::assertSame( 'recommended', $this->run_test( 'cron' )['status'] ?? null );
	}

	public function test_the_cloud_is_down(): void {
		$this->connect();
		$this->cloud->stop();
		$verdict = $this->ask_about_the_cloud();
		self::assertSame( 'recommended', $verdict['status'] ?? null );
		self::assertStringContainsString( 'could not be reached', Json::text_at( $verdict, 'description' ) );
	}

	public function test_who_may_not_see_site_health_may_not_ask(): void {
		$this->act_as( 'editor' );
		self::assertSame( 403, $this->rest( 'GET', self::ROUTES . '/site-health/cloud' )->get_status() );
	}

	public function test_the_section_shows_no_secret(): void {
		$this->connect();
		$sections = apply_filters( 'debug_information', array() );
		self::assertIsArray( $sections );
		$fields = Json::list_at( $sections, 'seo-rank-genius.fields' );
		self::assertSame( 'connected', Json::at( $fields, 'connection.value' ) );
		self::assertSame( '500', Json::at( $fields, 'shared.value' ) );
		self::assertSame( 'Pro (trialing)', Json::at( $fields, 'plan.value' ) );
		$text = (string) wp_json_encode( $sections );
		self::assertStringNotContainsString( self::token(), $text );
		self::assertStringNotContainsString( 'a…@x.com', $text );
		self::assertStringNotContainsString( 'v1:', $text );
	}

	/**
	 * Runs one of the tests that core runs while it makes the page.
	 *
	 * @return array<array-key, mixed>
	 */
	private function run_test( string $name ): array {
		$tests = apply_filters(
			'site_status_tests',
			array(
				'direct' => array(),
				'async'  => array(),
			)
		);
		self::assertIsArray( $tests );
		$test = Json::at( $tests, "direct.seo_rank_genius_$name.test" );
		self::assertIsCallable( $test );
		$verdict = $test();
		self::assertIsArray( $verdict );
		self::assertSame( "seo_rank_genius_$name", $verdict['test'] ?? null );
		return $verdict;
	}

	/**
	 * Asks for the test that core asks for when the page is shown.
	 *
	 * @return array<array-key, mixed>
	 */
	private function ask_about_the_cloud(): array {
		$tests = apply_filters(
			'site_status_tests',
			array(
				'direct' => array(),
				'async'  => array(),
			)
		);
		self::assertIsArray( $tests );
		self::assertSame( rest_url( 'seo-rank-genius/v1/site-health/cloud' ), Json::at( $tests, 'async.seo_rank_genius_cloud.test' ) );
		return $this->data( $this->rest( 'GET', self::ROUTES . '/site-health/cloud' ) );
	}
}
