<?php
/**
 * Asks the database where a statement is put together: lists of placeholders, tables of our own.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Storage;

use wpdb;

// phpcs:disable WordPress.DB.PreparedSQL.NotPrepared -- bound() prepares; the sniff sees no further than one line.

/**
 * A statement is made of our own words and of names of tables; every value is bound. Answers are the kinds that the
 * tables say: from the database all comes as text or nothing.
 */
final class Queries {

	/**
	 * Queries.
	 *
	 * @param wpdb $wpdb The database.
	 */
	public function __construct( private readonly wpdb $wpdb ) {}

	/**
	 * The full name of a table of ours.
	 *
	 * @param string $name One of Tables.
	 */
	public function table( string $name ): string {
		return $this->wpdb->prefix . $name;
	}

	/**
	 * The full name of WordPress's table of posts.
	 */
	public function posts(): string {
		return $this->wpdb->posts;
	}

	/**
	 * The full name of WordPress's table of post meta.
	 */
	public function postmeta(): string {
		return $this->wpdb->postmeta;
	}

	/**
	 * Rows; none when the database refuses.
	 *
	 * @param string           $statement With placeholders.
	 * @param list<int|string> $values    For them.
	 * @return list<array<array-key, mixed>>
	 */
	public function rows( string $statement, array $values = array() ): array {
		$rows = $this->wpdb->get_results( $this->bound( $statement, $values ), ARRAY_A );
		return array_values( array_filter( is_array( $rows ) ? $rows : array(), 'is_array' ) );
	}

	/**
	 * The whole numbers of the first field of each row.
	 *
	 * @param string           $statement With placeholders.
	 * @param list<int|string> $values    For them.
	 * @return list<int>
	 */
	public function numbers( string $statement, array $values = array() ): array {
		return array_values( array_map( 'intval', $this->wpdb->get_col( $this->bound( $statement, $values ) ) ) );
	}

	/**
	 * Carries out a statement.
	 *
	 * @param string           $statement With placeholders.
	 * @param list<int|string> $values    For them.
	 * @return int How many rows it has changed. Databases disagree on whether an equal value counts.
	 */
	public function run( string $statement, array $values = array() ): int {
		return (int) $this->wpdb->query( $this->bound( $statement, $values ) );
	}

	/**
	 * A text as LIKE finds it anywhere.
	 *
	 * @param string $text Any text.
	 */
	public function anywhere( string $text ): string {
		return '%' . $this->wpdb->esc_like( $text ) . '%';
	}

	/**
	 * As many placeholders as there are values.
	 *
	 * @param array<array-key, mixed> $values      The values, at least one.
	 * @param string                  $placeholder Of one.
	 */
	public static function places( array $values, string $placeholder = '%d' ): string {
		return implode( ', ', array_fill( 0, count( $values ), $placeholder ) );
	}

	/**
	 * A whole number of a row; 0 for nothing.
	 *
	 * @param array<array-key, mixed> $row  A row.
	 * @param string                  $name The field.
	 */
	public static function number( array $row, string $name ): int {
		$value = $row[ $name ] ?? null;
		return is_numeric( $value ) ? (int) $value : 0;
	}

	/**
	 * A text of a row; empty for nothing.
	 *
	 * @param array<array-key, mixed> $row  A row.
	 * @param string                  $name The field.
	 */
	public static function text( array $row, string $name ): string {
		$value = $row[ $name ] ?? null;
		return is_scalar( $value ) ? (string) $value : '';
	}

	/**
	 * The statement with its values, for putting it into another one.
	 *
	 * @param string           $statement With placeholders.
	 * @param list<int|string> $values    For them.
	 */
	public function bound( string $statement, array $values ): string {
		return array() === $values ? $statement : (string) $this->wpdb->prepare( $statement, $values );
	}
}
