<?php
/**
 * Removes what the plugin has stored.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Storage;

use SeoRankGenius\Roles\RoleRights;
use wpdb;

/**
 * The credits stay with the account in the cloud, and are back when the site is connected again. Alt texts are the
 * site's own and stay.
 */
final class Uninstall {

	/**
	 * Cleans this site, or every site of the network: of everything, or, where its owner keeps the data, only of what
	 * would be called or would expire.
	 */
	public static function every_site(): void {
		Sites::each( self::this_site( ... ) );
		$wpdb = self::wpdb();
		// Those of sites that were deleted too. User meta is the network's.
		self::each_name( "SELECT DISTINCT meta_key FROM {$wpdb->usermeta} WHERE meta_key LIKE %s AND meta_key LIKE %s", array( $wpdb->esc_like( $wpdb->base_prefix ) . '%', '%' . $wpdb->esc_like( Names::PLANS_LINK ) ), static fn ( string $key ) => delete_metadata( 'user', 0, $key, '', true ) );
	}

	/**
	 * Cleans what a site that is deleted leaves in the tables of its network. Its own are dropped by WordPress.
	 *
	 * @param int $site_id The site.
	 */
	public static function of_deleted_site( int $site_id ): void {
		delete_metadata( 'user', 0, self::wpdb()->get_blog_prefix( $site_id ) . Names::PLANS_LINK, '', true );
	}

	/**
	 * Nothing is left that WP-Cron would call on the current site.
	 */
	public static function unschedule(): void {
		foreach ( Names::CRON_HOOKS as $hook ) {
			wp_unschedule_hook( $hook );
		}
	}

	/**
	 * Cleans the current site.
	 */
	private static function this_site(): void {
		if ( '1' === get_option( Names::KEEP_DATA ) ) {
			self::unschedule();
			return;
		}
		$wpdb = self::wpdb();
		// First: where the plugin still listens, this changes its tables and may schedule work.
		array_map( delete_post_meta_by_key( ... ), Names::POST_META );
		foreach ( Names::OPTIONS as $option ) {
			delete_option( $option );
		}
		self::each_name( "SELECT option_name FROM {$wpdb->options} WHERE option_name LIKE %s", array( $wpdb->esc_like( Names::PENDING_ACTION_PREFIX ) . '%' ), delete_option( ... ) );
		RoleRights::forget();
		self::unschedule();
		( new Migrations( $wpdb ) )->drop();
	}

	/**
	 * Does something with each name that a query finds.
	 *
	 * @param string                 $query  With placeholders; finds one column.
	 * @param list<string>           $values For them.
	 * @param callable(string):mixed $work   What.
	 */
	private static function each_name( string $query, array $values, callable $work ): void {
		foreach ( ( new Queries( self::wpdb() ) )->rows( $query, $values ) as $row ) {
			$name = reset( $row );
			if ( is_string( $name ) ) {
				$work( $name );
			}
		}
	}

	/**
	 * WordPress's database.
	 */
	private static function wpdb(): wpdb {
		/**
		 * WordPress's database.
		 *
		 * @var wpdb $wpdb
		 */
		global $wpdb;
		return $wpdb;
	}
}
