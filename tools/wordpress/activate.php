<?php
/**
 * Follows a site that was installed before: its address may have moved to another port, and the plugin must be active.
 * Run by PHP's command line; reads JSON from standard input: { site, url, plugin: string|null }.
 */

/** @var array{site: string, url: string, plugin: string|null} $input */
$input = json_decode( (string) stream_get_contents( STDIN ), true, 8, JSON_THROW_ON_ERROR );

$_SERVER['HTTP_HOST']   = parse_url( $input['url'], PHP_URL_HOST ) . ':' . parse_url( $input['url'], PHP_URL_PORT );
$_SERVER['REQUEST_URI'] = '/';

require $input['site'] . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/admin.php';

/** @var string $before */
$before = get_option( 'home' );
if ( $before !== $input['url'] ) {
	update_option( 'siteurl', $input['url'] );
	update_option( 'home', $input['url'] );
	/** @var wpdb $wpdb */
	global $wpdb;
	$wpdb->query( (string) $wpdb->prepare( "UPDATE {$wpdb->posts} SET post_content = REPLACE( post_content, %s, %s )", $before . '/', $input['url'] . '/' ) );
}

if ( null !== $input['plugin'] && ! is_plugin_active( $input['plugin'] ) ) {
	$result = activate_plugin( $input['plugin'] );
	if ( is_wp_error( $result ) ) {
		fwrite( STDERR, 'The plugin cannot be activated: ' . $result->get_error_message() . "\n" );
		exit( 1 );
	}
}
