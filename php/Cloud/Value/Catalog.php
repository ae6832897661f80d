<?php
/**
 * The catalog: plans, packs and prices, as the cloud says or as the copy that ships says.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Cloud\Value;

use SeoRankGenius\Cloud\Fields;
use SeoRankGenius\Cloud\OutOfShape;

/**
 * What is for sale. Prices in cents of the currency.
 *
 * @phpstan-type Plan array{id: string, name: string, price_cents: int, interval: string|null, credits: int, sites: int}
 * @phpstan-type Pack array{sku: string, kind: string, pool: string, credits: int, price_cents: int, available: bool, unavailable_reason: string|null}
 */
final class Catalog {

	public const POOLS    = array( 'shared', 'domain' );
	private const REASONS = array( 'offer_used', 'offer_claimed', 'license_lapsed', 'plan_has_no_credits' );

	/**
	 * A catalog.
	 *
	 * @param string                         $id            Which one.
	 * @param string                         $dated         Since when it holds: a date.
	 * @param string                         $currency      ISO 4217.
	 * @param string                         $support_email Whom to write to.
	 * @param array{days: int, credits: int} $trial         Terms of the trial.
	 * @param list<Plan>                     $plans         The plans.
	 * @param list<Pack>                     $packs         The packs.
	 */
	private function __construct(
		public readonly string $id,
		public readonly string $dated,
		public readonly string $currency,
		public readonly string $support_email,
		public readonly array $trial,
		public readonly array $plans,
		public readonly array $packs,
	) {}

	/**
	 * Reads a catalog.
	 *
	 * @param Fields $fields Its fields.
	 * @throws OutOfShape When it is none.
	 */
	public static function from( Fields $fields ): self {
		$trial = $fields->object( 'trial' );
		return new self(
			$fields->text( 'id', 40 ),
			$fields->matching( 'dated', '/^\d{4}-\d{2}-\d{2}$/' ),
			$fields->matching( 'currency', '/^[A-Z]{3}$/' ),
			$fields->matching( 'support_email', '/^[^\s@<>"]+@[^\s@<>"]+$/' ),
			array(
				'days'    => $trial->count( 'days', 1 ),
				'credits' => $trial->count( 'credits' ),
			),
			$fields->list_of( 'plans', self::plan( ... ) ),
			$fields->list_of( 'packs', self::pack( ... ) ),
		);
	}

	/**
	 * The wire form.
	 *
	 * @return array<string, mixed>
	 */
	public function to_array(): array {
		return array(
			'id'            => $this->id,
			'dated'         => $this->dated,
			'currency'      => $this->currency,
			'support_email' => $this->support_email,
			'trial'         => $this->trial,
			'plans'         => $this->plans,
			'packs'         => $this->packs,
		);
	}

	/**
	 * Reads a plan.
	 *
	 * @param Fields $fields Its fields.
	 * @return Plan
	 */
	private static function plan( Fields $fields ): array {
		return array(
			'id'          => $fields->text( 'id', 40 ),
			'name'        => $fields->text( 'name', 80 ),
			'price_cents' => $fields->count( 'price_cents' ),
			'interval'    => $fields->nullable( 'interval', static fn ( Fields $of ): string => $of->word( 'interval', array( 'month', 'year' ) ) ),
			'credits'     => $fields->count( 'credits' ),
			'sites'       => $fields->count( 'sites', 1 ),
		);
	}

	/**
	 * Reads a pack.
	 *
	 * @param Fields $fields Its fields.
	 * @return Pack
	 */
	private static function pack( Fields $fields ): array {
		return array(
			'sku'                => $fields->matching( 'sku', '/^[a-z0-9_]{1,60}$/' ),
			'kind'               => $fields->word( 'kind', array( 'pack', 'first_time_offer' ) ),
			'pool'               => $fields->word( 'pool', self::POOLS ),
			'credits'            => $fields->count( 'credits' ),
			'price_cents'        => $fields->count( 'price_cents' ),
			'available'          => $fields->flag( 'available' ),
			'unavailable_reason' => $fields->nullable( 'unavailable_reason', static fn ( Fields $of ): string => $of->word( 'unavailable_reason', self::REASONS ) ),
		);
	}
}
