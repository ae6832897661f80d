<?php
/**
 * Which objects somebody has chosen.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Runs;

/**
 * Either certain objects, or all that a filter of the feature's list shows but for some.
 */
final class Selection {

	/**
	 * A selection.
	 *
	 * @param list<int>|null $ids    Certain objects; null: by filter.
	 * @param string         $state  The filter's state; its words are the feature's.
	 * @param string         $search The filter's words.
	 * @param list<int>      $except Objects that the filter shows and that are not meant.
	 * @param string         $type   Only objects of this kind, where the feature has several; empty for any.
	 */
	private function __construct(
		public readonly ?array $ids,
		public readonly string $state = '',
		public readonly string $search = '',
		public readonly array $except = array(),
		public readonly string $type = '',
	) {}

	/**
	 * Certain objects.
	 *
	 * @param list<int> $ids The objects.
	 */
	public static function of_ids( array $ids ): self {
		return new self( array_values( array_unique( $ids ) ) );
	}

	/**
	 * All that a filter shows.
	 *
	 * @param string    $state  The filter's state.
	 * @param string    $search The filter's words.
	 * @param list<int> $except But these.
	 * @param string    $type   Only objects of this kind; empty for any.
	 */
	public static function of_filter( string $state, string $search, array $except, string $type = '' ): self {
		return new self( null, $state, $search, array_values( array_unique( $except ) ), $type );
	}
}
