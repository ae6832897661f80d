<?php
/**
 * Who may do what: every route for every role.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Rest;

use PHPUnit\Framework\Attributes\DataProvider;
use SeoRankGenius\Tests\Support\CloudTestCase;
use SeoRankGenius\Tests\Support\Json;
use SeoRankGenius\Tests\Support\SilentServer;

final class CapabilitiesTest extends CloudTestCase {

	private const UUID = '44444444-4444-4444-8444-444444444444';

	private const EVERYBODY = array( 'administrator', 'editor', 'author', 'contributor', 'subscriber', 'nobody' );

	private const VIEWERS = array( 'administrator', 'editor', 'author', 'contributor' );

	/** Those who see the media library, and with it the runs of its images. */
	private const LISTERS = array( 'administrator', 'editor', 'author' );

	private int $content = 0;

	/** Everything without alt text. */
	private const RUN = array(
		'id'          => self::UUID,
		'feature'     => 'image_alt',
		'max_credits' => 9,
		'selection'   => array(
			'filter' => array(
				'state'  => 'missing',
				'search' => '',
			),
			'except' => array(),
		),
	);

	/**
	 * Method, route, arguments, and who is let through. The image, which is a content too, belongs to the administrator.
	 *
	 * @return list<array{string, string, array<string, mixed>, list<string>}>
	 */
	private static function routes(): array {
		$managers        = array( 'administrator' );
		$editors         = array( 'administrator', 'editor' );
		$confirm         = array(
			'trial_id' => self::UUID,
			'code'     => '123456',
		);
		$order           = array(
			'id'  => self::UUID,
			'sku' => 'domain_1000',
		);
		$action          = array(
			'action_id' => self::UUID,
			'max_cost'  => 1,
		);
		$templates       = array(
			'separator' => '',
			'kinds'     => array(),
		);
		$preview         = array(
			'type'        => 'post',
			'title'       => '%title%',
			'description' => '',
			'separator'   => '',
		);
		$personalization = array(
			'version'     => 0,
			'brand_name'  => 'Reef',
			'brand_about' => '',
			'strategy'    => array(),
			'language'    => null,
		);
		$settings        = array(
			'on_upload'       => true,
			'monthly_ceiling' => 100,
		);
		$page            = array_fill_keys( array( 'title', 'content', 'meta_title', 'meta_description', 'focus_keyword' ), '' );
		return array(
			array( 'GET', '/account', array(), self::VIEWERS ),
			array( 'POST', '/account/sync', array(), self::VIEWERS ),
			array( 'POST', '/license/trial', array( 'email' => 'owner@example.com' ), $managers ),
			array( 'POST', '/license/trial/confirm', $confirm, $managers ),
			array( 'POST', '/license/key', array( 'license_key' => 'SRG-AAAAAA' ), $managers ),
			array( 'POST', '/license/plans-link', array(), $managers ),
			array( 'POST', '/license/configured-key', array(), $managers ),
			array( 'POST', '/license/move', array(), $managers ),
			array( 'POST', '/license/copy', array(), $managers ),
			array( 'DELETE', '/license', array(), $managers ),
			array( 'POST', '/repair', array(), $managers ),
			array( 'GET', '/site-health/cloud', array(), $managers ),
			array( 'GET', '/site-settings', array(), $managers ),
			array( 'PATCH', '/site-settings', array( 'keep_data' => true ), $managers ),
			array( 'POST', '/checkouts', $order, $managers ),
			array( 'GET', '/checkouts/' . self::UUID, array(), $managers ),
			array( 'DELETE', '/checkouts/' . self::UUID, array(), $managers ),
			array( 'GET', '/usage', array(), $managers ),
			array( 'GET', '/usage/summary', array(), $managers ),
			array( 'GET', '/purchases', array(), $managers ),
			array( 'GET', '/sites', array(), $managers ),
			array( 'PUT', '/sites/' . self::UUID . '/cap', array( 'cap' => 5 ), $managers ),
			array( 'PUT', '/sites/' . self::UUID . '/hide-shared', array( 'hide_shared' => true ), $managers ),
			array( 'GET', '/images', array(), array( 'administrator', 'editor', 'author' ) ),
			array( 'PATCH', '/images/IMAGE', array( 'alt_text' => 'A reef' ), $editors ),
			array( 'GET', '/contents', array(), self::VIEWERS ),
			array( 'GET', '/contents/CONTENT', array(), $editors ),
			array( 'PATCH', '/contents/CONTENT', array( 'meta_title' => 'A meadow' ), $editors ),
			array( 'POST', '/contents/CONTENT/actions', array( 'feature' => 'meta_title' ) + $action, $editors ),
			array( 'GET', '/contents/CONTENT/results', array( 'feature' => 'meta_title' ), $editors ),
			array( 'POST', '/contents/CONTENT/results/1/restore', array(), $editors ),
			array( 'PUT', '/contents/CONTENT/schema', array( 'schema' => null ), $editors ),
			array( 'PUT', '/contents/CONTENT/links', array( 'post_ids' => array() ), $editors ),
			array( 'POST', '/contents/CONTENT/links/1', array(), $editors ),
			array( 'POST', '/contents/IMAGE/local-analysis', $page, $editors ),
			array( 'GET', '/personalization', array(), self::VIEWERS ),
			array( 'PUT', '/personalization', $personalization, $managers ),
			array( 'GET', '/seo-settings', array(), $managers ),
			array( 'PUT', '/seo-settings', $templates, $managers ),
			array( 'POST', '/seo-settings/preview', $preview, $managers ),
			array( 'GET', '/image-settings', array(), $managers ),
			array( 'PUT', '/image-settings', $settings, $managers ),
			array( 'POST', '/images/IMAGE/alt-text', $action, $editors ),
			array( 'GET', '/runs', array( 'feature' => 'image_alt' ), self::LISTERS ),
			array( 'POST', '/runs', self::RUN, self::LISTERS ),
			array( 'POST', '/runs/quote', array_diff_key( self::RUN, array_flip( array( 'id', 'max_credits' ) ) ), self::LISTERS ),
			array( 'GET', '/runs/' . self::UUID, array(), self::LISTERS ),
			array( 'GET', '/runs/' . self::UUID . '/items', array(), self::LISTERS ),
			array( 'POST', '/runs/' . self::UUID . '/step', array(), self::LISTERS ),
			array( 'POST', '/runs/' . self::UUID . '/resume', array( 'max_credits' => 1 ), self::LISTERS ),
			array( 'POST', '/runs/' . self::UUID . '/retry', array_intersect_key( self::RUN, array_flip( array( 'id', 'max_credits' ) ) ), self::LISTERS ),
			// Whoever has started it may, too: RunsTest.
			array( 'POST', '/runs/' . self::UUID . '/stop', array(), $managers ),
			array( 'POST', '/runs/' . self::UUID . '/undo', array(), $managers ),
		);
	}

	/**
	 * @return iterable<string, array{string, string, array<string, mixed>, string, bool}>
	 */
	public static function matrix(): iterable {
		foreach ( self::routes() as list( $method, $route, $arguments, $allowed ) ) {
			foreach ( self::EVERYBODY as $role ) {
				yield "$method $route by $role" => array( $method, $route, $arguments, $role, in_array( $role, $allowed, true ) );
			}
		}
	}

	/**
	 * @param array<string, mixed> $arguments
	 */
	#[DataProvider( 'matrix' )]
	public function test_permission( string $method, string $route, array $arguments, string $role, bool $is_allowed ): void {
		$image = $this->image( null, array( 'post_author' => $this->user( 'administrator' ) ) );
		if ( str_starts_with( $route, '/runs' ) ) {
			$this->act_as( 'administrator' );
			self::assertSame( 200, $this->rest( 'POST', self::ROUTES . '/runs', self::RUN )->get_status() );
			wp_set_current_user( 0 );
		}
		// Whoever is let through meets a cloud that is down: what is tested is the door.
		$this->cloud->be_unavailable();
		if ( 'nobody' !== $role ) {
			$this->act_as( $role );
		}
		$status = $this->rest( $method, self::ROUTES . $this->path( $route, $image ), $arguments )->get_status();
		if ( $is_allowed ) {
			// 409: not what can be done with this run now; 404: no such result.
			self::assertContains( $status, str_ends_with( $route, '/restore' ) ? array( 404 ) : array( 200, 409, 424 ) );
		} else {
			self::assertSame( 'nobody' === $role ? 401 : 403, $status );
		}
	}

	/**
	 * A route with an image and with a content of the administrator's that exist.
	 */
	private function path( string $route, int $image ): string {
		$this->content = 0 === $this->content ? $this->post( array( 'post_author' => (int) get_post_field( 'post_author', $image ) ) ) : $this->content;
		return str_replace( array( 'IMAGE', 'CONTENT' ), array( (string) $image, (string) $this->content ), $route );
	}

	public function test_the_matrix_names_every_route(): void {
		$named = array();
		foreach ( self::routes() as list( $method, $route ) ) {
			$named[] = $method . ' ' . str_replace( array( self::UUID, 'IMAGE', 'CONTENT' ), 'ID', $route );
		}
		$registered = array();
		foreach ( rest_get_server()->get_routes( 'seo-rank-genius/v1' ) as $route => $handlers ) {
			$path = preg_replace( array( '/\(\?P<id>.*?\)(?=\/|$)/', '/\(\?P<(?:result|target)>.*?\)(?=\/|$)/' ), array( 'ID', '1' ), substr( $route, strlen( self::ROUTES ) ) );
			self::assertIsArray( $handlers );
			foreach ( '' === $path ? array() : $handlers as $handler ) {
				self::assertIsArray( $handler );
				self::assertIsArray( $handler['methods'] );
				foreach ( array_keys( $handler['methods'] ) as $method ) {
					$registered[] = "$method $path";
				}
			}
		}
		sort( $named );
		sort( $registered );
		self::assertSame( $registered, $named );
	}

	/**
	 * What a browser sends with a session's cookie and a nonce that is not the session's, to every route.
	 */
	public function test_a_forged_nonce_is_refused_before_anything_is_done(): void {
		$this->connect();
		$image  = $this->photograph();
		$record = $this->row()->read();
		add_filter( 'wp_rest_server_class', static fn (): string => SilentServer::class );
		$GLOBALS['wp_rest_server'] = null;
		foreach ( self::routes() as list( $method, $route, $arguments ) ) {
			$GLOBALS['wp_rest_auth_cookie'] = true;
			$_SERVER['REQUEST_METHOD']      = $method;
			$_SERVER['HTTP_X_WP_NONCE']     = wp_create_nonce( 'not-rest' );
			$_GET                           = $arguments;
			$_POST                          = $arguments;
			ob_start();
			rest_get_server()->serve_request( self::ROUTES . $this->path( $route, $image ) );
			self::assertSame( 'rest_cookie_invalid_nonce', Json::decode( (string) ob_get_clean() )['code'] ?? null, "$method $route" );
		}
		self::assertSame( $record, $this->row()->read() );
		self::assertCount( 1, $this->cloud->requests(), 'Only the connection itself.' );
	}

	/**
	 * 10 MB in each text of each request: refused by its schema, before anything is sent or stored.
	 */
	public function test_a_text_without_end_is_refused(): void {
		$this->connect();
		$image = $this->image( null, array( 'post_author' => get_current_user_id() ) );
		$tried = array();
		foreach ( self::routes() as list( $method, $route, $arguments ) ) {
			foreach ( array_keys( array_filter( $arguments, 'is_string' ) ) as $name ) {
				$response = $this->rest( $method, self::ROUTES . $this->path( $route, $image ), array( $name => str_repeat( 'A', 10 * MB_IN_BYTES ) ) + $arguments );
				self::assertSame( 400, $response->get_status(), "$method $route: $name" );
				self::assertLessThan( 10000, strlen( (string) wp_json_encode( $response->get_data() ) ), 'It is not sent back.' );
				$tried[] = $name;
			}
		}
		self::assertContains( 'alt_text', $tried );
		self::assertContains( 'license_key', $tried );
		self::assertCount( 1, $this->cloud->requests(), 'Only the connection itself.' );
		self::assertSame( '', get_post_meta( $image, '_wp_attachment_image_alt', true ) );
	}

	/**
	 * Without any nonce a session's cookie counts for nothing.
	 */
	public function test_without_a_nonce_everybody_is_nobody(): void {
		$this->act_as( 'administrator' );
		$GLOBALS['wp_rest_auth_cookie'] = true;
		unset( $_SERVER['HTTP_X_WP_NONCE'], $_REQUEST['_wpnonce'] );
		self::assertTrue( rest_cookie_check_errors( null ) );
		self::assertSame( 0, get_current_user_id() );
	}

	public function test_an_author_may_change_their_own_image_only(): void {
		$author = $this->act_as( 'author' );
		$own    = $this->photograph( array( 'post_author' => $author ) );
		$others = $this->photograph( array( 'post_author' => $this->user( 'author' ) ) );
		self::assertSame( 200, $this->rest( 'PATCH', self::ROUTES . "/images/$own", array( 'alt_text' => 'Mine' ) )->get_status() );
		self::assertSame( 403, $this->rest( 'PATCH', self::ROUTES . "/images/$others", array( 'alt_text' => 'Not mine' ) )->get_status() );
		self::assertSame( '', get_post_meta( $others, '_wp_attachment_image_alt', true ) );
	}

	public function test_what_a_user_may_is_in_the_account(): void {
		$can = array();
		foreach ( self::VIEWERS as $role ) {
			$this->act_as( $role );
			$can[ $role ] = $this->account()['can'] ?? null;
		}
		$writes  = array(
			'view'           => true,
			'spend'          => true,
			'buy'            => false,
			'manage_license' => false,
		);
		$manages = array(
			'view'           => true,
			'spend'          => true,
			'buy'            => true,
			'manage_license' => true,
		);
		self::assertSame(
			array(
				'administrator' => $manages,
				'editor'        => $writes,
				'author'        => $writes,
				'contributor'   => $writes,
			),
			$can
		);
	}
}
