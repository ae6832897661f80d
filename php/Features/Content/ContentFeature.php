<?php
/**
 * One feature that works on contents: what it is sent, what comes of it, where that is kept.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\Content;

use SeoRankGenius\Cloud\Value\ActionResult;

/**
 * Runs, single actions, the list and the index know features by this alone.
 */
interface ContentFeature {

	/**
	 * Its name in the /v1 contract, such as `meta_title`.
	 */
	public function name(): string;

	/**
	 * As much of the content's text as it is sent; empty where it works without.
	 *
	 * @param ContentInput $of The content.
	 * @throws ContentUnusable When there are no words in it.
	 */
	public function text( ContentInput $of ): string;

	/**
	 * What it is sent, but for language and personalization.
	 *
	 * @param ContentInput $of      The content.
	 * @param string       $present What is kept for it now; empty for nothing.
	 * @return array<string, mixed>
	 * @throws ContentUnusable When it cannot be sent.
	 */
	public function input( ContentInput $of, string $present ): array;

	/**
	 * What can be used of a result: plain text in the shape that schema/rest shows.
	 *
	 * @param ActionResult $result What the model has made.
	 * @param Asked        $asked  What was sent.
	 * @return array<string, mixed> Empty when that is nothing.
	 */
	public function usable( ActionResult $result, Asked $asked ): array;

	/**
	 * The same as it would be kept.
	 *
	 * @param array<string, mixed> $usable What usable() has said, not empty.
	 * @param Asked                $asked  What was sent.
	 */
	public function made( array $usable, Asked $asked ): string;
}
