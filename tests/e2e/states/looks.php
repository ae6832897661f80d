<?php
/**
 * Plugin Name: Looks
 * Description: Shows wp-admin from right to left, or in another colour scheme, to a browser whose cookie asks for it.
 */

defined( 'ABSPATH' ) || exit;

$srg_look = sanitize_key( wp_unslash( $_COOKIE['look'] ?? '' ) );

if ( 'rtl' === $srg_look ) {
	add_filter( 'locale', static fn (): string => 'ar' );
	add_filter( 'get_user_metadata', static fn ( $value, $user, $key ) => 'locale' === $key ? array( 'ar' ) : $value, 10, 3 );
	// What a translation says of its direction, and core asks for before it registers its styles.
	add_filter(
		'gettext_with_context',
		static fn ( $translation, $text, $context ) => 'ltr' === $text && 'text direction' === $context ? 'rtl' : $translation,
		10,
		3
	);
}
if ( in_array( $srg_look, array( 'modern', 'light', 'midnight' ), true ) ) {
	add_filter( 'get_user_option_admin_color', static fn (): string => $srg_look );
}
