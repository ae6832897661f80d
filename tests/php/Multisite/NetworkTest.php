<?php
/**
 * In a network of sites in subdirectories, which share an origin, nothing of one site is another's.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Multisite;

use PHPUnit\Framework\Attributes\Group;
use SeoRankGenius\Storage\Names;
use SeoRankGenius\Storage\Tables;
use SeoRankGenius\Storage\Uninstall;
use SeoRankGenius\Tests\Support\Json;
use SeoRankGenius\Tests\Support\Leftovers;
use SeoRankGenius\Tests\Support\RunTestCase;
use SeoRankGenius\Tests\Support\WpCli;
use WP_Error;

#[Group( 'multisite' )]
final class NetworkTest extends RunTestCase {

	private const TOKEN_OF_SECOND = 'srgt_second_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

	private int $second = 0;

	protected function setUp(): void {
		parent::setUp();
		$this->second = $this->site( 'second' );
	}

	protected function tearDown(): void {
		while ( ms_is_switched() ) {
			restore_current_blog();
		}
		parent::tearDown();
	}

	public function test_it_is_active_everywhere_and_a_new_site_gets_its_tables_when_they_are_needed(): void {
		self::assertTrue( is_plugin_active_for_network( 'seo-rank-genius/plugin.php' ) );
		self::assertSame( array(), $this->tables( $this->second ) );
		$this->on( $this->second );
		self::assertSame( 200, $this->rest( 'GET', self::ROUTES . '/account' )->get_status() );
		self::assertSame( array_keys( Tables::definitions() ), $this->tables( $this->second ) );
	}

	public function test_a_connection_is_one_site_s_alone(): void {
		$this->on( $this->second );
		$account = $this->account();
		self::assertSame( array( 'never', null, null ), array( $account['connection'], $account['balance'], $account['site_id'] ) );
		self::assertSame( array( 'localhost:8888/second', $this->second ), array( $account['domain'], $account['blog_id'] ) );
		$id         = '99999999-9999-4999-8999-999999999999';
		$connection = Json::with( Json::with( self::answer_of( 'connection' ), 'site_token', self::TOKEN_OF_SECOND ), 'state.site.id', $id );
		$this->cloud->answer( 'POST', '/v1/connections/key', 200, $connection );
		self::assertSame( 200, $this->rest( 'POST', self::ROUTES . '/license/key', array( 'license_key' => 'SRG-SECOND' ) )->get_status() );
		self::assertSame( 'http://localhost:8888/second', Json::text_at( $this->last_request()['json'], 'home' ) );
		$this->assert_sync_as( self::TOKEN_OF_SECOND, 'http://localhost:8888/second', $id );
		$this->on( 1 );
		$this->assert_sync_as( self::token(), self::HOME, Json::text_at( self::answer_of( 'connection' ), 'state.site.id' ) );
	}

	public function test_runs_images_and_background_work_are_one_site_s_alone(): void {
		$this->images( 2 );
		self::assertSame( 200, $this->start()->get_status() );
		$this->on( $this->second );
		self::assertFalse( wp_next_scheduled( Names::RUNS_TICK ) );
		self::assertSame( 404, $this->rest( 'GET', self::ROUTES . '/runs/' . self::RUN )->get_status() );
		self::assertSame( array(), Json::list_at( $this->data( $this->rest( 'GET', self::ROUTES . '/runs', array( 'feature' => 'image_alt' ) ) ), 'runs' ) );
		$image = $this->image();
		self::assertSame( array( $image ), $this->listed() );
		self::assertSame( 200, $this->rest( 'PATCH', self::ROUTES . "/images/$image", array( 'is_decorative' => true ) )->get_status() );
		$this->on( 1 );
		self::assertCount( 2, $this->listed() );
		$this->on( $this->second );
		do_action( Names::RUNS_TICK );
		self::assertSame( array(), $this->sent(), 'The other site has a run; this one has not.' );
	}

	public function test_what_a_role_may_is_one_site_s_alone(): void {
		$rights = array(
			'roles' => array(
				array(
					'role'  => 'editor',
					'view'  => false,
					'spend' => false,
				),
			),
		);
		$this->act_as( 'administrator' );
		self::assertSame( 200, $this->rest( 'PATCH', self::ROUTES . '/site-settings', $rights )->get_status() );
		$editor = $this->user( 'editor' );
		add_user_to_blog( $this->second, $editor, 'editor' );
		wp_set_current_user( $editor );
		self::assertSame( 403, $this->rest( 'GET', self::ROUTES . '/account' )->get_status() );
		$this->on( $this->second, $editor );
		self::assertSame( 200, $this->rest( 'GET', self::ROUTES . '/account' )->get_status() );
	}

	public function test_the_command_line_is_told_which_site_it_is_about(): void {
		grant_super_admin( $this->editor );
		$status = static fn ( string $url, int $user ): string => trim( WpCli::run( array( "--url=$url", 'seo-rank-genius', 'status', '--field=connection' ), $user )->out );
		self::assertSame( 'never', $status( 'http://localhost:8888/second', $this->editor ) );
		self::assertSame( 'connected', $status( 'http://localhost:8888', $this->editor ) );
	}

	public function test_a_deleted_site_takes_everything_of_it_along(): void {
		$this->use_everything( $this->second );
		self::assertNotSame( array(), Leftovers::of_site( self::wpdb(), $this->second ) );
		$this->on( 1 );
		self::assertNotInstanceOf( WP_Error::class, wp_delete_site( $this->second ) );
		self::assertSame( array(), Leftovers::of_site( self::wpdb(), $this->second ) );
		self::assertSame( 'connected', $this->account()['connection'] );
	}

	public function test_deactivating_for_the_network_unschedules_on_each_site_and_keeps_the_data(): void {
		$this->use_everything( 1 );
		$this->use_everything( $this->second );
		foreach ( array( 1, $this->second ) as $site ) {
			$this->on( $site );
			self::assertNotFalse( wp_next_scheduled( Names::RUNS_TICK ) );
		}
		$this->on( 1 );
		do_action( 'deactivate_seo-rank-genius/plugin.php', true ); // phpcs:ignore WordPress.NamingConventions.ValidHookName.UseUnderscores -- WordPress's own.
		foreach ( array( 1, $this->second ) as $site ) {
			$this->on( $site );
			self::assertSame( array(), self::scheduled() );
			self::assertNotSame( array(), $this->tables( $site ) );
			self::assertSame( '1', get_option( Names::KEEP_DATA ) );
		}
	}

	public function test_uninstalling_cleans_every_site_but_those_that_keep_their_data(): void {
		$third = $this->site( 'third' );
		foreach ( array( 1, $this->second, $third ) as $site ) {
			$this->use_everything( $site );
			if ( $third !== $site ) {
				delete_option( Names::KEEP_DATA );
			}
		}
		update_blog_status( $this->second, 'archived', '1' );
		$this->on( 1 );
		Uninstall::every_site();
		self::assertSame( array(), Leftovers::of_site( self::wpdb(), 1 ) );
		self::assertSame( array(), Leftovers::of_site( self::wpdb(), $this->second ), 'An archived site too.' );
		self::assertSame( array_keys( Tables::definitions() ), $this->tables( $third ) );
		$this->on( $third );
		self::assertSame( array(), self::scheduled() );
		delete_option( Names::KEEP_DATA );
		Uninstall::every_site();
		self::assertSame( array(), Leftovers::all( self::wpdb() ) );
	}

	/**
	 * Adds a site to the network.
	 */
	private function site( string $name ): int {
		$id = wp_insert_site(
			array(
				'domain'  => 'localhost:8888',
				'path'    => "/$name/",
				'title'   => $name,
				'user_id' => 1,
			)
		);
		self::assertIsInt( $id );
		return $id;
	}

	/**
	 * From here on it is about a site, as in a request to it.
	 *
	 * @param int $site The site.
	 * @param int $user Who acts; by default the one who may do everything.
	 */
	private function on( int $site, int $user = 1 ): void {
		while ( ms_is_switched() ) {
			restore_current_blog();
		}
		if ( get_current_blog_id() !== $site ) {
			switch_to_blog( $site );
		}
		$GLOBALS['wp_rest_server'] = null;
		wp_set_current_user( 0 );
		wp_set_current_user( $user );
	}

	/**
	 * Lets a site store all that the plugin stores.
	 */
	private function use_everything( int $site ): void {
		$this->on( $site );
		if ( 1 !== $site ) {
			$this->cloud->answer( 'POST', '/v1/connections/key', 200, self::answer_of( 'connection' ) );
			$this->rest( 'POST', self::ROUTES . '/license/key', array( 'license_key' => 'SRG-AAAAAA' ) );
		}
		$image = $this->image();
		$this->rest( 'PATCH', self::ROUTES . '/images/' . $this->image(), array( 'is_decorative' => true ) );
		$this->rest( 'POST', self::ROUTES . '/license/plans-link' );
		$settings = array(
			'keep_data' => true,
			'roles'     => array(
				array(
					'role'  => 'author',
					'view'  => true,
					'spend' => false,
				),
			),
		);
		self::assertSame( 200, $this->rest( 'PATCH', self::ROUTES . '/site-settings', $settings )->get_status() );
		self::assertSame( 200, $this->start( array( 'selection' => array( 'ids' => array( $image ) ) ) )->get_status() );
	}

	/**
	 * @return list<string> The tables of ours that a site has, without the prefix.
	 */
	private function tables( int $site ): array {
		$prefix = self::wpdb()->get_blog_prefix( $site );
		$all    = array_map( 'strval', self::wpdb()->get_col( 'SHOW TABLES' ) );
		return array_values( array_filter( array_keys( Tables::definitions() ), static fn ( string $name ): bool => in_array( $prefix . $name, $all, true ) ) );
	}

	/**
	 * @return list<mixed> The images that the list shows without alt text.
	 */
	private function listed(): array {
		$images = Json::list_at( $this->data( $this->rest( 'GET', self::ROUTES . '/images', array( 'state' => 'missing' ) ) ), 'images' );
		return array_values( array_map( static fn ( mixed $image ): mixed => Json::at( $image, 'id' ), $images ) );
	}

	private function assert_sync_as( string $token, string $home, string $id ): void {
		$this->cloud->answer( 'GET', '/v1/site', 200, Json::with( self::answer_of( 'site-state' ), 'site.id', $id ) );
		self::assertSame( 200, $this->rest( 'POST', self::ROUTES . '/account/sync' )->get_status() );
		$headers = $this->last_request()['headers'];
		self::assertSame( array( "Bearer $token", $home ), array( $headers['authorization'] ?? null, $headers['site-home'] ?? null ) );
		$account = $this->account();
		self::assertSame( array( 'connected', $id ), array( $account['connection'], $account['site_id'] ) );
	}

	/**
	 * @return array{headers: array<string, string>, json: mixed}
	 */
	private function last_request(): array {
		$requests = $this->cloud->requests();
		$last     = end( $requests );
		self::assertIsArray( $last );
		return $last;
	}
}
