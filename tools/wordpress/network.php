<?php
/**
 * Makes a site that was just installed a network of sites in subdirectories; where it is one, activates the plugin on all
 * of them. Run by PHP's command line; reads JSON from standard input: { site, url, email, plugin: string|null }.
 */

/** @var array{site: string, url: string, email: string, plugin: string|null} $input */
$input = json_decode( (string) stream_get_contents( STDIN ), true, 8, JSON_THROW_ON_ERROR );

$domain = parse_url( $input['url'], PHP_URL_HOST ) . ':' . parse_url( $input['url'], PHP_URL_PORT );

$_SERVER['HTTP_HOST']   = $domain;
$_SERVER['REQUEST_URI'] = '/';

require $input['site'] . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/admin.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';

/** @var wpdb $wpdb */
global $wpdb;

if ( ! is_multisite() ) {
	foreach ( $wpdb->tables( 'ms_global' ) as $table => $prefixed_table ) {
		$wpdb->$table = $prefixed_table; // @phpstan-ignore property.dynamicName (As wp-admin/network.php does.)
	}
	install_network();
	$result = populate_network( 1, $domain, $input['email'], 'Field Notes', '/', false );
	// That names cannot be subdomains here is no error: subdirectories are wanted.
	if ( is_wp_error( $result ) && 'no_wildcard_dns' !== $result->get_error_code() ) {
		fwrite( STDERR, $result->get_error_message() . "\n" );
		exit( 1 );
	}
}

if ( null !== $input['plugin'] ) {
	$result = activate_plugin( $input['plugin'], '', true );
	if ( is_wp_error( $result ) ) {
		fwrite( STDERR, 'The plugin cannot be activated: ' . $result->get_error_message() . "\n" );
		exit( 1 );
	}
}
