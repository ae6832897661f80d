<?php
/**
 * The shape of what the owner sets for this site: what roles may, and what is kept.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest\Schema;

/**
 * As Account › License shows it.
 */
final class SiteSettingsSchema {

	/**
	 * The schema.
	 *
	 * @return array<string, mixed>
	 */
	public static function item(): array {
		return Schema::document(
			'site_settings',
			array(
				'roles'     => Schema::list_of(
					Schema::object(
						'role_right',
						array(
							'role'  => Schema::text( 'WordPress’s name of the role.' ),
							'name'  => Schema::text( 'Its name, for people.' ),
							'view'  => Schema::flag( 'Sees the balance.' ),
							'spend' => Schema::flag( 'Spends credits, on what they may edit.' ),
						)
					)
				),
				'keep_data' => Schema::flag( 'Settings and runs stay when the plugin is deleted.' ),
			)
		);
	}
}
