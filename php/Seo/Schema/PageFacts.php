<?php
/**
 * What WordPress knows of a page, as schema.org has it.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Seo\Schema;

use SeoRankGenius\Seo\PlainLine;
use SeoRankGenius\Seo\PostValues;
use SeoRankGenius\Seo\Templates;
use WP_Post;
use WP_User;

/**
 * Dates, author, picture and publisher are never the model's. What there is not, is left out.
 */
final class PageFacts {

	private const NAME_CODE_POINTS = 200;

	/** A pixel, in the codes of UN/CEFACT. */
	private const PIXEL = 'E37';

	/**
	 * Facts.
	 *
	 * @param WP_Post $post The post.
	 */
	public function __construct( private readonly WP_Post $post ) {}

	/**
	 * The page's address.
	 */
	public function url(): string {
		return (string) get_permalink( $this->post );
	}

	/**
	 * When it was published and changed, with the site's time zone.
	 *
	 * @return array{datePublished?: string, dateModified?: string}
	 */
	public function dates(): array {
		return array_filter(
			array(
				'datePublished' => (string) get_the_date( DATE_W3C, $this->post ),
				'dateModified'  => (string) get_the_modified_date( DATE_W3C, $this->post ),
			),
			// A draft that was never saved has none.
			static fn ( string $date ): bool => '' !== $date && ! str_starts_with( $date, '-' )
		);
	}

	/**
	 * Who wrote it.
	 *
	 * @return array<string, mixed>|null
	 */
	public function author(): ?array {
		$author = get_userdata( (int) $this->post->post_author );
		$name   = $author instanceof WP_User ? PlainLine::of( $author->display_name, self::NAME_CODE_POINTS ) : '';
		if ( ! $author instanceof WP_User || '' === $name ) {
			return null;
		}
		return self::without_nothing(
			array(
				'@type' => 'Person',
				'name'  => $name,
				'url'   => self::address( get_author_posts_url( $author->ID, $author->user_nicename ) ),
			)
		);
	}

	/**
	 * Its featured image.
	 *
	 * @return array<string, mixed>|null
	 */
	public function image(): ?array {
		return self::picture( (int) get_post_thumbnail_id( $this->post ) );
	}

	/**
	 * Whose site it is.
	 *
	 * @return array<string, mixed>|null
	 */
	public static function publisher(): ?array {
		$name = PostValues::site_name();
		return '' === $name ? null : self::without_nothing(
			array(
				'@type' => 'Organization',
				'name'  => $name,
				'url'   => home_url( '/' ),
				'logo'  => self::logo(),
			)
		);
	}

	/**
	 * The site's logo, or its icon.
	 *
	 * @return array<string, mixed>|null
	 */
	public static function logo(): ?array {
		$logo = get_theme_mod( 'custom_logo' );
		return self::picture( is_numeric( $logo ) ? (int) $logo : 0 ) ?? self::picture( Templates::number_option( 'site_icon' ) );
	}

	/**
	 * The site's language, as BCP 47 has it.
	 */
	public static function language(): string {
		return get_bloginfo( 'language' );
	}

	/**
	 * An object without what is nothing: null, an empty text, an empty list.
	 *
	 * @param array<string, mixed> $object Its properties.
	 * @return array<string, mixed>
	 */
	public static function without_nothing( array $object ): array {
		return array_filter( $object, static fn ( mixed $value ): bool => ! in_array( $value, array( null, '', array() ), true ) );
	}

	/**
	 * A picture of the media library.
	 *
	 * @param int $id The attachment; 0 for none.
	 * @return array<string, mixed>|null
	 */
	private static function picture( int $id ): ?array {
		$found = 0 === $id ? false : wp_get_attachment_image_src( $id, 'full' );
		$url   = is_array( $found ) && is_string( $found[0] ?? null ) ? self::address( $found[0] ) : null;
		if ( ! is_array( $found ) || null === $url ) {
			return null;
		}
		return self::without_nothing(
			array(
				'@type'  => 'ImageObject',
				'url'    => $url,
				'width'  => self::pixels( $found[1] ?? null ),
				'height' => self::pixels( $found[2] ?? null ),
			)
		);
	}

	/**
	 * A length; null where it is not known. A bare number is no length to schema.org.
	 *
	 * @param mixed $pixels What WordPress says.
	 * @return array<string, mixed>|null
	 */
	private static function pixels( mixed $pixels ): ?array {
		return is_numeric( $pixels ) && (int) $pixels > 0
			? array(
				'@type'    => 'QuantitativeValue',
				'value'    => (int) $pixels,
				'unitCode' => self::PIXEL,
			)
			: null;
	}

	/**
	 * An address of the web; null for anything else.
	 *
	 * @param string $url The address.
	 */
	private static function address( string $url ): ?string {
		$clean = esc_url_raw( $url, array( 'http', 'https' ) );
		return 1 === preg_match( '#^https?://#i', $clean ) ? $clean : null;
	}
}
