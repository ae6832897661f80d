<?php
/**
 * Reads one row of a query's result: the database gives every value as text.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Runs;

use UnexpectedValueException;

/**
 * A column that is missing is an error of ours, or a table that somebody has changed.
 */
final class Row {

	/**
	 * A row.
	 *
	 * @param array<array-key, mixed> $values By column.
	 */
	public function __construct( private readonly array $values ) {}

	/**
	 * The rows of a result.
	 *
	 * @param list<array<array-key, mixed>> $results What Queries::rows() gave.
	 * @return list<self>
	 */
	public static function all( array $results ): array {
		return array_map( static fn ( array $values ): self => new self( $values ), $results );
	}

	/**
	 * A whole number.
	 *
	 * @param string $column The column.
	 */
	public function number( string $column ): int {
		return $this->number_or_null( $column ) ?? throw new UnexpectedValueException( "There is no number in $column." );
	}

	/**
	 * A whole number, or null.
	 *
	 * @param string $column The column.
	 */
	public function number_or_null( string $column ): ?int {
		$value = $this->values[ $column ] ?? null;
		return is_numeric( $value ) ? (int) $value : null;
	}

	/**
	 * Text.
	 *
	 * @param string $column The column.
	 */
	public function text( string $column ): string {
		return $this->text_or_null( $column ) ?? throw new UnexpectedValueException( "There is no text in $column." );
	}

	/**
	 * Text, or null.
	 *
	 * @param string $column The column.
	 */
	public function text_or_null( string $column ): ?string {
		$value = $this->values[ $column ] ?? null;
		return is_scalar( $value ) ? (string) $value : null;
	}
}
