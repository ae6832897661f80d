<?php
/**
 * Boots a real WordPress with the plugin active, in this process, against the stub cloud.
 *
 * `npm run test:php` makes the site afresh and names its folder in WORDPRESS_DIRECTORY.
 */

declare( strict_types=1 );

use SeoRankGenius\Tests\Database;
use SeoRankGenius\Tests\StubCloud;

require dirname( __DIR__, 2 ) . '/vendor/autoload.php';

$directory = (string) getenv( 'WORDPRESS_DIRECTORY' );
if ( ! is_file( $directory . '/public/wp-config.php' ) ) {
	fwrite( STDERR, "There is no WordPress to test in. Run: npm run test:php [-- PHPUnit's options]\n" );
	exit( 1 );
}

define( 'SEO_RANK_GENIUS_CLOUD_URL', StubCloud::instance()->start() );

$_SERVER['HTTP_HOST']       = 'localhost:8888';
$_SERVER['SERVER_NAME']     = 'localhost';
$_SERVER['SERVER_PORT']     = '8888';
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
$_SERVER['REQUEST_METHOD']  = 'GET';
$_SERVER['REQUEST_URI']     = '/';
$_SERVER['REMOTE_ADDR']     = '127.0.0.1';

// PHPUnit includes this file inside a function; WordPress expects its table prefix to be global.
global $table_prefix;
require $directory . '/public/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/admin.php';

// A password that nobody guesses needs no slow hash.
add_filter( 'wp_hash_password_options', static fn (): array => array( 'cost' => 4 ) );

// What loading has scheduled or cached belongs to every test; what a test changes belongs to none.
Database::instance()->remember();
