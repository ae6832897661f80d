<?php
/**
 * Which of the site's actions are meant.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Usage;

use DateTimeImmutable;
use DateTimeZone;

/**
 * Days are days of this site's time zone, both ends included; '' and 0 stand for all.
 */
final class UsageFilter {

	public const OUTCOMES = array( 'completed', 'failed', 'in_progress' );

	private const UTC = 'Y-m-d\TH:i:s\Z';

	/**
	 * A filter.
	 *
	 * @param string $feature One of UsageLine::FEATURES, or ''.
	 * @param string $outcome One of OUTCOMES, or ''. What took too long has failed too.
	 * @param int    $person  The user who started it, or 0.
	 * @param string $from    The first day, such as "2026-11-20", or ''.
	 * @param string $to      The last day, or ''.
	 */
	public function __construct(
		public readonly string $feature = '',
		public readonly string $outcome = '',
		public readonly int $person = 0,
		public readonly string $from = '',
		public readonly string $to = '',
	) {}

	/**
	 * As the cloud takes it.
	 *
	 * @return array<string, string>
	 */
	public function to_query(): array {
		return array_filter(
			array(
				'feature' => $this->feature,
				'outcome' => $this->outcome,
				'actor'   => 0 === $this->person ? '' : (string) $this->person,
				'from'    => '' === $this->from ? '' : self::midnight( $this->from, '+0 days' ),
				'to'      => '' === $this->to ? '' : self::midnight( $this->to, '+1 day' ),
			),
			static fn ( string $value ): bool => '' !== $value
		);
	}

	/**
	 * When a day begins here, as the cloud writes a moment.
	 *
	 * @param string $day    The day.
	 * @param string $offset Another day, seen from it: a day is not always 24 hours long.
	 */
	private static function midnight( string $day, string $offset ): string {
		return ( new DateTimeImmutable( $day, wp_timezone() ) )->modify( $offset )->setTimezone( new DateTimeZone( 'UTC' ) )->format( self::UTC );
	}
}
