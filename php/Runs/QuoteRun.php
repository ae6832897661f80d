<?php
/**
 * Says what a run would take and cost, and how far the credits reach. Nothing is started.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Runs;

use InvalidArgumentException;
use SeoRankGenius\Storage\Queries;
use SeoRankGenius\Sync\Sync;

/**
 * Asks the feature, and what is known of the balance; not the cloud.
 */
final class QuoteRun {

	/**
	 * Quoting.
	 *
	 * @param Queries $queries Asks the database.
	 * @param Sync    $sync    Knows the balance.
	 */
	public function __construct( private readonly Queries $queries, private readonly Sync $sync ) {}

	/**
	 * Quotes a run.
	 *
	 * @param RunFeature $feature   The feature.
	 * @param Selection  $selection What was chosen.
	 * @param bool       $overwrite Whether texts that exist are replaced.
	 * @param int|null   $first     How many of the first are asked about; null: none.
	 * @return array{items: int, credits: int, first_credits: int|null, overwrites: int, skipped: array{has_text: int, decorative: int, not_editable: int, no_text: int}, spendable: int|null, covers: int}
	 * @throws InvalidArgumentException When the feature knows no such filter.
	 */
	public function quote( RunFeature $feature, Selection $selection, bool $overwrite, ?int $first = null ): array {
		$quote     = $feature->quote( $selection, $overwrite );
		$known     = $this->sync->known();
		$spendable = $known->balance?->spendable();
		$is_enough = null === $spendable || $spendable >= $quote->credits;
		return array(
			'items'         => $quote->items,
			'credits'       => $quote->credits,
			'first_credits' => null === $first ? null : array_sum( $this->prices( $feature->candidates( $selection, $overwrite ), $first ) ),
			'overwrites'    => $quote->overwrites,
			'skipped'       => array(
				'has_text'     => $quote->has_text,
				'decorative'   => $quote->decorative,
				'not_editable' => $quote->not_editable,
				'no_text'      => $quote->no_text,
			),
			// A part of it is the Shared pool's figure.
			'spendable'     => true === $known->site?->hide_shared ? null : $spendable,
			'covers'        => $is_enough ? $quote->items : $this->covered( $feature->candidates( $selection, $overwrite ), $spendable ),
		);
	}

	/**
	 * How many of the first candidates some credits pay for. Each costs at least one.
	 *
	 * @param Candidates $candidates The candidates, in their order.
	 * @param int        $credits    The credits.
	 */
	private function covered( Candidates $candidates, int $credits ): int {
		$covered = 0;
		foreach ( $this->prices( $candidates, $credits ) as $price ) {
			$credits -= $price;
			if ( $credits < 0 ) {
				break;
			}
			++$covered;
		}
		return $covered;
	}

	/**
	 * What the first candidates cost.
	 *
	 * @param Candidates $candidates The candidates, in their order.
	 * @param int        $most       So many of them.
	 * @return list<int> Credits.
	 */
	private function prices( Candidates $candidates, int $most ): array {
		return $this->queries->numbers( "SELECT {$candidates->price} FROM {$candidates->source} ORDER BY {$candidates->order} LIMIT $most" );
	}
}
