<?php
/**
 * The images of the media library, by whether they have alt text.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\ImageAltText;

use WP_Post;
use WP_Query;
use wpdb;

/**
 * Reads only.
 */
final class ImageLibrary {

	/**
	 * A library.
	 *
	 * @param wpdb $wpdb The database.
	 */
	public function __construct( private readonly wpdb $wpdb ) {}

	/**
	 * A page of images, newest first.
	 *
	 * @param string $state    "missing", "present" or "all".
	 * @param string $search   Words of title, caption, description or file name; empty for all.
	 * @param int    $page     From 1.
	 * @param int    $per_page How many on a page.
	 * @return array{images: list<WP_Post>, total: int}
	 */
	public function page( string $state, string $search, int $page, int $per_page ): array {
		$arguments = array(
			'post_type'              => 'attachment',
			'post_status'            => 'inherit',
			'post_mime_type'         => 'image',
			'orderby'                => array(
				'date' => 'DESC',
				'ID'   => 'DESC',
			),
			's'                      => $search,
			'paged'                  => $page,
			'posts_per_page'         => $per_page,
			'update_post_term_cache' => false,
		);
		if ( 'all' !== $state ) {
			// phpcs:ignore WordPress.DB.SlowDBQuery.slow_db_query_meta_query -- The one thing that is asked for.
			$arguments['meta_query'] = self::having_alt_text( 'present' === $state );
		}
		add_filter( 'wp_allow_query_attachment_by_filename', '__return_true' );
		$query = new WP_Query( $arguments );
		remove_filter( 'wp_allow_query_attachment_by_filename', '__return_true' );
		return array(
			'images' => array_values( array_filter( $query->posts ?? array(), static fn ( mixed $post ): bool => $post instanceof WP_Post ) ),
			'total'  => $query->found_posts,
		);
	}

	/**
	 * How many images have no alt text, in one query.
	 */
	public function count_missing(): int {
		$wpdb  = $this->wpdb;
		$count = $wpdb->get_var(
			$wpdb->prepare(
				"SELECT COUNT(*) FROM {$wpdb->posts} AS image
				LEFT JOIN {$wpdb->postmeta} AS alt ON alt.post_id = image.ID AND alt.meta_key = %s AND alt.meta_value <> ''
				WHERE image.post_type = 'attachment' AND image.post_status = 'inherit' AND image.post_mime_type LIKE %s AND alt.meta_id IS NULL",
				AltText::META_KEY,
				$wpdb->esc_like( 'image/' ) . '%'
			)
		);
		return is_numeric( $count ) ? (int) $count : 0;
	}

	/**
	 * An image; null when there is none with this id.
	 *
	 * @param int $image_id The attachment.
	 */
	public function find( int $image_id ): ?WP_Post {
		$post = $image_id > 0 ? get_post( $image_id ) : null;
		return $post instanceof WP_Post && 'attachment' === $post->post_type && str_starts_with( $post->post_mime_type, 'image/' ) ? $post : null;
	}

	/**
	 * The condition on the alt text.
	 *
	 * @param bool $present Whether there is to be one.
	 * @return array<array-key, mixed>
	 */
	private static function having_alt_text( bool $present ): array {
		$with_text = array(
			'key'     => AltText::META_KEY,
			'value'   => '',
			'compare' => $present ? '!=' : '=',
		);
		if ( $present ) {
			return array( $with_text );
		}
		return array(
			'relation' => 'OR',
			array(
				'key'     => AltText::META_KEY,
				'compare' => 'NOT EXISTS',
			),
			$with_text,
		);
	}
}
