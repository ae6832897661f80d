<?php
/**
 * One row of the options table that is changed atomically.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Storage;

use wpdb;

/**
 * WordPress's own functions cannot compare and set, and read through a cache that another request may have left stale.
 * So every call here is one statement on the table, which compares byte by byte (to a collation "a" is "A ", and a change
 * of only that would pass for none); the row is never autoloaded and never cached.
 */
final class OptionRow {

	/**
	 * A row.
	 *
	 * @param wpdb   $wpdb The database.
	 * @param string $name The option's name.
	 */
	public function __construct( private readonly wpdb $wpdb, private readonly string $name ) {}

	/**
	 * The stored text; null when there is no such row.
	 */
	public function read(): ?string {
		$wpdb  = $this->wpdb;
		$value = $wpdb->get_var( $wpdb->prepare( "SELECT option_value FROM {$wpdb->options} WHERE option_name = %s", $this->name ) );
		return is_string( $value ) ? $value : null;
	}

	/**
	 * Creates the row unless it exists. True when this call has created it.
	 *
	 * @param string $value The text.
	 */
	public function create( string $value ): bool {
		$wpdb = $this->wpdb;
		return 1 === $wpdb->query( $wpdb->prepare( "INSERT IGNORE INTO {$wpdb->options} (option_name, option_value, autoload) VALUES (%s, %s, 'off')", $this->name, $value ) ?? '' );
	}

	/**
	 * Replaces the text if it is still the one that was read. True when it was.
	 *
	 * @param string $from What was read. Must differ from `$to`: databases disagree on whether an equal value counts.
	 * @param string $to   The new text.
	 */
	public function replace( string $from, string $to ): bool {
		$wpdb = $this->wpdb;
		return 1 === $wpdb->query(
			$wpdb->prepare(
				"UPDATE {$wpdb->options} SET option_value = %s WHERE option_name = %s AND HEX(option_value) = %s",
				$to,
				$this->name,
				strtoupper( bin2hex( $from ) )
			) ?? ''
		);
	}

	/**
	 * Deletes the row if its text is still the one that was read. True when it was.
	 *
	 * @param string $value What was read.
	 */
	public function delete( string $value ): bool {
		$wpdb = $this->wpdb;
		return 1 === $wpdb->query(
			$wpdb->prepare(
				"DELETE FROM {$wpdb->options} WHERE option_name = %s AND HEX(option_value) = %s",
				$this->name,
				strtoupper( bin2hex( $value ) )
			) ?? ''
		);
	}
}
