<?php
/**
 * Sends requests to the cloud: the only caller of wp_remote_request.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Cloud;

use SeoRankGenius\Cloud\Value\SiteToken;

/**
 * One host, fixed by configuration. Redirects are never followed: the token would follow them.
 * wp_safe_remote_request() is not used because it refuses loopback addresses, where the cloud runs in development.
 */
final class Http {

	private const MAX_ANSWER_BYTES = 1048576;

	/**
	 * A sender.
	 *
	 * @param CloudUrl $cloud Where the cloud is.
	 */
	public function __construct( private readonly CloudUrl $cloud ) {}

	/**
	 * Sends one request and waits for its answer.
	 *
	 * @param string                    $method    HTTP method.
	 * @param string                    $path      Path and query, beginning with /v1.
	 * @param array<string, mixed>|null $body      Sent as JSON; null for no body.
	 * @param SiteToken|null            $token     Proves the site; null before it is connected.
	 * @param string                    $home      This site's home, sent with the token.
	 * @param int                       $timeout_s Seconds to wait.
	 * @throws Outage When no answer came.
	 */
	public function send( string $method, string $path, ?array $body, ?SiteToken $token, string $home, int $timeout_s ): RawAnswer {
		$headers = array( 'Accept' => 'application/json' );
		if ( null !== $token ) {
			$headers['Authorization'] = 'Bearer ' . $token->reveal();
			$headers['Site-Home']     = $home;
		}
		if ( null !== $body ) {
			$headers['Content-Type'] = 'application/json';
		}
		$arguments = array(
			'method'              => $method,
			'headers'             => $headers,
			'timeout'             => (float) $timeout_s,
			'redirection'         => 0,
			'limit_response_size' => self::MAX_ANSWER_BYTES,
			// WordPress's own would name the site's address.
			'user-agent'          => 'SEO-Rank-Genius/' . SEO_RANK_GENIUS_VERSION . ' WordPress/' . wp_get_wp_version(),
		);
		if ( null !== $body ) {
			$arguments['body'] = (string) wp_json_encode( $body );
		}
		$answer = wp_remote_request( $this->cloud->to( $path ), $arguments );
		if ( is_wp_error( $answer ) ) {
			throw new Outage( new Problem( ProblemCode::Unavailable ) );
		}
		return new RawAnswer(
			(int) wp_remote_retrieve_response_code( $answer ),
			wp_remote_retrieve_body( $answer ),
			self::header( $answer, 'x-request-id' ),
			self::header( $answer, 'retry-after' ),
		);
	}

	/**
	 * One header's text; empty when it is missing or repeated.
	 *
	 * @param array<string, mixed> $answer What wp_remote_request returned.
	 * @param string               $name   The header.
	 */
	private static function header( array $answer, string $name ): string {
		$value = wp_remote_retrieve_header( $answer, $name );
		return is_string( $value ) ? trim( $value ) : '';
	}
}
