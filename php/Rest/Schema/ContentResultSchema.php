<?php
/**
 * The shapes of what the features make of a content.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest\Schema;

use SeoRankGenius\Cloud\Value\ActionResult;

/**
 * Plain text throughout: the screens escape it.
 */
final class ContentResultSchema {

	/**
	 * All of them. Which one it is, goes by the feature.
	 *
	 * @return list<array<string, mixed>>
	 */
	public static function all(): array {
		return array(
			Schema::object( 'alternatives_result', array( 'alternatives' => Schema::list_of( Schema::text( 'Of a meta title or description.' ) ) ) ),
			self::schema(),
			Schema::object( 'suggestions_result', array( 'suggestions' => Schema::list_of( self::suggestion() ) ) ),
			Schema::object( 'findings_result', array( 'findings' => Schema::list_of( self::finding() ) ) ),
			Schema::object(
				'draft_result',
				array(
					'sections' => Schema::list_of(
						Schema::object(
							'draft_section',
							array(
								'heading'    => Schema::text( 'Empty: an introduction.' ),
								'paragraphs' => Schema::list_of( Schema::text( 'Of the section, in their order.' ) ),
							)
						)
					),
				)
			),
			Schema::object( 'rewrite_result', array( 'text' => Schema::text( 'The passage; blank lines part paragraphs.' ) ) ),
		);
	}

	/**
	 * What a page says of itself.
	 *
	 * @return array<string, mixed>
	 */
	public static function schema(): array {
		$stated = array( 'name' => Schema::text( 'What it is called.' ) );
		foreach ( ActionResult::STATED as $field ) {
			$stated[ $field ] = Schema::nullable( Schema::text( 'As the page has it; null: it does not say.' ) );
		}
		$stated['opening_hours'] = Schema::list_of( Schema::text( 'As the page has them.' ) );
		return Schema::object(
			'schema_result',
			array(
				'type'            => array( 'title' => 'schema_type' ) + Schema::one_of( ActionResult::SCHEMA_TYPES, 'What the page is, by schema.org.' ),
				'headline'        => Schema::nullable( Schema::text( 'Its headline.' ) ),
				'description'     => Schema::nullable( Schema::text( 'What it is about.' ) ),
				'about'           => Schema::list_of( Schema::text( 'A topic, in words of the page.' ) ),
				'faq'             => Schema::list_of(
					Schema::object(
						'faq_pair',
						array(
							'question' => Schema::text( 'As it stands in the page.' ),
							'answer'   => Schema::text( 'As it stands in the page.' ),
						)
					)
				),
				'breadcrumb_name' => Schema::nullable( Schema::text( 'What it is called in a trail of breadcrumbs.' ) ),
				'organization'    => Schema::nullable( Schema::object( 'schema_organization', $stated ) ),
			)
		);
	}

	/**
	 * A link that is suggested.
	 *
	 * @return array<string, mixed>
	 */
	public static function suggestion(): array {
		return Schema::object(
			'link_suggestion',
			array(
				'post_id'  => Schema::count( 'The page that the link leads to.', 1 ),
				'title'    => Schema::text( 'Its title.' ),
				'url'      => Schema::text( 'Its address; empty when it is gone.' ),
				'edit_url' => Schema::nullable( Schema::text( 'Where it is edited; null without the right to.' ) ),
				'anchor'   => Schema::text( 'The words in the text that are to lead there, as they stand there.' ),
				'context'  => Schema::text( 'These words with some of those around them; empty where they stand nowhere.' ),
				'reason'   => Schema::text( 'What the reader gains.' ),
			)
		);
	}

	/**
	 * A finding of the model.
	 *
	 * @return array<string, mixed>
	 */
	public static function finding(): array {
		return Schema::object(
			'content_finding',
			array(
				'severity' => Schema::one_of( ActionResult::SEVERITIES, 'How much it matters.' ),
				'kind'     => Schema::one_of( ActionResult::FINDING_KINDS, 'What it is about.' ),
				'quote'    => Schema::text( 'The evidence, as it stands in the text.' ),
				'message'  => Schema::text( 'What is wrong there, and why it matters.' ),
				'action'   => Schema::text( 'What to do.' ),
			)
		);
	}
}
