<?php
/**
 * The trail of links that leads to a page.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Seo\Schema;

use SeoRankGenius\Content\VisibleText;
use SeoRankGenius\Seo\PlainLine;
use SeoRankGenius\Seo\PostValues;
use SeoRankGenius\Seo\Templates;
use WP_Post;
use WP_Post_Type;
use WP_Term;

/**
 * From the home page over the pages or terms above to the page itself; each has an address that visitors can open.
 *
 * @phpstan-type Step array{name: string, url: string}
 */
final class Trail {

	private const NAME_CODE_POINTS = 200;

	/** A loop in stored parents would have no end. */
	private const MOST_STEPS = 10;

	/**
	 * The trail; none to the home page.
	 *
	 * @param WP_Post $post The post.
	 * @param string  $name What the page is called in it; empty for its title.
	 * @return list<array>
	 * @phpstan-return list<Step>
	 */
	public static function to( WP_Post $post, string $name ): array {
		if ( Templates::is_home( $post ) ) {
			return array();
		}
		$steps = array(
			self::step( PostValues::site_name(), home_url( '/' ) ),
			...self::above( $post ),
			self::step( '' === $name ? VisibleText::title( $post ) : $name, (string) get_permalink( $post ) ),
		);
		return array_values( array_filter( $steps, static fn ( array $step ): bool => '' !== $step['name'] && '' !== $step['url'] ) );
	}

	/**
	 * What lies between the home page and a page.
	 *
	 * @param WP_Post $post The post.
	 * @return list<array>
	 * @phpstan-return list<Step>
	 */
	private static function above( WP_Post $post ): array {
		$kind = get_post_type_object( $post->post_type );
		if ( $kind instanceof WP_Post_Type && $kind->hierarchical ) {
			return array( ...self::archive( $kind ), ...self::parents( $post ) );
		}
		$term = PostValues::first_term( $post );
		if ( null !== $term ) {
			return self::terms( $term );
		}
		return $kind instanceof WP_Post_Type ? self::archive( $kind ) : array();
	}

	/**
	 * The archive of a post type, where it has one.
	 *
	 * @param WP_Post_Type $kind The post type.
	 * @return list<array>
	 * @phpstan-return list<Step>
	 */
	private static function archive( WP_Post_Type $kind ): array {
		$url  = 'post' === $kind->name ? false : get_post_type_archive_link( $kind->name );
		$name = $kind->labels->name ?? '';
		return is_string( $url ) && is_string( $name ) ? array( self::step( $name, $url ) ) : array();
	}

	/**
	 * The pages above a page that visitors can read, the topmost first.
	 *
	 * @param WP_Post $post The post.
	 * @return list<array>
	 * @phpstan-return list<Step>
	 */
	private static function parents( WP_Post $post ): array {
		$steps = array();
		foreach ( array_slice( get_post_ancestors( $post ), 0, self::MOST_STEPS ) as $id ) {
			$parent = get_post( $id );
			if ( $parent instanceof WP_Post && 'publish' === $parent->post_status && ! Templates::is_home( $parent ) ) {
				array_unshift( $steps, self::step( VisibleText::title( $parent ), (string) get_permalink( $parent ) ) );
			}
		}
		return $steps;
	}

	/**
	 * A term with those above it, the topmost first.
	 *
	 * @param WP_Term $term The term.
	 * @return list<array>
	 * @phpstan-return list<Step>
	 */
	private static function terms( WP_Term $term ): array {
		$steps = array();
		$ids   = array_slice( get_ancestors( $term->term_id, $term->taxonomy, 'taxonomy' ), 0, self::MOST_STEPS );
		foreach ( array( $term->term_id, ...$ids ) as $id ) {
			$each = get_term( $id, $term->taxonomy );
			$url  = $each instanceof WP_Term ? get_term_link( $each ) : null;
			if ( $each instanceof WP_Term && is_string( $url ) ) {
				array_unshift( $steps, self::step( $each->name, $url ) );
			}
		}
		return $steps;
	}

	/**
	 * A step.
	 *
	 * @param string $name Any text.
	 * @param string $url  Its address.
	 * @return array
	 * @phpstan-return Step
	 */
	private static function step( string $name, string $url ): array {
		return array(
			'name' => PlainLine::of( html_entity_decode( $name, ENT_QUOTES | ENT_HTML5, 'UTF-8' ), self::NAME_CODE_POINTS ),
			'url'  => $url,
		);
	}
}
