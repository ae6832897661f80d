<?php
/**
 * The images of the media library, as WordPress itself has them.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\ImageAltText;

use SeoRankGenius\Indexing\Fill;
use SeoRankGenius\Storage\Queries;
use WP_Post;

/**
 * Reads only. Counting goes by the index once that is complete; before, it takes WordPress's own tables.
 */
final class ImageLibrary {

	/**
	 * A library.
	 *
	 * @param Queries        $queries Asks the database.
	 * @param ImageList      $list    Counts the index.
	 * @param Fill      $fill    Knows whether it is complete.
	 */
	public function __construct(
		private readonly Queries $queries,
		private readonly ImageList $list,
		private readonly Fill $fill,
	) {}

	/**
	 * How many images there are, and how many of them are to get a text.
	 *
	 * @return array{images: int, images_without_alt: int}
	 */
	public function totals(): array {
		if ( $this->fill->is_complete() ) {
			$counts = $this->list->counts();
			return array(
				'images'             => $counts['all'],
				'images_without_alt' => $counts['missing'],
			);
		}
		$with_text = $this->queries->numbers(
			"SELECT COUNT(DISTINCT image.ID) FROM {$this->queries->posts()} AS image
			INNER JOIN {$this->queries->postmeta()} AS alt ON alt.post_id = image.ID AND alt.meta_key = %s AND alt.meta_value <> ''
			WHERE image.post_type = 'attachment' AND image.post_status = 'inherit' AND image.post_mime_type LIKE %s",
			array( AltText::META_KEY, 'image/%' )
		)[0] ?? 0;
		$images    = $this->count();
		return array(
			'images'             => $images,
			'images_without_alt' => max( 0, $images - $with_text ),
		);
	}

	/**
	 * How many images there are, by WordPress's own table.
	 */
	public function count(): int {
		return $this->queries->numbers(
			"SELECT COUNT(*) FROM {$this->queries->posts()} WHERE post_type = 'attachment' AND post_status = 'inherit' AND post_mime_type LIKE %s",
			array( 'image/%' )
		)[0] ?? 0;
	}

	/**
	 * Images, in the order of their ids, in few queries.
	 *
	 * @param list<int> $image_ids Attachments.
	 * @return list<WP_Post> Those that exist.
	 */
	public function all_of( array $image_ids ): array {
		_prime_post_caches( $image_ids, false, true );
		return array_values( array_filter( array_map( $this->find( ... ), $image_ids ), static fn ( ?WP_Post $image ): bool => null !== $image ) );
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
}
