<?php
/**
 * One single value of a post's meta that is changed atomically.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Storage;

use wpdb;

/**
 * WordPress compares a former value by the collation ("Cat" equals "cat"), not at all when it is empty, and through a
 * cache. Here the statement that writes is the one that compares, byte by byte. Core's hooks and filter of values run as
 * they do in update_post_meta(), so that other plugins see the change.
 */
final class PostMetaRow {

	/**
	 * A row.
	 *
	 * @param wpdb   $wpdb    The database.
	 * @param int    $post_id The post.
	 * @param string $key     The meta key.
	 */
	public function __construct(
		private readonly wpdb $wpdb,
		private readonly int $post_id,
		private readonly string $key,
	) {}

	/**
	 * The stored text, past every cache; null when there is none. Of several, the first, as WordPress has it.
	 */
	public function read(): ?string {
		$row = $this->stored();
		return null === $row ? null : $row['value'];
	}

	/**
	 * Replaces the text if it is still the one that was read. True when it was: it is `$to` now.
	 *
	 * @param string|null $from What was read.
	 * @param string      $to   The new text, not slashed.
	 */
	public function replace( ?string $from, string $to ): bool {
		$to  = $this->sanitized( $to );
		$row = $this->stored();
		if ( null === $row || null === $from ) {
			return null === $row && null === $from && $this->create( $to );
		}
		if ( $row['value'] !== $from ) {
			return false;
		}
		// Databases disagree on whether an equal value counts as changed.
		return $from === $to || $this->change( $row['id'], $from, $to );
	}

	/**
	 * Removes the text if it is still the one that was read. True when it was.
	 *
	 * @param string $from What was read.
	 */
	public function remove( string $from ): bool {
		$wpdb = $this->wpdb;
		$row  = $this->stored();
		if ( null === $row || $row['value'] !== $from ) {
			return false;
		}
		/** This action is documented in wp-includes/meta.php */
		do_action( 'delete_post_meta', array( $row['id'] ), $this->post_id, $this->key, $from ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.NonPrefixedHooknameFound -- WordPress's own.
		$is_removed = 1 === $wpdb->query(
			$wpdb->prepare(
				"DELETE FROM {$wpdb->postmeta} WHERE meta_id = %d AND HEX(meta_value) = %s",
				$row['id'],
				strtoupper( bin2hex( $from ) )
			) ?? ''
		);
		wp_cache_delete( $this->post_id, 'post_meta' );
		if ( $is_removed ) {
			/** This action is documented in wp-includes/meta.php */
			do_action( 'deleted_post_meta', array( $row['id'] ), $this->post_id, $this->key, $from ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.NonPrefixedHooknameFound -- WordPress's own.
		}
		return $is_removed;
	}

	/**
	 * Creates the row, unless there is one by now or the post is gone.
	 *
	 * @param string $to The text.
	 */
	private function create( string $to ): bool {
		$wpdb = $this->wpdb;
		/** This action is documented in wp-includes/meta.php */
		do_action( 'add_post_meta', $this->post_id, $this->key, $to ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.NonPrefixedHooknameFound -- WordPress's own.
		$is_created = 1 === $wpdb->query(
			$wpdb->prepare(
				"INSERT INTO {$wpdb->postmeta} (post_id, meta_key, meta_value)
				SELECT post.ID, %s, %s FROM {$wpdb->posts} AS post
				WHERE post.ID = %d AND NOT EXISTS (SELECT 1 FROM {$wpdb->postmeta} AS meta WHERE meta.post_id = %d AND meta.meta_key = %s)",
				$this->key,
				$to,
				$this->post_id,
				$this->post_id,
				$this->key
			) ?? ''
		);
		wp_cache_delete( $this->post_id, 'post_meta' );
		if ( $is_created ) {
			/** This action is documented in wp-includes/meta.php */
			do_action( 'added_post_meta', $this->stored()['id'] ?? 0, $this->post_id, $this->key, $to ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.NonPrefixedHooknameFound -- WordPress's own.
		}
		return $is_created;
	}

	/**
	 * Changes the row, if it still is what was read.
	 *
	 * @param int    $meta_id The row.
	 * @param string $from    What was read.
	 * @param string $to      The text.
	 */
	private function change( int $meta_id, string $from, string $to ): bool {
		$wpdb = $this->wpdb;
		/** This action is documented in wp-includes/meta.php */
		do_action( 'update_post_meta', $meta_id, $this->post_id, $this->key, $to ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.NonPrefixedHooknameFound -- WordPress's own.
		$is_changed = 1 === $wpdb->query(
			$wpdb->prepare(
				"UPDATE {$wpdb->postmeta} SET meta_value = %s WHERE meta_id = %d AND HEX(meta_value) = %s",
				$to,
				$meta_id,
				strtoupper( bin2hex( $from ) )
			) ?? ''
		);
		wp_cache_delete( $this->post_id, 'post_meta' );
		if ( $is_changed ) {
			/** This action is documented in wp-includes/meta.php */
			do_action( 'updated_post_meta', $meta_id, $this->post_id, $this->key, $to ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.NonPrefixedHooknameFound -- WordPress's own.
			/** This action is documented in wp-includes/meta.php */
			do_action( 'updated_postmeta', $meta_id, $this->post_id, $this->key, $to ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.NonPrefixedHooknameFound -- WordPress's own.
		}
		return $is_changed;
	}

	/**
	 * The row as it is stored now. What is cached may be older, and is dropped.
	 *
	 * @return array{id: int, value: string}|null
	 */
	private function stored(): ?array {
		$wpdb = $this->wpdb;
		wp_cache_delete( $this->post_id, 'post_meta' );
		$row = $wpdb->get_row( $wpdb->prepare( "SELECT meta_id, meta_value FROM {$wpdb->postmeta} WHERE post_id = %d AND meta_key = %s ORDER BY meta_id LIMIT 1", $this->post_id, $this->key ), ARRAY_A );
		if ( ! is_array( $row ) || ! is_numeric( $row['meta_id'] ?? null ) ) {
			return null;
		}
		return array(
			'id'    => (int) $row['meta_id'],
			'value' => is_string( $row['meta_value'] ?? null ) ? $row['meta_value'] : '',
		);
	}

	/**
	 * A text as WordPress and other plugins let it be saved.
	 *
	 * @param string $text The text.
	 */
	private function sanitized( string $text ): string {
		$sanitized = sanitize_meta( $this->key, $text, 'post', (string) get_post_type( $this->post_id ) );
		return is_string( $sanitized ) ? $sanitized : $text;
	}
}
