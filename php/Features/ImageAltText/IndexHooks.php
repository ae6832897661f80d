<?php
/**
 * Keeps the index of images current, whoever changes an image or a page and by whatever way.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\ImageAltText;

use SeoRankGenius\Indexing\Fill;
use SeoRankGenius\Storage\Names;
use WP_Post;

/**
 * Listens to WordPress: the screens, REST, WP-CLI and other plugins all end up there.
 */
final class IndexHooks {

	/**
	 * Hooks.
	 *
	 * @param ImageIndex     $index What is kept current.
	 * @param ImageUses      $uses  What is kept current too.
	 * @param Fill       $fill  Goes on in the background.
	 */
	public function __construct(
		private readonly ImageIndex $index,
		private readonly ImageUses $uses,
		private readonly Fill $fill,
	) {}

	/**
	 * Listens. Nothing is made before something happens.
	 *
	 * @param callable():self $made Makes the hooks.
	 */
	public static function listen( callable $made ): void {
		foreach ( array( 'add_attachment', 'edit_attachment' ) as $hook ) {
			add_action( $hook, static fn ( int $image_id ) => $made()->image_changed( $image_id ) );
		}
		add_action( 'deleted_post', static fn ( int $post_id, WP_Post $post ) => $made()->deleted( $post ), 10, 2 );
		add_action( 'wp_after_insert_post', static fn ( int $post_id, WP_Post $post ) => self::can_show_images( $post ) ? $made()->page_changed( $post_id ) : null, 10, 2 );
		foreach ( array( 'added_post_meta', 'updated_post_meta', 'deleted_post_meta' ) as $hook ) {
			add_action( $hook, static fn ( mixed $meta_id, int $post_id, string $key ) => self::matters( $key ) ? $made()->meta_changed( $post_id, $key ) : null, 10, 3 );
		}
		add_action( Names::FILL_IMAGE_INDEX, static fn () => $made()->fill->tick() );
	}

	/**
	 * An image was added or edited.
	 *
	 * @param int $image_id The attachment.
	 */
	private function image_changed( int $image_id ): void {
		$this->index->refresh( array( $image_id ) );
	}

	/**
	 * A page was saved.
	 *
	 * @param int $page_id The post.
	 */
	private function page_changed( int $page_id ): void {
		$this->uses->refresh( array( $page_id ) );
	}

	/**
	 * Meta was changed that is copied.
	 *
	 * @param int    $post_id The post.
	 * @param string $key     The meta key.
	 */
	private function meta_changed( int $post_id, string $key ): void {
		if ( '_thumbnail_id' === $key ) {
			$this->page_changed( $post_id );
		} else {
			$this->image_changed( $post_id );
		}
	}

	/**
	 * A post is gone.
	 *
	 * @param WP_Post $post The post.
	 */
	private function deleted( WP_Post $post ): void {
		if ( 'attachment' === $post->post_type ) {
			$this->index->remove( array( $post->ID ) );
		}
		if ( 'attachment' === $post->post_type || self::can_show_images( $post ) ) {
			$this->uses->forget( $post->ID );
		}
	}

	/**
	 * Whether a post is of a kind that is looked at.
	 *
	 * @param WP_Post $post The post.
	 */
	private static function can_show_images( WP_Post $post ): bool {
		return 'attachment' !== $post->post_type && 'auto-draft' !== $post->post_status && is_post_type_viewable( $post->post_type );
	}

	/**
	 * Whether a key is one that is copied.
	 *
	 * @param string $key The meta key.
	 */
	private static function matters( string $key ): bool {
		return '_thumbnail_id' === $key || in_array( $key, ImageIndex::META_KEYS, true );
	}
}
