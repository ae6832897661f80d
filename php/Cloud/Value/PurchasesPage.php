<?php
/**
 * A piece of the list of what was bought.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Cloud\Value;

use SeoRankGenius\Cloud\Fields;
use SeoRankGenius\Cloud\OutOfShape;

/**
 * Newest first. Prices in cents of the currency.
 *
 * @phpstan-type Purchase array{order_id: string, at: string, kind: string, sku: string, pool: string, credits: int, price_cents: int, currency: string, state: string, reason: string|null, went_to_shared: bool, refunded_cents: int, removed_credits: int, receipt_url: string|null}
 */
final class PurchasesPage {

	public const STATES  = array( 'granted', 'partly_refunded', 'refunded', 'disputed', 'not_granted' );
	public const REASONS = array( 'offer_used', 'plan_in_force' );

	/**
	 * A page.
	 *
	 * @param list<Purchase> $purchases   The purchases.
	 * @param string|null    $next_cursor Where the next page begins; null on the last one.
	 */
	private function __construct( public readonly array $purchases, public readonly ?string $next_cursor ) {}

	/**
	 * Reads a page.
	 *
	 * @param Fields $fields Its fields.
	 * @throws OutOfShape When it is none.
	 */
	public static function from( Fields $fields ): self {
		return new self(
			$fields->list_of( 'purchases', self::purchase( ... ), 500 ),
			$fields->nullable( 'next_cursor', static fn ( Fields $of ): string => $of->matching( 'next_cursor', '/^[A-Za-z0-9_-]{1,200}$/' ) ),
		);
	}

	/**
	 * The wire form.
	 *
	 * @return array<string, mixed>
	 */
	public function to_array(): array {
		return array(
			'purchases'   => $this->purchases,
			'next_cursor' => $this->next_cursor,
		);
	}

	/**
	 * Reads a purchase.
	 *
	 * @param Fields $fields Its fields.
	 * @return Purchase
	 */
	private static function purchase( Fields $fields ): array {
		return array(
			'order_id'        => $fields->text( 'order_id', 200 ),
			'at'              => $fields->time( 'at' ),
			'kind'            => $fields->word( 'kind', array( 'pack', 'plan' ) ),
			'sku'             => $fields->matching( 'sku', '/^[a-z0-9_]{1,60}$/' ),
			'pool'            => $fields->word( 'pool', Catalog::POOLS ),
			'credits'         => $fields->count( 'credits' ),
			'price_cents'     => $fields->count( 'price_cents' ),
			'currency'        => $fields->matching( 'currency', '/^[A-Z]{3}$/' ),
			'state'           => $fields->word( 'state', self::STATES ),
			'reason'          => $fields->nullable( 'reason', static fn ( Fields $of ): string => $of->word( 'reason', self::REASONS ) ),
			'went_to_shared'  => $fields->flag( 'went_to_shared' ),
			'refunded_cents'  => $fields->count( 'refunded_cents' ),
			'removed_credits' => $fields->count( 'removed_credits' ),
			'receipt_url'     => $fields->nullable( 'receipt_url', static fn ( Fields $of ): string => $of->web_address( 'receipt_url' ) ),
		);
	}
}
