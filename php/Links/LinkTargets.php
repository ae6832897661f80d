<?php
/**
 * Which contents links may be suggested to.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Links;

use SeoRankGenius\Seo\Indexable;
use WP_Post;

/**
 * Pages that every visitor and every search engine can read, but for those that the site's code leaves out.
 */
final class LinkTargets {

	/**
	 * Those of some contents that are one.
	 *
	 * @param array<WP_Post> $posts Contents.
	 * @return list<int> Ids.
	 */
	public static function among( array $posts ): array {
		$by_id = array_column( $posts, null, 'ID' );
		update_meta_cache( 'post', array_keys( $by_id ) );
		return array_values( array_filter( Indexable::among( $posts ), static fn ( int $id ): bool => 'attachment' !== $by_id[ $id ]->post_type && self::is_wanted( $by_id[ $id ] ) ) );
	}

	/**
	 * Whether the site's code leaves a page in.
	 *
	 * @param WP_Post $post The page.
	 */
	private static function is_wanted( WP_Post $post ): bool {
		/**
		 * Filters whether links may be suggested to a page; false for a page such as a cart or a page of thanks.
		 *
		 * @param bool    $is_wanted Whether they may. What visitors or search engines cannot read is never asked about.
		 * @param WP_Post $post      The page.
		 */
		return true === apply_filters( 'seo_rank_genius_link_target', true, $post );
	}
}
