<?php
/**
 * What became of having one alt text written.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\ImageAltText;

use SeoRankGenius\Cloud\Value\ActionAnswer;

/**
 * The cloud's answer, with what it has changed here.
 */
final class GeneratedAltText {

	/**
	 * An outcome.
	 *
	 * @param ActionAnswer $answer     What the cloud says.
	 * @param string|null  $text       The text that was made; null when there is none.
	 * @param bool         $is_applied It is the image's text now.
	 */
	public function __construct(
		public readonly ActionAnswer $answer,
		public readonly ?string $text = null,
		public readonly bool $is_applied = false,
	) {}
}
