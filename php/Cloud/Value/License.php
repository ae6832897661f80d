<?php
/**
 * The license that a site is connected with, as the cloud tells it.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Cloud\Value;

use SeoRankGenius\Cloud\Fields;
use SeoRankGenius\Cloud\OutOfShape;

/**
 * Plan, dates and seats. Times are ISO 8601 UTC.
 */
final class License {

	/**
	 * A license.
	 *
	 * @param string      $plan          The plan.
	 * @param string      $plan_name     Its name, for people.
	 * @param string      $status        One of Balance::STATUSES.
	 * @param bool        $past_due      A payment failed; days of grace run.
	 * @param string|null $trial_ends_at When the trial ends.
	 * @param string|null $renews_at     When it is paid next.
	 * @param string|null $ends_at       When it ends.
	 * @param int         $sites_used    Sites connected.
	 * @param int         $sites_limit   Sites that may be connected.
	 */
	private function __construct(
		public readonly string $plan,
		public readonly string $plan_name,
		public readonly string $status,
		public readonly bool $past_due,
		public readonly ?string $trial_ends_at,
		public readonly ?string $renews_at,
		public readonly ?string $ends_at,
		public readonly int $sites_used,
		public readonly int $sites_limit,
	) {}

	/**
	 * Reads a license.
	 *
	 * @param Fields $fields Its fields.
	 * @throws OutOfShape When it is none.
	 */
	public static function from( Fields $fields ): self {
		$time = static fn ( string $key ): ?string => $fields->nullable( $key, static fn ( Fields $of ): string => $of->time( $key ) );
		return new self(
			$fields->text( 'plan', 40 ),
			$fields->text( 'plan_name', 80 ),
			$fields->word( 'status', Balance::STATUSES ),
			$fields->flag( 'past_due' ),
			$time( 'trial_ends_at' ),
			$time( 'renews_at' ),
			$time( 'ends_at' ),
			$fields->count( 'sites_used' ),
			$fields->count( 'sites_limit', 1 ),
		);
	}

	/**
	 * The form in which it is stored and shown.
	 *
	 * @return array<string, mixed>
	 */
	public function to_array(): array {
		return array(
			'plan'          => $this->plan,
			'plan_name'     => $this->plan_name,
			'status'        => $this->status,
			'past_due'      => $this->past_due,
			'trial_ends_at' => $this->trial_ends_at,
			'renews_at'     => $this->renews_at,
			'ends_at'       => $this->ends_at,
			'sites_used'    => $this->sites_used,
			'sites_limit'   => $this->sites_limit,
		);
	}
}
