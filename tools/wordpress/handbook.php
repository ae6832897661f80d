<?php
/**
 * Reads a page of the Debian Administrator's Handbook, as Debian's package `debian-handbook` has it, as block markup.
 */

namespace SeoRankGenius\Development;

use DOMDocument;
use DOMElement;
use DOMNode;
use DOMXPath;

defined( 'ABSPATH' ) || exit;

/** Elements that stand in a line; those without attributes that mean anything are left out around their text. */
const INLINE = array(
	'code'   => 'code',
	'em'     => 'em',
	'strong' => 'strong',
	'kbd'    => 'kbd',
	'sup'    => 'sup',
	'br'     => 'br',
);

const BLOCKS = array( 'div', 'p', 'ul', 'ol', 'dl', 'pre', 'table', 'h1', 'h2', 'h3', 'h4', 'h5' );

/**
 * A page of the book; null for those without text of their own.
 *
 * @param string $file Its XHTML.
 * @return array{title: string, up: string, blocks: string, paragraphs: list<string>}|null `up` is the file of the chapter it is in; links within the book lead to "handbook:" and a file.
 */
function read_handbook_page( string $file ): ?array {
	$document = new DOMDocument();
	if ( ! $document->load( $file, LIBXML_NONET | LIBXML_NOENT | LIBXML_COMPACT ) ) {
		return null;
	}
	$paths = new DOMXPath( $document );
	$paths->registerNamespace( 'h', 'http://www.w3.org/1999/xhtml' );
	$first = static function ( string $path, ?DOMNode $within = null ) use ( $paths ): ?DOMElement {
		$found = $paths->query( $path, $within );
		$node  = false === $found ? null : $found->item( 0 );
		return $node instanceof DOMElement ? $node : null;
	};
	$body  = $first( '//h:body/h:div[@class="chapter" or @class="section" or @class="preface" or @class="appendix"]' );
	$title = null === $body ? null : $first( './/*[contains(concat(" ", @class, " "), " title ")]', $body );
	if ( null === $body || null === $title ) {
		return null;
	}
	$paragraphs = array();
	$found      = $paths->query( './/h:div[@class="para"]', $body );
	foreach ( false === $found ? array() : $found as $paragraph ) {
		$paragraphs[] = squeeze( (string) $paragraph->nodeValue );
	}
	$up = $first( '//h:link[@rel="up"]' );
	return array() === $paragraphs ? null : array(
		'title'      => without_number( squeeze( $title->textContent ) ),
		'up'         => null === $up ? '' : $up->getAttribute( 'href' ),
		'blocks'     => blocks_of( $body, 'h1' === $title->localName ? 1 : 2 ),
		'paragraphs' => $paragraphs,
	);
}

/**
 * The blocks that an element's content makes.
 *
 * @param DOMElement $element     What holds them.
 * @param int        $title_level The level of the page's own title: headings follow from 2 on.
 */
function blocks_of( DOMElement $element, int $title_level ): string {
	$blocks = '';
	$line   = '';
	foreach ( $element->childNodes as $node ) {
		if ( ! $node instanceof DOMElement || ! in_array( $node->localName, BLOCKS, true ) ) {
			$line .= inline_of( $node );
			continue;
		}
		$blocks .= paragraph( $line ) . block_of( $node, $title_level );
		$line    = '';
	}
	return $blocks . paragraph( $line );
}

/**
 * The blocks that one element makes.
 *
 * @param DOMElement $element     A block of the book.
 * @param int        $title_level See blocks_of().
 */
function block_of( DOMElement $element, int $title_level ): string {
	$class = strtok( $element->getAttribute( 'class' ) . ' ', ' ' );
	return match ( true ) {
		// Its figures are pictures of screens: the site has photographs instead.
		in_array( $class, array( 'toc', 'docnav', 'mediaobject', 'figure' ), true ) => '',
		'titlepage' === $class => heading_of( $element, $title_level ),
		'sidebar' === $class => group( blocks_of( $element, $title_level ) ),
		'ul' === $element->localName || 'ol' === $element->localName => list_of( $element ),
		'dl' === $element->localName => terms_of( $element ),
		'pre' === $element->localName => "<!-- wp:code -->\n<pre class=\"wp-block-code\"><code>" . str_replace( '[', '&#91;', esc_html( trim( $element->textContent ) ) ) . "</code></pre>\n<!-- /wp:code -->\n\n",
		'table' === $element->localName => table_of( $element ),
		'p' === $element->localName => paragraph( inline_within( $element ) ),
		default => blocks_of( $element, $title_level ),
	};
}

/**
 * A heading, or the title of a box. That of the page itself makes no block.
 *
 * @param DOMElement $titlepage   What the book puts around it.
 * @param int        $title_level See blocks_of().
 */
function heading_of( DOMElement $titlepage, int $title_level ): string {
	$text = without_number( squeeze( $titlepage->textContent ) );
	foreach ( $titlepage->getElementsByTagName( '*' ) as $element ) {
		if ( 1 === preg_match( '/^h([1-6])$/', (string) $element->localName, $found ) ) {
			$level = (int) $found[1] - $title_level + 1;
			if ( $level < 2 ) {
				return '';
			}
			$attributes = 2 === $level ? '' : " {\"level\":$level}";
			return "<!-- wp:heading$attributes -->\n<h$level class=\"wp-block-heading\">" . esc_html( $text ) . "</h$level>\n<!-- /wp:heading -->\n\n";
		}
	}
	return '' === $text ? '' : paragraph( '<strong>' . esc_html( $text ) . '</strong>' );
}

