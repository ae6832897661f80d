<?php
/**
 * What the owner tells the model about the brand: one version of it.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Personalization;

/**
 * Plain text throughout. The limits are those of the /v1 contract, in code points.
 */
final class Personalization {

	public const MAX_NAME     = 200;
	public const MAX_ABOUT    = 2000;
	public const MAX_STRATEGY = 1000;
	public const MAX_LANGUAGE = 35;

	/** The Strategy fields. */
	public const STRATEGY = array( 'audience', 'tone', 'keywords', 'avoid', 'example' );

	/** A WordPress locale or a BCP 47 tag, as the /v1 contract has it. */
	public const LANGUAGE_PATTERN = '^[A-Za-z]{2,3}([_-][A-Za-z0-9]{2,10})*$';

	/** With fewer of the Strategy fields a text sounds like anyone's. */
	private const ENOUGH_STRATEGY = 2;

	/**
	 * A personalization.
	 *
	 * @param int                   $version     Rises by one with every change; 0: never filled in.
	 * @param string                $brand_name  Brand Name.
	 * @param string                $brand_about Brand About.
	 * @param array<string, string> $strategy    By STRATEGY, all of them.
	 * @param string|null           $language    In which texts are written; null: the language of the site.
	 */
	public function __construct(
		public readonly int $version,
		public readonly string $brand_name,
		public readonly string $brand_about,
		public readonly array $strategy,
		public readonly ?string $language,
	) {}

	/**
	 * Before anything was filled in.
	 */
	public static function none(): self {
		return new self( 0, '', '', array_fill_keys( self::STRATEGY, '' ), null );
	}

	/**
	 * Reads one that comes from a form or from the database.
	 *
	 * @param int                     $version Its version.
	 * @param array<array-key, mixed> $fields  By name, as to_array() has them; what is missing or no text is empty.
	 */
	public static function from( int $version, array $fields ): self {
		$given    = is_array( $fields['strategy'] ?? null ) ? $fields['strategy'] : array();
		$strategy = array();
		foreach ( self::STRATEGY as $name ) {
			$strategy[ $name ] = self::text( $given[ $name ] ?? null, self::MAX_STRATEGY );
		}
		$language = self::text( $fields['language'] ?? null, self::MAX_LANGUAGE );
		return new self(
			$version,
			self::text( preg_replace( '/\s+/u', ' ', self::text( $fields['brand_name'] ?? null, self::MAX_NAME ) ), self::MAX_NAME ),
			self::text( $fields['brand_about'] ?? null, self::MAX_ABOUT ),
			$strategy,
			self::is_language( $language ) ? $language : null
		);
	}

	/**
	 * Whether too little is filled in: the brand's name, its description and two Strategy fields are enough.
	 */
	public function is_thin(): bool {
		return '' === $this->brand_name || '' === $this->brand_about || count( $this->filled_strategy() ) < self::ENOUGH_STRATEGY;
	}

	/**
	 * As the /v1 contract sends it; null where there is nothing to say.
	 *
	 * @return array{version: int, brand_name: string, brand_about: string, strategy: object}|null
	 */
	public function for_cloud(): ?array {
		if ( '' === $this->brand_name && '' === $this->brand_about && array() === $this->filled_strategy() ) {
			return null;
		}
		return array(
			'version'     => $this->version,
			'brand_name'  => $this->brand_name,
			'brand_about' => $this->brand_about,
			'strategy'    => (object) $this->filled_strategy(),
		);
	}

	/**
	 * The language that texts are written in: not the user's, for visitors read them.
	 */
	public function language(): string {
		$locale = get_locale();
		return $this->language ?? ( self::is_language( $locale ) ? $locale : 'en' );
	}

	/**
	 * As schema/rest/personalization.json says.
	 *
	 * @return array<string, mixed>
	 */
	public function to_array(): array {
		return array( 'version' => $this->version ) + $this->fields() + array( 'is_thin' => $this->is_thin() );
	}

	/**
	 * What was filled in, without the version.
	 *
	 * @return array{brand_name: string, brand_about: string, strategy: array<string, string>, language: string|null}
	 */
	public function fields(): array {
		return array(
			'brand_name'  => $this->brand_name,
			'brand_about' => $this->brand_about,
			'strategy'    => $this->strategy,
			'language'    => $this->language,
		);
	}

	/**
	 * Whether a word names a language.
	 *
	 * @param string $word The word.
	 */
	private static function is_language( string $word ): bool {
		return 1 === preg_match( '/' . self::LANGUAGE_PATTERN . '/D', $word );
	}

	/**
	 * The Strategy fields that say something.
	 *
	 * @return array<string, string>
	 */
	private function filled_strategy(): array {
		return array_filter( $this->strategy, static fn ( string $text ): bool => '' !== $text );
	}

	/**
	 * A text of several lines, without what cannot be seen.
	 *
	 * @param mixed $value           What came.
	 * @param int   $max_code_points The most that is kept.
	 */
	private static function text( mixed $value, int $max_code_points ): string {
		$text = str_replace( array( "\r\n", "\r" ), "\n", wp_check_invalid_utf8( is_string( $value ) ? $value : '', true ) );
		$text = trim( (string) preg_replace( '/[^\P{Cc}\n\t]+/u', '', $text ) );
		return mb_substr( $text, 0, $max_code_points, 'UTF-8' );
	}
}
