<?php
/**
 * Finds by itself whatever of the plugin is left in the database: no list of what it stores is consulted.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Support;

use wpdb;

final class Leftovers {

	/** That a plugin is active, WordPress itself remembers and forgets. */
	private const NOT_OURS = 'seo-rank-genius/plugin.php';

	/**
	 * @return list<string> "table", or "table: row as JSON", of everything whose name or content names the plugin.
	 */
	public static function all( wpdb $wpdb ): array {
		$found = array();
		foreach ( array_map( 'strval', $wpdb->get_col( 'SHOW TABLES' ) ) as $table ) {
			if ( self::is_ours( $table ) ) {
				$found[] = $table;
				continue;
			}
			$rows = $wpdb->get_results( "SELECT * FROM `$table`", ARRAY_A );
			foreach ( is_array( $rows ) ? $rows : array() as $row ) {
				$text = (string) wp_json_encode( $row, JSON_UNESCAPED_SLASHES );
				if ( self::is_ours( str_replace( self::NOT_OURS, '', $text ) ) ) {
					$found[] = "$table: $text";
				}
			}
		}
		return $found;
	}

	/**
	 * @return list<string> The same of one site of a network: its tables, and user meta about it.
	 */
	public static function of_site( wpdb $wpdb, int $site ): array {
		$prefix = preg_quote( $wpdb->get_blog_prefix( $site ), '/' ) . ( 1 === $site ? '(?!\d+_)' : '' );
		$meta   = preg_quote( $wpdb->usermeta, '/' );
		return array_values( array_filter( self::all( $wpdb ), static fn ( string $name ): bool => 1 === preg_match( "/^$meta: .*\"meta_key\":\"$prefix|^(?!$meta)$prefix/", $name ) ) );
	}

	private static function is_ours( string $text ): bool {
		return str_contains( $text, 'seo_rank_genius' ) || str_contains( $text, 'seo-rank-genius' );
	}
}
