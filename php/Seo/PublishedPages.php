<?php
/**
 * The posts and pages that visitors can read.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Seo;

use SeoRankGenius\Storage\Queries;

/**
 * Of every kind that has pages of its own, but for the pages of single attachments.
 */
final class PublishedPages {

	/**
	 * Pages.
	 *
	 * @param Queries $queries Asks the database.
	 */
	public function __construct( private readonly Queries $queries ) {}

	/**
	 * How many there are, in one query.
	 */
	public function count(): int {
		$types = self::types();
		if ( array() === $types ) {
			return 0;
		}
		return $this->queries->numbers( "SELECT COUNT(*) FROM {$this->queries->posts()} WHERE post_type IN (" . Queries::places( $types, '%s' ) . ") AND post_status = 'publish'", $types )[0] ?? 0;
	}

	/**
	 * Posts of these kinds in whatever state, the highest ids first.
	 *
	 * @param int $below Those with a lower id.
	 * @param int $most  How many at most.
	 * @return list<int>
	 */
	public function below( int $below, int $most ): array {
		$types = self::types();
		return array() === $types ? array() : $this->queries->numbers(
			"SELECT ID FROM {$this->queries->posts()} WHERE ID < %d AND post_type IN (" . Queries::places( $types, '%s' ) . ') ORDER BY ID DESC LIMIT %d',
			array( $below, ...$types, $most )
		);
	}

	/**
	 * The kinds.
	 *
	 * @return list<string>
	 */
	public static function types(): array {
		return array_values( array_diff( array_filter( get_post_types(), 'is_post_type_viewable' ), array( 'attachment' ) ) );
	}
}
