<?php
/**
 * Plugin Name: Tests of runs
 * Description: Keeps WP-Cron to the requests that ask for it, and says which process serves a step, so that it can be killed.
 */

defined( 'ABSPATH' ) || exit;

define( 'DISABLE_WP_CRON', true );

add_filter(
	'rest_pre_dispatch',
	static function ( mixed $answer, WP_REST_Server $server, WP_REST_Request $request ): mixed {
		if ( str_ends_with( $request->get_route(), '/step' ) ) {
			file_put_contents( dirname( ABSPATH ) . '/logs/step.pid', (string) getmypid() );
		}
		return $answer;
	},
	10,
	3
);
