<?php
/**
 * The answer to running actions, or to asking what became of them.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Cloud\Value;

use SeoRankGenius\Cloud\Fields;
use SeoRankGenius\Cloud\OutOfShape;

/**
 * One answer for each action, and one balance.
 */
final class ActionsAnswer {

	/**
	 * An answer.
	 *
	 * @param array<string, ActionAnswer> $actions By action id.
	 * @param Balance                     $balance The balance after them.
	 */
	private function __construct( public readonly array $actions, public readonly Balance $balance ) {}

	/**
	 * Reads an answer.
	 *
	 * @param Fields $fields Its fields.
	 * @throws OutOfShape When it is none.
	 */
	public static function from( Fields $fields ): self {
		$actions = array();
		foreach ( $fields->list_of( 'actions', ActionAnswer::from( ... ), 25 ) as $answer ) {
			$actions[ $answer->id ] = $answer;
		}
		return new self( $actions, Balance::from( $fields->object( 'balance' ) ) );
	}
}
