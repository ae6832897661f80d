<?php
/**
 * Which page of this site an address leads to, as a key by which links and pages find each other.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Links;

use SeoRankGenius\Content\Utf8;

/**
 * No query is asked: a page's own addresses get keys in the same way, and the database joins the two. So a link finds its
 * page whichever of both came first. Scheme, "www.", the last slash, capital letters and what follows # make no difference.
 */
final class Address {

	/** Longer than what browsers and servers take. */
	private const MAX_BYTES = 2000;

	/** What belongs to WordPress itself or is a file. */
	private const NO_PAGE = '~^/(?:wp-admin|wp-content|wp-includes|wp-json|wp-login\.php|xmlrpc\.php)(?:/|$)|\.(?!html?$|php$)[a-z0-9]{2,5}$~';

	/** What campaigns and networks add to an address; it leads to the same page. */
	private const TRACKING = '/^(?:utm_.*|fbclid|gclid|msclkid|mc_[ce]id|ref|replytocom|preview.*)$/';

	/**
	 * The hosts of this site, and where on them it begins.
	 *
	 * @param array<string, true> $hosts Without "www.", as keys.
	 * @param string              $own   The one that the site itself has.
	 * @param string              $path  Such as "/blog"; empty at the root.
	 */
	private function __construct( private readonly array $hosts, private readonly string $own, private readonly string $path ) {}

	/**
	 * Addresses of the site of this request.
	 */
	public static function of_this_site(): self {
		// Unfiltered: plugins for languages have home_url() say what fits the request.
		$home = get_option( 'home' );
		$home = wp_parse_url( is_string( $home ) ? $home : '' );
		$home = is_array( $home ) ? $home : array();
		$own  = self::host( $home );

		/**
		 * Filters which hosts are this site's: links to them are internal ones. For sites that have a domain for each language.
		 *
		 * @param list<string> $hosts Such as "example.com" or "localhost:8080".
		 */
		$hosts = apply_filters( 'seo_rank_genius_internal_hosts', array( $own ) );
		$keys  = array( $own => true );
		foreach ( is_array( $hosts ) ? $hosts : array() as $host ) {
			if ( is_string( $host ) ) {
				$keys[ self::without_www( strtolower( $host ) ) ] = true;
			}
		}
		return new self( $keys, $own, rtrim( $home['path'] ?? '', '/' ) );
	}

	/**
	 * The key of the page that a link leads to; null where it leads out of the site, to a file, or nowhere.
	 *
	 * @param string $href As the attribute says, decoded: absolute, or from the root or the query on.
	 */
	public function key( string $href ): ?int {
		$href = trim( $href );
		if ( strlen( $href ) > self::MAX_BYTES || 1 !== preg_match( '~^(?:https?:)?//|^/|^\?|^index\.php~i', $href ) ) {
			return null;
		}
		$parts = wp_parse_url( '?' === $href[0] || 'i' === strtolower( $href[0] ) ? "$this->path/$href" : $href );
		if ( ! is_array( $parts ) ) {
			return null;
		}
		$host = isset( $parts['host'] ) ? self::host( $parts ) : $this->own;
		$path = $this->path( $parts['path'] ?? '' );
		if ( ! isset( $this->hosts[ $host ] ) || null === $path || 1 === preg_match( self::NO_PAGE, $path ) ) {
			return null;
		}
		parse_str( '' === $path ? ( $parts['query'] ?? '' ) : '', $query );
		foreach ( array( 'p', 'page_id' ) as $id ) {
			if ( is_string( $query[ $id ] ?? null ) && ctype_digit( $query[ $id ] ) ) {
				return self::key_of_id( (int) $query[ $id ] );
			}
		}
		$query = array_filter( $query, static fn ( int|string $name ): bool => 1 !== preg_match( self::TRACKING, (string) $name ), ARRAY_FILTER_USE_KEY );
		ksort( $query );
		return self::hash( ( $host === $this->own ? '' : $host ) . $path . ( array() === $query ? '' : '?' . http_build_query( $query ) ) );
	}

	/**
	 * The key of a page's own address, whatever host a plugin for languages has given it.
	 *
	 * @param string $permalink As WordPress says.
	 */
	public function key_of_own( string $permalink ): ?int {
		$parts = wp_parse_url( $permalink );
		$host  = self::host( is_array( $parts ) ? $parts : array() );
		return ( new self( array( $host => true ) + $this->hosts, $this->own, $this->path ) )->key( $permalink );
	}

	/**
	 * The key of a page whose address is its number.
	 *
	 * @param int $post_id The post.
	 */
	public static function key_of_id( int $post_id ): int {
		return self::hash( "#$post_id" );
	}

	/**
	 * A path from the site's root on, in one form; null where it lies outside of the site.
	 *
	 * @param string $path As in an address.
	 */
	private function path( string $path ): ?string {
		$path = mb_strtolower( Utf8::repaired( rawurldecode( $path ) ), 'UTF-8' );
		$path = rtrim( (string) preg_replace( '~/{2,}~', '/', $path ), '/' );
		$root = mb_strtolower( $this->path, 'UTF-8' );
		if ( '' !== $root && $path !== $root && ! str_starts_with( $path, "$root/" ) ) {
			return null;
		}
		return (string) preg_replace( '~^/index\.php(?=/|$)~', '', substr( $path, strlen( $root ) ) );
	}

	/**
	 * A host with its port, where that is not the usual one.
	 *
	 * @param array{host?: string, port?: int} $parts Of an address.
	 */
	private static function host( array $parts ): string {
		$port = $parts['port'] ?? 80;
		return self::without_www( strtolower( $parts['host'] ?? '' ) ) . ( in_array( $port, array( 80, 443 ), true ) ? '' : ":$port" );
	}

	/**
	 * A host without "www.".
	 *
	 * @param string $host In lower case.
	 */
	private static function without_www( string $host ): string {
		return str_starts_with( $host, 'www.' ) ? substr( $host, 4 ) : $host;
	}

	/**
	 * A number that two different addresses do not share.
	 *
	 * @param string $address In one form.
	 * @return int Up to 60 bits.
	 */
	private static function hash( string $address ): int {
		return (int) hexdec( substr( md5( $address ), 0, 15 ) );
	}
}
