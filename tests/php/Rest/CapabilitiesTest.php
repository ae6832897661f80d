<?php
/**
 * Who may do what: every route for every role.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Rest;

use PHPUnit\Framework\Attributes\DataProvider;
use SeoRankGenius\Tests\Support\CloudTestCase;

final class CapabilitiesTest extends CloudTestCase {

	private const UUID = '44444444-4444-4444-8444-444444444444';

	private const EVERYBODY = array( 'administrator', 'editor', 'author', 'contributor', 'subscriber', 'nobody' );

	private const VIEWERS = array( 'administrator', 'editor', 'author', 'contributor' );

	/**
	 * Method, route, arguments, and who is let through. The image belongs to the administrator.
	 *
	 * @return list<array{string, string, array<string, mixed>, list<string>}>
	 */
	private static function routes(): array {
		$managers = array( 'administrator' );
		$editors  = array( 'administrator', 'editor' );
		$confirm  = array(
			'trial_id' => self::UUID,
			'code'     => '123456',
		);
		$order    = array(
			'id'  => self::UUID,
			'sku' => 'domain_1000',
		);
		$action   = array(
			'action_id' => self::UUID,
			'max_cost'  => 1,
		);
		return array(
			array( 'GET', '/account', array(), self::VIEWERS ),
			array( 'POST', '/account/sync', array(), self::VIEWERS ),
			array( 'POST', '/license/trial', array( 'email' => 'owner@example.com' ), $managers ),
			array( 'POST', '/license/trial/confirm', $confirm, $managers ),
			array( 'POST', '/license/key', array( 'license_key' => 'SRG-AAAAAA' ), $managers ),
			array( 'POST', '/license/plans-link', array(), $managers ),
			array( 'DELETE', '/license', array(), $managers ),
			array( 'POST', '/checkouts', $order, $managers ),
			array( 'GET', '/checkouts/' . self::UUID, array(), $managers ),
			array( 'DELETE', '/checkouts/' . self::UUID, array(), $managers ),
			array( 'GET', '/images', array(), array( 'administrator', 'editor', 'author' ) ),
			array( 'PATCH', '/images/IMAGE', array( 'alt_text' => 'A reef' ), $editors ),
			array( 'POST', '/images/IMAGE/alt-text', $action, $editors ),
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
		$image = $this->photograph( array( 'post_author' => $this->user( 'administrator' ) ) );
		// Whoever is let through meets a cloud that is down: what is tested is the door.
		$this->cloud->stop();
		if ( 'nobody' !== $role ) {
			$this->act_as( $role );
		}
		$status = $this->rest( $method, self::ROUTES . str_replace( 'IMAGE', (string) $image, $route ), $arguments )->get_status();
		if ( $is_allowed ) {
			self::assertContains( $status, array( 200, 424 ) );
		} else {
			self::assertSame( 'nobody' === $role ? 401 : 403, $status );
		}
	}

	public function test_the_matrix_names_every_route(): void {
		$named = array();
		foreach ( self::routes() as list( $method, $route ) ) {
			$named[] = $method . ' ' . str_replace( array( self::UUID, 'IMAGE' ), 'ID', $route );
		}
		$registered = array();
		foreach ( rest_get_server()->get_routes( 'seo-rank-genius/v1' ) as $route => $handlers ) {
			$path = preg_replace( '/\(\?P<id>.*?\)(?=\/|$)/', 'ID', substr( $route, strlen( self::ROUTES ) ) );
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
