<?php
/**
 * The index of terms: which public contents are about what.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Links;

use SeoRankGenius\Storage\Queries;
use SeoRankGenius\Storage\Tables;

/**
 * At most Terms::MOST rows for each content. Only contents that visitors can read have any.
 */
final class TermIndex {

	public readonly KeyRows $rows;

	/**
	 * The index.
	 *
	 * @param Queries $queries Asks the database.
	 */
	public function __construct( private readonly Queries $queries ) {
		$this->rows = new KeyRows( $queries, Tables::LINK_TERMS, 'term' );
	}

	/**
	 * In how many contents terms stand.
	 *
	 * @param non-empty-list<int> $terms Keys.
	 * @return array<int, int> By key; what stands nowhere is absent.
	 */
	public function contents_with( array $terms ): array {
		$counts = array();
		foreach ( $this->queries->rows( "SELECT term, COUNT(*) AS contents FROM {$this->rows->table()} WHERE term IN (" . Queries::places( $terms ) . ') GROUP BY term', $terms ) as $row ) {
			$counts[ Queries::number( $row, 'term' ) ] = Queries::number( $row, 'contents' );
		}
		return $counts;
	}

	/**
	 * The contents that have most of some terms, best first; of equal ones the newest first.
	 *
	 * @param non-empty-array<int, int> $worth What each term counts, by key.
	 * @param int                       $least How many of the terms they have at least.
	 * @return list<int>
	 */
	public function best( array $worth, int $least ): array {
		$scores = array();
		$shared = array();
		$terms  = array_keys( $worth );
		foreach ( $this->queries->rows( "SELECT content_id, term, weight FROM {$this->rows->table()} WHERE term IN (" . Queries::places( $terms ) . ')', $terms ) as $row ) {
			$id            = Queries::number( $row, 'content_id' );
			$scores[ $id ] = ( $scores[ $id ] ?? 0 ) + Queries::number( $row, 'weight' ) * $worth[ Queries::number( $row, 'term' ) ];
			$shared[ $id ] = ( $shared[ $id ] ?? 0 ) + 1;
		}
		$ids = array_keys( array_filter( $shared, static fn ( int $count ): bool => $count >= $least ) );
		usort( $ids, static fn ( int $one, int $other ): int => array( $scores[ $other ], $other ) <=> array( $scores[ $one ], $one ) );
		return $ids;
	}
}
