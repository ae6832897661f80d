<?php
/**
 * The title and description of a page for which none were written.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Seo;

use WP_Post;

/**
 * From the template of its kind. A page that is the home page goes by the home page's.
 */
final class Templates {

	public const TITLE_CODE_POINTS       = 200;
	public const DESCRIPTION_CODE_POINTS = 320;

	/**
	 * The title of a page. On later pages of it, Template::PAGE_SIGN stands for their number where the template has it.
	 *
	 * @param WP_Post|null $post     The post; null for a home page that is none.
	 * @param bool         $is_later Whether it is for later pages.
	 */
	public static function title( ?WP_Post $post, bool $is_later = false ): string {
		return self::filled( SeoSettings::of( self::kind( $post ) )['title'], $post, self::TITLE_CODE_POINTS, $is_later );
	}

	/**
	 * The description of a page.
	 *
	 * @param WP_Post|null $post The post; null for a home page that is none.
	 */
	public static function description( ?WP_Post $post ): string {
		return self::filled( SeoSettings::of( self::kind( $post ) )['description'], $post, self::DESCRIPTION_CODE_POINTS );
	}

	/**
	 * A template filled for a page.
	 *
	 * @param string       $template  The template.
	 * @param WP_Post|null $post      The post; null for a home page that is none.
	 * @param int          $most      The most code points.
	 * @param bool         $is_later  Whether it is for later pages.
	 * @param string|null  $separator Another one than is set.
	 */
	public static function filled( string $template, ?WP_Post $post, int $most, bool $is_later = false, ?string $separator = null ): string {
		$values = new PostValues( $post );
		return Template::filled( $template, $separator ?? SeoSettings::separator(), static fn ( string $name ): string => 'page' === $name && ! $is_later ? '' : $values->of( $name ), $most );
	}

	/**
	 * Whether a page's title is the one that WordPress gives by itself.
	 *
	 * @param WP_Post|null $post The post; null for a home page that is none.
	 */
	public static function is_title_default( ?WP_Post $post ): bool {
		$kind = self::kind( $post );
		return '' === SeoSettings::own_separator() && 0 === strcmp( SeoSettings::of( $kind )['title'], SeoSettings::defaults_of( $kind )['title'] );
	}

	/**
	 * Whose templates a page has.
	 *
	 * @param WP_Post|null $post The post; null for a home page that is none.
	 */
	private static function kind( ?WP_Post $post ): string {
		return null === $post || self::is_home( $post ) ? SeoSettings::HOME : $post->post_type;
	}

	/**
	 * Whether a post is the home page.
	 *
	 * @param WP_Post $post The post.
	 */
	public static function is_home( WP_Post $post ): bool {
		return 'page' === get_option( 'show_on_front' ) && self::number_option( 'page_on_front' ) === $post->ID;
	}

	/**
	 * An option of WordPress that is a number.
	 *
	 * @param string $name The option.
	 */
	public static function number_option( string $name ): int {
		$value = get_option( $name );
		return is_numeric( $value ) ? (int) $value : 0;
	}
}
