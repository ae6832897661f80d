<?php
/**
 * Shows an action: what became of it, and what it has cost.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest;

use SeoRankGenius\Cloud\Value\ActionAnswer;

/**
 * The same for whatever feature.
 */
final class ActionView {

	/**
	 * An action as it is shown. While it runs, nothing is charged yet.
	 *
	 * @param ActionAnswer $answer What the cloud says.
	 * @return array{id: string, outcome: string, cost: int, from_domain: int, from_shared: int, code: string|null}
	 */
	public static function show( ActionAnswer $answer ): array {
		$is_charged = 'in_progress' !== $answer->outcome;
		return array(
			'id'          => $answer->id,
			'outcome'     => $answer->outcome,
			'cost'        => $is_charged ? $answer->cost : 0,
			'from_domain' => $is_charged ? $answer->from_domain : 0,
			'from_shared' => $is_charged ? $answer->from_shared : 0,
			'code'        => $answer->code?->value,
		);
	}
}
