<?php
/**
 * The shape of the account: all that the screens know of license, credits and catalog.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest\Schema;

use SeoRankGenius\License\Connection;

/**
 * The last known state, with its time and what stands in the way of a newer one.
 */
final class AccountSchema {

	/**
	 * The schema.
	 *
	 * @return array<string, mixed>
	 */
	public static function item(): array {
		return Schema::document(
			'account',
			array(
				'connection'              => Schema::one_of(
					Connection::values(),
					'never: not connected yet. disconnected: by the user. token_refused: the cloud refused our token. token_unreadable: the salts changed. site_moved: this is not where it was connected.'
				),
				'moved_from'              => Schema::nullable( Schema::text( 'Where this site was connected, as shown to people, when it is elsewhere now.' ) ),
				'key_is_configured'       => Schema::flag( 'A license key is set in wp-config.php, and this user may connect with it.' ),
				'domain'                  => Schema::text( 'Host, port unless default, and path of this site, as shown to people.' ),
				'cloud_host'              => Schema::text( 'Where data goes.' ),
				'blog_id'                 => Schema::count( 'This site in its network.', 1 ),
				'site_id'                 => Schema::nullable( Schema::uuid( 'This site in the cloud.' ) ),
				'account_email'           => Schema::nullable( Schema::text( 'Masked: "a…@x.com".' ) ),
				'license'                 => Schema::nullable( self::license() ),
				'site'                    => Schema::nullable(
					Schema::object(
						'site',
						array(
							'is_manager'  => Schema::flag( 'The owner lets this site see all sites.' ),
							'hide_shared' => Schema::flag( 'Shared figures and buying are hidden here.' ),
						)
					)
				),
				'balance'                 => Schema::nullable( BalanceSchema::item() ),
				'stale'                   => Schema::flag( 'The page should ask for a sync once it is shown.' ),
				'problem'                 => Schema::nullable( ProblemSchema::item() ),
				'catalog'                 => CatalogSchema::item(),
				'gain'                    => Schema::object(
					'gain',
					array(
						'images_without_alt' => Schema::count( 'Images in the library that have no alt text and are not decorative.' ),
						'images'             => Schema::count( 'Images in the library.' ),
						'pages'              => Schema::count( 'Published posts and pages of every kind that visitors can read.' ),
					)
				),
				'personalization_is_thin' => Schema::flag( 'Too little of the personalization is filled in.' ),
				'open_checkouts'          => Schema::list_of( CheckoutSchema::item() ),
				'can'                     => Schema::object(
					'can',
					array(
						'view'           => Schema::flag( 'May see the balance.' ),
						'spend'          => Schema::flag( 'May run actions that cost credits.' ),
						'buy'            => Schema::flag( 'May buy packs.' ),
						'manage_license' => Schema::flag( 'May connect and disconnect.' ),
					)
				),
			)
		);
	}

	/**
	 * The license that this site is connected with.
	 *
	 * @return array<string, mixed>
	 */
	private static function license(): array {
		return Schema::object(
			'license',
			array(
				'plan'          => Schema::text( 'The plan.' ),
				'plan_name'     => Schema::text( 'Its name, for people.' ),
				'status'        => Schema::one_of( BalanceSchema::LICENSE_STATUSES, 'What the plan allows now.' ),
				'past_due'      => Schema::flag( 'A payment failed; days of grace run.' ),
				'trial_ends_at' => Schema::nullable( Schema::time( 'When the trial ends.' ) ),
				'renews_at'     => Schema::nullable( Schema::time( 'When it is paid next.' ) ),
				'ends_at'       => Schema::nullable( Schema::time( 'When it ends.' ) ),
				'sites_used'    => Schema::count( 'How many sites are connected.' ),
				'sites_limit'   => Schema::count( 'How many sites may be connected.', 1 ),
			)
		);
	}
}
