<?php
/**
 * What a page wants to be found by: kept by this plugin, or by the one that prints the tags.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Seo;

use PHPUnit\Framework\Attributes\RunInSeparateProcess;
use SeoRankGenius\Seo\FocusKeyword;
use SeoRankGenius\Storage\Names;
use SeoRankGenius\Tests\TestCase;
use WP_Post;
use wpdb;

final class FocusKeywordTest extends TestCase {

	public function test_alone_it_is_this_plugins_own(): void {
		$post = $this->post();
		update_post_meta( $post, '_yoast_wpseo_focuskw', 'of a plugin that is gone' );
		self::assertNull( self::sent( $post ) );
		self::assertTrue( self::keywords()->replace( $post, '', 'A \\ "meadow", lawn' ) );
		self::assertSame( 'A \\ "meadow", lawn', get_post_meta( $post, Names::META_KEYWORD, true ) );
		self::assertSame( array( 'A \\ "meadow", lawn', 'A \\ "meadow"' ), array( self::keywords()->read( $post ), self::sent( $post ) ) );
		self::assertSame( array( $post => 'A \\ "meadow", lawn' ), self::keywords()->read_all( array( $post ) ) );
		self::assertFalse( self::keywords()->replace( $post, 'read before', 'mine' ) );
		self::assertTrue( self::keywords()->replace( $post, 'A \\ "meadow", lawn', '' ) );
		self::assertSame( array(), get_post_meta( $post, Names::META_KEYWORD ) );
	}

	#[RunInSeparateProcess]
	public function test_beside_yoast_it_is_the_one_of_yoast(): void {
		define( 'WPSEO_VERSION', '28.5' );
		$post = $this->post();
		update_post_meta( $post, Names::META_KEYWORD, 'from before' );
		update_post_meta( $post, '_yoast_wpseo_focuskw', 'wild meadow' );
		self::assertSame( array( 'wild meadow', 'wild meadow' ), array( self::sent( $post ), self::keywords()->read( $post ) ) );
		self::assertTrue( self::keywords()->replace( $post, 'wild meadow', 'lawn' ) );
		self::assertSame( array( 'lawn', 'from before' ), array( get_post_meta( $post, '_yoast_wpseo_focuskw', true ), get_post_meta( $post, Names::META_KEYWORD, true ) ) );
		self::assertSame( array( '_yoast_wpseo_focuskw' ), self::keywords()->meta_keys() );
	}

	#[RunInSeparateProcess]
	public function test_beside_rank_math_it_is_the_first_of_its_and_the_others_stay(): void {
		define( 'RANK_MATH_VERSION', '1.0.250' );
		$post = $this->post();
		$kept = static fn (): mixed => get_post_meta( $post, 'rank_math_focus_keyword', true );
		update_post_meta( $post, 'rank_math_focus_keyword', 'wild meadow,lawn, scythe' );
		self::assertSame( array( 'wild meadow', 'wild meadow' ), array( self::sent( $post ), self::keywords()->read( $post ) ) );
		self::assertTrue( self::keywords()->replace( $post, 'wild meadow', 'toads' ) );
		self::assertSame( 'toads,lawn, scythe', $kept() );
		self::assertTrue( self::keywords()->replace( $post, 'toads', '' ) );
		self::assertSame( 'lawn, scythe', $kept() );
		self::assertSame( array( $post => 'lawn' ), self::keywords()->read_all( array( $post ) ) );
	}

	#[RunInSeparateProcess]
	public function test_beside_all_in_one_seo_it_is_this_plugins_own(): void {
		define( 'AIOSEO_VERSION', '4.9.8' );
		$post = $this->post();
		update_post_meta( $post, Names::META_KEYWORD, '  ' . str_repeat( '草', 300 ) );
		self::assertSame( str_repeat( '草', 200 ), self::sent( $post ) );
	}

	private static function sent( int $post_id ): ?string {
		$post = get_post( $post_id );
		self::assertInstanceOf( WP_Post::class, $post );
		return FocusKeyword::of( $post );
	}

	private static function keywords(): FocusKeyword {
		/** @var wpdb $wpdb */
		global $wpdb;
		return new FocusKeyword( $wpdb );
	}
}
