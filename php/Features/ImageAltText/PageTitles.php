<?php
/**
 * Finds the page that uses an image, for the words around it.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\ImageAltText;

use WP_Post;
use wpdb;

/**
 * The page it was uploaded to, else one that features it. Only titles that the current user may read.
 */
final class PageTitles {

	/**
	 * Page titles.
	 *
	 * @param wpdb $wpdb The database.
	 */
	public function __construct( private readonly wpdb $wpdb ) {}

	/**
	 * The titles for many images, in two queries.
	 *
	 * @param list<WP_Post> $images Attachments.
	 * @return array<int, string> Plain text by attachment; those that no page uses are absent.
	 */
	public function of( array $images ): array {
		$pages = array();
		foreach ( $images as $image ) {
			if ( $image->post_parent > 0 ) {
				$pages[ $image->ID ] = $image->post_parent;
			}
		}
		$pages += $this->featuring( array_values( array_diff( array_column( $images, 'ID' ), array_keys( $pages ) ) ) );
		_prime_post_caches( array_values( array_unique( $pages ) ), false, false );
		$titles = array();
		foreach ( $pages as $image_id => $page_id ) {
			$title = $this->readable_title( $page_id );
			if ( '' !== $title ) {
				$titles[ $image_id ] = $title;
			}
		}
		return $titles;
	}

	/**
	 * A post that features each image.
	 *
	 * @param list<int> $image_ids Attachments.
	 * @return array<int, int> Post by attachment.
	 */
	private function featuring( array $image_ids ): array {
		if ( array() === $image_ids ) {
			return array();
		}
		$wpdb   = $this->wpdb;
		$places = implode( ', ', array_fill( 0, count( $image_ids ), '%s' ) );
		// phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared, WordPress.DB.PreparedSQLPlaceholders.UnfinishedPrepare -- Only placeholders are put in.
		$rows  = $wpdb->get_results( $wpdb->prepare( "SELECT meta_value AS image_id, MIN(post_id) AS page_id FROM {$wpdb->postmeta} WHERE meta_key = '_thumbnail_id' AND meta_value IN ($places) GROUP BY meta_value", array_map( 'strval', $image_ids ) ), ARRAY_A );
		$pages = array();
		foreach ( is_array( $rows ) ? $rows : array() as $row ) {
			if ( is_array( $row ) && is_numeric( $row['image_id'] ) && is_numeric( $row['page_id'] ) ) {
				$pages[ (int) $row['image_id'] ] = (int) $row['page_id'];
			}
		}
		return $pages;
	}

	/**
	 * A page's title as plain text; empty when the user may not read it or it is in the trash.
	 *
	 * @param int $page_id The post.
	 */
	private function readable_title( int $page_id ): string {
		$page = get_post( $page_id );
		if ( ! $page instanceof WP_Post || 'trash' === $page->post_status || ! current_user_can( 'read_post', $page_id ) ) {
			return '';
		}
		return trim( wp_strip_all_tags( html_entity_decode( $page->post_title, ENT_QUOTES, 'UTF-8' ), true ) );
	}
}
