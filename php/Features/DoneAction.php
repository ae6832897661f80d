<?php
/**
 * What became of running one feature on one object.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features;

use SeoRankGenius\Cloud\Value\ActionAnswer;

/**
 * The cloud's answer, with what it has changed here.
 */
final class DoneAction {

	/**
	 * An outcome.
	 *
	 * @param ActionAnswer $answer     What the cloud says.
	 * @param string|null  $text       What was made, as it is saved; null when there is nothing.
	 * @param bool         $is_applied It is the object's now.
	 */
	public function __construct(
		public readonly ActionAnswer $answer,
		public readonly ?string $text = null,
		public readonly bool $is_applied = false,
	) {}
}
