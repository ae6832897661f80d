<?php
/**
 * What the variables of a template stand for on one page.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Seo;

use SeoRankGenius\Content\VisibleText;
use WP_Post;
use WP_Term;

/**
 * Plain text in one line, from WordPress alone. Nothing is looked up before a template asks for it.
 */
final class PostValues {

	/** What search engines show of a description, about. */
	private const EXCERPT_CODE_POINTS = 155;

	private const MAX_CODE_POINTS = 300;

	/** So much of the content is read for its beginning; what follows is not read. */
	private const CONTENT_BYTES = 20000;

	/**
	 * Values.
	 *
	 * @param WP_Post|null $post The post; null for a home page that is none.
	 */
	public function __construct( private readonly ?WP_Post $post ) {}

	/**
	 * What a variable stands for; empty where the page has no such thing.
	 *
	 * @param string $name One of Template's.
	 */
	public function of( string $name ): string {
		$value = match ( $name ) {
			'sitename' => self::site_name(),
			'tagline'  => self::decoded( get_bloginfo( 'description', 'raw' ) ),
			'page'     => Template::PAGE_SIGN,
			default    => null === $this->post ? '' : $this->of_post( $this->post, $name ),
		};
		return PlainLine::of( $value, self::MAX_CODE_POINTS );
	}

	/**
	 * The site's name.
	 */
	public static function site_name(): string {
		return PlainLine::of( self::decoded( get_bloginfo( 'name', 'raw' ) ), self::MAX_CODE_POINTS );
	}

	/**
	 * The term that a post is filed under first: as in its permalink. None where it is only filed as "Uncategorized".
	 *
	 * @param WP_Post $post The post.
	 */
	public static function first_term( WP_Post $post ): ?WP_Term {
		foreach ( get_object_taxonomies( $post->post_type, 'objects' ) as $taxonomy ) {
			if ( ! $taxonomy->hierarchical || ! $taxonomy->publicly_queryable ) {
				continue;
			}
			$terms = get_the_terms( $post, $taxonomy->name );
			$terms = is_array( $terms ) ? array_filter( $terms, static fn ( mixed $term ): bool => $term instanceof WP_Term && ! ( 'uncategorized' === $term->slug && Templates::number_option( 'default_category' ) === $term->term_id ) ) : array();
			if ( array() === $terms ) {
				continue;
			}
			$terms = wp_list_sort( $terms, array( 'term_id' => 'ASC' ) );
			$first = 'category' === $taxonomy->name
				/** This filter is documented in wp-includes/link-template.php */
				? apply_filters( 'post_link_category', reset( $terms ), $terms, $post ) // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.NonPrefixedHooknameFound -- WordPress's own.
				: reset( $terms );
			return $first instanceof WP_Term ? $first : null;
		}
		return null;
	}

	/**
	 * What stands for a variable on a post's page.
	 *
	 * @param WP_Post $post The post.
	 * @param string  $name The variable.
	 */
	private function of_post( WP_Post $post, string $name ): string {
		return match ( $name ) {
			'title'    => VisibleText::title( $post ),
			'excerpt'  => self::excerpt( $post ),
			'category' => self::decoded( self::first_term( $post )->name ?? '' ),
			'author'   => get_the_author_meta( 'display_name', (int) $post->post_author ),
			'date'     => (string) get_the_date( '', $post ),
			'modified' => (string) get_the_modified_date( '', $post ),
			'parent'   => self::parent( $post ),
			'type'     => self::type( $post->post_type ),
			default    => '',
		};
	}

	/**
	 * The excerpt that somebody wrote, or the beginning of what a visitor reads. Nothing of what a password hides.
	 *
	 * @param WP_Post $post The post.
	 */
	private static function excerpt( WP_Post $post ): string {
		if ( '' !== $post->post_password ) {
			return '';
		}
		$written = VisibleText::of_content( $post->post_excerpt );
		if ( '' !== $written ) {
			return PlainLine::of( $written, self::EXCERPT_CODE_POINTS, '…' );
		}
		$beginning = VisibleText::of_content( mb_strcut( $post->post_content, 0, self::CONTENT_BYTES, 'UTF-8' ) );
		if ( mb_strlen( $beginning, 'UTF-8' ) <= self::EXCERPT_CODE_POINTS && strlen( $post->post_content ) > self::CONTENT_BYTES ) {
			$beginning = VisibleText::of_content( $post->post_content );
		}
		return PlainLine::of( $beginning, self::EXCERPT_CODE_POINTS, '…' );
	}

	/**
	 * The title of the page above, where visitors can read it.
	 *
	 * @param WP_Post $post The post.
	 */
	private static function parent( WP_Post $post ): string {
		$parent = 0 === $post->post_parent ? null : get_post( $post->post_parent );
		return $parent instanceof WP_Post && 'publish' === $parent->post_status ? VisibleText::title( $parent ) : '';
	}

	/**
	 * What one of a post type is called.
	 *
	 * @param string $type The post type.
	 */
	private static function type( string $type ): string {
		$name = get_post_type_object( $type )->labels->singular_name ?? '';
		return is_string( $name ) ? self::decoded( $name ) : '';
	}

	/**
	 * A name as people read it: WordPress keeps some with entities.
	 *
	 * @param string $name The name.
	 */
	private static function decoded( string $name ): string {
		return html_entity_decode( $name, ENT_QUOTES | ENT_HTML5, 'UTF-8' );
	}
}
