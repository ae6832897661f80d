<?php
/**
 * All sentences of a page's prose, with their lengths and blocks.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Analysis;

/**
 * Three lists with the same keys: thousands of sentences take less memory so than as objects.
 */
final class SentenceList {

	/**
	 * Sentences.
	 *
	 * @param list<string> $texts   Verbatim.
	 * @param list<int>    $lengths As Writing counts them.
	 * @param list<int>    $blocks  Where each stands.
	 */
	private function __construct( public readonly array $texts, public readonly array $lengths, public readonly array $blocks ) {}

	/**
	 * Those of a page. Short items of lists are no sentences and count as none.
	 *
	 * @param Outline $outline The page's content.
	 * @param Writing $writing How it is written.
	 */
	public static function of( Outline $outline, Writing $writing ): self {
		$texts   = array();
		$lengths = array();
		$blocks  = array();
		foreach ( $outline->prose() as $piece ) {
			foreach ( $writing->sentences_of( $piece->text ) as $sentence ) {
				$length = $writing->length_of( $sentence );
				if ( $length < $writing->length_for( Piece::ITEM === $piece->kind ? 4 : 1 ) ) {
					continue;
				}
				$texts[]   = $sentence;
				$lengths[] = $length;
				$blocks[]  = $piece->block;
			}
		}
		return new self( $texts, $lengths, $blocks );
	}
}
