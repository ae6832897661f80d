<?php
/**
 * Which pages search engines may list.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Seo;

use SeoRankGenius\Storage\Queries;
use Throwable;
use WP_Post;
use wpdb;

/**
 * Published, without a password, and not kept out by the plugin that prints the tags: for this page, or for its kind by
 * default. That a site keeps search engines out as a whole (Settings › Reading) says nothing about one page beside
 * another, and is not asked: links between its pages are wanted before it opens.
 */
final class Indexable {

	/** Their own options, both autoloaded. */
	private const YOAST_OPTION     = 'wpseo_titles';
	private const RANK_MATH_OPTION = 'rank-math-options-titles';

	/**
	 * Whether search engines may list a page. No query where its meta is loaded; one beside All in One SEO.
	 *
	 * @param WP_Post $post The post.
	 */
	public static function is( WP_Post $post ): bool {
		return array() !== self::among( array( $post ) );
	}

	/**
	 * Those of some posts that search engines may list. Their meta should be loaded; beside All in One SEO it is one query
	 * for all.
	 *
	 * @param array<WP_Post> $posts Posts.
	 * @return list<int> Ids, in the same order.
	 */
	public static function among( array $posts ): array {
		$posts  = array_filter( $posts, static fn ( WP_Post $post ): bool => 'publish' === $post->post_status && '' === $post->post_password && is_post_type_viewable( $post->post_type ) );
		$hidden = match ( MetaStorages::printed_by() ) {
			MetaStorages::YOAST     => self::is_hidden_by_yoast( ... ),
			MetaStorages::RANK_MATH => self::is_hidden_by_rank_math( ... ),
			MetaStorages::AIOSEO    => self::hidden_by_aioseo( $posts ),
			default                 => static fn (): bool => false,
		};
		$ids = array();
		foreach ( $posts as $post ) {
			if ( ! $hidden( $post ) ) {
				$ids[] = $post->ID;
			}
		}
		return $ids;
	}

	/**
	 * Meta whose change may change the answer.
	 *
	 * @return list<string> Keys.
	 */
	public static function meta_keys(): array {
		return array( '_yoast_wpseo_meta-robots-noindex', 'rank_math_robots' );
	}

	/**
	 * As Yoast has it: "1" no, "2" yes, anything else as its kind.
	 *
	 * @param WP_Post $post The post.
	 */
	private static function is_hidden_by_yoast( WP_Post $post ): bool {
		$own = get_post_meta( $post->ID, '_yoast_wpseo_meta-robots-noindex', true );
		if ( is_scalar( $own ) && in_array( (string) $own, array( '1', '2' ), true ) ) {
			return '1' === (string) $own;
		}
		$options = get_option( self::YOAST_OPTION );
		return is_array( $options ) && in_array( $options[ 'noindex-' . $post->post_type ] ?? false, array( true, 1, '1', 'on' ), true );
	}

	/**
	 * As Rank Math has it: a list of words; none, or an empty one, is as its kind.
	 *
	 * @param WP_Post $post The post.
	 */
	private static function is_hidden_by_rank_math( WP_Post $post ): bool {
		$own = get_post_meta( $post->ID, 'rank_math_robots', true );
		if ( is_array( $own ) && array() !== $own ) {
			return in_array( 'noindex', $own, true );
		}
		$options = get_option( self::RANK_MATH_OPTION );
		$options = is_array( $options ) ? $options : array();
		$is_own  = in_array( $options[ "pt_{$post->post_type}_custom_robots" ] ?? false, array( true, 1, '1', 'on' ), true );
		$robots  = $options[ $is_own ? "pt_{$post->post_type}_robots" : 'robots_global' ] ?? array();
		return is_array( $robots ) && in_array( 'noindex', $robots, true );
	}

	/**
	 * As All in One SEO has it: a row in a table of its own, or as its kind.
	 *
	 * @param array<WP_Post> $posts Posts.
	 * @return callable(WP_Post):bool
	 */
	private static function hidden_by_aioseo( array $posts ): callable {
		$own = self::aioseo_rows( array_values( array_map( static fn ( WP_Post $post ): int => $post->ID, $posts ) ) );
		return static fn ( WP_Post $post ): bool => $own[ $post->ID ] ?? self::is_type_hidden_by_aioseo( $post->post_type );
	}

	/**
	 * What its table says of posts that do not go by their kind.
	 *
	 * @param list<int> $ids Posts.
	 * @return array<int, bool> Whether each is hidden.
	 */
	private static function aioseo_rows( array $ids ): array {
		/**
		 * WordPress's database.
		 *
		 * @var wpdb $wpdb
		 */
		global $wpdb;
		if ( array() === $ids ) {
			return array();
		}
		$queries = new Queries( $wpdb );
		$was     = $wpdb->suppress_errors();
		$rows    = $queries->rows( "SELECT post_id, robots_noindex FROM {$queries->table( 'aioseo_posts' )} WHERE robots_default = 0 AND post_id IN (" . Queries::places( $ids ) . ')', $ids );
		$wpdb->suppress_errors( $was );
		$hidden = array();
		foreach ( $rows as $row ) {
			$hidden[ Queries::number( $row, 'post_id' ) ] = 1 === Queries::number( $row, 'robots_noindex' );
		}
		return $hidden;
	}

	/**
	 * Whether its settings hide a kind of posts.
	 *
	 * @param string $type The post type.
	 */
	private static function is_type_hidden_by_aioseo( string $type ): bool {
		$aioseo  = function_exists( 'aioseo' ) ? aioseo() : null;
		$helpers = is_object( $aioseo ) ? get_object_vars( $aioseo )['helpers'] ?? null : null;
		if ( ! is_object( $helpers ) ) {
			return false;
		}
		try {
			return method_exists( $helpers, 'isPostTypeNoindexed' ) && true === $helpers->isPostTypeNoindexed( $type );
		} catch ( Throwable ) {
			return false;
		}
	}
}
