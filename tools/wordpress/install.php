<?php
/**
 * Installs WordPress into its empty database and activates the plugin. Run by PHP's command line; reads JSON from
 * standard input: { site, url, title, user, password, email, plugin: string|null, content: "none"|"photographs"|"real",
 * handbook: string|null, the folder of the book that real content is made from }.
 */

/** @var array{site: string, url: string, title: string, user: string, password: string, email: string, plugin: string|null, content: string, handbook: string|null} $input */
$input = json_decode( (string) stream_get_contents( STDIN ), true, 8, JSON_THROW_ON_ERROR );

define( 'WP_INSTALLING', true );
$_SERVER['HTTP_HOST']   = parse_url( $input['url'], PHP_URL_HOST ) . ':' . parse_url( $input['url'], PHP_URL_PORT );
$_SERVER['REQUEST_URI'] = '/';

/**
 * Replaces core's: the mail about a new site has nobody to read it.
 */
function wp_new_blog_notification(): void {}

require $input['site'] . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/admin.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';

wp_install( $input['title'], $input['user'], $input['email'], true, '', $input['password'] );
update_option( 'siteurl', $input['url'] );
update_option( 'home', $input['url'] );
update_option( 'permalink_structure', '/%postname%/' );
update_option( 'show_avatars', '0' );
update_option( 'blogdescription', '' );
wp_set_current_user( 1 );
update_user_meta( 1, 'show_welcome_panel', '0' );

if ( 'none' !== $input['content'] ) {
	require __DIR__ . '/content.php';
	$photographs = SeoRankGenius\Development\add_content();
	if ( null !== $input['handbook'] ) {
		require __DIR__ . '/handbook.php';
		require __DIR__ . '/real-content.php';
		SeoRankGenius\Development\add_real_content( $input['handbook'], $photographs );
	}
}

if ( null !== $input['plugin'] ) {
	$result = activate_plugin( $input['plugin'] );
	if ( is_wp_error( $result ) ) {
		fwrite( STDERR, 'The plugin cannot be activated: ' . $result->get_error_message() . "\n" );
		exit( 1 );
	}
}
flush_rewrite_rules( false );
