<?php
/**
 * The shapes of the steps on the way to a connection.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest\Schema;

/**
 * A trial that waits for its code, and the link to the plans page.
 */
final class LicenseSchema {

	/**
	 * A trial that was asked for: a code is on its way by mail.
	 *
	 * @return array<string, mixed>
	 */
	public static function trial(): array {
		return Schema::document(
			'trial',
			array(
				'trial_id'   => Schema::uuid( 'The trial that the code confirms.' ),
				'expires_at' => Schema::time( 'Until when the code works.' ),
			)
		);
	}

	/**
	 * Where plans are bought.
	 *
	 * @return array<string, mixed>
	 */
	public static function plans_link(): array {
		return Schema::document(
			'plans_link',
			array( 'url' => Schema::text( 'The plans page of the cloud, bound to this user for one hour.' ) )
		);
	}
}
