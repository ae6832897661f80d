<?php
/**
 * Reads what was typed after a command.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Cli;

/**
 * WP-CLI has checked which options there are, and values that are one of a few; the rest is checked here.
 */
final class Options {

	/**
	 * Options.
	 *
	 * @param array<array-key, mixed> $values By name, as WP-CLI hands them over: text, or true and false for flags.
	 */
	public function __construct( private readonly array $values ) {}

	/**
	 * Text; null when the option was not given.
	 *
	 * @param string $name The option.
	 */
	public function text( string $name ): ?string {
		$value = $this->values[ $name ] ?? null;
		return is_string( $value ) ? $value : null;
	}

	/**
	 * A flag.
	 *
	 * @param string $name The option.
	 */
	public function flag( string $name ): bool {
		return true === ( $this->values[ $name ] ?? false );
	}

	/**
	 * A whole number; null when the option was not given.
	 *
	 * @param string $name The option.
	 */
	public function number( string $name ): ?int {
		$text = $this->text( $name );
		if ( null === $text ) {
			return null;
		}
		if ( 1 !== preg_match( '/^\d{1,9}$/', $text ) ) {
			/* translators: 1: an option of a command, such as --max-credits. 2: what was typed. */
			Output::fail( sprintf( __( '%1$s is to be a whole number, not "%2$s".', 'seo-rank-genius' ), "--$name", $text ) );
		}
		return (int) $text;
	}

	/**
	 * Whole numbers between commas; none when the option was not given.
	 *
	 * @param string $name The option.
	 * @return list<int>
	 */
	public function numbers( string $name ): array {
		$text = $this->text( $name );
		if ( null === $text ) {
			return array();
		}
		if ( 1 !== preg_match( '/^[1-9]\d{0,17}(\s*,\s*[1-9]\d{0,17})*$/', trim( $text ) ) ) {
			/* translators: 1: an option of a command, such as --ids. 2: what was typed. */
			Output::fail( sprintf( __( '%1$s is to be numbers with commas between them, not "%2$s".', 'seo-rank-genius' ), "--$name", $text ) );
		}
		return array_map( static fn ( string $number ): int => (int) trim( $number ), explode( ',', $text ) );
	}
}
