<?php
/**
 * How many of the chosen objects a run would take, and what they cost.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Runs;

/**
 * Counted by the feature, with the rights of the current user.
 */
final class SelectionQuote {

	/**
	 * A quote.
	 *
	 * @param int $items        Objects that would be taken.
	 * @param int $credits      Their price.
	 * @param int $overwrites   Of these, with a text that would be replaced.
	 * @param int $has_text     Chosen, but passed over: they have a text, which is kept.
	 * @param int $decorative   Chosen, but passed over: they are to have no text.
	 * @param int $not_editable Chosen, but passed over: the user may not change them.
	 * @param int $no_text      Chosen, but passed over: there is nothing to work from.
	 */
	public function __construct(
		public readonly int $items,
		public readonly int $credits,
		public readonly int $overwrites,
		public readonly int $has_text,
		public readonly int $decorative,
		public readonly int $not_editable,
		public readonly int $no_text = 0,
	) {}
}
