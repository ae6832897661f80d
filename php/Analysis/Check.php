<?php
/**
 * What one check says of a page, and how much each counts.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Analysis;

/**
 * How well the page does, and what keeps it from doing better. A check that does not apply to a page is not made at all.
 */
final class Check {

	/**
	 * How much each check counts. The score of a page is the share that it reaches of the weights of all checks that apply to
	 * it, so a page without a focus keyword, or in a language whose readability nobody has put into a formula, loses nothing.
	 *
	 * | weight | for what |
	 * |---|---|
	 * | 8 to 10 | without it a page is hardly found or read: text, a title, a description, sentences that can be read |
	 * | 4 to 6 | what readers and search engines go by: headings, links, alt texts, short paragraphs |
	 * | 1 to 3 | tidiness |
	 */
	public const WEIGHTS = array(
		'text_length'         => 10,
		'title'               => 8,
		'meta_title'          => 6,
		'meta_description'    => 8,
		'readability'         => 8,
		'sentences'           => 6,
		'paragraphs'          => 4,
		'sections'            => 6,
		'heading_order'       => 4,
		'heading_first_level' => 4,
		'headings_empty'      => 2,
		'headings_duplicate'  => 2,
		'image_alts'          => 5,
		'links_internal'      => 5,
		'links_external'      => 2,
		'links_empty'         => 3,
		'links_vague'         => 2,
		'slug'                => 2,
		'keyword_title'       => 6,
		'keyword_start'       => 4,
		'keyword_headings'    => 3,
		'keyword_description' => 3,
		'keyword_often'       => 4,
	);

	/** The most findings of one kind: who mends ten sees the next. */
	private const MAX_FINDINGS = 10;

	/** From 0, as bad as can be, to 1. */
	public readonly float $quality;

	/**
	 * The first MAX_FINDINGS.
	 *
	 * @var list<Finding>
	 */
	public readonly array $findings;

	/**
	 * A check.
	 *
	 * @param string        $name     One of WEIGHTS.
	 * @param float         $quality  What is outside 0 to 1 is brought to it.
	 * @param list<Finding> $findings In the order of the page.
	 */
	public function __construct( public readonly string $name, float $quality, array $findings = array() ) {
		$this->quality  = max( 0.0, min( 1.0, $quality ) );
		$this->findings = array_slice( $findings, 0, self::MAX_FINDINGS );
	}

	/**
	 * How much it counts.
	 */
	public function weight(): int {
		return self::WEIGHTS[ $this->name ];
	}
}
