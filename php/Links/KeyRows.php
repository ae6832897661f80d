<?php
/**
 * A table that has keys for each content: terms, addresses, links.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Links;

use SeoRankGenius\Storage\Queries;

/**
 * Only the rows that differ are written.
 */
final class KeyRows {

	/** Statements stay small. */
	private const ROWS_AT_ONCE = 300;

	/**
	 * Rows.
	 *
	 * @param Queries $queries Asks the database.
	 * @param string  $table   One of Tables, with content_id, a key and a weight as its fields.
	 * @param string  $key     The name of the key.
	 */
	public function __construct( private readonly Queries $queries, private readonly string $table, private readonly string $key ) {}

	/**
	 * Makes the table say this of contents.
	 *
	 * @param array<int, array<int, int>> $rows Weights by key, by content.
	 * @return array<int, list<int>> The keys that contents have gained or lost; those that are as they were are absent.
	 */
	public function write( array $rows ): array {
		if ( array() === $rows ) {
			return array();
		}
		$known   = $this->of( array_keys( $rows ) );
		$changed = array();
		$values  = array();
		foreach ( $rows as $id => $weights ) {
			$has  = $known[ $id ] ?? array();
			$lost = array_keys( array_diff_key( $has, $weights ) );
			foreach ( array_chunk( $lost, self::ROWS_AT_ONCE ) as $chunk ) {
				$this->queries->run( "DELETE FROM {$this->table()} WHERE content_id = %d AND $this->key IN (" . Queries::places( $chunk ) . ')', array( $id, ...$chunk ) );
			}
			$differ = array( ...$lost, ...array_keys( array_diff_key( $weights, $has ) ) );
			if ( array() !== $differ ) {
				$changed[ $id ] = $differ;
			}
			foreach ( array_diff_assoc( $weights, $has ) as $key => $weight ) {
				array_push( $values, $id, $key, $weight );
			}
		}
		foreach ( array_chunk( $values, self::ROWS_AT_ONCE * 3 ) as $chunk ) {
			$this->queries->run(
				"INSERT INTO {$this->table()} (content_id, $this->key, weight) VALUES " . implode( ', ', array_fill( 0, intdiv( count( $chunk ), 3 ), '(%d, %d, %d)' ) ) . ' ON DUPLICATE KEY UPDATE weight = VALUES(weight)',
				$chunk
			);
		}
		return $changed;
	}

	/**
	 * The rows of contents.
	 *
	 * @param non-empty-list<int> $ids Contents.
	 * @return array<int, array<int, int>> Weights by key, by content; those without any are absent.
	 */
	public function of( array $ids ): array {
		$rows = array();
		foreach ( $this->queries->rows( "SELECT content_id, $this->key, weight FROM {$this->table()} WHERE content_id IN (" . Queries::places( $ids ) . ')', $ids ) as $row ) {
			$rows[ Queries::number( $row, 'content_id' ) ][ Queries::number( $row, $this->key ) ] = Queries::number( $row, 'weight' );
		}
		return $rows;
	}

	/**
	 * Forgets contents.
	 *
	 * @param non-empty-list<int> $ids Contents.
	 */
	public function remove( array $ids ): void {
		$this->queries->run( "DELETE FROM {$this->table()} WHERE content_id IN (" . Queries::places( $ids ) . ')', $ids );
	}

	/**
	 * Its full name.
	 */
	public function table(): string {
		return $this->queries->table( $this->table );
	}
}
