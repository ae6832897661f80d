<?php
/**
 * Takes a page's content apart: its pieces of text, its links and its pictures, each with the block it stands in.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Analysis;

use SeoRankGenius\Content\Shortcodes;
use SeoRankGenius\Content\ShownMarkup;
use SeoRankGenius\Content\TextFlow;
use SeoRankGenius\Content\Utf8;
use WP_Block_Parser;

/**
 * Read as VisibleText reads it: nothing is rendered or run, so quotes are found in what was analysed.
 */
final class Outline {

	/**
	 * In their order.
	 *
	 * @var list<Piece>
	 */
	private array $pieces = array();

	/**
	 * Addresses and the words that lead to them.
	 *
	 * @var list<array{href: string, text: string, block: int}>
	 */
	private array $links = array();

	/**
	 * Pictures. Without an alt attribute and with an empty one is the same here: core writes an empty one for every picture.
	 *
	 * @var list<array{alt: string, name: string, block: int}>
	 */
	private array $images = array();

	private TextFlow $flow;

	private int $block = -1;

	private int $heading_level = 0;

	private bool $is_code = false;

	private int $tables = 0;

	private bool $is_item = false;

	/**
	 * The link that is open.
	 *
	 * @var array{href: string, text: string, block: int}|null
	 */
	private ?array $link = null;

	/**
	 * The outline of some content.
	 *
	 * @param string $content Markup, as in post_content.
	 */
	public static function of( string $content ): self {
		$markup = Shortcodes::removed( Utf8::repaired( $content ) );
		return new self( $markup, ! has_blocks( $markup ) );
	}

	/**
	 * Reads.
	 *
	 * @param string $markup    Without shortcodes.
	 * @param bool   $has_lines As TextFlow has it.
	 */
	private function __construct( string $markup, private readonly bool $has_lines ) {
		$this->flow = new TextFlow( $has_lines );
		foreach ( ( new WP_Block_Parser() )->parse( $markup ) as $block ) {
			/** @var array{blockName: string|null, innerContent: list<string|null>, innerBlocks: list<mixed>} $block */
			$html = self::html_of( $block );
			if ( null === $block['blockName'] && '' === trim( $html ) ) {
				continue;
			}
			++$this->block;
			$this->read( new ShownMarkup( $html ) );
		}
	}

	/**
	 * In their order.
	 *
	 * @return list<Piece>
	 */
	public function pieces(): array {
		return $this->pieces;
	}

	/**
	 * The headings, in their order; an empty one has no text.
	 *
	 * @return list<Piece>
	 */
	public function headings(): array {
		return array_values( array_filter( $this->pieces, static fn ( Piece $piece ): bool => Piece::HEADING === $piece->kind ) );
	}

	/**
	 * Paragraphs and items of lists that say something.
	 *
	 * @return list<Piece>
	 */
	public function prose(): array {
		return array_values( array_filter( $this->pieces, static fn ( Piece $piece ): bool => $piece->is_prose() ) );
	}

	/**
	 * In their order; text is that of the link or of the picture in it.
	 *
	 * @return list<array{href: string, text: string, block: int}>
	 */
	public function links(): array {
		return $this->links;
	}

	/**
	 * In their order; name is that of the file.
	 *
	 * @return list<array{alt: string, name: string, block: int}>
	 */
	public function images(): array {
		return $this->images;
	}

	/**
	 * The markup of a block with those in it, without delimiters.
	 *
	 * @param array{innerContent: list<string|null>, innerBlocks: list<mixed>} $block As the parser has it.
	 */
	private static function html_of( array $block ): string {
		$html  = '';
		$inner = 0;
		foreach ( $block['innerContent'] as $part ) {
			if ( is_string( $part ) ) {
				$html .= $part;
				continue;
			}
			// What is not text stands for the next block within.
			/** @var array{innerContent: list<string|null>, innerBlocks: list<mixed>} $within */
			$within = $block['innerBlocks'][ $inner++ ];
			$html  .= "\n" . self::html_of( $within ) . "\n";
		}
		return $html;
	}

