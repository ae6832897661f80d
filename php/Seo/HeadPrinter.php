<?php
/**
 * Prints the title, description and structured data of a public page.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Seo;

use SeoRankGenius\Storage\Names;
use WP_Post;

/**
 * From what WordPress has loaded for the page anyway: no query, no file but this one and the few that it names. Archives,
 * search results, feeds and errors are WordPress's own, and so are robots, canonical addresses and sitemaps. Beside a plugin
 * that prints the tags, nothing at all is printed, structured data included: each of them prints a graph of its own.
 */
final class HeadPrinter {

	/** No sign that HTML knows is left in a script: neither its end nor the beginning of a comment. */
	private const SAFE_JSON = JSON_HEX_TAG | JSON_HEX_AMP | JSON_HEX_APOS | JSON_HEX_QUOT | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE;

	/**
	 * The title of the document, as HTML; what came in where the page has none of ours.
	 *
	 * @param string $title Empty unless another plugin has given one.
	 */
	public static function title( string $title ): string {
		if ( '' !== $title ) {
			return $title;
		}
		$page = max( self::number( 'paged' ), self::number( 'page' ) );
		$own  = self::text( $page >= 2 ? 'paged_title' : 'title' );
		if ( str_contains( $own, Template::PAGE_SIGN ) ) {
			/* translators: %s: Page number. */
			$number = sprintf( __( 'Page %s' ), (string) $page ); // phpcs:ignore WordPress.WP.I18n.MissingArgDomain -- WordPress's own words, which are loaded.
			$own    = str_replace( Template::PAGE_SIGN, $number, $own );
		}
		return esc_html( $own );
	}

	/**
	 * Prints the description and structured data.
	 */
	public static function print_tags(): void {
		$description = self::text( 'description' );
		if ( '' !== $description ) {
			echo '<meta name="description" content="', esc_attr( $description ), "\" />\n";
		}
		$objects = self::tags()['json_ld'] ?? array();
		foreach ( is_array( $objects ) ? $objects : array() as $object ) {
			$json = is_array( $object ) ? wp_json_encode( $object, self::SAFE_JSON ) : false;
			if ( is_string( $json ) ) {
				echo '<script type="application/ld+json">', $json, "</script>\n"; // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- Encoded so that nothing ends the script.
			}
		}
	}

	/**
	 * A text of the page; empty where there is none.
	 *
	 * @param string $name Such as "description".
	 */
	private static function text( string $name ): string {
		$text = self::tags()[ $name ] ?? '';
		return is_string( $text ) ? $text : '';
	}

	/**
	 * What was assembled for the page that is shown.
	 *
	 * @return array<array-key, mixed>
	 */
	private static function tags(): array {
		if ( MetaStorages::SELF !== MetaStorages::printed_by() || is_feed() ) {
			return array();
		}
		if ( is_singular() ) {
			$post = get_queried_object();
			return $post instanceof WP_Post ? Head::decoded( get_post_meta( $post->ID, Names::META_HEAD, true ) ) : array();
		}
		$home = is_home() ? get_option( Names::HOME_HEAD ) : null;
		return is_array( $home ) ? $home : array();
	}

	/**
	 * A number of the query; 0 for none.
	 *
	 * @param string $name Its name.
	 */
	private static function number( string $name ): int {
		$value = get_query_var( $name );
		return is_numeric( $value ) ? (int) $value : 0;
	}
}
