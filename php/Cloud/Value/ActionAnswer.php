<?php
/**
 * What became of one action.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Cloud\Value;

use SeoRankGenius\Cloud\Fields;
use SeoRankGenius\Cloud\OutOfShape;
use SeoRankGenius\Cloud\ProblemCode;

/**
 * Outcome, cost and, when it is completed, the result. `completed`, `failed` and `expired` are final.
 */
final class ActionAnswer {

	public const OUTCOMES = array( 'completed', 'failed', 'expired', 'refused', 'in_progress' );

	/**
	 * An answer.
	 *
	 * @param string            $id          UUID of the action.
	 * @param string            $outcome     One of OUTCOMES.
	 * @param int               $cost        Credits charged.
	 * @param int               $from_domain Of these, from the Domain pool.
	 * @param int               $from_shared Of these, from the Shared pool.
	 * @param ProblemCode|null  $code        Why there is no result.
	 * @param ActionResult|null $result      What was made, as the model wrote it.
	 * @param ResultMeta|null   $meta        How it came about.
	 */
	private function __construct(
		public readonly string $id,
		public readonly string $outcome,
		public readonly int $cost,
		public readonly int $from_domain,
		public readonly int $from_shared,
		public readonly ?ProblemCode $code,
		public readonly ?ActionResult $result,
		public readonly ?ResultMeta $meta,
	) {}

	/**
	 * Reads an answer. One that contradicts itself is refused.
	 *
	 * @param Fields $fields Its fields.
	 * @throws OutOfShape When it is none.
	 */
	public static function from( Fields $fields ): self {
		$code   = $fields->nullable( 'code', static fn ( Fields $of ): string => $of->word( 'code', ProblemCode::values() ) );
		$answer = new self(
			$fields->uuid( 'id' ),
			$fields->word( 'outcome', self::OUTCOMES ),
			$fields->count( 'cost' ),
			$fields->count( 'from_domain' ),
			$fields->count( 'from_shared' ),
			null === $code ? null : ProblemCode::from( $code ),
			$fields->nullable( 'result', static fn ( Fields $of ): ActionResult => ActionResult::from( $of->object( 'result' ) ) ),
			$fields->nullable( 'meta', static fn ( Fields $of ): ResultMeta => ResultMeta::from( $of->object( 'meta' ) ) ),
		);
		if ( in_array( $answer->outcome, array( 'failed', 'expired', 'refused' ), true ) && ( 0 !== $answer->cost || null !== $answer->result ) ) {
			throw new OutOfShape( 'What came to nothing costs nothing' );
		}
		if ( 'completed' === $answer->outcome && null === $answer->result && ProblemCode::ResultExpired !== $answer->code ) {
			throw new OutOfShape( 'What is completed has a result until it expires' );
		}
		if ( $answer->from_domain + $answer->from_shared !== $answer->cost ) {
			throw new OutOfShape( 'The parts are not the cost' );
		}
		return $answer;
	}
}
