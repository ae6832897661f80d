<?php
/**
 * The base of every PHP test: a WordPress as fresh as installed, a stub cloud, people of each role, and REST.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests;

use PHPUnit\Framework\TestCase as PhpUnitTestCase;
use WP_Error;
use WP_REST_Request;
use WP_REST_Response;

abstract class TestCase extends PhpUnitTestCase {

	/** The cloud that the plugin talks to. Script its answers; what it was asked is in requests(). */
	protected StubCloud $cloud;

	/** @var array<string, mixed> */
	private array $globals_before = array();

	private const GLOBALS = array( '_GET', '_POST', '_REQUEST', '_COOKIE', '_FILES', '_SERVER' );

	private const HOOKS = array( 'wp_filter', 'wp_actions', 'wp_filters', 'wp_current_filter' );

	protected function setUp(): void {
		parent::setUp();
		wp_cache_flush();
		foreach ( array( ...self::GLOBALS, ...self::HOOKS ) as $name ) {
			$this->globals_before[ $name ] = self::copy( $GLOBALS[ $name ] );
		}
		$GLOBALS['wp_rest_server'] = null;
		// Roles are in the database too, and read once.
		$GLOBALS['wp_roles']       = null;
		$GLOBALS['current_screen'] = null;
		wp_set_current_user( 0 );
		$die = static fn (): callable => static function ( string|int|WP_Error $message ): never {
			throw new WpDie( $message instanceof WP_Error ? $message->get_error_message() : (string) $message );
		};
		foreach ( array( 'wp_die_handler', 'wp_die_ajax_handler', 'wp_die_json_handler' ) as $hook ) {
			add_filter( $hook, $die );
		}
		$this->cloud = StubCloud::instance();
		$this->cloud->reset();
		$this->cloud->start();
	}

	protected function assertPostConditions(): void {
		self::assertSame( array(), $this->cloud->unscripted(), 'The cloud was asked something that no test scripted.' );
		parent::assertPostConditions();
	}

	protected function tearDown(): void {
		foreach ( $this->globals_before as $name => $value ) {
			$GLOBALS[ $name ] = $value;
		}
		self::empty_folder( (string) wp_upload_dir( null, false )['basedir'] );
		// Here, and not before the next test: a test in a process of its own begins with the database as it stands.
		Database::instance()->restore();
		parent::tearDown();
	}

	/**
	 * Makes a user of a role and lets them act from here on.
	 *
	 * @param string $role Such as "administrator", "editor", "author", "contributor", "subscriber".
	 * @return int Their id.
	 */
	protected function act_as( string $role ): int {
		$id = $this->user( $role );
		wp_set_current_user( $id );
		return $id;
	}

	/**
	 * @param string $role See act_as().
	 * @return int The new user's id.
	 */
	protected function user( string $role ): int {
		$name = $role . '-' . wp_generate_password( 8, false );
		$id   = wp_insert_user(
			array(
				'user_login' => $name,
				'user_email' => "$name@example.com",
				'user_pass'  => wp_generate_password(),
				'role'       => $role,
			)
		);
		self::assertIsInt( $id );
		return $id;
	}

	/**
	 * @param array{post_title?: string, post_content?: string, post_status?: string, post_type?: string, post_author?: int, post_parent?: int} $fields What wp_insert_post() takes; by default a published post.
	 * @return int The new post's id.
	 */
	protected function post( array $fields = array() ): int {
		$fields                += array(
			'post_title'   => 'A meadow instead of a lawn',
			'post_content' => 'A lawn wants to be mown every week from April to October.',
			'post_status'  => 'publish',
			'post_type'    => 'post',
		);
		$fields['post_title']   = wp_slash( $fields['post_title'] );
		$fields['post_content'] = wp_slash( $fields['post_content'] );
		$id                     = wp_insert_post( $fields, true );
		self::assertIsInt( $id );
		return $id;
	}

	/**
	 * Uploads a real photograph, with its metadata and sizes, as the media library would.
	 *
	 * @param array{post_title?: string, post_mime_type?: string, post_author?: int, post_parent?: int} $fields What wp_insert_attachment() takes.
	 * @param string $name One of Twenty Twenty-Five's photographs, without its ending.
	 * @return int The attachment's id.
	 */
	protected function photograph( array $fields = array(), string $name = 'coral-square' ): int {
		$file   = WP_CONTENT_DIR . "/themes/twentytwentyfive/assets/images/$name.webp";
		$upload = wp_upload_bits( "$name.webp", null, (string) file_get_contents( $file ) );
		self::assertFalse( $upload['error'] );
		$id = wp_insert_attachment(
			$fields + array(
				'post_mime_type' => 'image/webp',
				'post_title'     => $name,
				'post_status'    => 'inherit',
			),
			$upload['file'],
			0,
			true
		);
		self::assertIsInt( $id );
		wp_update_attachment_metadata( $id, wp_generate_attachment_metadata( $id, $upload['file'] ) );
		return $id;
	}

	/**
	 * Uploads a picture of 8 by 8 pixels, without sizes: for tests of many.
	 *
	 * @param string|null $alt_text Its alt text; null: the field does not exist.
	 * @param array{post_title?: string, post_author?: int, post_parent?: int} $fields What wp_insert_attachment() takes.
	 * @return int The attachment's id.
	 */
	protected function image( ?string $alt_text = null, array $fields = array() ): int {
		$upload = wp_upload_bits( 'pixel.gif', null, (string) base64_decode( 'R0lGODdhCAAIAIAAAMhQPAAAACwAAAAACAAIAAACB4SPqcvtXQAAOw==', true ) );
		$id     = wp_insert_attachment(
			$fields + array(
				'post_mime_type' => 'image/gif',
				'post_title'     => 'Picture',
				'post_status'    => 'inherit',
			),
			$upload['file'],
			0,
			true
		);
		self::assertIsInt( $id );
		if ( null !== $alt_text ) {
			update_post_meta( $id, '_wp_attachment_image_alt', wp_slash( $alt_text ) );
		}
		return $id;
	}

	/**
	 * Sends a request through the REST server, as the current user.
	 *
	 * @param string               $method Such as "POST".
	 * @param string               $route  Such as "/seo-rank-genius/v1/balance".
	 * @param array<string, mixed> $params The query of a GET or DELETE, the JSON body of anything else.
	 */
	protected function rest( string $method, string $route, array $params = array() ): WP_REST_Response {
		$request = new WP_REST_Request( $method, $route );
		if ( in_array( $method, array( 'GET', 'DELETE' ), true ) ) {
			$request->set_query_params( $params );
		} else {
			$request->set_header( 'Content-Type', 'application/json' );
			$request->set_body( (string) wp_json_encode( (object) $params ) );
		}
		return rest_do_request( $request );
	}

	/**
	 * @return mixed What a browser would get: the response's data after JSON, so objects are arrays.
	 */
	protected function json( WP_REST_Response $response ): mixed {
		return json_decode( (string) wp_json_encode( rest_get_server()->response_to_data( $response, false ) ), true, 512, JSON_THROW_ON_ERROR );
	}

	/**
	 * Copies a value so that a later change to it is not seen in the copy; hooks are objects, one level deep.
	 */
	private static function copy( mixed $value ): mixed {
		return is_array( $value ) ? array_map( static fn ( mixed $item ): mixed => is_object( $item ) ? clone $item : $item, $value ) : $value;
	}

	private static function empty_folder( string $folder ): void {
		foreach ( glob( $folder . '/*' ) ?: array() as $path ) {
			if ( is_dir( $path ) ) {
				self::empty_folder( $path );
				rmdir( $path );
			} else {
				unlink( $path );
			}
		}
	}
}
