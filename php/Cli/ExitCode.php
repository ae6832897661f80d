<?php
/**
 * What a command tells the script that has called it.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Cli;

use SeoRankGenius\Cloud\ProblemCode;

/**
 * Exit codes. Each command's help names those that it has.
 */
final class ExitCode {

	public const DONE            = 0;
	public const FAILED          = 1;
	public const TRY_LATER       = 2;
	public const NEEDS_ATTENTION = 3;

	/** Problems that pass without anybody's doing. */
	private const PASSING = array( ProblemCode::RateLimited, ProblemCode::ProviderFailed, ProblemCode::Unavailable );

	/**
	 * The exit code of a call that has failed.
	 *
	 * @param ProblemCode|null $code Why; null: WordPress has refused it.
	 */
	public static function of_failure( ?ProblemCode $code ): int {
		return in_array( $code, self::PASSING, true ) ? self::TRY_LATER : self::FAILED;
	}
}
