<?php
/**
 * The shape of the balance: exactly the cloud's.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest\Schema;

/**
 * A balance in two halves, each with its own version.
 */
final class BalanceSchema {

	public const LICENSE_STATUSES = array( 'free', 'trialing', 'active', 'lapsed' );

	/**
	 * The schema.
	 *
	 * @return array<string, mixed>
	 */
	public static function item(): array {
		return Schema::object(
			'balance',
			array(
				'epoch'   => Schema::text( 'When it changes, everything known before is dropped.' ),
				'as_of'   => Schema::time( 'When the cloud read it.' ),
				'license' => Schema::object(
					'license_half',
					array(
						'status'  => Schema::one_of( self::LICENSE_STATUSES, 'What the plan allows now.' ),
						'shared'  => Schema::nullable( Schema::count( 'Shared Credits that are available; null where the owner hides that here.' ) ),
						'owed'    => Schema::count( 'Credits that the next grant pays back first.' ),
						'version' => Schema::count( 'Of two license halves, the one with the higher version is newer.' ),
					)
				),
				'site'    => Schema::object(
					'site_half',
					array(
						'domain'        => Schema::count( 'Domain Credits that are available.' ),
						'held'          => Schema::count( 'Credits set aside for actions that are running.' ),
						'cap'           => Schema::nullable( Schema::count( 'The most that this site may take from Shared in a UTC calendar month; null: no cap.' ) ),
						'cap_used'      => Schema::count( 'How much of the cap is used.' ),
						'cap_resets_at' => Schema::time( 'When the use of the cap starts again at 0.' ),
						'version'       => Schema::count( 'Of two site halves, the one with the higher version is newer.' ),
					)
				),
			)
		);
	}
}
