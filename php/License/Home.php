<?php
/**
 * What this site is called in the cloud: its home and its name.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\License;

/**
 * The home is read unfiltered: translation plugins filter home_url() by the language of the request.
 */
final class Home {

	private const DEFAULT_PORTS        = array(
		'http'  => 80,
		'https' => 443,
	);
	private const MAX_NAME_CODE_POINTS = 200;

	/**
	 * Scheme, host, port unless default, and path, without a slash at its end.
	 */
	public function url(): string {
		return $this->scheme() . '://' . $this->domain();
	}

	/**
	 * Host, port unless default, and path: as it is shown to people.
	 */
	public function domain(): string {
		$parts = $this->parts();
		$port  = $parts['port'] ?? null;
		return strtolower( $parts['host'] ?? '' )
			. ( null === $port || self::DEFAULT_PORTS[ $this->scheme() ] === $port ? '' : ':' . $port )
			. rtrim( $parts['path'] ?? '', '/' );
	}

	/**
	 * The site's title as plain text.
	 */
	public function site_name(): string {
		$name = get_option( 'blogname' );
		return mb_substr( trim( wp_specialchars_decode( is_string( $name ) ? $name : '', ENT_QUOTES ) ), 0, self::MAX_NAME_CODE_POINTS, 'UTF-8' );
	}

	/**
	 * "http" or "https".
	 *
	 * @return 'http'|'https'
	 */
	private function scheme(): string {
		return 'https' === strtolower( $this->parts()['scheme'] ?? '' ) ? 'https' : 'http';
	}

	/**
	 * The parts of the address.
	 *
	 * @return array{scheme?: string, host?: string, port?: int, path?: string}
	 */
	private function parts(): array {
		$home  = defined( 'WP_HOME' ) ? constant( 'WP_HOME' ) : ( wp_load_alloptions()['home'] ?? get_option( 'home' ) );
		$parts = is_string( $home ) ? wp_parse_url( $home ) : false;
		return is_array( $parts ) ? $parts : array();
	}
}
