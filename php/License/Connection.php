<?php
/**
 * How this site stands with the cloud.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\License;

/**
 * The state of the connection; only `Connected` may spend.
 */
enum Connection: string {

	case Never           = 'never';
	case Connected       = 'connected';
	case Disconnected    = 'disconnected';
	case TokenRefused    = 'token_refused';
	case TokenUnreadable = 'token_unreadable';
	case SiteMoved       = 'site_moved';

	/**
	 * Every state, as it is written on the wire.
	 *
	 * @return list<string>
	 */
	public static function values(): array {
		return array_map( static fn ( self $state ): string => $state->value, self::cases() );
	}
}
