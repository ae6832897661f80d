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
	 * @return array{items: int, credits: int, overwrites: int, skipped: array{has_text: int, decorative: int, not_editable: int}, spendable: int|null, covers: int}
	 * @throws InvalidArgumentException When the feature knows no such filter.
	 */
	public function quote( RunFeature $feature, Selection $selection, bool $overwrite ): array {
		$quote     = $feature->quote( $selection, $overwrite );
		$known     = $this->sync->known();
		$spendable = $known->balance?->spendable();
		$is_enough = null === $spendable || $spendable >= $quote->credits;
		return array(
			'items'      => $quote->items,
			'credits'    => $quote->credits,
			'overwrites' => $quote->overwrites,
			'skipped'    => array(
				'has_text'     => $quote->has_text,
				'decorative'   => $quote->decorative,
				'not_editable' => $quote->not_editable,
			),
			// A part of it is the Shared pool's figure.
			'spendable'  => true === $known->site?->hide_shared ? null : $spendable,
			'covers'     => $is_enough ? $quote->items : $this->covered( $feature->candidates( $selection, $overwrite ), $spendable ),
		);
	}

	/**
	 * How many of the first candidates some credits pay for. Each costs at least one.
	 *
	 * @param Candidates $candidates The candidates, in their order.
	 * @param int        $credits    The credits.
	 */
	private function covered( Candidates $candidates, int $credits ): int {
		$prices  = $this->queries->numbers( "SELECT {$candidates->price} FROM {$candidates->source} ORDER BY {$candidates->order} LIMIT $credits" );
		$covered = 0;
		foreach ( $prices as $price ) {
			$credits -= $price;
			if ( $credits < 0 ) {
				break;
			}
			++$covered;
		}
		return $covered;
	}
}
