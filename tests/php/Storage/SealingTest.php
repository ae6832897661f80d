<?php
/**
 * Secrets are sealed under the site's salts.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Storage;

use PHPUnit\Framework\Attributes\DataProvider;
use SeoRankGenius\Storage\Sealing;
use SeoRankGenius\Tests\TestCase;

final class SealingTest extends TestCase {

	public function test_what_is_sealed_can_be_opened_and_not_read(): void {
		$sealed = ( new Sealing() )->seal( 'a secret', 'test' );
		self::assertStringNotContainsString( 'a secret', $sealed );
		self::assertStringNotContainsString( base64_encode( 'a secret' ), $sealed );
		self::assertSame( 'a secret', ( new Sealing() )->open( $sealed, 'test' ) );
	}

	public function test_the_same_secret_is_never_sealed_alike(): void {
		self::assertNotSame( ( new Sealing() )->seal( 'a secret', 'test' ), ( new Sealing() )->seal( 'a secret', 'test' ) );
	}

	public function test_one_purpose_does_not_open_anothers(): void {
		self::assertNull( ( new Sealing() )->open( ( new Sealing() )->seal( 'a secret', 'test' ), 'another' ) );
	}

	public function test_other_salts_do_not_open_it(): void {
		$sealed = ( new Sealing() )->seal( 'a secret', 'test' );
		add_filter( 'salt', static fn ( string $salt ): string => $salt . 'changed' );
		self::assertNull( ( new Sealing() )->open( $sealed, 'test' ) );
	}

	/**
	 * @return iterable<string, array{string}>
	 */
	public static function damaged(): iterable {
		yield 'nothing' => array( '' );
		yield 'another format' => array( 'v2:' . base64_encode( str_repeat( 'x', 80 ) ) );
		yield 'no base64' => array( 'v1:***' );
		yield 'too short' => array( 'v1:' . base64_encode( 'short' ) );
		yield 'made up' => array( 'v1:' . base64_encode( str_repeat( 'x', 80 ) ) );
	}

	#[DataProvider( 'damaged' )]
	public function test_what_is_damaged_is_not_opened( string $sealed ): void {
		self::assertNull( ( new Sealing() )->open( $sealed, 'test' ) );
	}

	public function test_a_changed_byte_is_noticed(): void {
		$sealed                          = ( new Sealing() )->seal( 'a secret', 'test' );
		$sealed[ strlen( $sealed ) - 5 ] = 'A' === $sealed[ strlen( $sealed ) - 5 ] ? 'B' : 'A';
		self::assertNull( ( new Sealing() )->open( $sealed, 'test' ) );
	}
}
