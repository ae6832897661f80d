<?php
/**
 * How an item of a run has ended.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Runs;

/**
 * About to be stored.
 */
final class Ended {

	/**
	 * An ended item.
	 *
	 * @param Item        $item       The item.
	 * @param ItemState   $state      Done, Failed or Skipped.
	 * @param string|null $code       Why it failed, was skipped, or was not saved.
	 * @param int         $cost       What was charged, in credits.
	 * @param string|null $made       The result.
	 * @param bool        $is_applied The result was saved.
	 */
	public function __construct(
		public readonly Item $item,
		public readonly ItemState $state,
		public readonly ?string $code = null,
		public readonly int $cost = 0,
		public readonly ?string $made = null,
		public readonly bool $is_applied = false,
	) {}
}
