<?php
/**
 * The terms that say what a content is about, and how much each says.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Links;

/**
 * As in BM25: a term that comes again says more, but less each time, and in a long text less than in a short one; in the
 * title it counts for several, in a heading for one more. What is common on this site says little, and what stands nearly
 * everywhere nothing.
 */
final class Terms {

	/** Of one content at most. */
	public const MOST = 60;

	private const TITLE_COUNTS   = 5;
	private const HEADING_COUNTS = 2;

	/** BM25's constants, and the length of text at which they are neutral. */
	private const SATURATION     = 1.2;
	private const LENGTH_SHARE   = 0.75;
	private const USUAL_WORDS    = 500;
	private const MOST_LENGTHS   = 8;
	private const WEIGHT_OF_FULL = 1000;

	/**
	 * A content's heaviest terms, heaviest first.
	 *
	 * @param string             $title    Plain text.
	 * @param string             $headings Plain text.
	 * @param array<string, int> $counts   What Words says about the text, headings among it.
	 * @param CommonWords        $common   What is common on the site.
	 * @param string             $language In which the content is.
	 * @return array<string, int> Weights from 1 to 1000 by term.
	 */
	public static function of( string $title, string $headings, array $counts, CommonWords $common, string $language ): array {
		$length = min( array_sum( $counts ) / self::USUAL_WORDS, self::MOST_LENGTHS );
		foreach ( Words::counts( $title ) as $term => $count ) {
			$counts[ $term ] = ( $counts[ $term ] ?? 0 ) + $count * self::TITLE_COUNTS;
		}
		foreach ( Words::counts( $headings ) as $term => $count ) {
			$counts[ $term ] = ( $counts[ $term ] ?? 0 ) + $count * ( self::HEADING_COUNTS - 1 );
		}
		$slow  = self::SATURATION * ( 1 - self::LENGTH_SHARE + self::LENGTH_SHARE * $length );
		$terms = array();
		$ranks = array();
		foreach ( $counts as $term => $count ) {
			$rarity = $common->rarity( $term, $language );
			if ( $rarity > 0.0 ) {
				$weight         = $count / ( $count + $slow );
				$terms[ $term ] = max( 1, (int) round( self::WEIGHT_OF_FULL * $weight ) );
				$ranks[ $term ] = $weight * $rarity;
			}
		}
		// Of equal ones the longer say more, and the order is the same every time.
		uksort( $ranks, static fn ( string $one, string $other ): int => $ranks[ $other ] <=> $ranks[ $one ] ?: strlen( $other ) <=> strlen( $one ) ?: strcmp( $one, $other ) );
		$heaviest = array();
		foreach ( array_keys( array_slice( $ranks, 0, self::MOST, true ) ) as $term ) {
			$heaviest[ $term ] = $terms[ $term ];
		}
		return $heaviest;
	}

	/**
	 * A term as it is stored: databases disagree on which letters are the same. Terms of different languages never meet.
	 *
	 * @param string $term     The term.
	 * @param string $language In which it stands.
	 * @return int Up to 60 bits.
	 */
	public static function key( string $term, string $language ): int {
		return (int) hexdec( substr( md5( "$language\n$term" ), 0, 15 ) );
	}
}
