<?php
/**
 * How far an item of a run is.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Runs;

/**
 * `waiting` and `sent` have not ended; the others are final.
 */
enum ItemState: string {

	case Waiting = 'waiting';
	case Sent    = 'sent';
	case Done    = 'done';
	case Failed  = 'failed';
	case Skipped = 'skipped';

	/**
	 * Every state, as it is stored and shown.
	 *
	 * @return list<string>
	 */
	public static function values(): array {
		return array_map( static fn ( self $state ): string => $state->value, self::cases() );
	}
}
