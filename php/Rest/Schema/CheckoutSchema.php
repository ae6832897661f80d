<?php
/**
 * The shapes of a checkout, and of a checkout that is being watched.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest\Schema;

/**
 * One purchase of one pack, from its start to its end.
 */
final class CheckoutSchema {

	/**
	 * A checkout.
	 *
	 * @return array<string, mixed>
	 */
	public static function item(): array {
		return Schema::document(
			'checkout',
			array(
				'id'          => Schema::uuid( 'Minted by the browser before the checkout is asked for.' ),
				'sku'         => Schema::text( 'The pack.' ),
				'pool'        => Schema::one_of( array( 'shared', 'domain' ), 'The pool that its credits go into.' ),
				'credits'     => Schema::count( 'How many credits.' ),
				'price_cents' => Schema::count( 'Price in cents of the currency.' ),
				'currency'    => Schema::text( 'ISO 4217.' ),
				'status'      => Schema::one_of( array( 'open', 'paid', 'granted', 'refunded', 'expired', 'failed' ), 'How far it is.' ),
				'url'         => Schema::text( 'Where to pay.' ),
				'order_id'    => Schema::nullable( Schema::text( 'The order of the payment service, to name to support.' ) ),
				'created_at'  => Schema::time( 'When it was started.' ),
			)
		);
	}

	/**
	 * The answer to a look at a watched checkout: how far it is, and the account with it.
	 *
	 * @return array<string, mixed>
	 */
	public static function watched(): array {
		$checkout = self::item();
		$account  = AccountSchema::item();
		unset( $checkout['$schema'], $account['$schema'] );
		return Schema::document(
			'watched_checkout',
			array(
				'checkout' => $checkout,
				'account'  => $account,
			)
		);
	}
}
