<?php
/**
 * The home is the site's own, whatever filters say.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\License;

use PHPUnit\Framework\Attributes\DataProvider;
use SeoRankGenius\License\Home;
use SeoRankGenius\Tests\TestCase;

final class HomeTest extends TestCase {

	/**
	 * @return iterable<string, array{string, string, string}>
	 */
	public static function homes(): iterable {
		yield 'plain' => array( 'https://example.com', 'https://example.com', 'example.com' );
		yield 'a slash at its end' => array( 'https://example.com/', 'https://example.com', 'example.com' );
		yield 'a path' => array( 'https://example.com/shop/', 'https://example.com/shop', 'example.com/shop' );
		yield 'a port' => array( 'http://localhost:8888', 'http://localhost:8888', 'localhost:8888' );
		yield 'a default port' => array( 'https://example.com:443/a', 'https://example.com/a', 'example.com/a' );
		yield 'the other default port' => array( 'http://example.com:443', 'http://example.com:443', 'example.com:443' );
		yield 'capitals' => array( 'https://Example.COM/Shop', 'https://example.com/Shop', 'example.com/Shop' );
	}

	#[DataProvider( 'homes' )]
	public function test_home( string $option, string $url, string $domain ): void {
		self::wpdb_update_home( $option );
		self::assertSame( $url, ( new Home() )->url() );
		self::assertSame( $domain, ( new Home() )->domain() );
	}

	public function test_translation_plugins_do_not_change_it(): void {
		self::wpdb_update_home( 'https://example.com' );
		add_filter( 'home_url', static fn ( string $url ): string => $url . '/de' );
		add_filter( 'option_home', static fn (): string => 'https://example.de' );
		self::assertSame( 'https://example.com', ( new Home() )->url() );
	}

	public function test_the_name_is_plain_text_of_a_bounded_length(): void {
		update_option( 'blogname', str_repeat( 'Ä', 250 ) );
		self::assertSame( str_repeat( 'Ä', 200 ), ( new Home() )->site_name() );
		update_option( 'blogname', 'Fish &amp; &quot;Chips&quot;' );
		self::assertSame( 'Fish & "Chips"', ( new Home() )->site_name() );
	}

	private static function wpdb_update_home( string $home ): void {
		update_option( 'home', $home );
		self::assertSame( $home, wp_load_alloptions()['home'] ?? null );
	}
}
