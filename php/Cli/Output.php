<?php
/**
 * Writes what a command has to say: data as a table, JSON or CSV, and sentences that never get among data.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Cli;

use LogicException;
use SeoRankGenius\Usage\UsageExport;
use WP_CLI;
use WP_CLI\Utils;

/**
 * Names of fields are the same in every language. Titles and names come from anybody: no character of theirs reaches the
 * terminal as a command, nor a spreadsheet as a formula.
 */
final class Output {

	/**
	 * Output.
	 *
	 * @param Options $options The command's: --format, --fields, --field.
	 */
	public function __construct( private readonly Options $options ) {}

	/**
	 * One thing.
	 *
	 * @param array<string, mixed> $item Its fields: text, numbers, true and false, null for what is not known.
	 */
	public function item( array $item ): void {
		$field = $this->options->text( 'field' );
		if ( null !== $field ) {
			$this->check( array( $field ), array_keys( $item ) );
			WP_CLI::line( $this->is( 'json' ) ? self::json( $item[ $field ] ) : self::plain( $item[ $field ] ) );
			return;
		}
		$item = array_intersect_key( $item, array_flip( $this->fields( array_keys( $item ) ) ) );
		if ( $this->is( 'json' ) ) {
			WP_CLI::line( self::json( $item ) );
			return;
		}
		$rows = array();
		foreach ( $item as $name => $value ) {
			$rows[] = array(
				'Field' => $name,
				'Value' => self::plain( $value ),
			);
		}
		$this->rows( $rows, array( 'Field', 'Value' ) );
	}

	/**
	 * Several things.
	 *
	 * @param list<array<string, mixed>> $items  Each with all fields.
	 * @param list<string>               $fields Those that are shown unless --fields says otherwise.
	 * @param list<string>               $all    Those that there are.
	 */
	public function items( array $items, array $fields, array $all ): void {
		$fields = $this->fields( $all, $fields );
		$items  = array_map( static fn ( array $item ): array => array_merge( array_flip( $fields ), array_intersect_key( $item, array_flip( $fields ) ) ), $items );
		if ( $this->is( 'json' ) ) {
			WP_CLI::line( self::json( $items ) );
			return;
		}
		$this->rows( array_map( static fn ( array $item ): array => array_map( self::plain( ... ), $item ), $items ), $fields );
	}

	/**
	 * A sentence for a person, where no data is asked for that a script would read.
	 *
	 * @param string $sentence The sentence.
	 */
	public function success( string $sentence ): void {
		if ( ! $this->is( 'json' ) && ! $this->is( 'csv' ) && null === $this->options->text( 'field' ) ) {
			WP_CLI::success( self::plain( $sentence ) );
		}
	}

	/**
	 * A sentence on the side.
	 *
	 * @param string $sentence The sentence.
	 */
	public static function warn( string $sentence ): void {
		WP_CLI::warning( self::plain( $sentence ) );
	}

	/**
	 * Ends the command.
	 *
	 * @param string $sentence Why, and what to do next.
	 * @param int    $code     One of ExitCode.
	 */
	public static function fail( string $sentence, int $code = ExitCode::FAILED ): never {
		WP_CLI::error( self::plain( $sentence ), false );
		self::end( $code );
	}

	/**
	 * Ends the command.
	 *
	 * @param int $code One of ExitCode.
	 * @throws LogicException Never.
	 */
	public static function end( int $code ): never {
		WP_CLI::halt( $code );
		throw new LogicException( 'WP-CLI ends here.' );
	}

	/**
	 * Rows of text.
	 *
	 * @param list<array<string, string>> $rows   The rows.
	 * @param list<string>                $fields Their columns.
	 */
	private function rows( array $rows, array $fields ): void {
		if ( ! $this->is( 'csv' ) ) {
			Utils\format_items( 'table', $rows, $fields );
			return;
		}
		foreach ( array( $fields, ...array_map( 'array_values', $rows ) ) as $row ) {
			WP_CLI::line( rtrim( UsageExport::row( $row ), "\r\n" ) );
		}
	}

	/**
	 * The fields to show.
	 *
	 * @param list<string>      $all      Those that there are.
	 * @param list<string>|null $defaults Those that are shown unless --fields says otherwise; null: all.
	 * @return list<string>
	 */
	private function fields( array $all, ?array $defaults = null ): array {
		$asked = $this->options->text( 'fields' );
		if ( null === $asked ) {
			return $defaults ?? $all;
		}
		$fields = array_map( 'trim', explode( ',', $asked ) );
		$this->check( $fields, $all );
		return $fields;
	}

	/**
	 * Refuses fields that there are not.
	 *
	 * @param list<string> $fields What was asked for.
	 * @param list<string> $all    Those that there are.
	 */
	private function check( array $fields, array $all ): void {
		foreach ( $fields as $field ) {
			if ( ! in_array( $field, $all, true ) ) {
				/* translators: 1: what was typed. 2: names, with commas between them. */
				self::fail( sprintf( __( 'There is no field "%1$s". There are: %2$s.', 'seo-rank-genius' ), $field, implode( ', ', $all ) ) );
			}
		}
	}

	/**
	 * Whether data is asked for in a format.
	 *
	 * @param string $format "table", "json" or "csv".
	 */
	private function is( string $format ): bool {
		return $format === $this->options->text( 'format' );
	}

	/**
	 * A value as one line of text.
	 *
	 * @param mixed $value The value.
	 */
	private static function plain( mixed $value ): string {
		$text = is_bool( $value ) || is_array( $value ) ? self::json( $value ) : ( is_scalar( $value ) ? (string) $value : '' );
		$text = 1 === preg_match( '//u', $text ) ? $text : (string) preg_replace( '/[^\x20-\x7E]/', '?', $text );
		// Control characters, and those that turn the direction of what follows.
		return trim( (string) preg_replace( '/[\p{Cc}\x{202A}-\x{202E}\x{2066}-\x{2069}]+/u', ' ', $text ) );
	}

	/**
	 * A value as JSON.
	 *
	 * @param mixed $value The value.
	 */
	private static function json( mixed $value ): string {
		return (string) wp_json_encode( $value, JSON_UNESCAPED_SLASHES );
	}
}
