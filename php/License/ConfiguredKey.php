<?php
/**
 * The license key that is set in wp-config.php, if one is.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\License;

/**
 * It saves typing only: connecting stays a click or a command. The key never leaves PHP for a browser.
 */
final class ConfiguredKey {

	private const NAME       = 'SEO_RANK_GENIUS_LICENSE_KEY';
	private const MAX_LENGTH = 200;

	/**
	 * The key; null where none is set.
	 */
	public static function read(): ?string {
		$key = defined( self::NAME ) ? constant( self::NAME ) : null;
		$key = is_string( $key ) ? trim( $key ) : '';
		return '' === $key || strlen( $key ) > self::MAX_LENGTH ? null : $key;
	}
}
