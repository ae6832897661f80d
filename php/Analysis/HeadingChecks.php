<?php
/**
 * Checks a page's headings: their order, and what stands between them.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Analysis;

/**
 * The title is the page's heading of the first level: themes print it so.
 */
final class HeadingChecks {

	/** The most words without a heading. */
	private const SECTION_WORDS = 300;

	/**
	 * The checks.
	 *
	 * @param Outline $outline The page's content.
	 * @param Writing $writing How it is written.
	 * @return list<Check>
	 */
	public static function of( Outline $outline, Writing $writing ): array {
		$headings = $outline->headings();
		$sections = self::sections( $outline, $writing );
		$checks   = null === $sections ? array() : array( $sections );
		return array() === $headings ? $checks : array(
			...$checks,
			self::order( $headings ),
			self::first_level( $headings ),
			self::empty_ones( $headings ),
			self::duplicates( $headings ),
		);
	}

	/**
	 * Long stretches of text without a heading.
	 *
	 * @param Outline $outline The page's content.
	 * @param Writing $writing How it is written.
	 */
	private static function sections( Outline $outline, Writing $writing ): ?Check {
		$most     = $writing->length_for( self::SECTION_WORDS );
		$sections = array();
		$place    = 0;
		$heading  = null;
		foreach ( $outline->pieces() as $piece ) {
			if ( Piece::HEADING === $piece->kind ) {
				$heading = $piece;
				++$place;
			} elseif ( $piece->is_prose() ) {
				$sections[ $place ]          ??= array(
					'begins' => $heading ?? $piece,
					'length' => 0,
				);
				$sections[ $place ]['length'] += $writing->length_of( $piece->text );
			}
		}
		$findings = array();
		foreach ( $sections as $section ) {
			if ( $section['length'] > $most ) {
				$begins     = $section['begins'];
				$findings[] = new Finding( Writing::SPACED === $writing->kind ? 'section_long' : 'section_long_letters', Finding::MEDIUM, array( $section['length'], $most ), $begins->text, $begins->block );
			}
		}
		return array() === $sections ? null : new Check( 'sections', 1 - count( $findings ) / count( $sections ), $findings );
	}

	/**
	 * Levels that are left out: a heading of level 4 below one of level 2.
	 *
	 * @param non-empty-list<Piece> $headings In their order.
	 */
	private static function order( array $headings ): Check {
		$findings = array();
		$above    = 1;
		foreach ( $headings as $heading ) {
			if ( $heading->level > $above + 1 ) {
				$findings[] = new Finding( 'heading_jump', Finding::LOW, array( $heading->level, $above ), $heading->text, $heading->block );
			}
			$above = $heading->level;
		}
		return new Check( 'heading_order', 1 - 2 * count( $findings ) / count( $headings ), $findings );
	}

	/**
	 * Headings of the title's level.
	 *
	 * @param non-empty-list<Piece> $headings In their order.
	 */
	private static function first_level( array $headings ): Check {
		$findings = array();
		foreach ( $headings as $heading ) {
			if ( 1 === $heading->level ) {
				$findings[] = new Finding( 'heading_first_level', Finding::MEDIUM, array(), $heading->text, $heading->block );
			}
		}
		return new Check( 'heading_first_level', array() === $findings ? 1.0 : 0.0, $findings );
	}

	/**
	 * Headings that say nothing.
	 *
	 * @param non-empty-list<Piece> $headings In their order.
	 */
	private static function empty_ones( array $headings ): Check {
		$findings = array();
		foreach ( $headings as $heading ) {
			if ( '' === $heading->text ) {
				$findings[] = new Finding( 'heading_empty', Finding::LOW, array( $heading->level ), null, $heading->block );
			}
		}
		return new Check( 'headings_empty', array() === $findings ? 1.0 : 0.0, $findings );
	}

	/**
	 * Headings that say what another says.
	 *
	 * @param non-empty-list<Piece> $headings In their order.
	 */
	private static function duplicates( array $headings ): Check {
		$seen     = array();
		$findings = array();
		foreach ( $headings as $heading ) {
			$text = mb_strtolower( $heading->text, 'UTF-8' );
			if ( '' !== $text && isset( $seen[ $text ] ) ) {
				$findings[] = new Finding( 'heading_duplicate', Finding::LOW, array(), $heading->text, $heading->block );
			}
			$seen[ $text ] = true;
		}
		return new Check( 'headings_duplicate', 1 - 2 * count( $findings ) / count( $headings ), $findings );
	}
}
