<?php
/**
 * The contents that the plugin works on: posts, pages and other kinds that have pages of their own.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Content;

use SeoRankGenius\Seo\PublishedPages;
use SeoRankGenius\Storage\Queries;
use WP_Post;

/**
 * Published, or on the way to it.
 */
final class Contents {

	/** In whatever else state, it is not there. */
	public const STATUSES = array( 'publish', 'future', 'draft', 'pending', 'private' );

	/**
	 * Contents.
	 *
	 * @param Queries $queries Asks the database.
	 */
	public function __construct( private readonly Queries $queries ) {}

	/**
	 * How many there are, by WordPress's own table.
	 */
	public function count(): int {
		$types = PublishedPages::types();
		return array() === $types ? 0 : $this->queries->numbers(
			"SELECT COUNT(*) FROM {$this->queries->posts()} WHERE post_type IN (" . Queries::places( $types, '%s' ) . ') AND post_status IN (' . Queries::places( self::STATUSES, '%s' ) . ')',
			array( ...$types, ...self::STATUSES )
		)[0] ?? 0;
	}

	/**
	 * Contents, in the order of their ids, in few queries.
	 *
	 * @param list<int> $ids The ids.
	 * @return list<WP_Post> Those that exist.
	 */
	public static function all_of( array $ids ): array {
		_prime_post_caches( $ids, false, true );
		return array_values( array_filter( array_map( self::find( ... ), $ids ), static fn ( ?WP_Post $content ): bool => null !== $content ) );
	}

	/**
	 * A content; null when there is none with this id.
	 *
	 * @param int $id The id.
	 */
	public static function find( int $id ): ?WP_Post {
		$post = $id > 0 ? get_post( $id ) : null;
		return $post instanceof WP_Post && self::is( $post ) ? $post : null;
	}

	/**
	 * Whether a post is one.
	 *
	 * @param WP_Post $post The post.
	 */
	public static function is( WP_Post $post ): bool {
		return in_array( $post->post_status, self::STATUSES, true ) && self::is_type( $post->post_type );
	}

	/**
	 * Whether posts of a kind are.
	 *
	 * @param string $type The post type.
	 */
	public static function is_type( string $type ): bool {
		return 'attachment' !== $type && post_type_exists( $type ) && is_post_type_viewable( $type );
	}
}
