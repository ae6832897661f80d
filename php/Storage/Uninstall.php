<?php
/**
 * Removes what the plugin has stored.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Storage;

use wpdb;

/**
 * The credits stay with the account in the cloud, and are back when the site is connected again.
 */
final class Uninstall {

	/**
	 * Cleans this site, or every site of the network.
	 */
	public static function every_site(): void {
		if ( ! is_multisite() ) {
			self::this_site();
			return;
		}
		$all = array(
			'fields' => 'ids',
			'number' => 0,
		);
		foreach ( get_sites( $all ) as $site_id ) {
			switch_to_blog( $site_id );
			self::this_site();
			restore_current_blog();
		}
	}

	/**
	 * Cleans the current site.
	 */
	private static function this_site(): void {
		/**
		 * WordPress's database.
		 *
		 * @var wpdb $wpdb
		 */
		global $wpdb;
		delete_option( Names::ACCOUNT );
		$names = $wpdb->get_col( $wpdb->prepare( "SELECT option_name FROM {$wpdb->options} WHERE option_name LIKE %s", $wpdb->esc_like( Names::PENDING_ACTION_PREFIX ) . '%' ) );
		foreach ( $names as $name ) {
			delete_option( (string) $name );
		}
		delete_metadata( 'user', 0, $wpdb->get_blog_prefix() . Names::PLANS_LINK, '', true );
	}
}
