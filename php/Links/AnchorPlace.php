<?php
/**
 * Finds words in a content's markup and makes a link of them.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Links;

/**
 * The first place where the words stand as they are, in one piece of text in which a link may be; nothing else of the
 * markup changes. Words are whole: "art" is not found in "party". Scripts without spaces have no such ends.
 */
final class AnchorPlace {

	/** Shortcodes, with attributes that may hold markup. */
	private const SHORTCODE = '~\[/?[a-zA-Z][\w-]*+(?:"[^"]*+"|\'[^\']*+\'|[^\[\]"\'])*+\]~';

	/** Shortcodes between which there is an address or code. */
	private const NO_TEXT = '~\[(audio|code|embed|fusion_code|playlist|pre|sourcecode|vc_raw_html|vc_raw_js|video)(?=[\s\]])[^\]]*+\].*?\[/\1\]~s';

	/** Addresses that WordPress or a theme may turn into something. */
	private const ADDRESS = '~(?:https?://|www\.)\S++|[^\s@]++@\S++~iu';

	private const NO_SPACES = '[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}]';

	private const LETTER = '[\p{L}\p{M}\p{N}_]';

	private const SPACE = '[\s\x{00A0}]+';

	/**
	 * The markup with a link around the words.
	 *
	 * @param string $markup A post's content, as stored.
	 * @param string $anchor The words, as a visitor reads them.
	 * @param string $url    Where the link leads.
	 * @return string|null Null where the words do not stand in a place for a link.
	 */
	public static function linked( string $markup, string $anchor, string $url ): ?string {
		$words   = preg_split( '/' . self::SPACE . '/u', trim( $anchor ), -1, PREG_SPLIT_NO_EMPTY );
		$pattern = is_array( $words ) && array() !== $words ? self::pattern( $words ) : null;
		if ( null === $pattern ) {
			return null;
		}
		$closed = array( ...self::spans( self::SHORTCODE, $markup ), ...self::spans( self::NO_TEXT, $markup ) );
		$nodes  = new TextNodes( $markup );
		$node   = $nodes->next_text();
		while ( null !== $node ) {
			$is_kept = array() !== array_filter( $node['kept'], static fn ( string $text ): bool => 1 === preg_match( $pattern, $text ) );
			foreach ( $is_kept ? array() : self::places( substr( $markup, $node['start'], $node['length'] ), $pattern ) as list( $start, $length ) ) {
				$start += $node['start'];
				if ( ! self::touches( $closed, $start, $length ) ) {
					return substr( $markup, 0, $start ) . '<a href="' . esc_url( $url ) . '">' . substr( $markup, $start, $length ) . '</a>' . substr( $markup, $start + $length );
				}
			}
			$node = $nodes->next_text();
		}
		return null;
	}

	/**
	 * What finds the words, however their spaces are written.
	 *
	 * @param non-empty-list<string> $words The words.
	 * @return string|null Null for what is no text.
	 */
	private static function pattern( array $words ): ?string {
		$anchor = implode( ' ', $words );
		$before = 1 === preg_match( '/^(?!' . self::NO_SPACES . ')' . self::LETTER . '/u', $anchor ) ? '(?<!' . self::LETTER . ')' : '';
		$after  = 1 === preg_match( '/(?!' . self::NO_SPACES . ')' . self::LETTER . '$/u', $anchor ) ? '(?!' . self::LETTER . ')' : '';
		$quoted = array_map( static fn ( string $word ): string => preg_quote( $word, '~' ), $words );
		$result = "~$before" . implode( self::SPACE, $quoted ) . "$after~u";
		return false === preg_match( $result, '' ) ? null : $result;
	}

	/**
	 * Where the words stand in a piece of text.
	 *
	 * @param string $raw     The piece, with its entities.
	 * @param string $pattern What finds the words.
	 * @return list<array{int, int}> Start and length in the piece, in bytes.
	 */
	private static function places( string $raw, string $pattern ): array {
		list( $text, $shifts ) = self::decoded( $raw );

		$addresses = self::spans( self::ADDRESS, $text );
		$places    = array();
		foreach ( self::spans( $pattern, $text ) as list( $start, $length ) ) {
			if ( ! self::touches( $addresses, $start, $length ) ) {
				$from     = self::in_raw( $start, $shifts );
				$places[] = array( $from, self::in_raw( $start + $length, $shifts ) - $from );
			}
		}
		return $places;
	}

	/**
	 * A piece of text without entities.
	 *
	 * @param string $raw The piece.
	 * @return array{string, array<int, int>} The text; and from which byte of it on the piece is how many bytes ahead.
	 */
	private static function decoded( string $raw ): array {
		$parts  = preg_split( '/(&(?:#\d+|#x[0-9a-f]+|[a-z][a-z0-9]*);)/i', $raw, -1, PREG_SPLIT_DELIM_CAPTURE );
		$text   = '';
		$shift  = 0;
		$shifts = array();
		foreach ( is_array( $parts ) ? $parts : array() as $index => $part ) {
			$plain = 1 === $index % 2 ? html_entity_decode( $part, ENT_QUOTES | ENT_HTML5, 'UTF-8' ) : $part;
			$text .= $plain;
			if ( $plain !== $part ) {
				$shift                    += strlen( $part ) - strlen( $plain );
				$shifts[ strlen( $text ) ] = $shift;
			}
		}
		return array( $text, $shifts );
	}

	/**
	 * Where a byte of the text stands in the piece with entities.
	 *
	 * @param int             $at     In the text.
	 * @param array<int, int> $shifts What decoded() says.
	 */
	private static function in_raw( int $at, array $shifts ): int {
		$ahead = 0;
		foreach ( $shifts as $from => $shift ) {
			if ( $from > $at ) {
				break;
			}
			$ahead = $shift;
		}
		return $at + $ahead;
	}

	/**
	 * Where something stands.
	 *
	 * @param string $pattern What finds it.
	 * @param string $text    Where.
	 * @return list<array{int, int}> Start and length, in bytes.
	 */
	private static function spans( string $pattern, string $text ): array {
		if ( (int) preg_match_all( $pattern, $text, $found, PREG_OFFSET_CAPTURE ) < 1 ) {
			return array();
		}
		return array_map( static fn ( array $one ): array => array( (int) $one[1], strlen( (string) $one[0] ) ), $found[0] );
	}

	/**
	 * Whether a span shares a byte with one of some others.
	 *
	 * @param list<array{int, int}> $spans  The others.
	 * @param int                   $start  Of the one.
	 * @param int                   $length Of the one.
	 */
	private static function touches( array $spans, int $start, int $length ): bool {
		foreach ( $spans as list( $from, $bytes ) ) {
			if ( $from < $start + $length && $start < $from + $bytes ) {
				return true;
			}
		}
		return false;
	}
}
