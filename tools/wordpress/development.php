<?php
/**
 * Plugin Name: Development site
 * Description: Keeps a development or test site to itself: no update checks, no news, mail to the local mailbox.
 */

namespace SeoRankGenius\Development;

defined( 'ABSPATH' ) || exit;

$nothing_new = static fn (): object => (object) array(
	'last_checked'    => time(),
	'version_checked' => wp_get_wp_version(),
	'updates'         => array(),
	'checked'         => array(),
	'response'        => array(),
	'translations'    => array(),
);
add_filter( 'pre_site_transient_update_core', $nothing_new );
add_filter( 'pre_site_transient_update_plugins', $nothing_new );
add_filter( 'pre_site_transient_update_themes', $nothing_new );

foreach ( array( 'wp_version_check', 'wp_update_plugins', 'wp_update_themes' ) as $check ) {
	remove_action( $check, $check );
}

if ( 'cli' === PHP_SAPI ) {
	// A command-line run has no server behind its address that could run WP-Cron.
	remove_action( 'init', 'wp_cron' );
}

/** In which language a post of a site in several is written. */
const LANGUAGE_META = '_development_language';

add_filter(
	'seo_rank_genius_post_language',
	static function ( string $language, \WP_Post $post ): string {
		$known = get_post_meta( $post->ID, LANGUAGE_META, true );
		return is_string( $known ) && '' !== $known ? $known : $language;
	},
	10,
	2
);

add_action(
	'wp_dashboard_setup',
	static fn () => remove_meta_box( 'dashboard_primary', 'dashboard', 'side' )
);

if ( defined( 'DEVELOPMENT_SMTP_PORT' ) ) {
	add_action(
		'phpmailer_init',
		static function ( \PHPMailer\PHPMailer\PHPMailer $mailer ): void {
			$mailer->isSMTP();
			$mailer->Host        = '127.0.0.1';
			$mailer->Port        = DEVELOPMENT_SMTP_PORT;
			$mailer->SMTPAutoTLS = false;
		}
	);
	add_filter( 'wp_mail_from', static fn (): string => 'wordpress@example.com' );
}
