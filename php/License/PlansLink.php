<?php
/**
 * The way to the cloud's plans page and back: OAuth's state and PKCE (RFC 7636), bound to one user.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\License;

use SeoRankGenius\Cloud\CloudUrl;
use SeoRankGenius\Storage\Names;

/**
 * The verifier never leaves WordPress before the code comes back; a link works once and for one hour.
 */
final class PlansLink {

	private const LIFETIME_S = 3600;

	/**
	 * A maker of links.
	 *
	 * @param CloudUrl $cloud Where the plans page is.
	 * @param Home     $home  This site.
	 */
	public function __construct( private readonly CloudUrl $cloud, private readonly Home $home ) {}

	/**
	 * A new link for a user; an earlier one of the same user no longer works.
	 *
	 * @param int    $user_id    The user.
	 * @param string $return_url Where the plans page leads back to.
	 */
	public function create( int $user_id, string $return_url ): string {
		$state    = self::random();
		$verifier = self::random();
		update_user_option(
			$user_id,
			Names::PLANS_LINK,
			array(
				'state'      => $state,
				'verifier'   => $verifier,
				'expires_at' => time() + self::LIFETIME_S,
			)
		);
		$query = array(
			'home'       => $this->home->url(),
			'site_name'  => $this->home->site_name(),
			'return_url' => $return_url,
			'state'      => $state,
			'challenge'  => self::base64url( hash( 'sha256', $verifier, true ) ),
		);
		return $this->cloud->to( '/plans?' . http_build_query( $query, '', '&', PHP_QUERY_RFC3986 ) );
	}

	/**
	 * The verifier of the user's link, once; null when the state is not that link's, or the link is used or too old.
	 *
	 * @param int    $user_id The user.
	 * @param string $state   What came back.
	 */
	public function redeem( int $user_id, string $state ): ?string {
		$link = get_user_option( Names::PLANS_LINK, $user_id );
		if ( ! is_array( $link ) ) {
			return null;
		}
		$known      = $link['state'] ?? null;
		$verifier   = $link['verifier'] ?? null;
		$expires_at = $link['expires_at'] ?? null;
		if ( ! is_string( $known ) || ! is_string( $verifier ) || ! is_int( $expires_at ) || ! hash_equals( $known, $state ) ) {
			return null;
		}
		// Of two requests at once, only one deletes it.
		return delete_user_option( $user_id, Names::PLANS_LINK ) && time() < $expires_at ? $verifier : null;
	}

	/**
	 * 256 random bits as 43 characters.
	 */
	private static function random(): string {
		return self::base64url( random_bytes( 32 ) );
	}

	/**
	 * Base64 for addresses, without padding.
	 *
	 * @param string $bytes Any bytes.
	 */
	private static function base64url( string $bytes ): string {
		return sodium_bin2base64( $bytes, SODIUM_BASE64_VARIANT_URLSAFE_NO_PADDING );
	}
}
