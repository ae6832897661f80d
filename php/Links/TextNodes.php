<?php
/**
 * Goes through the text of a content's markup, and knows where in the markup each piece stands.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Links;

use WP_HTML_Tag_Processor;

/**
 * Only text in which a link may stand: not in another link, a heading, code, a control, or what is not shown.
 */
final class TextNodes extends WP_HTML_Tag_Processor {

	/** Elements in which no link belongs. */
	private const CLOSED = array( 'A', 'AUDIO', 'BUTTON', 'CANVAS', 'CODE', 'DATALIST', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'KBD', 'LABEL', 'LEGEND', 'MATH', 'NAV', 'NOSCRIPT', 'OBJECT', 'OPTION', 'PRE', 'SAMP', 'SELECT', 'SUMMARY', 'SVG', 'TEMPLATE', 'VIDEO' );

	private const HERE = 'here';

	/**
	 * How many of each of these elements are open.
	 *
	 * @var array<string, int>
	 */
	private array $open = array();

	/**
	 * The blocks that are open, outermost first: the texts in the attributes of each.
	 *
	 * @var list<list<string>>
	 */
	private array $blocks = array();

	/**
	 * The next piece of text, as it stands in the markup; null at the end.
	 *
	 * @return array{start: int, length: int, kept: list<string>}|null In bytes. What the block around it keeps in its attributes too: there, text and attribute have to stay the same.
	 */
	public function next_text(): ?array {
		while ( $this->next_token() ) {
			$type = $this->get_token_type();
			if ( '#text' === $type && 0 === array_sum( $this->open ) && $this->set_bookmark( self::HERE ) ) {
				$span = $this->bookmarks[ self::HERE ];
				return array(
					'start'  => $span->start,
					'length' => $span->length,
					'kept'   => array() === $this->blocks ? array() : $this->blocks[ count( $this->blocks ) - 1 ],
				);
			}
			if ( '#tag' === $type ) {
				$this->count_tag( (string) $this->get_tag() );
			} elseif ( '#comment' === $type ) {
				$this->read_comment( $this->get_modifiable_text() );
			}
		}
		return null;
	}

	/**
	 * Counts an element that opens or closes.
	 *
	 * @param string $tag Its name, in capitals.
	 */
	private function count_tag( string $tag ): void {
		if ( ! in_array( $tag, self::CLOSED, true ) || ( 'SVG' === $tag && $this->has_self_closing_flag() ) ) {
			return;
		}
		$open = $this->open[ $tag ] ?? 0;
		// One link ends where the next begins.
		$this->open[ $tag ] = $this->is_tag_closer() ? max( 0, $open - 1 ) : ( 'A' === $tag ? 1 : $open + 1 );
	}

	/**
	 * Notes where a block begins or ends.
	 *
	 * @param string $comment What stands in a comment.
	 */
	private function read_comment( string $comment ): void {
		if ( 1 !== preg_match( '~^\s+(/)?wp:([a-z][a-z0-9_-]*+(?:/[a-z][a-z0-9_-]*+)?)\s+(?:(\{.*\})\s+)?(/)?$~s', $comment, $found ) ) {
			return;
		}
		if ( '/' === $found[1] ) {
			array_pop( $this->blocks );
		} elseif ( '/' !== ( $found[4] ?? '' ) ) {
			// Core's own blocks keep their text in the markup alone.
			$this->blocks[] = str_contains( $found[2], '/' ) ? self::texts( json_decode( $found[3] ?? '', true ) ) : array();
		}
	}

	/**
	 * All texts in a value.
	 *
	 * @param mixed $value Of JSON.
	 * @return list<string>
	 */
	private static function texts( mixed $value ): array {
		$texts = array();
		if ( is_array( $value ) ) {
			array_walk_recursive(
				$value,
				static function ( mixed $text ) use ( &$texts ): void {
					if ( is_string( $text ) ) {
						$texts[] = $text;
					}
				}
			);
		}
		return $texts;
	}
}
