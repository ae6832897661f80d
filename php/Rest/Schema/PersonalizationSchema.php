<?php
/**
 * The shape of what the owner tells the model about the brand.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest\Schema;

/**
 * Sent with every generation.
 */
final class PersonalizationSchema {

	/**
	 * The schema.
	 *
	 * @return array<string, mixed>
	 */
	public static function item(): array {
		return Schema::document(
			'personalization',
			array(
				'version'     => Schema::count( 'Rises by one with every change; 0: never filled in.' ),
				'brand_name'  => Schema::text( 'Brand Name.' ),
				'brand_about' => Schema::text( 'Brand About.' ),
				'strategy'    => Schema::object(
					'strategy',
					array(
						'audience' => Schema::text( 'Whom the site is for.' ),
						'tone'     => Schema::text( 'Tone of voice.' ),
						'keywords' => Schema::text( 'Words that matter.' ),
						'avoid'    => Schema::text( 'What not to say.' ),
						'example'  => Schema::text( 'A text that sounds right.' ),
					)
				),
				'language'    => Schema::nullable( Schema::text( 'A WordPress locale or BCP 47 tag, with the variant of spelling; null: the language of the site.' ) ),
				'is_thin'     => Schema::flag( 'Too little is filled in for texts that sound like the brand.' ),
			)
		);
	}
}
