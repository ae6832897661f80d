<?php
/**
 * Parts a text into the terms that it is indexed by, whatever the script.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Links;

use SeoRankGenius\Indexing\Searchable;

/**
 * A term is a word without case and accents, cut to its beginning, so that the forms of a word mostly meet; in scripts
 * that are written without spaces between words, and in Korean, whose particles are part of the word, every two
 * neighbouring characters.
 */
final class Words {

	/** More than this of one text is not read: 100,000 words of most languages. */
	public const MAX_BYTES = 1_000_000;

	/** What is worked on at once. */
	private const PIECE_BYTES = 16_384;

	private const DENSE = '\p{Han}\p{Hiragana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}';

	/** Of Japanese, what is written in it are words by themselves. */
	private const KATAKANA = '\x{30A1}-\x{30FA}\x{30FC}-\x{30FE}\x{31F0}-\x{31FF}\x{FF66}-\x{FF9F}';

	/** Endings of words differ more than their beginnings. */
	private const STEM_CODE_POINTS = 7;

	/** Longer than any word: code, encoded data. */
	private const MAX_WORD_CODE_POINTS = 40;

	/** Vowel points of Hebrew and Arabic, and the stretched line: written or left out as the writer likes. */
	private const POINTS = '/[\x{0591}-\x{05C7}\x{0610}-\x{061A}\x{0640}\x{064B}-\x{065F}\x{0670}]/u';

	/**
	 * How often each term stands in a text.
	 *
	 * @param string $text Plain text.
	 * @return array<string, int> By term, in the order of their first appearance. Keys that look like numbers do not occur.
	 */
	public static function counts( string $text ): array {
		$counts = array();
		$end    = min( strlen( $text ), self::MAX_BYTES );
		for ( $at = 0; $at < $end; $at += strlen( $piece ) ) {
			$piece = self::piece( $text, $at, $end );
			if ( '' === $piece ) {
				break;
			}
			foreach ( self::terms( $piece ) as $term ) {
				$counts[ $term ] = ( $counts[ $term ] ?? 0 ) + 1;
			}
		}
		return $counts;
	}

	/**
	 * The next piece, which ends between words if it can.
	 *
	 * @param string $text The text.
	 * @param int    $at   Where the piece begins, in bytes.
	 * @param int    $end  Where the text ends.
	 */
	private static function piece( string $text, int $at, int $end ): string {
		if ( $end - $at <= self::PIECE_BYTES ) {
			return substr( $text, $at, $end - $at );
		}
		$piece = mb_strcut( substr( $text, $at, self::PIECE_BYTES ), 0, self::PIECE_BYTES, 'UTF-8' );
		$space = max( (int) strrpos( $piece, ' ' ), (int) strrpos( $piece, "\n" ) );
		return $space > 0 ? substr( $piece, 0, $space + 1 ) : $piece;
	}

	/**
	 * The terms of a piece, in order.
	 *
	 * @param string $piece Some kilobytes of text.
	 * @return list<string>
	 */
	private static function terms( string $piece ): array {
		$folded = (string) preg_replace( self::POINTS, '', Searchable::text( $piece, self::PIECE_BYTES ) );
		$dense  = '(?![' . self::KATAKANA . '])[' . self::DENSE . ']';
		if ( (int) preg_match_all( '/((?:' . $dense . ')+)|[' . self::KATAKANA . "]+|(?:(?!$dense)[\p{L}\p{M}\p{N}])+/u", $folded, $runs, PREG_SET_ORDER ) < 1 ) {
			return array();
		}
		$terms = array();
		foreach ( $runs as $run ) {
			if ( isset( $run[1] ) ) {
				array_push( $terms, ...self::pairs( $run[1] ) );
				continue;
			}
			$term = self::stem( $run[0] );
			if ( '' !== $term ) {
				$terms[] = $term;
			}
		}
		return $terms;
	}

	/**
	 * Every two neighbouring characters.
	 *
	 * @param string $run Of a script that is written without spaces.
	 * @return list<string>
	 */
	private static function pairs( string $run ): array {
		preg_match_all( '/\X/u', $run, $found );
		$characters = $found[0];
		$pairs      = array();
		for ( $at = 1, $count = count( $characters ); $at < $count; $at++ ) {
			$pairs[] = $characters[ $at - 1 ] . $characters[ $at ];
		}
		return array() === $pairs ? $characters : $pairs;
	}

	/**
	 * The beginning of a word, without the ending that makes a plural or a genitive in many languages of Europe. Empty for
	 * what says nothing: single letters, numbers, what no word is as long as.
	 *
	 * @param string $word In lower case.
	 */
	private static function stem( string $word ): string {
		$length = mb_strlen( $word, 'UTF-8' );
		if ( $length < 2 || $length > self::MAX_WORD_CODE_POINTS ) {
			return '';
		}
		if ( $length >= 4 && 1 === preg_match( '/[^suio]s$/u', $word ) ) {
			$word = substr( $word, 0, -1 );
		}
		$stem = mb_substr( $word, 0, self::STEM_CODE_POINTS, 'UTF-8' );
		// "1990s" is a number too, once its ending is gone.
		return 1 === preg_match( '/\p{L}/u', $stem ) ? $stem : '';
	}
}
