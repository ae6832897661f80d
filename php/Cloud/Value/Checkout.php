<?php
/**
 * One purchase of one pack, as the cloud tells it.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Cloud\Value;

use SeoRankGenius\Cloud\Fields;
use SeoRankGenius\Cloud\OutOfShape;

/**
 * A checkout. It goes from open over paid to an end, never back.
 */
final class Checkout {

	private const STATUSES = array( 'open', 'paid', 'granted', 'refunded', 'expired', 'failed' );

	/**
	 * A checkout.
	 *
	 * @param string      $id          UUID, minted by the browser.
	 * @param string      $sku         The pack.
	 * @param string      $pool        The pool that its credits go into.
	 * @param int         $credits     How many.
	 * @param int         $price_cents Price in cents of the currency.
	 * @param string      $currency    ISO 4217.
	 * @param string      $status      How far it is.
	 * @param string      $url         Where to pay.
	 * @param string|null $order_id    The order of the payment service.
	 * @param string      $created_at  When it was started, ISO 8601 UTC.
	 */
	private function __construct(
		public readonly string $id,
		public readonly string $sku,
		public readonly string $pool,
		public readonly int $credits,
		public readonly int $price_cents,
		public readonly string $currency,
		public readonly string $status,
		public readonly string $url,
		public readonly ?string $order_id,
		public readonly string $created_at,
	) {}

	/**
	 * Reads a checkout.
	 *
	 * @param Fields $fields Its fields.
	 * @throws OutOfShape When it is none.
	 */
	public static function from( Fields $fields ): self {
		return new self(
			$fields->uuid( 'id' ),
			$fields->matching( 'sku', '/^[a-z0-9_]{1,60}$/' ),
			$fields->word( 'pool', Catalog::POOLS ),
			$fields->count( 'credits' ),
			$fields->count( 'price_cents' ),
			$fields->matching( 'currency', '/^[A-Z]{3}$/' ),
			$fields->word( 'status', self::STATUSES ),
			$fields->web_address( 'url' ),
			$fields->nullable( 'order_id', static fn ( Fields $of ): string => $of->text( 'order_id', 200 ) ),
			$fields->time( 'created_at' ),
		);
	}

	/**
	 * Whether nothing more is to come of it.
	 */
	public function has_ended(): bool {
		return ! in_array( $this->status, array( 'open', 'paid' ), true );
	}

	/**
	 * The wire form.
	 *
	 * @return array<string, mixed>
	 */
	public function to_array(): array {
		return array(
			'id'          => $this->id,
			'sku'         => $this->sku,
			'pool'        => $this->pool,
			'credits'     => $this->credits,
			'price_cents' => $this->price_cents,
			'currency'    => $this->currency,
			'status'      => $this->status,
			'url'         => $this->url,
			'order_id'    => $this->order_id,
			'created_at'  => $this->created_at,
		);
	}
}
