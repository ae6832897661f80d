<?php
/**
 * What there is to say about the alt text of an image.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\ImageAltText;

/**
 * As it is stored in the index, shown and filtered by.
 */
enum ImageState: string {

	case Missing    = 'missing';
	case Short      = 'short';
	case Written    = 'written';
	case Generated  = 'generated';
	case Decorative = 'decorative';

	/** Texts of fewer code points rarely say what a picture shows: "logo", "IMG_1234". */
	public const SHORT_CODE_POINTS = 10;

	/** The same in a script whose characters are words or syllables. */
	private const SHORT_CODE_POINTS_DENSE = 4;

	/**
	 * The state of an image.
	 *
	 * @param string $text           Its alt text, trimmed.
	 * @param bool   $is_decorative  Whether it is marked as such; a text outweighs the mark.
	 * @param string $generated_hash What hash() gave for the text that the model wrote; empty for none.
	 */
	public static function of( string $text, bool $is_decorative, string $generated_hash ): self {
		if ( '' === $text ) {
			return $is_decorative ? self::Decorative : self::Missing;
		}
		if ( self::hash( $text ) === $generated_hash ) {
			return self::Generated;
		}
		$is_dense = 1 === preg_match( '/[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]/u', $text );
		return mb_strlen( $text, 'UTF-8' ) < ( $is_dense ? self::SHORT_CODE_POINTS_DENSE : self::SHORT_CODE_POINTS ) ? self::Short : self::Written;
	}

	/**
	 * Recognises a text.
	 *
	 * @param string $text An alt text, trimmed.
	 */
	public static function hash( string $text ): string {
		return md5( $text );
	}

	/**
	 * Every word.
	 *
	 * @return list<string>
	 */
	public static function values(): array {
		return array_column( self::cases(), 'value' );
	}
}
