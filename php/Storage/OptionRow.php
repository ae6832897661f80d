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
 * So every call here is one statement on the table; the row is never autoloaded and never cached.
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
		$is_still = array(
			'option_name'  => $this->name,
			'option_value' => $from,
		);
		return 1 === $this->wpdb->update( $this->wpdb->options, array( 'option_value' => $to ), $is_still );
	}

	/**
	 * Deletes the row if its text is still the one that was read. True when it was.
	 *
	 * @param string $value What was read.
	 */
	public function delete( string $value ): bool {
		$is_still = array(
			'option_name'  => $this->name,
			'option_value' => $value,
		);
		return 1 === $this->wpdb->delete( $this->wpdb->options, $is_still );
	}
}
