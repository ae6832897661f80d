<?php
/**
 * The way to the plans page and back works once, for one hour, for one user.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\License;

use SeoRankGenius\Cloud\CloudUrl;
use SeoRankGenius\License\Home;
use SeoRankGenius\License\PlansLink;
use SeoRankGenius\Storage\Names;
use SeoRankGenius\Tests\TestCase;

final class PlansLinkTest extends TestCase {

	public function test_the_verifier_fits_the_challenge_and_comes_back_once(): void {
		$user  = $this->user( 'administrator' );
		$query = self::query( $user );
		self::assertNull( self::link()->redeem( $user, 'another-state' ), 'A wrong state.' );
		$verifier = self::link()->redeem( $user, $query['state'] );
		self::assertIsString( $verifier );
		self::assertSame( $query['challenge'], rtrim( strtr( base64_encode( hash( 'sha256', $verifier, true ) ), '+/', '-_' ), '=' ) );
		self::assertNull( self::link()->redeem( $user, $query['state'] ), 'It was used.' );
	}

	public function test_it_is_the_users_own(): void {
		$query = self::query( $this->user( 'administrator' ) );
		self::assertNull( self::link()->redeem( $this->user( 'administrator' ), $query['state'] ) );
	}

	public function test_a_new_link_ends_the_one_before(): void {
		$user  = $this->user( 'administrator' );
		$first = self::query( $user );
		self::query( $user );
		self::assertNull( self::link()->redeem( $user, $first['state'] ) );
	}

	public function test_it_works_for_an_hour(): void {
		$user  = $this->user( 'administrator' );
		$query = self::query( $user );
		$link  = get_user_option( Names::PLANS_LINK, $user );
		self::assertIsArray( $link );
		self::assertEqualsWithDelta( time() + HOUR_IN_SECONDS, $link['expires_at'], 5 );
		update_user_option( $user, Names::PLANS_LINK, array( 'expires_at' => time() - 1 ) + $link );
		self::assertNull( self::link()->redeem( $user, $query['state'] ) );
	}

	/**
	 * @return array{state: string, challenge: string}
	 */
	private static function query( int $user ): array {
		parse_str( (string) wp_parse_url( self::link()->create( $user, 'http://localhost/return' ), PHP_URL_QUERY ), $query );
		self::assertIsString( $query['state'] ?? null );
		self::assertIsString( $query['challenge'] ?? null );
		return array(
			'state'     => $query['state'],
			'challenge' => $query['challenge'],
		);
	}

	private static function link(): PlansLink {
		return new PlansLink( new CloudUrl( 'https://cloud.example.com' ), new Home() );
	}
}
