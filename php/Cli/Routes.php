<?php
/**
 * Carries commands out through the plugin's REST routes, as the user of --user.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Cli;

use SeoRankGenius\Cloud\Fields;
use SeoRankGenius\Cloud\OutOfShape;
use SeoRankGenius\Cloud\ProblemCode;
use SeoRankGenius\Rest\Answers;
use WP_Error;
use WP_REST_Request;

/**
 * So a command may just what its user may in the screens, its arguments are checked the same way, and what it shows has
 * no secret.
 */
final class Routes {

	/**
	 * Calls a route, in this process. A refusal or a failure ends the command.
	 *
	 * @param string               $method HTTP method.
	 * @param string               $path   Below the namespace, such as "/account".
	 * @param array<string, mixed> $params The query of a GET or DELETE, the JSON body of anything else.
	 * @return array<array-key, mixed> The answer.
	 */
	public static function call( string $method, string $path, array $params = array() ): array {
		if ( 0 === get_current_user_id() ) {
			Output::fail( __( 'Say which user does this: add --user=<id|login|email>. The command may what that user may.', 'seo-rank-genius' ) );
		}
		$request = new WP_REST_Request( $method, '/' . Answers::ROUTES . $path );
		if ( in_array( $method, array( 'GET', 'DELETE' ), true ) ) {
			$request->set_query_params( $params );
		} else {
			$request->set_header( 'Content-Type', 'application/json' );
			$request->set_body( (string) wp_json_encode( (object) $params ) );
		}
		$response = rest_do_request( $request );
		$error    = $response->as_error();
		if ( $error instanceof WP_Error ) {
			self::fail( $error );
		}
		$data = json_decode( (string) wp_json_encode( $response->get_data() ), true );
		return is_array( $data ) ? $data : array();
	}

	/**
	 * Ends the command with what a route has said.
	 *
	 * @param WP_Error $error What it has said.
	 */
	private static function fail( WP_Error $error ): never {
		$data    = $error->get_error_data();
		$data    = is_array( $data ) ? $data : array();
		$details = array_filter( is_array( $data['params'] ?? null ) ? $data['params'] : array(), 'is_string' );
		try {
			$code = null === ( $data['problem'] ?? null ) ? null : ProblemCode::tryFrom( Fields::of( $data['problem'] )->text( 'code' ) );
		} catch ( OutOfShape ) {
			$code = null;
		}
		Output::fail( implode( ' ', array( $error->get_error_message(), ...array_values( $details ) ) ), ExitCode::of_failure( $code ) );
	}
}
