<?php
/**
 * What an analysis says of a page.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Analysis;

/**
 * A score and what stands behind it.
 */
final class Analysis {

	/**
	 * An analysis.
	 *
	 * @param int              $score       0 to 100.
	 * @param list<Finding>    $findings    The severest first; those of one severity in the order of the checks and of the page.
	 * @param int              $length      Of its text.
	 * @param bool             $is_in_words Whether that is in words; else in letters.
	 * @param Readability|null $readability How easily it is read; null where no formula holds.
	 */
	public function __construct(
		public readonly int $score,
		public readonly array $findings,
		public readonly int $length,
		public readonly bool $is_in_words,
		public readonly ?Readability $readability
	) {}
}
