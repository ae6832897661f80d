<?php
/**
 * The templates that an owner has set, and those that stand where none are.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Seo;

use SeoRankGenius\Storage\Names;

/**
 * One small autoloaded option, with what differs from the defaults alone. The defaults give the titles that WordPress gives.
 *
 * @phpstan-type Pair array{title: string, description: string}
 */
final class SeoSettings {

	/** Of a page of its own. */
	public const DEFAULTS = array(
		'title'       => '%title% %sep% %page% %sep% %sitename%',
		'description' => '%excerpt%',
	);

	/** Of the home page, whether it shows the latest posts or a page. */
	public const HOME_DEFAULTS = array(
		'title'       => '%sitename% %sep% %page% %sep% %tagline%',
		'description' => '%tagline%',
	);

	/** Names the home page where a post type would stand. */
	public const HOME = '';

	/** The most code points of a separator. */
	public const MAX_SEPARATOR = 8;

	/**
	 * What separates the parts of a title, as it is shown.
	 */
	public static function separator(): string {
		$own = self::own_separator();
		if ( '' !== $own ) {
			return $own;
		}
		/** This filter is documented in wp-includes/general-template.php */
		$core = apply_filters( 'document_title_separator', '-' ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.NonPrefixedHooknameFound -- WordPress's own.
		$sign = is_string( $core ) ? PlainLine::of( wp_specialchars_decode( $core, ENT_QUOTES ), self::MAX_SEPARATOR ) : '';
		// As WordPress's own titles come out.
		return in_array( $sign, array( '', '-' ), true ) ? '–' : $sign;
	}

	/**
	 * The separator that was set; empty for WordPress's.
	 */
	public static function own_separator(): string {
		$own = self::stored()['separator'] ?? '';
		return is_string( $own ) ? $own : '';
	}

	/**
	 * The templates of a kind.
	 *
	 * @param string $type A post type, or HOME.
	 * @return array
	 * @phpstan-return Pair
	 */
	public static function of( string $type ): array {
		$stored   = self::stored();
		$own      = self::HOME === $type ? $stored['home'] ?? null : ( is_array( $stored['types'] ?? null ) ? $stored['types'][ $type ] ?? null : null );
		$own      = is_array( $own ) ? $own : array();
		$defaults = self::defaults_of( $type );
		return array(
			'title'       => is_string( $own['title'] ?? null ) ? $own['title'] : $defaults['title'],
			'description' => is_string( $own['description'] ?? null ) ? $own['description'] : $defaults['description'],
		);
	}

	/**
	 * The templates that stand where none were set.
	 *
	 * @param string $type A post type, or HOME.
	 * @return array
	 * @phpstan-return Pair
	 */
	public static function defaults_of( string $type ): array {
		return self::HOME === $type ? self::HOME_DEFAULTS : self::DEFAULTS;
	}

	/**
	 * Keeps settings. An empty title is the default one; an empty description is none.
	 *
	 * @param string              $separator Empty for WordPress's.
	 * @param array               $home      Of the home page.
	 * @phpstan-param Pair $home
	 * @param array<string, array> $types    By post type. Those of kinds that are not named stay as they are.
	 * @phpstan-param array<string, Pair> $types
	 */
	public static function save( string $separator, array $home, array $types ): void {
		$stored = self::stored();
		$kept   = is_array( $stored['types'] ?? null ) ? $stored['types'] : array();
		foreach ( $types as $type => $pair ) {
			$kept[ $type ] = self::differing( $pair, self::DEFAULTS );
		}
		update_option(
			Names::SEO_SETTINGS,
			array(
				'separator' => $separator,
				'home'      => self::differing( $home, self::HOME_DEFAULTS ),
				'types'     => array_filter( $kept, static fn ( mixed $own ): bool => is_array( $own ) && array() !== $own ),
			),
			true
		);
	}

	/**
	 * What differs from the defaults.
	 *
	 * @param array $pair     Templates.
	 * @phpstan-param Pair $pair
	 * @param array $defaults What stands where nothing is kept.
	 * @phpstan-param Pair $defaults
	 * @return array<string, string>
	 */
	private static function differing( array $pair, array $defaults ): array {
		return array_diff_assoc( '' === $pair['title'] ? array( 'description' => $pair['description'] ) : $pair, $defaults );
	}

	/**
	 * The option.
	 *
	 * @return array<array-key, mixed>
	 */
	private static function stored(): array {
		$stored = get_option( Names::SEO_SETTINGS );
		return is_array( $stored ) ? $stored : array();
	}
}
