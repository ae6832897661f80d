<?php
/**
 * Reads HTML piece by piece: what a browser shows of it, and no more.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Content;

use WP_HTML_Tag_Processor;

/**
 * Texts, tags and comments in their order; scripts, styles and what stands within elements that hide come as no text. Nothing
 * is built of it, so memory stays at about the length of the markup.
 */
final class ShownMarkup {

	/** Elements whose content a browser does not show, or only where it cannot show what stands for it. */
	private const HIDDEN = array( 'TEMPLATE', 'NOSCRIPT', 'SVG', 'AUDIO', 'VIDEO', 'CANVAS', 'OBJECT', 'DATALIST' );

	/** Elements that part paragraphs. */
	private const PARAGRAPHS = array(
		'ADDRESS',
		'ARTICLE',
		'ASIDE',
		'BLOCKQUOTE',
		'BODY',
		'BUTTON',
		'CAPTION',
		'DETAILS',
		'DIALOG',
		'DIV',
		'DL',
		'FIELDSET',
		'FIGCAPTION',
		'FIGURE',
		'FOOTER',
		'FORM',
		'H1',
		'H2',
		'H3',
		'H4',
		'H5',
		'H6',
		'HEADER',
		'HR',
		'IFRAME',
		'LEGEND',
		'MAIN',
		'MENU',
		'NAV',
		'OL',
		'P',
		'PRE',
		'SECTION',
		'SELECT',
		'SUMMARY',
		'TABLE',
		'TEXTAREA',
		'UL',
	);

	/** Elements that begin a line. */
	private const LINES = array( 'BR', 'DD', 'DT', 'LI', 'OPTGROUP', 'OPTION', 'TBODY', 'TFOOT', 'THEAD', 'TR' );

	/** Elements that stand beside one another in a line. */
	private const CELLS = array( 'TD', 'TH' );

	private readonly WP_HTML_Tag_Processor $html;

	/**
	 * At the start.
	 *
	 * @param string $markup Of valid UTF-8.
	 */
	public function __construct( string $markup ) {
		$this->html = new WP_HTML_Tag_Processor( $markup );
	}

	/**
	 * Goes to the next piece; false at the end, and where the markup breaks off within a tag, comment or script.
	 */
	public function next(): bool {
		$hiding = null;
		$depth  = 0;
		while ( $this->html->next_token() ) {
			$tag = $this->html->get_tag();
			if ( null === $hiding && in_array( $tag, self::HIDDEN, true ) ) {
				$hiding = $tag;
			}
			$depth += null !== $hiding && $tag === $hiding ? $this->depth() : 0;
			if ( $depth <= 0 ) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Whether the piece is text.
	 */
	public function is_text(): bool {
		return '#text' === $this->html->get_token_type();
	}

	/**
	 * How far the piece parts the texts on both sides of it: a TextFlow constant, or 0. The delimiters of blocks begin a line,
	 * those of pages and of what follows an excerpt a paragraph; any other comment does nothing.
	 */
	public function parting(): int {
		if ( '#comment' === $this->html->get_token_type() ) {
			$comment = $this->text();
			return match ( 1 ) {
				preg_match( '#^(?:more\b|nextpage|noteaser)#', $comment ) => TextFlow::PARAGRAPH,
				preg_match( '#^\s++/?wp:#', $comment )                    => TextFlow::LINE,
				default                                                   => 0,
			};
		}
		$tag = $this->tag();
		return match ( true ) {
			in_array( $tag, self::PARAGRAPHS, true ) => TextFlow::PARAGRAPH,
			in_array( $tag, self::LINES, true )      => TextFlow::LINE,
			in_array( $tag, self::CELLS, true )      => TextFlow::CELL,
			default                                  => 0,
		};
	}

	/**
	 * The text of a text, decoded, or of a comment.
	 */
	public function text(): string {
		return $this->html->get_modifiable_text();
	}

	/**
	 * The name of a tag, in capitals; empty for what is none.
	 */
	public function tag(): string {
		return (string) $this->html->get_tag();
	}

	/**
	 * Whether a tag ends its element.
	 */
	public function is_closer(): bool {
		return $this->html->is_tag_closer();
	}

	/**
	 * An attribute of a tag, decoded; null where it has none.
	 *
	 * @param string $name In small letters.
	 */
	public function attribute( string $name ): ?string {
		$value = $this->html->get_attribute( $name );
		return true === $value ? '' : $value;
	}

	/**
	 * By how many elements a tag of one that hides goes deeper. In SVG, and only there, an element can end itself.
	 */
	private function depth(): int {
		if ( $this->html->is_tag_closer() ) {
			return -1;
		}
		return 'SVG' === $this->html->get_tag() && $this->html->has_self_closing_flag() ? 0 : 1;
	}
}
