<?php
/**
 * The shape of the templates of titles and descriptions.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest\Schema;

use SeoRankGenius\Seo\MetaStorages;

/**
 * Of the home page and of every kind of content that has pages.
 */
final class SeoSettingsSchema {

	/**
	 * The schema.
	 *
	 * @return array<string, mixed>
	 */
	public static function item(): array {
		$kind = array(
			'type'                => Schema::text( 'The post type; empty for the home page.' ),
			'label'               => Schema::text( 'Its name, for people.' ),
			'title'               => Schema::text( 'The template of titles.' ),
			'description'         => Schema::text( 'The template of descriptions; empty for none.' ),
			'default_title'       => Schema::text( 'The template that stands where none is set; it gives WordPress’s own titles.' ),
			'default_description' => Schema::text( 'The template that stands where none is set.' ),
			'sample_of'           => Schema::nullable( Schema::text( 'The title of the page that is shown as a sample: the newest one. Null where there is none.' ) ),
			'sample'              => self::texts(),
		);
		return Schema::document(
			'seo_settings',
			array(
				'separator'       => Schema::text( 'What stands between the parts of a title; empty for WordPress’s own.' ),
				'separator_shown' => Schema::text( 'What stands there now.' ),
				'printed_by'      => Schema::one_of( MetaStorages::ALL, 'Which plugin prints the tags. Beside another one these templates are not used.' ),
				'variables'       => Schema::list_of(
					Schema::object(
						'template_variable',
						array(
							'name'  => Schema::text( 'As it is written: "%title%".' ),
							'label' => Schema::text( 'What it stands for, for people.' ),
						)
					)
				),
				'kinds'           => Schema::list_of( Schema::object( 'template_kind', $kind ) ),
			)
		);
	}

	/**
	 * What templates give on a page.
	 *
	 * @return array<string, mixed>
	 */
	public static function preview(): array {
		return array( '$schema' => 'http://json-schema.org/draft-04/schema#' ) + self::texts();
	}

	/**
	 * The same, within another document.
	 *
	 * @return array<string, mixed>
	 */
	private static function texts(): array {
		return Schema::object(
			'seo_preview',
			array(
				'title'       => Schema::text( 'The title.' ),
				'description' => Schema::text( 'The description; empty for none.' ),
			)
		);
	}
}
