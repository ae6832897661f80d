<?php
/**
 * A text with variables, such as "%title% %sep% %sitename%".
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Seo;

/**
 * What a variable stands for is given; a part between separators that comes out empty goes, with its separator.
 */
final class Template {

	/** The number of the page is known only when it is shown: a sign of the private use area stands for it. */
	public const PAGE_SIGN = "\u{F8FF}";

	/** Every variable. */
	public const VARIABLES = array( 'title', 'sep', 'sitename', 'tagline', 'excerpt', 'category', 'author', 'date', 'modified', 'parent', 'type', 'page' );

	/** The most code points of a template. */
	public const MAX_CODE_POINTS = 300;

	private const VARIABLE = '/%([a-z]+)%/';

	/** Stands for the separator while a text is put together. */
	private const PART = "\x1F";

	/**
	 * Variables that there are not, as they are written: also in another case, or with two percent signs as elsewhere.
	 *
	 * @param string $template Any text.
	 * @return list<string>
	 */
	public static function unknown_in( string $template ): array {
		preg_match_all( '/%{1,2}[A-Za-z0-9_]+%{1,2}/', $template, $found );
		return array_values( array_unique( array_diff( $found[0], array_map( static fn ( string $name ): string => "%$name%", self::VARIABLES ) ) ) );
	}

	/**
	 * The text.
	 *
	 * @param string                       $template  Without unknown variables.
	 * @param string                       $separator Stands for %sep%.
	 * @param callable(string):string      $value     What any other variable stands for: plain text, in one line.
	 * @param int                          $most      The most code points of the text.
	 */
	public static function filled( string $template, string $separator, callable $value, int $most ): string {
		$text  = (string) preg_replace_callback(
			self::VARIABLE,
			static fn ( array $found ): string => 'sep' === $found[1] ? self::PART : str_replace( self::PART, ' ', $value( $found[1] ) ),
			$template
		);
		$parts = array_filter( array_map( static fn ( string $part ): string => PlainLine::of( $part, $most ), explode( self::PART, $text ) ), static fn ( string $part ): bool => '' !== $part );
		return PlainLine::of( implode( " $separator ", $parts ), $most );
	}
}
