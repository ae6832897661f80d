<?php
/**
 * Which images are meant: those of a filter and a search, or those that are named.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\ImageAltText;

use SeoRankGenius\Indexing\Searchable;
use SeoRankGenius\Storage\Queries;

/**
 * A condition on the index, for a list, a count or an INSERT … SELECT.
 */
final class ImageSelection {

	/** What can be filtered by. */
	public const FILTERS = array( 'all', 'missing', 'short', 'generated', 'failed', 'decorative' );

	/**
	 * A selection.
	 *
	 * @param string         $filter One of FILTERS.
	 * @param string         $search Words of title, file name or alt text, all of which must occur; empty for any.
	 * @param list<int>|null $only   Nothing but these; null for any.
	 * @param list<int>      $except None of these.
	 */
	public function __construct(
		public readonly string $filter = 'all',
		public readonly string $search = '',
		public readonly ?array $only = null,
		public readonly array $except = array(),
	) {}

	/**
	 * Whether the filter alone decides.
	 */
	public function is_plain(): bool {
		return null === $this->only && array() === $this->except && array() === Searchable::words( $this->search );
	}

	/**
	 * The condition on rows of Tables::IMAGES, which the statement calls `image`.
	 *
	 * @param Queries $queries Knows how LIKE is written.
	 * @return array{0: string, 1: list<int|string>} With placeholders, and the values for them.
	 */
	public function condition( Queries $queries ): array {
		$conditions = array();
		$values     = array();
		if ( 'failed' === $this->filter ) {
			$conditions[] = 'image.has_failed = 1';
		} elseif ( 'all' !== $this->filter ) {
			$conditions[] = 'image.state = %s';
			$values[]     = $this->filter;
		}
		foreach ( Searchable::words( $this->search ) as $word ) {
			// As bytes: both sides are in lower case, and collations make it three times as slow.
			$conditions[] = 'CAST(image.search_text AS BINARY) LIKE %s';
			$values[]     = $queries->anywhere( $word );
		}
		if ( null !== $this->only ) {
			$conditions[] = array() === $this->only ? '1 = 0' : 'image.image_id IN (' . Queries::places( $this->only ) . ')';
			$values       = array( ...$values, ...$this->only );
		}
		if ( array() !== $this->except ) {
			$conditions[] = 'image.image_id NOT IN (' . Queries::places( $this->except ) . ')';
			$values       = array( ...$values, ...$this->except );
		}
		return array( array() === $conditions ? '1 = 1' : implode( ' AND ', $conditions ), $values );
	}
}
