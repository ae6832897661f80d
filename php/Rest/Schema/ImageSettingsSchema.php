<?php
/**
 * The shape of the settings for new uploads.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest\Schema;

/**
 * Off until somebody turns it on.
 */
final class ImageSettingsSchema {

	/**
	 * The schema.
	 *
	 * @return array<string, mixed>
	 */
	public static function item(): array {
		return Schema::document(
			'image_settings',
			array(
				'on_upload'       => Schema::flag( 'Alt text is written for new uploads, in the background.' ),
				'monthly_ceiling' => Schema::count( 'The most credits that this may spend in a UTC calendar month.' ),
				'used_this_month' => Schema::count( 'Credits that it has spent or set aside in this one.' ),
			)
		);
	}
}
