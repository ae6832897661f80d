<?php
/**
 * Keeps the index of links current, whoever changes a content and by whatever way.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Links;

use SeoRankGenius\Seo\Indexable;
use SeoRankGenius\Storage\Names;
use WP_Post;

/**
 * Listens to WordPress: the screens, REST, WP-CLI and other plugins all end up there. What changes the addresses of many
 * contents at once has the index filled again in the background.
 */
final class LinkHooks {

	/** Options that all addresses are made from. */
	private const OPTIONS_OF_ADDRESSES = array( 'permalink_structure', 'category_base', 'home' );

	/**
	 * Hooks.
	 *
	 * @param LinkIndex     $index  What is kept current.
	 * @param LinkIndexFill $filled Goes on in the background.
	 */
	public function __construct( private readonly LinkIndex $index, private readonly LinkIndexFill $filled ) {}

	/**
	 * Listens. Nothing is made before something happens.
	 *
	 * @param callable():self $made Makes the hooks.
	 */
	public static function listen( callable $made ): void {
		add_action( 'wp_after_insert_post', static fn ( int $id, WP_Post $post, bool $is_update, ?WP_Post $before ) => self::is_content( $post ) ? $made()->saved( $post, $before ) : null, 10, 4 );
		add_action( 'deleted_post', static fn ( int $id, WP_Post $post ) => self::is_content( $post ) ? $made()->index->remove( array( $id ) ) : null, 10, 2 );
		// Of Polylang, which tells the language of a post by a taxonomy.
		add_action( 'set_object_terms', static fn ( int $id, mixed $terms, mixed $ids, string $taxonomy ) => 'language' === $taxonomy ? $made()->index->refresh( array( $id ) ) : null, 10, 4 );
		foreach ( array( 'added_post_meta', 'updated_post_meta', 'deleted_post_meta' ) as $hook ) {
			add_action( $hook, static fn ( mixed $meta_id, int $id, string $key ) => in_array( $key, Indexable::meta_keys(), true ) ? $made()->index->refresh( array( $id ) ) : null, 10, 3 );
		}
		foreach ( self::OPTIONS_OF_ADDRESSES as $option ) {
			add_action( "update_option_$option", static fn () => $made()->filled->fill->start() );
		}
		// Another plugin may know other languages, or keep other pages out of search engines.
		foreach ( array( 'activated_plugin', 'deactivated_plugin' ) as $hook ) {
			add_action( $hook, static fn () => $made()->filled->fill->start() );
		}
		// The front page has the address of the site instead of its own.
		add_action( 'update_option_page_on_front', static fn ( mixed $before, mixed $now ) => $made()->index->refresh( self::ids( array( $before, $now ) ) ), 10, 2 );
		add_action( 'update_option_show_on_front', static fn () => $made()->index->refresh( self::ids( array( get_option( 'page_on_front' ) ) ) ) );
		add_action( Names::FILL_LINK_INDEX, static fn () => $made()->filled->fill->tick() );
	}

	/**
	 * A content was saved.
	 *
	 * @param WP_Post      $post   As it is now.
	 * @param WP_Post|null $before As it was; null when it is new.
	 */
	private function saved( WP_Post $post, ?WP_Post $before ): void {
		$this->index->refresh( array( $post->ID ) );
		if ( null !== $before && is_post_type_hierarchical( $post->post_type ) && self::has_moved( $post, $before ) && array() !== get_children( self::one_below( $post ) ) ) {
			// The addresses of what is below it begin with its own.
			$this->filled->fill->start();
		} elseif ( 'publish' === $post->post_status && 'publish' !== $before?->post_status ) {
			$this->filled->start_after_growth();
		}
	}

	/**
	 * Those that are ids.
	 *
	 * @param list<mixed> $values Of options.
	 * @return list<int>
	 */
	private static function ids( array $values ): array {
		return array_values( array_filter( array_map( static fn ( mixed $value ): int => is_numeric( $value ) ? (int) $value : 0, $values ), static fn ( int $id ): bool => $id > 0 ) );
	}

	/**
	 * Whether the address of a page has changed.
	 *
	 * @param WP_Post $post   As it is now.
	 * @param WP_Post $before As it was.
	 */
	private static function has_moved( WP_Post $post, WP_Post $before ): bool {
		return array( $post->post_name, $post->post_parent ) !== array( $before->post_name, $before->post_parent );
	}

	/**
	 * What finds one page below another.
	 *
	 * @param WP_Post $post The upper one.
	 * @return array{post_parent: int, post_type: string, fields: string, numberposts: int}
	 */
	private static function one_below( WP_Post $post ): array {
		return array(
			'post_parent' => $post->ID,
			'post_type'   => $post->post_type,
			'fields'      => 'ids',
			'numberposts' => 1,
		);
	}

	/**
	 * Whether a post is of a kind that is looked at.
	 *
	 * @param WP_Post $post The post.
	 */
	private static function is_content( WP_Post $post ): bool {
		return 'attachment' !== $post->post_type && 'auto-draft' !== $post->post_status && is_post_type_viewable( $post->post_type );
	}
}
