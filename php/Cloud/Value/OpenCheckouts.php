<?php
/**
 * The checkouts that this site has started and that are not settled.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Cloud\Value;

use SeoRankGenius\Cloud\Fields;
use SeoRankGenius\Cloud\OutOfShape;

/**
 * Checkouts with the balance at that time.
 */
final class OpenCheckouts {

	/**
	 * An answer.
	 *
	 * @param list<Checkout> $checkouts The checkouts.
	 * @param Balance        $balance   The balance.
	 */
	private function __construct( public readonly array $checkouts, public readonly Balance $balance ) {}

	/**
	 * Reads an answer.
	 *
	 * @param Fields $fields Its fields.
	 * @throws OutOfShape When it is none.
	 */
	public static function from( Fields $fields ): self {
		return new self( $fields->list_of( 'checkouts', Checkout::from( ... ) ), Balance::from( $fields->object( 'balance' ) ) );
	}
}
