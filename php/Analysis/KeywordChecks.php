<?php
/**
 * Checks where a page has its focus keyword.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Analysis;

use SeoRankGenius\Content\Utf8;

/**
 * A place has it when all its words are there, in any order and with an ending of up to three letters: "garden" is found in
 * "gardens". Where a language changes its words more than that, a finding is a hint and no more.
 */
final class KeywordChecks {

	/** Of a hundred words, more than so many are stuffing. */
	private const OFTEN_PERCENT = 3;

	/** Fewer are never too many. */
	private const OFTEN_LEAST = 8;

	/**
	 * One pattern for each of its words; none where spaces do not part words, where all of it is looked for.
	 *
	 * @var list<string>
	 */
	private readonly array $patterns;

	private readonly string $keyword;

	/**
	 * Checks for a keyword.
	 *
	 * @param Page    $page    With a keyword.
	 * @param Outline $outline Its content.
	 * @param Writing $writing How it is written.
	 */
	public function __construct( private readonly Page $page, private readonly Outline $outline, private readonly Writing $writing ) {
		$this->keyword  = self::keyword_of( $page );
		$is_spaced      = Writing::SPACED === $writing->kind && 1 !== preg_match( '/[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]/u', $this->keyword );
		$words          = $is_spaced ? array_map( 'strval', array_keys( Writing::words_of( $this->keyword ) ) ) : array();
		$this->patterns = array_map( static fn ( string $word ): string => '/(?<![\p{L}\p{N}])' . preg_quote( $word, '/' ) . '[\p{L}\p{M}]{0,3}(?![\p{L}\p{N}])/iu', $words );
	}

	/**
	 * The keyword that is checked; empty for none.
	 *
	 * @param Page $page The page.
	 */
	public static function keyword_of( Page $page ): string {
		return mb_substr( trim( explode( ',', Utf8::repaired( $page->focus_keyword ) )[0] ), 0, 200, 'UTF-8' );
	}

	/**
	 * The checks.
	 *
	 * @return list<Check>
	 */
	public function all(): array {
		$prose    = $this->outline->prose();
		$headings = implode( "\n", array_column( $this->outline->headings(), 'text' ) );
		$checks   = array( $this->place( 'keyword_title', Finding::HIGH, '' === $this->page->meta_title ? $this->page->title : $this->page->meta_title ) );
		if ( '' !== $this->page->meta_description ) {
			$checks[] = $this->place( 'keyword_description', Finding::LOW, $this->page->meta_description );
		}
		if ( array() !== $prose ) {
			$checks[] = $this->place( 'keyword_start', Finding::MEDIUM, $prose[0]->text, $prose[0] );
			$checks[] = $this->often( $prose );
		}
		if ( '' !== trim( $headings ) ) {
			$checks[] = $this->place( 'keyword_headings', Finding::LOW, $headings );
		}
		return $checks;
	}

	/**
	 * Whether a place has it.
	 *
	 * @param string     $name     The check, which is its finding's id too.
	 * @param string     $severity Of its absence.
	 * @param string     $text     What stands there.
	 * @param Piece|null $piece    Where it is in the content.
	 */
	private function place( string $name, string $severity, string $text, ?Piece $piece = null ): Check {
		return $this->is_in( $text )
			? new Check( $name, 1.0 )
			: new Check( $name, 0.0, array( new Finding( $name, $severity, array( $this->keyword ), $piece?->text, $piece?->block ) ) );
	}

	/**
	 * Whether a text has it.
	 *
	 * @param string $text Any text.
	 */
	private function is_in( string $text ): bool {
		if ( array() === $this->patterns ) {
			return false !== mb_stripos( $text, $this->keyword, 0, 'UTF-8' );
		}
		foreach ( $this->patterns as $pattern ) {
			if ( 1 !== preg_match( $pattern, $text ) ) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Whether it is there so often that a reader notices.
	 *
	 * @param list<Piece> $prose The page's text.
	 */
	private function often( array $prose ): Check {
		$text    = implode( "\n\n", array_column( $prose, 'text' ) );
		$phrase  = implode( '\s+', array_map( static fn ( string $word ): string => preg_quote( $word, '/' ), preg_split( '/\s+/u', $this->keyword ) ?: array() ) );
		$around  = array() === $this->patterns ? array( '', '' ) : array( '(?<![\p{L}\p{N}])', '[\p{L}\p{M}]{0,3}(?![\p{L}\p{N}])' );
		$times   = (int) preg_match_all( "/{$around[0]}$phrase{$around[1]}/iu", $text );
		$length  = max( 1, $this->writing->length_of( $text ) );
		$percent = 100 * $times * $this->writing->length_of( $this->keyword ) / $length;
		if ( $times < self::OFTEN_LEAST || $percent <= self::OFTEN_PERCENT ) {
			return new Check( 'keyword_often', 1.0 );
		}
		return new Check( 'keyword_often', 1 - ( $percent - self::OFTEN_PERCENT ) / self::OFTEN_PERCENT, array( new Finding( 'keyword_often', Finding::MEDIUM, array( $this->keyword, $times ) ) ) );
	}
}
