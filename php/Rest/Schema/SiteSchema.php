<?php
/**
 * The shapes of the license's sites, as a manager site shows them.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest\Schema;

/**
 * What each takes from the Shared pool.
 */
final class SiteSchema {

	/**
	 * One site.
	 *
	 * @return array<string, mixed>
	 */
	public static function item(): array {
		return Schema::document(
			'license_site',
			array(
				'id'          => Schema::uuid( 'The site in the cloud.' ),
				'home'        => Schema::text( 'Its address.' ),
				'name'        => Schema::text( 'Its name.' ),
				'connected'   => Schema::flag( 'It is connected now.' ),
				'is_manager'  => Schema::flag( 'It may see all sites.' ),
				'hide_shared' => Schema::flag( 'Shared figures and buying are hidden there.' ),
				'domain'      => Schema::count( 'Its Domain Credits.' ),
				'cap'         => Schema::nullable( Schema::count( 'The most Shared Credits that it may take in a UTC month; null for no cap.' ) ),
				'months'      => Schema::list_of(
					Schema::object(
						'site_month',
						array(
							'month'  => Schema::text( 'A UTC month, such as "2026-11".' ),
							'shared' => Schema::count( 'Shared Credits taken in it, set aside or spent.' ),
						)
					)
				),
			)
		);
	}

	/**
	 * All sites.
	 *
	 * @return array<string, mixed>
	 */
	public static function all(): array {
		return Schema::document( 'license_sites', array( 'sites' => Schema::list_of( self::item() ) ) );
	}
}
