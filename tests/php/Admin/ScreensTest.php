<?php
/**
 * The screens: who sees them, what they load, and what they do not.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Admin;

use PHPUnit\Framework\Attributes\DataProvider;
use SeoRankGenius\Plugin;
use SeoRankGenius\Tests\Support\BuiltPlugin;
use SeoRankGenius\Tests\Support\CloudTestCase;
use SeoRankGenius\Tests\Support\Json;
use SeoRankGenius\Tests\WpDie;

final class ScreensTest extends CloudTestCase {

	use BuiltPlugin;

	private const ACCOUNT     = 'seo-rank-genius';
	private const CONTENT_SEO = 'seo-rank-genius-content-seo';
	private const IMAGE_SEO   = 'seo-rank-genius-image-seo';

	protected function setUp(): void {
		parent::setUp();
		foreach ( array( 'menu', 'submenu', 'admin_page_hooks', '_registered_pages', '_parent_pages' ) as $name ) {
			$GLOBALS[ $name ] = array();
		}
		$this->build_plugin();
		remove_all_actions( 'admin_menu' );
		remove_all_actions( 'admin_notices' );
		set_current_screen( 'dashboard' );
		Plugin::start( $this->folder . '/plugin.php' );
	}

	protected function tearDown(): void {
		$this->remove_plugin();
		parent::tearDown();
	}

	/**
	 * @return iterable<string, array{string, list<string>}>
	 */
	public static function menus(): iterable {
		yield 'administrator' => array( 'administrator', array( self::ACCOUNT, self::CONTENT_SEO, self::IMAGE_SEO ) );
		yield 'author' => array( 'author', array( self::ACCOUNT, self::CONTENT_SEO, self::IMAGE_SEO ) );
		yield 'contributor' => array( 'contributor', array( self::ACCOUNT, self::CONTENT_SEO ) );
		yield 'subscriber' => array( 'subscriber', array() );
	}

	/**
	 * @param list<string> $pages
	 */
	#[DataProvider( 'menus' )]
	public function test_the_menu_shows_what_a_role_may_see( string $role, array $pages ): void {
		$this->act_as( $role );
		do_action( 'admin_menu' );
		$menus = $GLOBALS['submenu'] ?? null;
		self::assertIsArray( $menus );
		$submenu = $menus[ self::ACCOUNT ] ?? array();
		self::assertIsArray( $submenu );
		self::assertSame( $pages, array_values( array_column( $submenu, 2 ) ) );
	}

	/**
	 * @return iterable<string, array{string, string, list<string>}>
	 */
	public static function screens(): iterable {
		$account = '/seo-rank-genius/v1/account';
		yield 'Account' => array( self::ACCOUNT, 'account', array( $account ) );
		yield 'Content SEO' => array( self::CONTENT_SEO, 'content-seo', array( $account, '/seo-rank-genius/v1/contents?feature=meta_title&state=missing&order=newest&per_page=40', '/seo-rank-genius/v1/runs?feature=meta_title' ) );
		yield 'Image SEO' => array( self::IMAGE_SEO, 'image-seo', array( $account, '/seo-rank-genius/v1/images?state=missing&order=newest&per_page=40', '/seo-rank-genius/v1/runs?feature=image_alt' ) );
	}

	/**
	 * @param list<string> $preloaded
	 */
	#[DataProvider( 'screens' )]
	public function test_a_screen_has_all_it_needs_and_calls_nobody( string $page, string $name, array $preloaded ): void {
		$this->connect();
		$this->photograph();
		$this->rewrite_record( array( 'answered_at' => 1 ) );
		$html   = $this->load( $page );
		$handle = "seo-rank-genius-$name";
		self::assertStringContainsString( "<div id=\"seo-rank-genius-root\" class=\"seo-rank-genius\" data-screen=\"$name\">", $html );
		self::assertStringContainsString( '<noscript>', $html );
		self::assertTrue( wp_script_is( $handle ) );
		self::assertTrue( wp_style_is( $handle ) );
		self::assertSame( 'seo-rank-genius', wp_scripts()->registered[ $handle ]->textdomain );
		self::assertSame( 'abc', wp_scripts()->registered[ $handle ]->ver );
		self::assertSame( plugins_url( "build/$name.js", $this->folder . '/plugin.php' ), wp_scripts()->registered[ $handle ]->src );
		$data = $this->preloaded();
		self::assertSame( $preloaded, array_keys( $data ) );
		foreach ( $data as $path => $answer ) {
			$expected = $this->rest_of( (string) $path );
			self::assertSame( $expected['body'], Json::at( $answer, 'body' ), "$path is not what REST answers." );
			self::assertSame( $expected['headers'], Json::at( $answer, 'headers' ) );
		}
		self::assertCount( 1, $this->cloud->requests(), 'Rendering has called the cloud.' );
		self::assertStringNotContainsString( self::token(), $html . wp_json_encode( $data ) );
	}

	public function test_a_screen_brings_the_translations_of_what_it_fetches_later(): void {
		add_filter( 'pre_load_script_translations', static fn ( mixed $translations, string|false $file, string $handle ): mixed => 'seo-rank-genius-later' === $handle ? '{"locale_data":{"messages":{"Buy Now":["Jetzt kaufen"]}}}' : $translations, 10, 3 );
		$this->connect();
		$this->load( self::IMAGE_SEO );
		$before = wp_scripts()->get_data( 'seo-rank-genius-image-seo', 'before' );
		self::assertStringContainsString( 'Jetzt kaufen', (string) wp_json_encode( $before ) );
		self::assertFalse( wp_script_is( 'seo-rank-genius-later' ) );
	}

	/**
	 * @return iterable<string, array{mixed, string, string}>
	 */
	public static function features(): iterable {
		yield 'analysis' => array( 'content_analysis', 'content_analysis', 'none' );
		yield 'links' => array( 'link_suggestions', 'link_suggestions', 'none' );
		yield 'schema' => array( 'schema', 'schema', 'missing' );
		yield 'one that has no list' => array( 'draft', 'meta_title', 'missing' );
		yield 'no text' => array( array( 'schema' ), 'meta_title', 'missing' );
	}

	#[DataProvider( 'features' )]
	public function test_content_seo_opens_on_the_feature_that_is_asked_for( mixed $asked, string $feature, string $state ): void {
		$this->connect();
		$_GET['feature'] = $asked;
		try {
			$this->load( self::CONTENT_SEO );
		} finally {
			unset( $_GET['feature'] );
		}
		self::assertArrayHasKey( "/seo-rank-genius/v1/contents?feature=$feature&state=$state&order=newest&per_page=40", $this->preloaded() );
		self::assertArrayHasKey( "/seo-rank-genius/v1/runs?feature=$feature", $this->preloaded() );
	}

	public function test_templates_have_a_script_of_their_own_for_those_who_may_set_them(): void {
		$this->connect();
		$_GET['view'] = 'templates';
		try {
			self::assertStringContainsString( 'data-screen="templates"></div>', $this->load( self::CONTENT_SEO ) );
			self::assertSame( array( '/seo-rank-genius/v1/account', '/seo-rank-genius/v1/seo-settings' ), array_keys( $this->preloaded() ) );
			$this->act_as( 'author' );
			self::assertStringContainsString( 'data-screen="content-seo"></div>', $this->load( self::CONTENT_SEO ) );
		} finally {
			unset( $_GET['view'] );
		}
	}

	public function test_account_shows_its_numbers_before_any_script(): void {
		$this->connect();
		$html = $this->load( self::ACCOUNT );
		self::assertSame( 1, preg_match( '#data-screen="account">(.*)</div><noscript>#s', $html, $found ) );
		$as_drawn_by_the_script = file_get_contents( dirname( __DIR__, 3 ) . '/schema/fixtures/first-paint.html' );
		self::assertSame( $as_drawn_by_the_script, str_replace( '><', ">\n<", str_replace( admin_url(), '', $found[1] ) ) . "\n" );
	}

	public function test_usage_has_a_script_of_its_own_for_those_who_may_see_it(): void {
		$this->connect();
		$_GET['tab'] = 'usage';
		try {
			self::assertStringContainsString( 'data-screen="usage"></div>', $this->load( self::ACCOUNT ) );
			self::assertTrue( wp_script_is( 'seo-rank-genius-usage' ) );
			self::assertFalse( wp_script_is( 'seo-rank-genius-account' ) );
			$this->act_as( 'editor' );
			self::assertStringContainsString( 'data-screen="account"></div>', $this->load( self::ACCOUNT ) );
		} finally {
			unset( $_GET['tab'] );
		}
	}

	/**
	 * @return iterable<string, array{array<string, mixed>, string}>
	 */
	public static function tabs_without_first_paint(): iterable {
		yield 'another tab' => array( array( 'tab' => 'license' ), 'connected' );
		yield 'a tab that is no text' => array( array( 'tab' => array( 'credits' ) ), 'connected' );
		yield 'never connected' => array( array(), 'never' );
	}

	/**
	 * @param array<string, mixed> $query
	 */
	#[DataProvider( 'tabs_without_first_paint' )]
	public function test_nothing_is_painted_where_the_script_draws_something_else( array $query, string $connection ): void {
		if ( 'connected' === $connection ) {
			$this->connect();
		} else {
			$this->act_as( 'administrator' );
		}
		$_GET = $query;
		try {
			self::assertStringContainsString( 'data-screen="account"></div>', $this->load( self::ACCOUNT ) );
		} finally {
			$_GET = array();
		}
	}

	public function test_preloaded_data_cannot_end_its_script(): void {
		$this->act_as( 'author' );
		$this->photograph( array( 'post_title' => '1 < 2, and so on </script>' ) );
		$this->load( self::IMAGE_SEO );
		$script = $this->inline_script();
		self::assertStringContainsString( '1 \\u003C 2', $script );
		self::assertStringNotContainsString( '<', $script );
	}

	public function test_other_screens_get_nothing(): void {
		$this->act_as( 'administrator' );
		do_action( 'admin_menu' );
		set_current_screen( 'options-general' );
		do_action( 'load-options-general.php' ); // phpcs:ignore WordPress.NamingConventions.ValidHookName -- Core's own.
		do_action( 'admin_enqueue_scripts', 'options-general.php' );
		$handles = array_merge( array_keys( wp_scripts()->registered ), array_keys( wp_styles()->registered ) );
		self::assertSame( array(), array_values( array_filter( $handles, static fn ( string $handle ): bool => str_contains( $handle, 'seo-rank-genius' ) ) ) );
		self::assertSame( '', $this->inline_script() );
		self::assertSame( array(), $this->cloud->requests() );
	}

	public function test_the_front_page_knows_nothing_of_the_plugin(): void {
		$this->connect();
		$GLOBALS['current_screen'] = null;
		$queries                   = array();
		$listen                    = static function ( string $query ) use ( &$queries ): string {
			$queries[] = $query;
			return $query;
		};
		$objects                   = array_filter( get_included_files(), static fn ( string $file ): bool => str_contains( $file, '/php/' ) );
		Plugin::start( $this->folder . '/plugin.php' );
		add_filter( 'query', $listen );
		ob_start();
		do_action( 'wp' );
		do_action( 'wp_enqueue_scripts' );
		wp_head();
		wp_footer();
		$html = (string) ob_get_clean();
		remove_filter( 'query', $listen );
		self::assertNotSame( array(), $queries, 'The theme itself asks the database.' );
		self::assertStringNotContainsString( 'seo-rank-genius', $html );
		$loaded = array_diff( array_filter( get_included_files(), static fn ( string $file ): bool => str_contains( $file, '/php/' ) ), $objects );
		self::assertSame( array(), array_filter( $loaded, static fn ( string $file ): bool => ! str_ends_with( $file, '/php/Seo/HeadPrinter.php' ) ), 'What prints the tags is all that is loaded.' );
		self::assertStringNotContainsString( 'seo_rank_genius', implode( "\n", $queries ) );
		self::assertCount( 1, $this->cloud->requests() );
	}

	public function test_the_data_of_the_credits_screen_takes_at_most_seven_queries(): void {
		$this->connect();
		$before = self::wpdb()->num_queries;
		$this->load( self::ACCOUNT );
		self::assertLessThanOrEqual( 7, self::wpdb()->num_queries - $before );
	}

	public function test_help_answers_questions(): void {
		$this->act_as( 'administrator' );
		$this->load( self::ACCOUNT );
		$tabs = get_current_screen()?->get_help_tabs() ?? array();
		self::assertSame( array( 'seo-rank-genius-credits', 'seo-rank-genius-troubleshooting' ), array_column( $tabs, 'id' ) );
		$this->load( self::IMAGE_SEO );
		$tabs = get_current_screen()?->get_help_tabs() ?? array();
		self::assertContains( 'seo-rank-genius-alt-text', array_column( $tabs, 'id' ) );
		self::assertContains( 'seo-rank-genius-image-troubleshooting', array_column( $tabs, 'id' ) );
	}

	public function test_without_a_build_a_notice_says_what_to_do(): void {
		$this->act_as( 'administrator' );
		unlink( $this->folder . '/build/account.asset.php' );
		$html = $this->load( self::ACCOUNT );
		self::assertFalse( wp_script_is( 'seo-rank-genius-account' ) );
		self::assertStringContainsString( 'npm run build', $html );
		set_current_screen( 'edit-post' );
		ob_start();
		do_action( 'admin_notices' );
		self::assertSame( '', ob_get_clean() );
		file_put_contents( $this->folder . '/build/account.asset.php', '' );
		self::assertTrue( is_file( $this->folder . '/build/account.asset.php' ) );
	}

	public function test_returning_from_the_plans_page_connects_and_leads_to_a_clean_address(): void {
		$this->act_as( 'administrator' );
		parse_str( (string) wp_parse_url( Json::text_at( $this->data( $this->rest( 'POST', self::ROUTES . '/license/plans-link' ) ), 'url' ), PHP_URL_QUERY ), $query );
		self::assertIsString( $query['state'] ?? null );
		$this->cloud->answer( 'POST', '/v1/connections/code', 200, self::answer_of( 'connection' ) );
		self::assertSame( admin_url( 'admin.php?page=seo-rank-genius' ), $this->return_with( 'code-1-of-the-plans-page', $query['state'] ) );
		self::assertSame( 'connected', $this->account()['connection'] ?? null );
		$sent = $this->cloud->requests()[0]['json'] ?? null;
		self::assertSame( 'code-1-of-the-plans-page', Json::at( $sent, 'connect_code' ) );
		self::assertSame( $query['challenge'] ?? null, rtrim( strtr( base64_encode( hash( 'sha256', Json::text_at( $sent, 'verifier' ), true ) ), '+/', '-_' ), '=' ) );

		self::assertStringEndsWith( '&tab=license&connect_problem=code_expired', $this->return_with( 'code-1-of-the-plans-page', $query['state'] ), 'A second time.' );
		self::assertCount( 1, $this->cloud->requests() );
	}

	public function test_a_return_that_fails_says_why(): void {
		$this->act_as( 'administrator' );
		parse_str( (string) wp_parse_url( Json::text_at( $this->data( $this->rest( 'POST', self::ROUTES . '/license/plans-link' ) ), 'url' ), PHP_URL_QUERY ), $query );
		self::assertIsString( $query['state'] ?? null );
		self::assertStringEndsWith( 'connect_problem=code_expired', $this->return_with( 'code', 'forged' ) );
		$this->cloud->answer( 'POST', '/v1/connections/code', 410, self::problem( 'code_expired', 410 ) );
		self::assertStringEndsWith( 'connect_problem=code_expired', $this->return_with( 'code', $query['state'] ) );
		self::assertSame( 'never', $this->account()['connection'] ?? null );
	}

	public function test_who_may_not_connect_does_not(): void {
		$this->act_as( 'editor' );
		self::assertStringEndsWith( 'connect_problem=forbidden', $this->return_with( 'code', 'state' ) );
		self::assertSame( array(), $this->cloud->requests() );
	}

	/**
	 * What the REST server answers to a path, as preloading would have it.
	 *
	 * @return array{body: mixed, headers: mixed}
	 */
	private function rest_of( string $path ): array {
		list( $route, $query ) = explode( '?', $path, 2 ) + array( '', '' );
		parse_str( $query, $arguments );
		$response = $this->rest( 'GET', $route, array_combine( array_map( 'strval', array_keys( $arguments ) ), array_values( $arguments ) ) );
		return array(
			'body'    => $this->json( $response ),
			'headers' => $response->get_headers(),
		);
	}

	/**
	 * Loads and prints a screen as wp-admin does.
	 */
	private function load( string $page ): string {
		do_action( 'admin_menu' );
		$hook = get_plugin_page_hookname( $page, self::ACCOUNT );
		set_current_screen( $hook );
		do_action( "load-$hook" ); // phpcs:ignore WordPress.NamingConventions.ValidHookName -- Core's own.
		do_action( 'admin_enqueue_scripts', $hook );
		ob_start();
		do_action( 'admin_notices' );
		do_action( $hook );
		return (string) ob_get_clean();
	}

	/**
	 * Comes back from the plans page.
	 *
	 * @return string Where it leads.
	 */
	private function return_with( string $code, string $state ): string {
		$_GET = array(
			'connect_code'  => $code,
			'connect_state' => $state,
		);
		$stop = static function ( string $location ): never {
			throw new WpDie( $location );
		};
		add_filter( 'wp_redirect', $stop );
		try {
			$this->load( self::ACCOUNT );
			self::fail( 'It did not redirect.' );
		} catch ( WpDie $redirect ) {
			return $redirect->getMessage();
		} finally {
			remove_filter( 'wp_redirect', $stop );
			$_GET = array();
		}
	}
}
