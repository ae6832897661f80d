<?php
/**
 * What a visitor reads of a post, as plain text.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Content;

use WP_Post;

/**
 * Read from the markup alone: no block is rendered, no shortcode run, no filter of another plugin asked and no query made,
 * so the same markup gives the same text in wp-admin, in the background and on the command line. What only exists once a
 * page is rendered (the answers of dynamic blocks, synced patterns, CSS that hides) is not known here.
 */
final class VisibleText {

	/**
	 * The text of a post's content; empty when there is none. Blank lines part paragraphs; the lines of lists and tables
	 * follow one another, and a tab parts the cells of a table. Valid UTF-8 without control characters, whatever comes in.
	 *
	 * @param string $post_content As stored: blocks, classic content, shortcodes, any HTML.
	 */
	public static function of_content( string $post_content ): string {
		$markup = Shortcodes::removed( Utf8::repaired( $post_content ) );
		$flow   = new TextFlow( ! has_blocks( $markup ) );
		$html   = new ShownMarkup( $markup );
		while ( $html->next() ) {
			if ( $html->is_text() ) {
				$flow->write( $html->text() );
				continue;
			}
			$flow->begin( $html->parting() );
			if ( 'PRE' === $html->tag() ) {
				$flow->keep_lines( ! $html->is_closer() );
			}
		}
		return $flow->text();
	}

	/**
	 * The text of a post. That of a product begins with its short description, which stands at the top of its page.
	 *
	 * @param WP_Post $post The post.
	 */
	public static function of_post( WP_Post $post ): string {
		$text = self::of_content( $post->post_content );
		if ( 'product' !== $post->post_type || '' === $post->post_excerpt ) {
			return $text;
		}
		return trim( self::of_content( $post->post_excerpt ) . "\n\n" . $text );
	}

	/**
	 * A post's title in one line; empty when it has none.
	 *
	 * @param WP_Post $post The post.
	 */
	public static function title( WP_Post $post ): string {
		return str_replace( array( "\n\n", "\n", "\t" ), ' ', self::of_content( $post->post_title ) );
	}
}
