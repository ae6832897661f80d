<?php
/**
 * A step of a run in a process of its own, which may be killed (SIGKILL) on the way: nothing is tidied up then, as when a
 * server runs out of memory. Run by StepProcess; reads JSON from standard input: { cloud, user, run, at, of }.
 */

declare( strict_types=1 );

/** @var array{cloud: string, user: int, run: string, at: string, of: int} $input */
$input = json_decode( (string) stream_get_contents( STDIN ), true, 4, JSON_THROW_ON_ERROR );

define( 'SEO_RANK_GENIUS_CLOUD_URL', $input['cloud'] );
$_SERVER['HTTP_HOST']      = 'localhost:8888';
$_SERVER['REQUEST_METHOD'] = 'POST';
$_SERVER['REQUEST_URI']    = '/';

require getenv( 'WORDPRESS_DIRECTORY' ) . '/public/wp-load.php';

// Where it dies, if at all: the n-th time that this hook is called, or the time that it is called about this object.
$calls = 0;
add_filter(
	$input['at'],
	static function ( mixed $value, mixed $object_id ) use ( $input, &$calls ): mixed {
		++$calls;
		if ( $input['of'] === $calls || $input['of'] === $object_id ) {
			posix_kill( posix_getpid(), SIGKILL );
		}
		return $value;
	},
	10,
	2
);
wp_set_current_user( $input['user'] );
rest_do_request( new WP_REST_Request( 'POST', "/seo-rank-genius/v1/runs/{$input['run']}/step" ) );