	/**
	 * Reads one block.
	 *
	 * @param ShownMarkup $html At its start.
	 */
	private function read( ShownMarkup $html ): void {
		while ( $html->next() ) {
			if ( $html->is_text() ) {
				$text = $html->text();
				$this->flow->write( $text );
				if ( null !== $this->link ) {
					$this->link['text'] .= $text;
				}
				continue;
			}
			if ( 'BR' === $html->tag() ) {
				$this->flow->begin( TextFlow::LINE );
			} elseif ( $html->parting() > 0 ) {
				$this->end_piece();
			}
			match ( $html->tag() ) {
				'H1', 'H2', 'H3', 'H4', 'H5', 'H6' => $this->read_heading( $html ),
				'PRE'                              => $this->is_code = ! $html->is_closer(),
				'LI'                               => $this->is_item = ! $html->is_closer(),
				'TABLE'                            => $this->tables  = max( 0, $this->tables + ( $html->is_closer() ? -1 : 1 ) ),
				'A'                                => $this->read_link( $html ),
				'IMG'                              => $this->read_image( $html ),
				default                            => null,
			};
		}
		$this->end_piece();
		$this->end_link();
		$this->heading_level = 0;
		$this->is_code       = false;
		$this->is_item       = false;
		$this->tables        = 0;
	}

	/**
	 * Notes what was read since the last piece.
	 */
	private function end_piece(): void {
		$text = $this->flow->text();
		if ( '' === $text ) {
			return;
		}
		$this->flow = new TextFlow( $this->has_lines );
		if ( $this->heading_level > 0 ) {
			$this->pieces[]      = new Piece( Piece::HEADING, str_replace( array( "\n\n", "\n" ), ' ', $text ), $this->block, $this->heading_level );
			$this->heading_level = 0;
			return;
		}
		$kind = match ( true ) {
			$this->is_code    => Piece::CODE,
			$this->tables > 0 => Piece::CELL,
			$this->is_item    => Piece::ITEM,
			default           => Piece::PARAGRAPH,
		};
		foreach ( explode( "\n\n", $text ) as $paragraph ) {
			$this->pieces[] = new Piece( $kind, $paragraph, $this->block );
		}
	}

	/**
	 * Begins or ends a heading.
	 *
	 * @param ShownMarkup $html At its tag.
	 */
	private function read_heading( ShownMarkup $html ): void {
		if ( $html->is_closer() && $this->heading_level > 0 ) {
			// Nothing was noted since it began.
			$this->pieces[] = new Piece( Piece::HEADING, '', $this->block, $this->heading_level );
		}
		$this->heading_level = $html->is_closer() ? 0 : (int) substr( $html->tag(), 1 );
	}

	/**
	 * Begins or ends a link; an anchor that leads nowhere is none.
	 *
	 * @param ShownMarkup $html At its tag.
	 */
	private function read_link( ShownMarkup $html ): void {
		$this->end_link();
		$href = $html->is_closer() ? null : $html->attribute( 'href' );
		if ( null !== $href ) {
			$this->link = array(
				'href'  => trim( $href ),
				'text'  => (string) $html->attribute( 'aria-label' ),
				'block' => $this->block,
			);
		}
	}

	/**
	 * Notes the link that is open.
	 */
	private function end_link(): void {
		if ( null !== $this->link ) {
			$this->link['text'] = trim( (string) preg_replace( '/[\p{Cc}\p{Z}]++/u', ' ', $this->link['text'] ) );
			$this->links[]      = $this->link;
			$this->link         = null;
		}
	}

	/**
	 * Notes a picture.
	 *
	 * @param ShownMarkup $html At its tag.
	 */
	private function read_image( ShownMarkup $html ): void {
		$alt            = trim( (string) $html->attribute( 'alt' ) );
		$this->images[] = array(
			'alt'   => $alt,
			'name'  => wp_basename( explode( '?', (string) $html->attribute( 'src' ) )[0] ),
			'block' => $this->block,
		);
		if ( null !== $this->link ) {
			$this->link['text'] .= $alt;
		}
		if ( $this->heading_level > 0 ) {
			$this->flow->write( $alt );
		}
	}
}
