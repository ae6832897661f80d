<?php
/**
 * Keeps what public pages print up to date, whoever changes what it is made of.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Seo;

use SeoRankGenius\Storage\Names;
use WP_Post;
use WP_User;

/**
 * A page that is saved is done at once; what concerns many pages is done in the background.
 */
final class HeadHooks {

	/** Meta of a page that it prints something of. */
	private const META_KEYS = array( Names::META_TITLE, Names::META_DESCRIPTION, Names::META_SCHEMA, '_thumbnail_id' );

	/** Options that many pages print something of. */
	private const OPTIONS = array( Names::SEO_SETTINGS, 'blogname', 'blogdescription', 'home', 'siteurl', 'permalink_structure', 'category_base', 'show_on_front', 'page_on_front', 'page_for_posts', 'default_category', 'site_icon', 'WPLANG', 'timezone_string', 'gmt_offset', 'date_format' );

	/**
	 * Hooks.
	 *
	 * @param HeadFill $fill Does many pages.
	 */
	public function __construct( private readonly HeadFill $fill ) {}

	/**
	 * Listens. Nothing is made before something happens.
	 *
	 * @param callable():self $made Makes the hooks.
	 */
	public static function listen( callable $made ): void {
		add_action( 'wp_after_insert_post', static fn ( int $id, WP_Post $post, bool $is_update, ?WP_Post $before ) => self::has_a_page( $post ) ? $made()->saved( $post, $before ) : null, 10, 4 );
		foreach ( array( 'added_post_meta', 'updated_post_meta', 'deleted_post_meta' ) as $hook ) {
			add_action( $hook, static fn ( mixed $meta_id, int $id, string $key ) => in_array( $key, self::META_KEYS, true ) ? $made()->meta_changed( $id ) : null, 10, 3 );
		}
		// While a post is deleted, the end of its other meta has had this one assembled once more.
		add_action( 'deleted_post', static fn ( int $id ) => delete_post_meta( $id, Names::META_HEAD ) );
		add_action( 'updated_option', static fn ( string $name, mixed $before, mixed $now ) => self::matters( $name, $before, $now ) ? $made()->fill->start() : null, 10, 3 );
		add_action( 'added_option', static fn ( string $name, mixed $now ) => self::matters( $name, null, $now ) ? $made()->fill->start() : null, 10, 2 );
		foreach ( array( 'edited_term', 'delete_term', 'switch_theme', 'activated_plugin', 'deactivated_plugin' ) as $hook ) {
			add_action( $hook, static fn () => $made()->fill->start() );
		}
		add_action( 'profile_update', static fn ( int $id, WP_User $before ) => get_the_author_meta( 'display_name', $id ) !== $before->display_name ? $made()->fill->start() : null, 10, 2 );
		add_action( Names::FILL_HEADS, static fn () => $made()->fill->fill->tick() );
	}

	/**
	 * A page was saved. Others name it and where it is, in their trail and with %parent%.
	 *
	 * @param WP_Post      $post   The post.
	 * @param WP_Post|null $before As it was; null for a new one.
	 */
	private function saved( WP_Post $post, ?WP_Post $before ): void {
		$this->fill->head->refresh( $post );
		if ( Templates::number_option( 'page_for_posts' ) === $post->ID ) {
			$this->fill->head->refresh_home();
		}
		$names = static fn ( WP_Post $each ): array => array( $each->post_title, $each->post_name, $each->post_parent, $each->post_status );
		if ( null !== $before && is_post_type_hierarchical( $post->post_type ) && $names( $post ) !== $names( $before ) && self::has_children( $post ) ) {
			$this->fill->start();
		}
	}

	/**
	 * Meta was changed that a page prints something of.
	 *
	 * @param int $id The post.
	 */
	private function meta_changed( int $id ): void {
		// 0: of all posts at once, which is how it ends with the plugin.
		$post = 0 === $id ? null : get_post( $id );
		if ( $post instanceof WP_Post && self::has_a_page( $post ) ) {
			$this->fill->head->refresh( $post );
			if ( Templates::number_option( 'page_for_posts' ) === $id ) {
				$this->fill->head->refresh_home();
			}
		}
	}

	/**
	 * Whether pages lie below a page.
	 *
	 * @param WP_Post $post The post.
	 */
	private static function has_children( WP_Post $post ): bool {
		$of_post = array(
			'post_parent' => $post->ID,
			'post_type'   => $post->post_type,
			'numberposts' => 1,
			'fields'      => 'ids',
		);
		return array() !== get_posts( $of_post );
	}

	/**
	 * Whether a post is of a kind that has pages of its own.
	 *
	 * @param WP_Post $post The post.
	 */
	private static function has_a_page( WP_Post $post ): bool {
		return 'attachment' !== $post->post_type && 'auto-draft' !== $post->post_status && is_post_type_viewable( $post->post_type );
	}

	/**
	 * Whether pages print something of an option.
	 *
	 * @param string $name   The option.
	 * @param mixed  $before Its former value.
	 * @param mixed  $now    Its value.
	 */
	private static function matters( string $name, mixed $before, mixed $now ): bool {
		if ( str_starts_with( $name, 'theme_mods_' ) ) {
			$logo = static fn ( mixed $mods ): mixed => is_array( $mods ) ? $mods['custom_logo'] ?? null : null;
			return $logo( $before ) !== $logo( $now );
		}
		return in_array( $name, self::OPTIONS, true );
	}
}
