<?php
/**
 * The answer to starting a checkout or looking at one.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Cloud\Value;

use SeoRankGenius\Cloud\Fields;
use SeoRankGenius\Cloud\OutOfShape;

/**
 * A checkout with the balance at that time.
 */
final class CheckoutAnswer {

	/**
	 * An answer.
	 *
	 * @param Checkout $checkout The checkout.
	 * @param Balance  $balance  The balance.
	 */
	private function __construct( public readonly Checkout $checkout, public readonly Balance $balance ) {}

	/**
	 * Reads an answer.
	 *
	 * @param Fields $fields Its fields.
	 * @throws OutOfShape When it is none.
	 */
	public static function from( Fields $fields ): self {
		return new self( Checkout::from( $fields->object( 'checkout' ) ), Balance::from( $fields->object( 'balance' ) ) );
	}
}
