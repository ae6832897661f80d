<?php
/**
 * One feature to be run on one object, as somebody has asked for it.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features;

use SeoRankGenius\Cloud\Value\ActionAnswer;

/**
 * What OneAction needs to know of it. Rights are those of the current user.
 */
interface ActionTask {

	/**
	 * The feature, such as `image_alt`.
	 */
	public function feature(): string;

	/**
	 * The object.
	 */
	public function object_id(): int;

	/**
	 * Names what is paid for once: while an action is pending under it, asking again goes on with that one.
	 */
	public function key(): string;

	/**
	 * The object's text now, which the new one is to replace.
	 */
	public function present(): string;

	/**
	 * The ActionRequest of the /v1 contract.
	 *
	 * @param string $action_id UUID.
	 * @param int    $max_cost  The quote, in credits.
	 * @return array<string, mixed>
	 * @throws Unusable When it must not or cannot be sent.
	 */
	public function request( string $action_id, int $max_cost ): array;

	/**
	 * What would be saved of a result; empty when nothing of it can be, null when the answer holds none.
	 *
	 * @param ActionAnswer $answer What became of the action.
	 */
	public function made( ActionAnswer $answer ): ?string;

	/**
	 * Whether the user may change the object, by now.
	 */
	public function may_save(): bool;

	/**
	 * Saves a result, if the object still has the text that it is to replace. True when it is the object's text now.
	 *
	 * @param ActionAnswer $answer  What became of the action.
	 * @param string       $made    What made() has made of it, not empty.
	 * @param string       $instead What present() said when it was asked for.
	 */
	public function save( ActionAnswer $answer, string $made, string $instead ): bool;

	/**
	 * Remembers why nothing came of it.
	 *
	 * @param string $why A problem code, or a reason of Unusable.
	 */
	public function fail( string $why ): void;
}
