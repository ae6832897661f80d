<?php
/**
 * Opening hours as schema.org writes them, such as "Mo-Fr 09:00-17:00".
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Seo\Schema;

use WP_Locale;

/**
 * Read from lines of a page that name days and hours, in the site's language or in English. A line that cannot be read
 * without guessing ("except holidays", "by appointment") is left out.
 */
final class OpeningHours {

	private const DAYS    = array( 'Su', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa' );
	private const ENGLISH = array( 'sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday' );

	private const SPAN = '\s*(?:-|–|—|to|until|till|bis|à|a|al|tot|do|до)\s*';
	private const TIME = '(\d{1,2})(?:[:.h](\d{2}))?\s*(?:uhr|h)?\s*(a\.?m\.?|p\.?m\.?)?';

	/**
	 * Those of some lines that can be read.
	 *
	 * @param list<string> $lines As the page has them.
	 * @return list<string>
	 */
	public static function of( array $lines ): array {
		return array_values( array_unique( array_filter( array_map( self::line( ... ), $lines ), static fn ( string $line ): bool => '' !== $line ) ) );
	}

	/**
	 * A line; empty where it cannot be read.
	 *
	 * @param string $line As the page has it.
	 */
	private static function line( string $line ): string {
		$days = self::days();
		// The longest first, so that "Mon" does not end within "Monday".
		uksort( $days, static fn ( string $a, string $b ): int => strlen( $b ) <=> strlen( $a ) );
		$day  = '(' . implode( '|', array_map( static fn ( string $name ): string => preg_quote( $name, '/' ), array_keys( $days ) ) ) . ')\.?';
		$from = self::TIME;
		if ( 1 !== preg_match( "/^\s*$day(?:" . self::SPAN . "$day)?\s*[:,]?\s*$from" . self::SPAN . "$from\s*\.?\s*$/iu", mb_strtolower( $line, 'UTF-8' ), $found ) ) {
			return '';
		}
		$opens  = self::time( $found[3], $found[4] ?? '', $found[5] ?? '' );
		$closes = self::time( $found[6], $found[7] ?? '', $found[8] ?? '' );
		if ( null === $opens || null === $closes || '' === ( $found[5] ?? '' ) && '' !== ( $found[8] ?? '' ) ) {
			return '';
		}
		$until = $days[ $found[2] ] ?? null;
		return $days[ $found[1] ] . ( null === $until ? '' : "-$until" ) . " $opens-$closes";
	}

	/**
	 * What days are called, in lower case: names, abbreviations, and schema.org's own.
	 *
	 * @return array<string, string> schema.org's by name.
	 */
	private static function days(): array {
		$locale = $GLOBALS['wp_locale'] ?? null;
		$days   = array();
		foreach ( self::DAYS as $number => $day ) {
			$names = array( $day, self::ENGLISH[ $number ], substr( self::ENGLISH[ $number ], 0, 3 ) );
			if ( $locale instanceof WP_Locale ) {
				$name  = $locale->get_weekday( $number );
				$names = array( ...$names, $name, $locale->get_weekday_abbrev( $name ) );
			}
			foreach ( $names as $name ) {
				$days[ mb_strtolower( $name, 'UTF-8' ) ] = $day;
			}
		}
		unset( $days[''] );
		return $days;
	}

	/**
	 * A time of day as "09:30"; null where there is no such time.
	 *
	 * @param string $hours   Digits.
	 * @param string $minutes Digits; empty for none.
	 * @param string $half    "am" or "pm", with stops or without; empty for a day of 24 hours.
	 */
	private static function time( string $hours, string $minutes, string $half ): ?string {
		$hour   = (int) $hours;
		$minute = (int) $minutes;
		if ( '' !== $half ) {
			if ( $hour < 1 || $hour > 12 ) {
				return null;
			}
			$hour = $hour % 12 + ( str_starts_with( $half, 'p' ) ? 12 : 0 );
		}
		return $hour > 24 || $minute > 59 || 24 === $hour && $minute > 0 ? null : sprintf( '%02d:%02d', $hour, $minute );
	}
}
