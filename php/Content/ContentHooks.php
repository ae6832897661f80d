<?php
/**
 * Keeps the index of contents current, whoever changes a content and by whatever way.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Content;

use SeoRankGenius\Features\Content\ContentFeatures;
use SeoRankGenius\Features\PendingActions;
use SeoRankGenius\Indexing\Fill;
use SeoRankGenius\Results\Results;
use SeoRankGenius\Seo\FocusKeyword;
use SeoRankGenius\Storage\Names;
use WP_Post;

/**
 * Listens to WordPress: the screens, REST, WP-CLI and other plugins all end up there.
 */
final class ContentHooks {

	/**
	 * Hooks.
	 *
	 * @param ContentIndex    $index    What is kept current.
	 * @param Fill            $fill     Goes on in the background.
	 * @param ContentFeatures $features Know whose meta matters.
	 * @param PendingActions  $pending  What is pending for a content goes with it.
	 * @param Results         $results  What was made for it too.
	 */
	public function __construct(
		private readonly ContentIndex $index,
		private readonly Fill $fill,
		private readonly ContentFeatures $features,
		private readonly PendingActions $pending,
		private readonly Results $results,
	) {}

	/**
	 * Listens. Nothing is made before something happens.
	 *
	 * @param callable():self $made Makes the hooks.
	 */
	public static function listen( callable $made ): void {
		add_action( 'wp_after_insert_post', static fn ( int $post_id, WP_Post $post ) => self::can_be_content( $post ) ? $made()->changed( $post_id ) : null, 10, 2 );
		add_action( 'deleted_post', static fn ( int $post_id, WP_Post $post ) => 'revision' === $post->post_type ? null : $made()->deleted( $post_id ), 10, 2 );
		foreach ( array( 'added_post_meta', 'updated_post_meta', 'deleted_post_meta' ) as $hook ) {
			// Most meta is of no concern, and found to be so without a query.
			add_action( $hook, static fn ( mixed $meta_id, int $post_id, string $key ) => self::may_matter( $key ) ? $made()->meta_changed( $post_id, $key ) : null, 10, 3 );
		}
		add_action( Names::FILL_CONTENT_INDEX, static fn () => $made()->fill->tick() );
	}

	/**
	 * A content was saved.
	 *
	 * @param int $post_id The post.
	 */
	private function changed( int $post_id ): void {
		$this->index->refresh( array( $post_id ) );
	}

	/**
	 * Meta was changed.
	 *
	 * @param int    $post_id The post.
	 * @param string $key     The meta key.
	 */
	private function meta_changed( int $post_id, string $key ): void {
		// The analysis counts whether a page has what it wants to be found by.
		$matters = FocusKeyword::key() === $key;
		foreach ( $this->features->listed() as $feature ) {
			$matters = $matters || in_array( $key, $feature->stored()->meta_keys(), true );
		}
		$post = $matters ? get_post( $post_id ) : null;
		if ( $post instanceof WP_Post && self::can_be_content( $post ) ) {
			$this->index->refresh( array( $post_id ) );
		}
	}

	/**
	 * A post is gone.
	 *
	 * @param int $post_id The post.
	 */
	private function deleted( int $post_id ): void {
		$this->index->remove( array( $post_id ) );
		$this->results->forget( $post_id );
		$this->pending->forget_all_of( $post_id );
	}

	/**
	 * Whether a post is, was or may become a content.
	 *
	 * @param WP_Post $post The post.
	 */
	private static function can_be_content( WP_Post $post ): bool {
		return 'auto-draft' !== $post->post_status && Contents::is_type( $post->post_type );
	}

	/**
	 * Whether a key may be one that is read: all are those of plugins for SEO.
	 *
	 * @param string $key The meta key.
	 */
	private static function may_matter( string $key ): bool {
		return 1 === preg_match( '/^(?:_seo_rank_genius_|_yoast_wpseo_|rank_math_|_aioseo_)/', $key );
	}
}
