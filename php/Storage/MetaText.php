<?php
/**
 * A text in one meta value of a post.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Storage;

use wpdb;

/**
 * Read through WordPress's cache, so that a list reads it without a query; compared and replaced past it, byte by byte.
 */
final class MetaText implements StoredText {

	/**
	 * A text.
	 *
	 * @param wpdb   $wpdb The database.
	 * @param string $key  The meta key.
	 */
	public function __construct( private readonly wpdb $wpdb, private readonly string $key ) {}

	/**
	 * The text, as it is stored.
	 *
	 * @param int $post_id The post.
	 */
	public function read( int $post_id ): string {
		$text = get_post_meta( $post_id, $this->key, true );
		return is_string( $text ) ? $text : '';
	}

	/**
	 * See StoredText.
	 *
	 * @param list<int> $post_ids The posts.
	 * @return array<int, string>
	 */
	public function read_all( array $post_ids ): array {
		return self::read_several( new Queries( $this->wpdb ), array( $this ), $post_ids )[0];
	}

	/**
	 * Several kinds of texts as the database has them now, in one query.
	 *
	 * @template Key of array-key
	 * @param Queries          $queries  Asks the database.
	 * @param array<Key, self> $kinds    The kinds.
	 * @param list<int>        $post_ids The posts.
	 * @return array<Key, array<int, string>> As read_all() has them, by kind.
	 */
	public static function read_several( Queries $queries, array $kinds, array $post_ids ): array {
		$keys  = array_map( static fn ( self $kind ): string => $kind->key, $kinds );
		$texts = array();
		// Of several rows the first counts, as for get_post_meta(): here it comes last.
		$rows = array() === $post_ids || array() === $keys ? array() : $queries->rows(
			"SELECT post_id, meta_key, meta_value FROM {$queries->postmeta()} WHERE meta_key IN (" . Queries::places( $keys, '%s' ) . ') AND post_id IN (' . Queries::places( $post_ids ) . ') ORDER BY meta_id DESC',
			array( ...array_values( $keys ), ...$post_ids )
		);
		foreach ( $rows as $row ) {
			$texts[ Queries::text( $row, 'meta_key' ) ][ Queries::number( $row, 'post_id' ) ] = Queries::text( $row, 'meta_value' );
		}
		return array_map( static fn ( string $key ): array => array_filter( $texts[ $key ] ?? array(), static fn ( string $text ): bool => '' !== $text ), $keys );
	}

	/**
	 * Replaces the text if it is still the one that was read, or the new one already. An empty one leaves no row.
	 *
	 * @param int    $post_id The post.
	 * @param string $from    What was read.
	 * @param string $to      The new text, not slashed.
	 */
	public function replace( int $post_id, string $from, string $to ): bool {
		$row    = new PostMetaRow( $this->wpdb, $post_id, $this->key );
		$stored = $row->read();
		if ( ( $stored ?? '' ) === $to ) {
			return true;
		}
		if ( ( $stored ?? '' ) !== $from ) {
			return false;
		}
		return '' === $to && null !== $stored ? $row->remove( $stored ) : $row->replace( $stored, $to );
	}

	/**
	 * Its key.
	 *
	 * @return list<string>
	 */
	public function meta_keys(): array {
		return array( $this->key );
	}
}
