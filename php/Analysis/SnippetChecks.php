<?php
/**
 * Checks what stands for a page in search results: its title, its meta title and description, its address.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Analysis;

/**
 * Lengths are in code points; what is wider than they say (Chinese, Japanese, Korean) counts double, as it is shown.
 */
final class SnippetChecks {

	public const TITLE_SHORT       = 30;
	public const TITLE_LONG        = 60;
	public const DESCRIPTION_SHORT = 70;
	public const DESCRIPTION_LONG  = 155;
	public const SLUG_LONG         = 75;

	/** What another plugin puts something in the place of: of a text with one, the length is not known here. */
	private const VARIABLE = '/%%?[a-z][a-z_]*%%?|#[a-z]+_[a-z_]+/';

	/**
	 * The checks.
	 *
	 * @param Page $page The page.
	 * @return list<Check>
	 */
	public static function of( Page $page ): array {
		$checks = array(
			'' === $page->title
				? new Check( 'title', 0.0, array( new Finding( 'title_missing', Finding::HIGH ) ) )
				: new Check( 'title', 1.0 ),
			self::meta_title( $page ),
			self::length( 'meta_description', $page->meta_description, self::DESCRIPTION_SHORT, self::DESCRIPTION_LONG, Finding::HIGH ),
		);
		// Of other scripts a slug holds percent codes: nobody reads those.
		$slug = rawurldecode( $page->slug );
		if ( '' !== $slug ) {
			$length   = mb_strlen( $slug, 'UTF-8' );
			$checks[] = $length > self::SLUG_LONG
				? new Check( 'slug', 0.0, array( new Finding( 'slug_long', Finding::LOW, array( $length, self::SLUG_LONG ), $slug ) ) )
				: new Check( 'slug', 1.0 );
		}
		return $checks;
	}

	/**
	 * The meta title; where none is written, the title stands for it.
	 *
	 * @param Page $page The page.
	 */
	private static function meta_title( Page $page ): Check {
		if ( '' !== $page->meta_title || '' === $page->title ) {
			return self::length( 'meta_title', $page->meta_title, self::TITLE_SHORT, self::TITLE_LONG, Finding::MEDIUM );
		}
		$of_title = self::length( 'meta_title', $page->title, self::TITLE_SHORT, self::TITLE_LONG, Finding::MEDIUM );
		return new Check( 'meta_title', 0.3 + 0.5 * $of_title->quality, array( new Finding( 'meta_title_missing', Finding::MEDIUM ), ...$of_title->findings ) );
	}

	/**
	 * Whether a text is there, and neither too short nor too long.
	 *
	 * @param string $name     The check, and what its findings' ids begin with.
	 * @param string $text     The text.
	 * @param int    $least    Shorter is short.
	 * @param int    $most     Longer is long.
	 * @param string $severity Of its absence.
	 */
	private static function length( string $name, string $text, int $least, int $most, string $severity ): Check {
		if ( 1 === preg_match( self::VARIABLE, $text ) ) {
			return new Check( $name, 1.0 );
		}
		$length = mb_strlen( $text, 'UTF-8' ) + (int) preg_match_all( '/[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]/u', $text );
		return match ( true ) {
			0 === $length    => new Check( $name, 0.0, array( new Finding( "{$name}_missing", $severity ) ) ),
			$length < $least => new Check( $name, 0.5, array( new Finding( "{$name}_short", Finding::LOW, array( $length, $least ), $text ) ) ),
			$length > $most  => new Check( $name, 0.5, array( new Finding( "{$name}_long", Finding::MEDIUM, array( $length, $most ), $text ) ) ),
			default          => new Check( $name, 1.0 ),
		};
	}
}
