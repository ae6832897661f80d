<?php
/**
 * What the index of contents is filled with.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Content;

use SeoRankGenius\Indexing\Fill;
use SeoRankGenius\Seo\PublishedPages;
use SeoRankGenius\Storage\Names;
use SeoRankGenius\Storage\Queries;
use SeoRankGenius\Storage\Tables;

/**
 * The newest before the others.
 */
final class ContentIndexFill {

	private const PER_PIECE = 30;

	/** What does it. */
	public readonly Fill $fill;

	/**
	 * A filler.
	 *
	 * @param Queries      $queries Asks the database.
	 * @param ContentIndex $index   What is filled.
	 */
	public function __construct( private readonly Queries $queries, public readonly ContentIndex $index ) {
		$this->fill = new Fill( Names::CONTENT_INDEX, Names::FILL_CONTENT_INDEX, array( 'contents' => $this->fill_contents( ... ) ) );
	}

	/**
	 * One piece.
	 *
	 * @param int $below Those with a lower id.
	 * @return int Below which to go on.
	 */
	private function fill_contents( int $below ): int {
		return Fill::piece(
			( new PublishedPages( $this->queries ) )->below( $below, self::PER_PIECE ),
			self::PER_PIECE,
			$this->index->refresh( ... ),
			fn ( int $from ): array => $this->queries->numbers( "SELECT content_id FROM {$this->queries->table( Tables::CONTENTS )} WHERE content_id >= %d AND content_id < %d", array( $from, $below ) )
		);
	}
}
