<?php
/**
 * What a feature tells the runs, so that they need to know nothing of its objects.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Runs;

use InvalidArgumentException;
use SeoRankGenius\Cloud\Value\ActionAnswer;

/**
 * Rights are those of the current user. While a run works, that is the user with whose rights it works, whoever drives it.
 */
interface RunFeature {

	/**
	 * Its name in the /v1 contract, such as `image_alt`.
	 */
	public function name(): string;

	/**
	 * Whether the user may see the feature's objects, and with them its runs.
	 */
	public function may_list(): bool;

	/**
	 * Whether the user may change an object.
	 *
	 * @param int $object_id The object.
	 */
	public function may_edit( int $object_id ): bool;

	/**
	 * What a run of a selection would take and cost.
	 *
	 * @param Selection $selection What was chosen.
	 * @param bool      $overwrite Whether texts that exist are replaced.
	 * @throws InvalidArgumentException When the feature knows no such filter.
	 */
	public function quote( Selection $selection, bool $overwrite ): SelectionQuote;

	/**
	 * The objects of which quote() has counted the items.
	 *
	 * @param Selection $selection What was chosen.
	 * @param bool      $overwrite Whether texts that exist are replaced.
	 * @throws InvalidArgumentException When the feature knows no such filter.
	 */
	public function candidates( Selection $selection, bool $overwrite ): Candidates;

	/**
	 * Loads what the other functions need of some objects, in few queries.
	 *
	 * @param list<int> $object_ids The objects.
	 */
	public function prime( array $object_ids ): void;

	/**
	 * The object's present text, empty when it has none; null when there is no such object.
	 *
	 * @param int $object_id The object.
	 */
	public function text( int $object_id ): ?string;

	/**
	 * The ActionRequest of the /v1 contract.
	 *
	 * @param int    $object_id An object that exists and that the user may edit.
	 * @param string $action_id UUID.
	 * @param int    $max_cost  Its price when it was chosen, in credits.
	 * @param Run    $run       The run that it is part of.
	 * @return array<string, mixed>
	 * @throws Unsendable When there is nothing to do, or it cannot be done.
	 */
	public function request( int $object_id, string $action_id, int $max_cost, Run $run ): array;

	/**
	 * The text of a result as it would be saved; empty when nothing of it can be, null when the answer holds none.
	 *
	 * @param int          $object_id The object.
	 * @param ActionAnswer $answer    A completed action.
	 */
	public function made( int $object_id, ActionAnswer $answer ): ?string;

	/**
	 * Saves a result if the object's text is still the former one, or is the result already. True when it is the object's
	 * text now.
	 *
	 * @param int    $object_id The object.
	 * @param string $made      What made() has said, not empty.
	 * @param string $former    The object's text when it was sent.
	 */
	public function save( int $object_id, string $made, string $former ): bool;

	/**
	 * Puts a former text back if the object's text is still the one that was made, or is the former already. True when it
	 * is the object's text now.
	 *
	 * @param int    $object_id The object.
	 * @param string $made      What the run has saved.
	 * @param string $former    What it has replaced; empty for none.
	 */
	public function restore( int $object_id, string $made, string $former ): bool;

	/**
	 * Hears that nothing came of an object, to show it in the feature's own list.
	 *
	 * @param int    $object_id The object.
	 * @param string $code      A problem code, or a reason of the feature.
	 */
	public function note_failure( int $object_id, string $code ): void;

	/**
	 * A result as people read it, in a line or a few.
	 *
	 * @param string $made What made() has said.
	 */
	public function line( string $made ): string;

	/**
	 * Objects as they are shown; those that do not exist any more are absent.
	 *
	 * @param list<int> $object_ids The objects.
	 * @return array<int, array{title: string, thumbnail_url: string|null, edit_url: string|null}> Plain text, by object.
	 */
	public function describe( array $object_ids ): array;

	/**
	 * A reason of the feature in the reader's language, or a problem code that means something else for it than for others;
	 * null when there is nothing of its own to say.
	 *
	 * @param string $code A reason.
	 */
	public function reason( string $code ): ?string;
}
