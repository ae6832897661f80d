<?php
/**
 * Where the cloud is.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Cloud;

/**
 * The one address that the plugin talks to.
 */
final class CloudUrl {

	/** The address when nothing overrides it; set when the zip is made. */
	public const DEFAULT_URL = 'http://localhost:8787';

	private readonly string $url;

	/**
	 * An address without a slash at its end.
	 *
	 * @param string $url An http or https address.
	 */
	public function __construct( string $url ) {
		$this->url = rtrim( $url, '/' );
	}

	/**
	 * The configured address: the constant SEO_RANK_GENIUS_CLOUD_URL, else the default.
	 */
	public static function configured(): self {
		$override = defined( 'SEO_RANK_GENIUS_CLOUD_URL' ) ? constant( 'SEO_RANK_GENIUS_CLOUD_URL' ) : null;
		return new self( is_string( $override ) && '' !== $override ? $override : self::DEFAULT_URL );
	}

	/**
	 * The address of an operation or a page.
	 *
	 * @param string $path Begins with a slash.
	 */
	public function to( string $path ): string {
		return $this->url . $path;
	}

	/**
	 * Host, and port unless default, for the consent text.
	 */
	public function host(): string {
		$host = wp_parse_url( $this->url, PHP_URL_HOST );
		$port = wp_parse_url( $this->url, PHP_URL_PORT );
		return ( is_string( $host ) ? $host : '' ) . ( is_int( $port ) ? ':' . $port : '' );
	}
}
