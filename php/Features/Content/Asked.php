<?php
/**
 * What was sent of a content when a feature was asked for last.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\Content;

/**
 * Against this a result is checked: the model may have made up what it says it has found.
 */
final class Asked {

	/**
	 * What was sent.
	 *
	 * @param string    $text    The text that a result is checked against; empty where it is not known any more what was sent.
	 * @param list<int> $targets The pages that were offered to link to.
	 * @param string    $hash    Of all that a visitor could read then, as far as it is known.
	 */
	public function __construct( public readonly string $text = '', public readonly array $targets = array(), public readonly string $hash = '' ) {}

	/**
	 * Whether a text stands in what was sent, kinds of blanks aside; true too where it is not known any more what was sent.
	 *
	 * @param string $quoted A text.
	 */
	public function says( string $quoted ): bool {
		return '' === $this->text || str_contains( self::spaced( $this->text ), self::spaced( $quoted ) );
	}

	/**
	 * A text with single blanks.
	 *
	 * @param string $text Any text.
	 */
	private static function spaced( string $text ): string {
		return trim( (string) preg_replace( '/[\s\p{Z}]+/u', ' ', $text ) );
	}
}
