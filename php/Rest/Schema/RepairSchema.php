<?php
/**
 * The shape of what the repair has found.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest\Schema;

use SeoRankGenius\License\Finding;

/**
 * One line for each check, and the account as it is then.
 */
final class RepairSchema {

	/**
	 * The schema.
	 *
	 * @return array<string, mixed>
	 */
	public static function item(): array {
		return Schema::document(
			'repair',
			array(
				'checks'  => Schema::list_of(
					Schema::object(
						'repair_check',
						array(
							'check'     => Schema::one_of( Finding::CHECKS, 'What was looked at.' ),
							'state'     => Schema::one_of( Finding::STATES, 'mended: it was wrong, and is no longer.' ),
							'message'   => Schema::text( 'What was found, in the reader’s language.' ),
							'next_step' => Schema::nullable( Schema::text( 'What to do next; null where nothing is to be done.' ) ),
						)
					)
				),
				'account' => AccountSchema::item(),
			)
		);
	}
}
