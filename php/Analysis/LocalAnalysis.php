<?php
/**
 * Analyses a page's readability and structure on the spot: free, and nothing is sent anywhere.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Analysis;

/**
 * The same page always gets the same score: no clock, no query, no setting has a part in it.
 */
final class LocalAnalysis {

	private const SEVERITIES = array( Finding::HIGH, Finding::MEDIUM, Finding::LOW );

	/**
	 * Analyses.
	 *
	 * @param Page $page The page.
	 */
	public static function of( Page $page ): Analysis {
		$outline = Outline::of( $page->content );
		$writing = new Writing( implode( "\n", array_column( $outline->prose(), 'text' ) ) );
		$text    = new TextChecks( $outline, $writing, self::language( $page->language ) );
		$checks  = array(
			...SnippetChecks::of( $page ),
			...$text->all(),
			...HeadingChecks::of( $outline, $writing ),
			...LinkChecks::of( $page, $outline, $text->length >= LinkChecks::long_from( $writing ) ),
			...( '' === KeywordChecks::keyword_of( $page ) ? array() : ( new KeywordChecks( $page, $outline, $writing ) )->all() ),
		);
		return new Analysis( self::score( $checks ), self::findings( $checks ), $text->length, Writing::SPACED === $writing->kind, $text->readability );
	}

	/**
	 * The language of a locale or tag, in two letters: "de" for "de_DE_formal".
	 *
	 * @param string $locale As it came.
	 */
	private static function language( string $locale ): string {
		return strtolower( substr( $locale, 0, strspn( $locale, 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ' ) ) );
	}

	/**
	 * The share of their weights that the checks reach, in percent; at most 40 without any text, however good its title, and
	 * from there up to 100 with the shortest text that is long enough.
	 *
	 * @param list<Check> $checks All that apply; some always do.
	 */
	private static function score( array $checks ): int {
		$reached = 0.0;
		$whole   = 0;
		$most    = 100;
		foreach ( $checks as $check ) {
			$reached += $check->weight() * $check->quality;
			$whole   += $check->weight();
			$most     = 'text_length' === $check->name ? 40 + 60 * $check->quality : $most;
		}
		return (int) round( min( $most, 100 * $reached / max( 1, $whole ) ) );
	}

	/**
	 * What the checks found, the severest first.
	 *
	 * @param list<Check> $checks All that apply.
	 * @return list<Finding>
	 */
	private static function findings( array $checks ): array {
		$findings = array_merge( ...array_map( static fn ( Check $check ): array => $check->findings, $checks ) );
		usort( $findings, static fn ( Finding $one, Finding $other ): int => array_search( $one->severity, self::SEVERITIES, true ) <=> array_search( $other->severity, self::SEVERITIES, true ) );
		return $findings;
	}
}
