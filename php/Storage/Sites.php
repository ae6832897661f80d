<?php
/**
 * Does something on every site that this WordPress serves.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Storage;

/**
 * One site, or all those of a network.
 */
final class Sites {

	/**
	 * Works on each in turn; while it does, that one is the current site.
	 *
	 * @param callable():void $work The work.
	 */
	public static function each( callable $work ): void {
		if ( ! is_multisite() ) {
			$work();
			return;
		}
		$all = array(
			'fields' => 'ids',
			'number' => 0,
		);
		foreach ( get_sites( $all ) as $site_id ) {
			switch_to_blog( $site_id );
			try {
				$work();
			} finally {
				restore_current_blog();
			}
		}
	}
}
