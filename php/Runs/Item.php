<?php
/**
 * One object of a run, as it is stored.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Runs;

/**
 * Prices are credits.
 */
final class Item {

	/**
	 * An item.
	 *
	 * @param int         $number     Its key in the database; rises in the order of the run.
	 * @param int         $object_id  The object.
	 * @param int         $price      The most that it may cost.
	 * @param ItemState   $state      How far it is.
	 * @param string|null $action_id  UUID that it is sent under; kept when it waits again, so that a repeat costs nothing.
	 * @param int         $attempts   How many times it was taken up and did not get anywhere.
	 * @param string      $former     The object's text when it was sent.
	 * @param string|null $made       The result.
	 * @param int         $cost       What was charged.
	 * @param string|null $code       Why it failed or was skipped.
	 * @param bool        $is_applied The result was saved.
	 * @param int         $seq        Rises in the order of ending; 0 until it has ended.
	 */
	private function __construct(
		public readonly int $number,
		public readonly int $object_id,
		public readonly int $price,
		public readonly ItemState $state,
		public readonly ?string $action_id,
		public readonly int $attempts,
		public readonly string $former,
		public readonly ?string $made,
		public readonly int $cost,
		public readonly ?string $code,
		public readonly bool $is_applied,
		public readonly int $seq,
	) {}

	/**
	 * Reads a row of the table of items.
	 *
	 * @param Row $row The row.
	 */
	public static function from( Row $row ): self {
		return new self(
			$row->number( 'number' ),
			$row->number( 'object_id' ),
			$row->number( 'price' ),
			ItemState::from( $row->text( 'state' ) ),
			$row->text_or_null( 'action_id' ),
			$row->number( 'attempts' ),
			(string) $row->text_or_null( 'former' ),
			$row->text_or_null( 'made' ),
			$row->number( 'cost' ),
			$row->text_or_null( 'code' ),
			1 === $row->number( 'is_applied' ),
			$row->number( 'seq' ),
		);
	}

	/**
	 * The same item, sent.
	 *
	 * @param string $action_id UUID that it is sent under.
	 * @param string $former    The text that it replaces.
	 */
	public function sent_as( string $action_id, string $former ): self {
		return new self( $this->number, $this->object_id, $this->price, ItemState::Sent, $action_id, $this->attempts, $former, $this->made, $this->cost, $this->code, $this->is_applied, $this->seq );
	}
}
