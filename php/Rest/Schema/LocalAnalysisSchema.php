<?php
/**
 * The shape of the free analysis of a page.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest\Schema;

/**
 * A score, and what could be better.
 */
final class LocalAnalysisSchema {

	/**
	 * The schema.
	 *
	 * @return array<string, mixed>
	 */
	public static function item(): array {
		return Schema::document(
			'local_analysis',
			array(
				'score'       => array( 'maximum' => 100 ) + Schema::count( 'The same for the same page, always.' ),
				'length'      => Schema::count( 'Of the text that visitors read.' ),
				'unit'        => Schema::one_of( array( 'words', 'letters' ), 'What the length counts: letters where no spaces part words.' ),
				'code_points' => Schema::count( 'Unicode code points of the same text: what a paid analysis of it is priced by.' ),
				'readability' => Schema::nullable( self::readability() ),
				'findings'    => Schema::list_of( self::finding() ),
			)
		);
	}

	/**
	 * How easily the text is read.
	 *
	 * @return array<string, mixed>
	 */
	private static function readability(): array {
		return Schema::object(
			'readability',
			array(
				'formula' => Schema::text( 'The name of the formula, such as "Flesch".' ),
				'value'   => array(
					'type'        => 'number',
					'description' => 'Its figure, on its own scale.',
				),
				'quality' => array(
					'type'        => 'number',
					'minimum'     => 0,
					'maximum'     => 1,
					'description' => '0: most readers have trouble; 1: easy enough for everybody.',
				),
			)
		);
	}

	/**
	 * One thing that could be better.
	 *
	 * @return array<string, mixed>
	 */
	private static function finding(): array {
		return Schema::object(
			'local_finding',
			array(
				'id'       => Schema::text( 'What it is, such as "title_long".' ),
				'severity' => Schema::one_of( array( 'high', 'medium', 'low' ), 'How much it matters.' ),
				'message'  => Schema::text( 'What was found, in the reader’s language.' ),
				'action'   => Schema::text( 'What to do about it, in the reader’s language.' ),
				'quote'    => Schema::nullable( Schema::text( 'The words that show it, verbatim from the page; null: none do.' ) ),
				'block'    => Schema::nullable( Schema::count( 'The number of the block, from 0, among those of the top level that are not just white space; null: not in the content.' ) ),
			)
		);
	}
}
