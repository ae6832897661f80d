<?php
/**
 * The part of a text that says most about certain terms.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Links;

/**
 * Whole sentences where there are any.
 */
final class Excerpt {

	/** Further down a text is not looked. */
	private const READ_CODE_POINTS = 6000;

	/**
	 * The excerpt; the beginning of the text when none of the terms stands in it.
	 *
	 * @param string             $text  Plain text.
	 * @param array<string, int> $worth What each term counts.
	 * @param int<1, max>        $most  Code points at most.
	 */
	public static function of( string $text, array $worth, int $most ): string {
		$best  = '';
		$score = -1;
		foreach ( self::windows( mb_substr( $text, 0, self::READ_CODE_POINTS, 'UTF-8' ), $most ) as $window ) {
			$here = array_sum( array_intersect_key( $worth, Words::counts( $window ) ) );
			if ( $here > $score ) {
				$score = $here;
				$best  = $window;
			}
		}
		return $best;
	}

	/**
	 * The place where words stand first in a text, with some of what stands around them in the same paragraph; empty where
	 * they stand nowhere.
	 *
	 * @param string      $text  Plain text.
	 * @param string      $words The words.
	 * @param int<1, max> $most  Code points at most on each side.
	 */
	public static function around( string $text, string $words, int $most ): string {
		$at = '' === $words ? false : strpos( $text, $words );
		if ( false === $at ) {
			return '';
		}
		$before = substr( $text, 0, $at );
		$before = substr( $before, (int) strrpos( "\n$before", "\n" ) );
		$after  = explode( "\n", substr( $text, $at + strlen( $words ) ), 2 )[0];
		if ( mb_strlen( $before, 'UTF-8' ) > $most ) {
			$before = '…' . preg_replace( '/^\S*\s/u', '', mb_substr( $before, -$most, null, 'UTF-8' ) );
		}
		if ( mb_strlen( $after, 'UTF-8' ) > $most ) {
			$after = preg_replace( '/\s\S*$/u', '', mb_substr( $after, 0, $most, 'UTF-8' ) ) . '…';
		}
		return $before . $words . $after;
	}

	/**
	 * A text in parts of whole sentences, none longer than asked for.
	 *
	 * @param string      $text Plain text.
	 * @param int<1, max> $most Code points at most.
	 * @return list<string>
	 */
	private static function windows( string $text, int $most ): array {
		$sentences = preg_split( '/(?<=[.!?…؟।。！？])(?=\s)|(?<=[。！？])|\n+/u', $text );
		$windows   = array();
		$window    = '';
		foreach ( is_array( $sentences ) ? $sentences : array() as $sentence ) {
			foreach ( mb_str_split( trim( $sentence ), $most, 'UTF-8' ) as $part ) {
				$longer = '' === $window ? $part : "$window $part";
				if ( mb_strlen( $longer, 'UTF-8' ) > $most ) {
					$windows[] = $window;
					$longer    = $part;
				}
				$window = $longer;
			}
		}
		return '' === $window ? $windows : array( ...$windows, $window );
	}
}
