<?php
/**
 * What is analysed: a page as it stands in an editor, saved or not.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Analysis;

use WP_Post;

/**
 * All of it as it came: markup, plain text and settings of any length and kind.
 */
final class Page {

	/**
	 * A page.
	 *
	 * @param string $title            Plain text; empty for none.
	 * @param string $content          Markup, as in post_content.
	 * @param string $meta_title       What is written for search results; empty where the title stands for it.
	 * @param string $meta_description The same; empty for none.
	 * @param string $language         A WordPress locale or BCP 47 tag, such as "de_DE_formal".
	 * @param string $focus_keyword    What the page wants to be found by; of several, parted by commas, the first counts. Empty for none.
	 * @param string $slug             The last part of its address; empty while it has none.
	 * @param string $home             The site's address: what leads elsewhere is told by it.
	 */
	public function __construct(
		public readonly string $title,
		public readonly string $content,
		public readonly string $meta_title,
		public readonly string $meta_description,
		public readonly string $language,
		public readonly string $focus_keyword,
		public readonly string $slug,
		public readonly string $home
	) {}

	/**
	 * The language that a post is written in, as a locale: the site's, unless a translation plugin knows better.
	 *
	 * @param WP_Post $post The post.
	 */
	public static function language_of( WP_Post $post ): string {
		$language = function_exists( 'pll_get_post_language' ) ? pll_get_post_language( $post->ID, 'locale' ) : null;
		if ( ! is_string( $language ) || '' === $language ) {
			// WPML's own: https://wpml.org/wpml-hook/wpml_post_language_details/.
			$details  = apply_filters( 'wpml_post_language_details', null, $post->ID ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.NonPrefixedHooknameFound -- Another plugin's.
			$language = is_array( $details ) ? ( $details['locale'] ?? null ) : null;
		}
		/**
		 * Changes in which language a post is taken to be written.
		 *
		 * @param string $language A locale, such as "de_DE".
		 * @param WP_Post $post The post.
		 */
		$language = apply_filters( 'seo_rank_genius_post_language', is_string( $language ) && '' !== $language ? $language : get_locale(), $post );
		return is_string( $language ) ? $language : get_locale();
	}
}
