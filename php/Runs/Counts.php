<?php
/**
 * What the items of a run add up to.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Runs;

/**
 * Always derived from the items, never counted along.
 */
final class Counts {

	/**
	 * Counts; prices are credits.
	 *
	 * @param int $waiting       Items not sent.
	 * @param int $sent          Items sent, without a known outcome.
	 * @param int $done          Items with a result.
	 * @param int $failed        Items that failed.
	 * @param int $skipped       Items passed over.
	 * @param int $restored      Items that have their former text again.
	 * @param int $kept          Items whose undoing found that somebody had changed them.
	 * @param int $undoable      Items whose result was saved and not undone.
	 * @param int $credits_spent What was charged.
	 * @param int $sent_price    What the sent ones can cost.
	 * @param int $price_of_rest What the waiting and the sent ones can cost.
	 * @param int $failed_price  What the failed ones would cost again.
	 */
	public function __construct(
		public readonly int $waiting,
		public readonly int $sent,
		public readonly int $done,
		public readonly int $failed,
		public readonly int $skipped,
		public readonly int $restored,
		public readonly int $kept,
		public readonly int $undoable,
		public readonly int $credits_spent,
		public readonly int $sent_price,
		public readonly int $price_of_rest,
		public readonly int $failed_price,
	) {}

	/**
	 * Reads the counts that are stored with a run.
	 *
	 * @param Row $row A row of the table of runs.
	 */
	public static function from( Row $row ): self {
		return new self(
			$row->number( 'waiting' ),
			$row->number( 'sent' ),
			$row->number( 'done' ),
			$row->number( 'failed' ),
			$row->number( 'skipped' ),
			$row->number( 'restored' ),
			$row->number( 'kept' ),
			$row->number( 'undoable' ),
			$row->number( 'credits_spent' ),
			$row->number( 'sent_price' ),
			$row->number( 'price_of_rest' ),
			$row->number( 'failed_price' ),
		);
	}

	/**
	 * Items in all.
	 */
	public function total(): int {
		return $this->waiting + $this->sent + $this->done + $this->failed + $this->skipped;
	}

	/**
	 * Items that have not ended.
	 */
	public function left(): int {
		return $this->waiting + $this->sent;
	}

	/**
	 * By column of the table of runs.
	 *
	 * @return array<string, int>
	 */
	public function to_row(): array {
		return array(
			'waiting'       => $this->waiting,
			'sent'          => $this->sent,
			'done'          => $this->done,
			'failed'        => $this->failed,
			'skipped'       => $this->skipped,
			'restored'      => $this->restored,
			'kept'          => $this->kept,
			'undoable'      => $this->undoable,
			'credits_spent' => $this->credits_spent,
			'sent_price'    => $this->sent_price,
			'price_of_rest' => $this->price_of_rest,
			'failed_price'  => $this->failed_price,
		);
	}
}
