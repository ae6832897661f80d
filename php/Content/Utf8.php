<?php
/**
 * Mends text that is not valid UTF-8.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Content;

/**
 * Without extensions, and the same on every version of WordPress and PHP.
 */
final class Utf8 {

	/** Valid sequences: RFC 3629, section 4. */
	private const VALID = '(?>[\x00-\x7F]|[\xC2-\xDF][\x80-\xBF]|\xE0[\xA0-\xBF][\x80-\xBF]|[\xE1-\xEC\xEE\xEF][\x80-\xBF]{2}|\xED[\x80-\x9F][\x80-\xBF]|\xF0[\x90-\xBF][\x80-\xBF]{2}|[\xF1-\xF3][\x80-\xBF]{3}|\xF4[\x80-\x8F][\x80-\xBF]{2})';

	/**
	 * The text with each run of bytes that mean nothing as one U+FFFD.
	 *
	 * @param string $text Any bytes.
	 */
	public static function repaired( string $text ): string {
		if ( 1 === preg_match( '//u', $text ) ) {
			return $text;
		}
		return (string) preg_replace( '/' . self::VALID . '++(*SKIP)(*FAIL)|(?:(?!' . self::VALID . ').)++/s', "\u{FFFD}", $text );
	}
}
