<?php
/**
 * How a run ends.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Runs;

/**
 * From each but `completed`, resuming does exactly the rest. `rate_limited` and `unavailable` go on by themselves.
 */
enum RunEnd: string {

	case Completed    = 'completed';
	case Stopped      = 'stopped';
	case OutOfCredits = 'out_of_credits';
	case LimitReached = 'limit_reached';
	case RateLimited  = 'rate_limited';
	case Refused      = 'refused';
	case Unavailable  = 'unavailable';

	/**
	 * Every end, as it is stored and shown.
	 *
	 * @return list<string>
	 */
	public static function values(): array {
		return array_map( static fn ( self $end ): string => $end->value, self::cases() );
	}
}
