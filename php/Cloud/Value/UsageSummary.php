<?php
/**
 * What a site's actions cost, by day and feature.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Cloud\Value;

use SeoRankGenius\Cloud\Fields;
use SeoRankGenius\Cloud\OutOfShape;

/**
 * Days are UTC days. The pace is what was spent in the last so many days.
 *
 * @phpstan-type Day array{day: string, feature: string, actions: int, credits: int, from_domain: int, from_shared: int}
 */
final class UsageSummary {

	/** A year of days, with every feature on each. */
	private const MOST_DAYS = 367 * 8;

	/**
	 * A summary.
	 *
	 * @param string                         $from  From when, ISO 8601 UTC.
	 * @param string                         $to    Until before when.
	 * @param array{credits: int, actions: int} $total What was charged.
	 * @param list<Day>                      $days  By day, then feature; only where something was charged.
	 * @param array{credits: int, days: int} $pace  What was spent in the last so many days.
	 */
	private function __construct(
		public readonly string $from,
		public readonly string $to,
		public readonly array $total,
		public readonly array $days,
		public readonly array $pace,
	) {}

	/**
	 * Reads a summary.
	 *
	 * @param Fields $fields Its fields.
	 * @throws OutOfShape When it is none.
	 */
	public static function from( Fields $fields ): self {
		$total = $fields->object( 'total' );
		$pace  = $fields->object( 'pace' );
		return new self(
			$fields->time( 'from' ),
			$fields->time( 'to' ),
			array(
				'credits' => $total->count( 'credits' ),
				'actions' => $total->count( 'actions' ),
			),
			$fields->list_of( 'days', self::day( ... ), self::MOST_DAYS ),
			array(
				'credits' => $pace->count( 'credits' ),
				'days'    => $pace->count( 'days', 1 ),
			),
		);
	}

	/**
	 * The wire form.
	 *
	 * @return array<string, mixed>
	 */
	public function to_array(): array {
		return array(
			'from'  => $this->from,
			'to'    => $this->to,
			'total' => $this->total,
			'days'  => $this->days,
			'pace'  => $this->pace,
		);
	}

	/**
	 * Reads a day.
	 *
	 * @param Fields $fields Its fields.
	 * @return Day
	 */
	private static function day( Fields $fields ): array {
		return array(
			'day'         => $fields->matching( 'day', '/^\d{4}-\d{2}-\d{2}$/' ),
			'feature'     => $fields->word( 'feature', UsageLine::FEATURES ),
			'actions'     => $fields->count( 'actions' ),
			'credits'     => $fields->count( 'credits' ),
			'from_domain' => $fields->count( 'from_domain' ),
			'from_shared' => $fields->count( 'from_shared' ),
		);
	}
}
