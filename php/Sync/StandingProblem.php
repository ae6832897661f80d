<?php
/**
 * A failure of the cloud that stands until a call succeeds, with its back-off.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Sync;

use SeoRankGenius\Cloud\CloudFailure;
use SeoRankGenius\Cloud\Fields;
use SeoRankGenius\Cloud\OutOfShape;
use SeoRankGenius\Cloud\Problem;
use SeoRankGenius\Cloud\ProblemCode;
use SeoRankGenius\Cloud\Refusal;

/**
 * After the n-th failure in a row the next try by itself is 5 s × 2^(n−1) later, at most 5 minutes, and never before the
 * time that the cloud asked for. A refusal is not tried again by itself at all.
 */
final class StandingProblem {

	private const FIRST_WAIT_S   = 5;
	private const LONGEST_WAIT_S = 300;

	/**
	 * A problem.
	 *
	 * @param ProblemCode $code           Why.
	 * @param string|null $request_id     To name to support.
	 * @param int         $failures       How many in a row.
	 * @param int|null    $retry_at       Unix time of the next try by itself; null: none.
	 * @param int         $not_before     Unix time that the cloud asked to wait for; 0: it did not.
	 */
	private function __construct(
		public readonly ProblemCode $code,
		private readonly ?string $request_id,
		private readonly int $failures,
		private readonly ?int $retry_at,
		private readonly int $not_before,
	) {}

	/**
	 * The problem after one more failure.
	 *
	 * @param CloudFailure $failure What happened.
	 * @param self|null    $before  What stood before it.
	 * @param int          $now     Unix time.
	 */
	public static function after( CloudFailure $failure, ?self $before, int $now ): self {
		$problem = $failure->problem;
		if ( $failure instanceof Refusal ) {
			return new self( $problem->code, $problem->request_id, 1, null, 0 );
		}
		// Several tabs that fail at the same time are one failure.
		$same_wave  = null !== $before && null !== $before->retry_at && $now < $before->retry_at;
		$failures   = null === $before ? 1 : $before->failures + ( $same_wave ? 0 : 1 );
		$wait_s     = min( self::LONGEST_WAIT_S, self::FIRST_WAIT_S * 2 ** min( 10, $failures - 1 ) );
		$not_before = null === $problem->retry_after_s ? 0 : $now + $problem->retry_after_s;
		return new self( $problem->code, $problem->request_id, $failures, max( $now + $wait_s, $not_before ), $not_before );
	}

	/**
	 * Whether the page should try again by itself.
	 *
	 * @param int $now Unix time.
	 */
	public function is_due( int $now ): bool {
		return null !== $this->retry_at && $now >= $this->retry_at;
	}

	/**
	 * Whether the cloud itself asked to wait, so that nobody may try, not even a person.
	 *
	 * @param int $now Unix time.
	 */
	public function must_wait( int $now ): bool {
		return $now < $this->not_before;
	}

	/**
	 * The problem as it is shown: the seconds left until the next try by itself.
	 *
	 * @param int $now Unix time.
	 */
	public function shown( int $now ): Problem {
		return new Problem( $this->code, $this->request_id, null === $this->retry_at ? null : max( 0, $this->retry_at - $now ) );
	}

	/**
	 * Reads a stored problem.
	 *
	 * @param Fields $fields Its fields.
	 * @throws OutOfShape When it is none.
	 */
	public static function from( Fields $fields ): self {
		return new self(
			ProblemCode::from( $fields->word( 'code', ProblemCode::values() ) ),
			$fields->nullable( 'request_id', static fn ( Fields $of ): string => $of->text( 'request_id', 100 ) ),
			$fields->count( 'failures', 1 ),
			$fields->nullable( 'retry_at', static fn ( Fields $of ): int => $of->count( 'retry_at' ) ),
			$fields->count( 'not_before' ),
		);
	}

	/**
	 * The form in which it is stored.
	 *
	 * @return array<string, mixed>
	 */
	public function to_array(): array {
		return array(
			'code'       => $this->code->value,
			'request_id' => $this->request_id,
			'failures'   => $this->failures,
			'retry_at'   => $this->retry_at,
			'not_before' => $this->not_before,
		);
	}
}
