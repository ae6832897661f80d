<?php
/**
 * How a run is to end, and why.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Runs;

use SeoRankGenius\Cloud\ProblemCode;

/**
 * What each code means for the run as a whole.
 */
final class Ending {

	/**
	 * An ending.
	 *
	 * @param RunEnd               $end   How.
	 * @param string|null          $code  A problem code.
	 * @param 'cap'|'ceiling'|null $limit With LimitReached: which.
	 */
	public function __construct( public readonly RunEnd $end, public readonly ?string $code = null, public readonly ?string $limit = null ) {}

	/**
	 * The ending that a refusal of one action, or of a whole request, stands for; null when it is about the action alone,
	 * so that the run goes on.
	 *
	 * @param ProblemCode $code The code.
	 */
	public static function of_refusal( ProblemCode $code ): ?self {
		return match ( $code ) {
			ProblemCode::InsufficientCredits => new self( RunEnd::OutOfCredits, $code->value ),
			ProblemCode::SiteCapReached => new self( RunEnd::LimitReached, $code->value, 'cap' ),
			ProblemCode::RateLimited => new self( RunEnd::RateLimited, $code->value ),
			ProblemCode::Unavailable => new self( RunEnd::Unavailable, $code->value ),
			ProblemCode::Unauthenticated, ProblemCode::Forbidden, ProblemCode::LicenseLapsed, ProblemCode::PlanHasNoCredits, ProblemCode::SiteMoved => new self( RunEnd::Refused, $code->value ),
			default => null,
		};
	}
}
