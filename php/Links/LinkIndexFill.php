<?php
/**
 * What the index of links is filled with.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Links;

use SeoRankGenius\Indexing\Fill;
use SeoRankGenius\Seo\PublishedPages;
use SeoRankGenius\Storage\Names;
use SeoRankGenius\Storage\Queries;

/**
 * First which words are common, then the contents, the newest before the others.
 */
final class LinkIndexFill {

	private const PER_PIECE = 40;

	/** With so many contents in the sample, what is common is known well enough. */
	private const ENOUGH_TO_KNOW = 100;

	/** What does it. */
	public readonly Fill $fill;

	/**
	 * A filler.
	 *
	 * @param Queries   $queries Asks the database.
	 * @param LinkIndex $index   What is filled.
	 */
	public function __construct( private readonly Queries $queries, public readonly LinkIndex $index ) {
		$phases = array(
			'words'    => $this->learn( ... ),
			'contents' => $this->fill_contents( ... ),
		);

		$this->fill = new Fill( Names::LINK_INDEX, Names::FILL_LINK_INDEX, $phases );
	}

	/**
	 * How many contents links may be suggested to so far, and of how many published ones.
	 *
	 * @return array{indexed: int, total: int}
	 */
	public function progress(): array {
		return array(
			'indexed' => $this->index->graph->count_public(),
			'total'   => ( new PublishedPages( $this->queries ) )->count(),
		);
	}

	/**
	 * Starts again once the site has grown so much that what is common on it has to be learned anew.
	 */
	public function start_after_growth(): void {
		$known = $this->index->common->size();
		if ( $known < self::ENOUGH_TO_KNOW && $this->fill->is_complete() && $this->index->graph->count_public() >= 2 * max( $known, CommonWords::LEAST_CONTENTS ) ) {
			$this->fill->start();
		}
	}

	/**
	 * Learns which words are common, in one piece.
	 *
	 * @return int 0: nothing is left.
	 */
	private function learn(): int {
		$this->index->learn_common_words();
		return 0;
	}

	/**
	 * One piece of contents.
	 *
	 * @param int $below Those with a lower id.
	 * @return int Below which to go on.
	 */
	private function fill_contents( int $below ): int {
		return Fill::piece(
			( new PublishedPages( $this->queries ) )->below( $below, self::PER_PIECE ),
			self::PER_PIECE,
			$this->index->refresh( ... ),
			fn ( int $from ): array => $this->queries->numbers( "SELECT content_id FROM {$this->index->graph->pages()} WHERE content_id >= %d AND content_id < %d", array( $from, $below ) )
		);
	}
}
