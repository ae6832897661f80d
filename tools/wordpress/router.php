<?php
/**
 * Router for PHP's built-in server: real files as they are, everything else to WordPress, and no private file to anybody.
 */

/** @var array{REQUEST_URI: string, DOCUMENT_ROOT: string} $_SERVER */

$path = rawurldecode( (string) parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ) );
$root = rtrim( $_SERVER['DOCUMENT_ROOT'], '/' );

$is_hidden   = 1 === preg_match( '#(^|[/\\\\])\.#', $path ) || str_contains( $path, "\0" );
$is_private  = 1 === preg_match( '#\.(sqlite|sqlite3|db|sql|log|bak|inc)([-.][a-z]+)?$#i', $path );
$is_uploaded = 1 === preg_match( '#/uploads/.*\.(php\d*|phtml|phar)(/|$)#i', $path );

if ( $is_hidden || $is_private || $is_uploaded ) {
	http_response_code( 403 );
	header( 'Content-Type: text/plain; charset=utf-8' );
	echo "Forbidden\n";
	return true;
}

$file = $root . $path;

if ( is_dir( $file ) && is_file( rtrim( $file, '/' ) . '/index.php' ) ) {
	if ( ! str_ends_with( $path, '/' ) ) {
		$query = (string) parse_url( $_SERVER['REQUEST_URI'], PHP_URL_QUERY );
		header( 'Location: ' . preg_replace( '#^/+#', '/', $path ) . '/' . ( '' === $query ? '' : '?' . $query ), true, 301 );
		return true;
	}
	return false;
}

if ( is_file( $file ) ) {
	return false;
}

$_SERVER['SCRIPT_NAME']     = '/index.php';
$_SERVER['SCRIPT_FILENAME'] = $root . '/index.php';
$_SERVER['PHP_SELF']        = '/index.php';
chdir( $root );
require $root . '/index.php';
