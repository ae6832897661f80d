<?php
/**
 * How a content stands with one feature.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\Content;

/**
 * As it is kept in the index, shown and filtered by.
 */
final class ContentState {

	/**
	 * A state.
	 *
	 * @param string $name    One of the feature's states().
	 * @param int    $measure What the list can be ordered by: a length in code points, a number of suggestions, a score.
	 */
	public function __construct( public readonly string $name, public readonly int $measure ) {}
}