/**
 * A paragraph; nothing for a line without text.
 *
 * @param string $html What stands in it.
 */
function paragraph( string $html ): string {
	$line = squeeze( $html );
	return '' === squeeze( wp_strip_all_tags( $line ) ) ? '' : "<!-- wp:paragraph -->\n<p>$line</p>\n<!-- /wp:paragraph -->\n\n";
}

/**
 * A box.
 *
 * @param string $blocks What stands in it.
 */
function group( string $blocks ): string {
	return '' === $blocks ? '' : "<!-- wp:group {\"layout\":{\"type\":\"constrained\"}} -->\n<div class=\"wp-block-group\">" . trim( $blocks ) . "</div>\n<!-- /wp:group -->\n\n";
}

/**
 * A list.
 *
 * @param DOMElement $element A ul or ol.
 */
function list_of( DOMElement $element ): string {
	$tag   = (string) $element->localName;
	$items = '';
	foreach ( $element->childNodes as $item ) {
		if ( $item instanceof DOMElement && 'li' === $item->localName ) {
			$items .= list_item( inline_within( $item ) );
		}
	}
	$attributes = 'ol' === $tag ? ' {"ordered":true}' : '';
	return '' === $items ? '' : "<!-- wp:list$attributes -->\n<$tag class=\"wp-block-list\">$items</$tag>\n<!-- /wp:list -->\n\n";
}

/**
 * A list of terms and what they mean.
 *
 * @param DOMElement $element A dl.
 */
function terms_of( DOMElement $element ): string {
	$items = '';
	$term  = '';
	foreach ( $element->childNodes as $node ) {
		if ( $node instanceof DOMElement && 'dt' === $node->localName ) {
			$term = squeeze( inline_within( $node ) );
		} elseif ( $node instanceof DOMElement ) {
			$items .= list_item( ( '' === $term ? '' : "<strong>$term</strong>: " ) . inline_within( $node ) );
			$term   = '';
		}
	}
	return '' === $items ? '' : "<!-- wp:list -->\n<ul class=\"wp-block-list\">$items</ul>\n<!-- /wp:list -->\n\n";
}

/**
 * One item.
 *
 * @param string $html What stands in it.
 */
function list_item( string $html ): string {
	return "<!-- wp:list-item -->\n<li>" . squeeze( $html ) . "</li>\n<!-- /wp:list-item -->\n\n";
}

/**
 * A table.
 *
 * @param DOMElement $element The table.
 */
function table_of( DOMElement $element ): string {
	$rows = array(
		'th' => '',
		'td' => '',
	);
	foreach ( $element->getElementsByTagName( 'tr' ) as $row ) {
		$cells = '';
		$kind  = 'td';
		foreach ( $row->childNodes as $cell ) {
			if ( $cell instanceof DOMElement && isset( $rows[ (string) $cell->localName ] ) ) {
				$kind   = (string) $cell->localName;
				$cells .= "<$kind>" . squeeze( inline_within( $cell ) ) . "</$kind>";
			}
		}
		$rows[ $kind ] .= "<tr>$cells</tr>";
	}
	$head = '' === $rows['th'] ? '' : "<thead>{$rows['th']}</thead>";
	return "<!-- wp:table -->\n<figure class=\"wp-block-table\"><table class=\"has-fixed-layout\">$head<tbody>{$rows['td']}</tbody></table></figure>\n<!-- /wp:table -->\n\n";
}

/**
 * What an element shows in one line, whatever blocks are in it.
 *
 * @param DOMNode $element The element.
 */
function inline_within( DOMNode $element ): string {
	$html = '';
	foreach ( $element->childNodes as $node ) {
		$html .= inline_of( $node ) . ( in_array( $node->localName, BLOCKS, true ) ? ' ' : '' );
	}
	return $html;
}

/**
 * A node in a line: text, emphasis, code and links.
 *
 * @param DOMNode $node The node.
 */
function inline_of( DOMNode $node ): string {
	if ( ! $node instanceof DOMElement ) {
		// No shortcode comes of what the book has in brackets.
		return XML_TEXT_NODE === $node->nodeType ? str_replace( '[', '&#91;', esc_html( (string) $node->nodeValue ) ) : '';
	}
	$html = inline_within( $node );
	$href = 'a' === $node->localName ? $node->getAttribute( 'href' ) : '';
	if ( '' !== $href && '#' !== $href[0] ) {
		$is_outside = str_contains( $href, ':' );
		return '<a href="' . ( $is_outside ? esc_url( $href ) : 'handbook:' . esc_attr( explode( '#', $href )[0] ) ) . "\">$html</a>";
	}
	$tag = INLINE[ (string) $node->localName ] ?? '';
	return match ( true ) {
		'br' === $tag => '<br>',
		'' === $tag || '' === squeeze( $html ) => $html,
		default => "<$tag>$html</$tag>",
	};
}

/**
 * Text with single spaces.
 *
 * @param string $text Any text.
 */
function squeeze( string $text ): string {
	return trim( (string) preg_replace( '/\s+/u', ' ', $text ) );
}

/**
 * A title without its number: "6.2. Commands", "Chapter 6. Tools", "A.9. Devuan", "Appendix B. Course", "第 6 章 道具".
 *
 * @param string $title The title.
 */
function without_number( string $title ): string {
	return (string) preg_replace( '/^(?:\p{L}+\s+)?(?:[A-Z]|\d+)\.(?:\d+\.?)*\s+(?=\S)|^第\s*\d+\s*章[.\s]*/u', '', $title );
}
