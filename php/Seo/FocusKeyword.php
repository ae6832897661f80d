<?php
/**
 * What a page wants to be found by.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Seo;

use SeoRankGenius\Storage\MetaText;
use SeoRankGenius\Storage\Names;
use SeoRankGenius\Storage\StoredText;
use WP_Post;
use wpdb;

/**
 * Kept where the plugin that prints the tags keeps its own, as titles and descriptions are. Rank Math has several, by
 * commas: the first is the one, and the others stay. All in One SEO keeps an analysis with each of its own, which would no
 * longer be true: beside it this plugin's own counts.
 */
final class FocusKeyword implements StoredText {

	private const YOAST           = '_yoast_wpseo_focuskw';
	private const RANK_MATH       = 'rank_math_focus_keyword';
	private const MAX_CODE_POINTS = 200;

	/**
	 * Focus keywords.
	 *
	 * @param wpdb $wpdb The database.
	 */
	public function __construct( private readonly wpdb $wpdb ) {}

	/**
	 * The keyword as it is sent and counted: plain and short, of several the first; null where there is none.
	 *
	 * @param WP_Post $post The post.
	 */
	public static function of( WP_Post $post ): ?string {
		$kept  = get_post_meta( $post->ID, self::key(), true );
		$first = is_string( $kept ) ? trim( explode( ',', wp_strip_all_tags( $kept ) )[0] ) : '';
		return '' === $first ? null : mb_substr( $first, 0, self::MAX_CODE_POINTS, 'UTF-8' );
	}

	/**
	 * See StoredText.
	 *
	 * @param int $post_id The post.
	 */
	public function read( int $post_id ): string {
		return self::first( $this->kept()->read( $post_id ) );
	}

	/**
	 * See StoredText.
	 *
	 * @param list<int> $post_ids The posts.
	 * @return array<int, string>
	 */
	public function read_all( array $post_ids ): array {
		return array_filter( array_map( self::first( ... ), $this->kept()->read_all( $post_ids ) ), static fn ( string $first ): bool => '' !== $first );
	}

	/**
	 * See StoredText.
	 *
	 * @param int    $post_id The post.
	 * @param string $from    What was read.
	 * @param string $to      The new one, not slashed.
	 */
	public function replace( int $post_id, string $from, string $to ): bool {
		$all   = $this->kept()->read( $post_id );
		$first = self::first( $all );
		if ( $first !== $from || $first === $to ) {
			return $first === $to;
		}
		$others = substr( $all, strlen( $first ) );
		return $this->kept()->replace( $post_id, $all, '' === $to ? ltrim( $others, ', ' ) : $to . $others );
	}

	/**
	 * Its key.
	 *
	 * @return list<string>
	 */
	public function meta_keys(): array {
		return array( self::key() );
	}

	/**
	 * The key of the plugin that prints the tags.
	 */
	public static function key(): string {
		return match ( MetaStorages::printed_by() ) {
			MetaStorages::YOAST     => self::YOAST,
			MetaStorages::RANK_MATH => self::RANK_MATH,
			default                 => Names::META_KEYWORD,
		};
	}

	/**
	 * All that is kept.
	 */
	private function kept(): MetaText {
		return new MetaText( $this->wpdb, self::key() );
	}

	/**
	 * The first of several.
	 *
	 * @param string $kept What is kept.
	 */
	private static function first( string $kept ): string {
		return MetaStorages::RANK_MATH === MetaStorages::printed_by() ? explode( ',', $kept )[0] : $kept;
	}
}
