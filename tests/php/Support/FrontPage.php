<?php
/**
 * A public page as a visitor's request makes it: the main query, then its head.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Support;

use RuntimeException;
use WP;
use WP_Query;
use wpdb;

final class FrontPage {

	/** What wp_head() has printed, with the title. */
	public readonly string $head;

	/** How many queries this plugin's part took. */
	public readonly int $queries;

	/**
	 * Opens a page of the site.
	 *
	 * @param string $path Such as "/?p=7".
	 */
	public function __construct( string $path ) {
		/** @var wpdb $wpdb */
		global $wpdb;
		wp_cache_flush();
		wp_load_alloptions();
		$_GET                   = array();
		$_SERVER['REQUEST_URI'] = $path;
		wp_parse_str( (string) wp_parse_url( $path, PHP_URL_QUERY ), $_GET );
		unset( $GLOBALS['wp_query'], $GLOBALS['wp_the_query'] );
		$GLOBALS['wp_the_query'] = new WP_Query();
		$GLOBALS['wp_query']     = $GLOBALS['wp_the_query'];
		foreach ( array( 'post', 'page', 'paged' ) as $name ) {
			$GLOBALS[ $name ] = null;
		}
		$GLOBALS['wp'] = new WP();
		$GLOBALS['wp']->main();
		// As locate_block_template() does it for a block theme, which the test site has.
		add_action( 'wp_head', '_block_template_render_title_tag', 1 );
		ob_start();
		do_action( 'wp_head' );
		$this->head = (string) ob_get_clean();
		// Once more for the count: what WordPress itself asks for its part is not ours.
		$before = $wpdb->num_queries;
		ob_start();
		\SeoRankGenius\Seo\HeadPrinter::title( '' );
		\SeoRankGenius\Seo\HeadPrinter::print_tags();
		ob_end_clean();
		$this->queries = $wpdb->num_queries - $before;
	}

	/**
	 * The title as a browser reads it.
	 */
	public function title(): string {
		return self::one( $this->found( '#<title>(.*?)</title>#s' ) );
	}

	/**
	 * The description as a search engine reads it; empty where there is none.
	 */
	public function description(): string {
		$found = $this->found( '#<meta name="description" content="([^"]*)"#' );
		return array() === $found ? '' : self::one( $found );
	}

	/**
	 * The structured data as a search engine reads it.
	 *
	 * @return list<array<array-key, mixed>>
	 */
	public function json_ld(): array {
		return array_map( Json::decode( ... ), $this->found( '#<script type="application/ld\+json">(.*?)</script>#s' ) );
	}

	/**
	 * @param list<string> $found As HTML.
	 */
	private static function one( array $found ): string {
		return 1 === count( $found ) ? html_entity_decode( $found[0], ENT_QUOTES | ENT_HTML5, 'UTF-8' ) : throw new RuntimeException( count( $found ) . ' instead of one.' );
	}

	/**
	 * @return list<string>
	 */
	private function found( string $pattern ): array {
		preg_match_all( $pattern, $this->head, $found );
		return $found[1];
	}
}
