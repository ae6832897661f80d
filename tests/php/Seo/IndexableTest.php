<?php
/**
 * Which pages search engines may list, as WordPress and each plugin that prints the tags have it.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Seo;

use AIOSEO\Plugin\Common\Models\Post as AioseoPost;
use PHPUnit\Framework\Attributes\RunInSeparateProcess;
use SeoRankGenius\Seo\Indexable;
use SeoRankGenius\Tests\TestCase;
use WP_Post;
use wpdb;

final class IndexableTest extends TestCase {

	public function test_only_published_pages_without_a_password(): void {
		self::assertTrue( Indexable::is( self::found( $this->post() ) ) );
		foreach ( array( 'draft', 'pending', 'private', 'trash' ) as $status ) {
			self::assertFalse( Indexable::is( self::found( $this->post( array( 'post_status' => $status ) ) ) ), $status );
		}
		$locked                = self::found( $this->post() );
		$locked->post_password = 'secret';
		self::assertFalse( Indexable::is( $locked ) );
		self::assertFalse( Indexable::is( self::found( $this->post( array( 'post_type' => 'wp_block' ) ) ) ), 'It has no page.' );
	}

	public function test_other_plugins_meta_counts_only_where_they_are_active(): void {
		$post = $this->post();
		update_post_meta( $post, '_yoast_wpseo_meta-robots-noindex', '1' );
		update_post_meta( $post, 'rank_math_robots', array( 'noindex' ) );
		self::assertTrue( Indexable::is( self::found( $post ) ) );
	}

	#[RunInSeparateProcess]
	public function test_yoast(): void {
		define( 'WPSEO_VERSION', '28.5' );
		$this->assert_indexable( array( true, false, true, true ), '_yoast_wpseo_meta-robots-noindex', array( null, '1', '2', array( '1' ) ) );
		update_option( 'wpseo_titles', array( 'noindex-post' => true ) );
		$this->assert_indexable( array( false, false, true, false ), '_yoast_wpseo_meta-robots-noindex', array( null, '1', '2', '0' ) );
	}

	#[RunInSeparateProcess]
	public function test_rank_math(): void {
		define( 'RANK_MATH_VERSION', '1.0.250' );
		$values = array( null, array( 'index' ), array( 'noindex', 'nofollow' ), 'noindex', array() );
		$this->assert_indexable( array( true, true, false, true, true ), 'rank_math_robots', $values );
		$options = array(
			'pt_post_custom_robots' => 'on',
			'pt_post_robots'        => array( 'noindex' ),
		);
		update_option( 'rank-math-options-titles', $options );
		$this->assert_indexable( array( false, true, false, false, false ), 'rank_math_robots', $values );
		update_option( 'rank-math-options-titles', array( 'pt_post_custom_robots' => 'off' ) + $options );
		$this->assert_indexable( array( true, true, false, true, true ), 'rank_math_robots', $values );
	}

	#[RunInSeparateProcess]
	public function test_all_in_one_seo_in_one_query_for_all(): void {
		require __DIR__ . '/plugins/aioseo.php';
		$posts = array_map( fn (): WP_Post => self::found( $this->post() ), range( 1, 4 ) );
		self::robots( $posts[1], false, true );
		self::robots( $posts[2], false, false );
		self::robots( $posts[3], true, true );
		$before = self::wpdb()->num_queries;
		self::assertSame( array( $posts[0]->ID, $posts[2]->ID, $posts[3]->ID ), Indexable::among( $posts ) );
		self::assertSame( $before + 1, self::wpdb()->num_queries );
		aioseo()->helpers->noindexed = array( 'post' );
		self::assertSame( array( $posts[2]->ID ), Indexable::among( $posts ) );
		self::assertSame( array(), Indexable::among( array() ) );
	}

	/**
	 * @param list<bool>  $expected Whether a post with each value may be listed.
	 * @param list<mixed> $values   Of the meta; null: none.
	 */
	private function assert_indexable( array $expected, string $key, array $values ): void {
		$posts = array();
		foreach ( $values as $value ) {
			$posts[] = self::found( $this->post() );
			if ( null !== $value ) {
				update_post_meta( end( $posts )->ID, $key, $value );
			}
		}
		update_meta_cache( 'post', array_column( $posts, 'ID' ) );
		get_option( 'wpseo_titles' );
		get_option( 'rank-math-options-titles' );
		$before = self::wpdb()->num_queries;
		self::assertSame( $expected, array_map( Indexable::is( ... ), $posts ) );
		self::assertSame( $before, self::wpdb()->num_queries );
	}

	private static function robots( WP_Post $post, bool $by_default, bool $noindex ): void {
		$row = AioseoPost::getPost( $post->ID );
		$row->set(
			array(
				'robots_default' => $by_default,
				'robots_noindex' => $noindex,
			)
		);
		$row->save();
	}

	private static function found( int $id ): WP_Post {
		$post = get_post( $id );
		self::assertInstanceOf( WP_Post::class, $post );
		return $post;
	}

	private static function wpdb(): wpdb {
		/** @var wpdb $wpdb */
		global $wpdb;
		return $wpdb;
	}
}
