<?php
/**
 * What is asked for when a run is started.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Runs;

/**
 * Prices are credits.
 */
final class NewRun {

	/**
	 * A run to be.
	 *
	 * @param string      $id            UUID in lower case, minted by the browser: the same again is the same run.
	 * @param string      $feature       What is done.
	 * @param int         $user_id       Who starts it.
	 * @param bool        $overwrite     Texts that exist are replaced.
	 * @param int         $max_credits   The quote.
	 * @param int|null    $spend_at_most The user's own ceiling.
	 * @param string|null $retry_of      The run whose failed items it takes.
	 */
	public function __construct(
		public readonly string $id,
		public readonly string $feature,
		public readonly int $user_id,
		public readonly bool $overwrite,
		public readonly int $max_credits,
		public readonly ?int $spend_at_most = null,
		public readonly ?string $retry_of = null,
	) {}
}
