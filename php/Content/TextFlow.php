<?php
/**
 * Puts pieces of text together as a browser would show them.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Content;

/**
 * White space collapses, and between two pieces of text the strongest parting that was asked for stands once.
 */
final class TextFlow {

	public const SPACE     = 1;
	public const CELL      = 2;
	public const LINE      = 3;
	public const PARAGRAPH = 4;

	private const PARTINGS = array( '', ' ', "\t", "\n", "\n\n" );

	private string $text = '';

	private int $parting = 0;

	private bool $is_preformatted = false;

	/**
	 * An empty flow.
	 *
	 * @param bool $has_lines Whether a line break in the markup is one for the visitor, as in classic content.
	 */
	public function __construct( private readonly bool $has_lines ) {}

	/**
	 * Whether the line breaks of what follows stay, as in a PRE element.
	 *
	 * @param bool $keep Whether they do.
	 */
	public function keep_lines( bool $keep ): void {
		$this->is_preformatted = $keep;
	}

	/**
	 * What follows stands apart from what was written, at least so far.
	 *
	 * @param int $parting One of the constants.
	 */
	public function begin( int $parting ): void {
		$this->parting = max( $this->parting, $parting );
	}

	/**
	 * Writes text. A blank line parts paragraphs, as in classic content.
	 *
	 * @param string $text Decoded, of valid UTF-8.
	 */
	public function write( string $text ): void {
		$plain = (string) preg_replace(
			array(
				// Soft hyphens and byte order marks are for programs.
				'/[\x{AD}\x{FEFF}]++/u',
				'/\r\n?+|[\x{2028}\x{2029}]/u',
				'/[\x00-\x09\x0B-\x1F\x7F-\x{9F}\p{Zs}]++/u',
				'/ ?\n(?: ?\n)++ ?/',
				'/ ?(?<!\n)\n(?!\n) ?/',
			),
			array( '', "\n", ' ', "\n\n", $this->has_lines || $this->is_preformatted ? "\n" : ' ' ),
			$text
		);
		$words = trim( $plain, " \n" );
		if ( '' === $words ) {
			$this->begin( self::parting_of( $plain ) );
			return;
		}
		$this->begin( self::parting_of( substr( $plain, 0, strspn( $plain, " \n" ) ) ) );
		$this->text   .= ( '' === $this->text ? '' : self::PARTINGS[ $this->parting ] ) . $words;
		$this->parting = self::parting_of( substr( $plain, strlen( rtrim( $plain, " \n" ) ) ) );
	}

	/**
	 * What was written, without white space around it.
	 */
	public function text(): string {
		return $this->text;
	}

	/**
	 * How far white space parts what it stands between.
	 *
	 * @param string $space Collapsed.
	 */
	private static function parting_of( string $space ): int {
		return (int) array_search( $space, self::PARTINGS, true );
	}
}
