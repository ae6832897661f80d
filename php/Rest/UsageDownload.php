<?php
/**
 * The download of all usage that matches a filter, as CSV.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest;

use SeoRankGenius\Capabilities;
use SeoRankGenius\Cloud\CloudFailure;
use SeoRankGenius\Usage\UsageExport;
use WP_REST_Request;

/**
 * A link to admin-post.php with a nonce: a browser streams what it downloads, which the REST API would hold in memory.
 */
final class UsageDownload {

	public const ACTION = 'seo_rank_genius_usage_csv';

	/**
	 * A download.
	 *
	 * @param UsageExport  $export       Writes the file.
	 * @param Capabilities $capabilities Who may.
	 */
	public function __construct( private readonly UsageExport $export, private readonly Capabilities $capabilities ) {}

	/**
	 * Where the current user downloads it.
	 */
	public static function url(): string {
		return add_query_arg(
			array(
				'action'   => self::ACTION,
				'_wpnonce' => wp_create_nonce( self::ACTION ),
			),
			admin_url( 'admin-post.php' )
		);
	}

	/**
	 * Sends the file, or says why not.
	 */
	public function send(): void {
		if ( ! $this->capabilities->can_manage_license() ) {
			wp_die( esc_html__( 'Sorry, you are not allowed to do that.', 'seo-rank-genius' ), '', array( 'response' => 403 ) );
		}
		check_admin_referer( self::ACTION );
		$request = self::request();
		if ( is_wp_error( $request->has_valid_params() ) || is_wp_error( $request->sanitize_params() ) ) {
			wp_die( esc_html__( 'This link is not complete. Go back, choose the filters again, and download the file from there.', 'seo-rank-genius' ), '', array( 'response' => 400 ) );
		}
		try {
			foreach ( $this->export->pieces( UsageController::filter( new Arguments( $request ) ) ) as $index => $piece ) {
				if ( 0 === $index ) {
					self::send_headers();
				}
				echo $piece; // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- CSV, not HTML; its cells are escaped as such.
				flush();
			}
		} catch ( CloudFailure $failure ) {
			wp_die( esc_html( ProblemMessages::of( $failure->problem->code ) ), '', array( 'response' => 424 ) );
		}
	}

	/**
	 * The filters of the address, to be checked by the schema of the REST route.
	 *
	 * @return WP_REST_Request<array<string, mixed>>
	 */
	private static function request(): WP_REST_Request {
		$arguments = UsageController::filter_arguments();
		$request   = new WP_REST_Request( 'GET' );
		$request->set_attributes( array( 'args' => $arguments ) );
		$request->set_default_params( array_map( static fn ( array $argument ): mixed => $argument['default'], $arguments ) );
		$request->set_query_params( array_intersect_key( wp_unslash( $_GET ), $arguments ) ); // phpcs:ignore WordPress.Security.NonceVerification.Recommended -- send() has checked it.
		return $request;
	}

	/**
	 * Says what comes. Buffers of WordPress or other plugins would hold the whole file in memory until its end, and what stands
	 * in them is no part of it. The command line has neither headers nor a reader who waits.
	 */
	private static function send_headers(): void {
		if ( 'cli' === PHP_SAPI || headers_sent() ) {
			return;
		}
		while ( ob_get_level() > 0 && ob_end_clean() ) {
			continue;
		}
		nocache_headers();
		header( 'Content-Type: text/csv; charset=utf-8' );
		header( 'Content-Disposition: attachment; filename="seo-rank-genius-usage-' . wp_date( 'Y-m-d' ) . '.csv"' );
		header( 'X-Content-Type-Options: nosniff' );
	}
}
