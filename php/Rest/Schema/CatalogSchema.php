<?php
/**
 * The shape of the catalog: plans, packs and prices, exactly the cloud's.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest\Schema;

/**
 * What is for sale, and whether this site can have it.
 */
final class CatalogSchema {

	/**
	 * The schema.
	 *
	 * @return array<string, mixed>
	 */
	public static function item(): array {
		return Schema::object(
			'catalog',
			array(
				'id'            => Schema::text( 'Which catalog it is.' ),
				'dated'         => array(
					'type'        => 'string',
					'pattern'     => '^[0-9]{4}-[0-9]{2}-[0-9]{2}$',
					'description' => 'The day since when it holds.',
				),
				'currency'      => Schema::text( 'ISO 4217.' ),
				'support_email' => Schema::text( 'Whom to write to about credits and payments.' ),
				'trial'         => Schema::object(
					'trial_terms',
					array(
						'days'    => Schema::count( 'How long a trial lasts, in days.', 1 ),
						'credits' => Schema::count( 'Starter credits of a trial.' ),
					)
				),
				'plans'         => Schema::list_of(
					Schema::object(
						'plan',
						array(
							'id'          => Schema::text( 'The plan.' ),
							'name'        => Schema::text( 'Its name, for people.' ),
							'price_cents' => Schema::count( 'Price in cents of the currency.' ),
							'interval'    => Schema::nullable( Schema::one_of( array( 'month', 'year' ), 'How often it is paid.' ) ),
							'credits'     => Schema::count( 'Shared Credits that come with it.' ),
							'sites'       => Schema::count( 'How many sites it may connect.', 1 ),
						)
					)
				),
				'packs'         => Schema::list_of(
					Schema::object(
						'pack',
						array(
							'sku'                => Schema::text( 'What a checkout names.' ),
							'kind'               => Schema::one_of( array( 'pack', 'first_time_offer' ), 'What kind of offer it is.' ),
							'pool'               => Schema::one_of( array( 'shared', 'domain' ), 'The pool that its credits go into.' ),
							'credits'            => Schema::count( 'How many credits.' ),
							'price_cents'        => Schema::count( 'Price in cents of the currency.' ),
							'available'          => Schema::flag( 'It can be bought now.' ),
							'unavailable_reason' => Schema::nullable(
								Schema::one_of( array( 'offer_used', 'offer_claimed', 'license_lapsed', 'plan_has_no_credits' ), 'Why it cannot.' )
							),
						)
					)
				),
			)
		);
	}
}
