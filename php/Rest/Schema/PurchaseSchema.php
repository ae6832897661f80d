<?php
/**
 * The shape of a page of purchases.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest\Schema;

use SeoRankGenius\Cloud\Value\Catalog;
use SeoRankGenius\Cloud\Value\PurchasesPage;

/**
 * Prices in cents of the currency.
 */
final class PurchaseSchema {

	/**
	 * A piece of the list of purchases, newest first.
	 *
	 * @return array<string, mixed>
	 */
	public static function page(): array {
		return Schema::document(
			'purchases_page',
			array(
				'purchases'   => Schema::list_of(
					Schema::object(
						'purchase',
						array(
							'order_id'        => Schema::text( 'The order of the payment service, to quote to support.' ),
							'at'              => Schema::time( 'When it was paid.' ),
							'kind'            => Schema::one_of( array( 'pack', 'plan' ), 'What it was.' ),
							'sku'             => Schema::text( 'The pack or the plan.' ),
							'pool'            => Schema::one_of( Catalog::POOLS, 'The pool that its credits went into.' ),
							'credits'         => Schema::count( 'How many were granted.' ),
							'price_cents'     => Schema::count( 'Paid, after discounts and without tax.' ),
							'currency'        => Schema::text( 'ISO 4217.' ),
							'state'           => Schema::one_of( PurchasesPage::STATES, 'What became of it. not_granted: it is refunded by itself.' ),
							'reason'          => Schema::nullable( Schema::one_of( PurchasesPage::REASONS, 'Why nothing was granted.' ) ),
							'went_to_shared'  => Schema::flag( 'It was bought for a site that was gone: its credits went to the Shared pool.' ),
							'refunded_cents'  => Schema::count( 'Paid back.' ),
							'removed_credits' => Schema::count( 'Credits taken back with a refund.' ),
							'receipt_url'     => Schema::nullable( Schema::text( 'Where the owner finds the receipt.' ) ),
						)
					)
				),
				'next_cursor' => Schema::nullable( Schema::text( 'Where the next page begins; null on the last one.' ) ),
			)
		);
	}
}
