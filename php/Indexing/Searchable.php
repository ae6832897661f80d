<?php
/**
 * Texts as they are searched: databases disagree on which letters are the same.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Indexing;

use SeoRankGenius\Content\Utf8;

/**
 * The indexes keep such texts, and searches look for such words in them.
 */
final class Searchable {

	private const MAX_WORDS = 10;

	/**
	 * A text in lower case and without accents.
	 *
	 * @param string $text            Any text.
	 * @param int    $max_code_points The most that is kept.
	 */
	public static function text( string $text, int $max_code_points ): string {
		return mb_substr( mb_strtolower( remove_accents( Utf8::repaired( $text ), 'en_US' ), 'UTF-8' ), 0, $max_code_points, 'UTF-8' );
	}

	/**
	 * The words of a search.
	 *
	 * @param string $search What somebody has typed.
	 * @return list<string>
	 */
	public static function words( string $search ): array {
		$words = preg_split( '/\s+/u', self::text( $search, 200 ), self::MAX_WORDS, PREG_SPLIT_NO_EMPTY );
		return false === $words ? array() : $words;
	}
}
