<?php
/**
 * The shapes of a content, of a page of them, of all that is kept with one, and of an action on one.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest\Schema;

use SeoRankGenius\Cloud\Value\ActionAnswer;
use SeoRankGenius\Features\Content\AnalysisFeature;
use SeoRankGenius\Features\Content\LinksFeature;
use SeoRankGenius\Features\Content\MetaFeature;
use SeoRankGenius\Features\Content\SchemaFeature;
use SeoRankGenius\Seo\MetaStorages;

/**
 * Posts, pages and contents of other public kinds, with what the features keep with them.
 */
final class ContentSchema {

	/**
	 * A content.
	 *
	 * @return array<string, mixed>
	 */
	public static function item(): array {
		return Schema::document(
			'content',
			array(
				'id'               => Schema::count( 'The post.', 1 ),
				'title'            => Schema::text( 'Its title: plain text, empty when it has none.' ),
				'type'             => Schema::text( 'Its post type.' ),
				'type_label'       => Schema::text( 'What one of these is called.' ),
				'status'           => Schema::one_of( array( 'publish', 'future', 'draft', 'pending', 'private' ), 'Its post status.' ),
				'edit_url'         => Schema::nullable( Schema::text( 'Where it is edited; null without the right to.' ) ),
				'view_url'         => Schema::nullable( Schema::text( 'Where visitors read it; null while they cannot.' ) ),
				'modified_at'      => Schema::time( 'When it was last changed.' ),
				'can_edit'         => Schema::flag( 'This user may change it.' ),
				'meta_title'       => self::meta_text( 'The title that search engines are given' ),
				'meta_description' => self::meta_text( 'The description that search engines are given' ),
				'schema'           => Schema::object(
					'content_schema',
					array(
						'type'  => Schema::nullable( Schema::text( 'What it is: a type of schema.org; null when nothing is kept.' ) ),
						'state' => Schema::one_of( SchemaFeature::states(), 'missing: nothing is kept. generated: by the model, and not changed since. written: changed by a person.' ),
					) + self::action_fields()
				),
				'links'            => Schema::object(
					'content_links',
					array(
						'in'        => Schema::nullable( Schema::count( 'Public pages that link here; null while that is not known.' ) ),
						'out'       => Schema::nullable( Schema::count( 'Contents of this site that it links to; null while that is not known.' ) ),
						'is_orphan' => Schema::flag( 'It is public, and no public page links to it.' ),
						'suggested' => Schema::count( 'Link suggestions that are open.' ),
						'state'     => Schema::one_of( LinksFeature::states(), 'suggested: some are open. none: none are.' ),
					) + self::action_fields()
				),
				'analysis'         => Schema::object(
					'content_analysis',
					array(
						'score'    => Schema::nullable( Schema::count( 'Readability and structure, 0 to 100; null while that is not known.' ) ),
						'findings' => Schema::count( 'Findings of the model.' ),
						'state'    => Schema::one_of( AnalysisFeature::states(), 'none: not analysed. analysed: as it is now. outdated: the text has changed since.' ),
					) + self::action_fields()
				),
			)
		);
	}

	/**
	 * A piece of the list.
	 *
	 * @return array<string, mixed>
	 */
	public static function page(): array {
		return Schema::document(
			'contents_page',
			array(
				'contents'    => Schema::list_of( self::item() ),
				'total'       => Schema::count( 'How many match, on all pages.' ),
				'next_cursor' => Schema::nullable( Schema::text( 'Asks for what follows; null at the end.' ) ),
				'counts'      => array(
					'title'                => 'content_counts',
					'description'          => 'How many there are by each filter of the feature, of the kind that is asked for.',
					'type'                 => 'object',
					'properties'           => array( 'all' => Schema::count( 'All of them.' ) ),
					'required'             => array( 'all' ),
					'additionalProperties' => Schema::count( 'Those of a filter.' ),
				),
				'printed_by'  => Schema::one_of( MetaStorages::ALL, 'Which plugin prints the tags of public pages.' ),
				'types'       => Schema::list_of(
					Schema::object(
						'content_type',
						array(
							'name'  => Schema::text( 'The post type.' ),
							'label' => Schema::text( 'What several of these are called.' ),
							'count' => Schema::count( 'How many there are.' ),
						)
					)
				),
				'index'       => Schema::object(
					'content_index',
					array(
						'complete' => Schema::flag( 'Every content is counted and found; if not, ask again.' ),
						'indexed'  => Schema::count( 'How many are so far.' ),
						'total'    => Schema::count( 'How many there are.' ),
					)
				),
			)
		);
	}

	/**
	 * A content with all that is kept with it.
	 *
	 * @return array<string, mixed>
	 */
	public static function detail(): array {
		return Schema::document(
			'content_detail',
			array(
				'content'       => self::nested( self::item() ),
				'printed_by'    => Schema::one_of( MetaStorages::ALL, 'Which plugin prints the tags of public pages.' ),
				'fallback'      => Schema::object(
					'content_fallback',
					array(
						'title'       => Schema::text( 'What the templates say where there is no meta title; empty beside another plugin.' ),
						'description' => Schema::text( 'What they say where there is no meta description; empty beside another plugin.' ),
					)
				),
				'schema'        => Schema::nullable( ContentResultSchema::schema() ),
				'json_ld'       => array(
					'type'        => 'array',
					'description' => 'What is printed for it, by schema.org.',
					'items'       => array(
						'type'                 => 'object',
						'additionalProperties' => true,
					),
				),
				'suggestions'   => Schema::list_of( ContentResultSchema::suggestion() ),
				'findings'      => Schema::list_of( ContentResultSchema::finding() ),
				'links_in'      => Schema::list_of( self::other() ),
				'links_out'     => Schema::list_of( self::other() ),
				'prices'        => Schema::object(
					'content_prices',
					array(
						'meta_title'       => Schema::count( 'Credits; 0: there is no text to work from.' ),
						'meta_description' => Schema::count( 'Credits; 0: there is no text to work from.' ),
						'schema'           => Schema::count( 'Credits; 0: there is no text to work from.' ),
						'link_suggestions' => Schema::count( 'Credits; 0: there is no text to work from.' ),
						'content_analysis' => Schema::count( 'Credits; 0: there is no text to work from.' ),
					)
				),
				'focus_keyword' => Schema::nullable( Schema::text( 'What it wants to be found by.' ) ),
			)
		);
	}

	/**
	 * One run of a feature on one content, with what became of the content and of the account.
	 *
	 * @return array<string, mixed>
	 */
	public static function action(): array {
		return Schema::document(
			'content_action',
			array(
				'action'  => Schema::object(
					'content_action_outcome',
					array(
						'id'          => Schema::uuid( 'The id that the cloud has charged it under.' ),
						'outcome'     => Schema::one_of( ActionAnswer::OUTCOMES, 'What became of it; in_progress: ask again with the same id.' ),
						'cost'        => Schema::count( 'Credits charged.' ),
						'from_domain' => Schema::count( 'Of these, from the Domain pool.' ),
						'from_shared' => Schema::count( 'Of these, from the Shared pool.' ),
						'code'        => Schema::nullable( Schema::problem_code() ),
					)
				),
				'result'  => array( 'anyOf' => array( ...ContentResultSchema::all(), array( 'type' => 'null' ) ) ),
				'applied' => Schema::flag( 'The result is kept with the content now; if not although that was asked for, somebody has changed it meanwhile.' ),
				'content' => self::nested( self::item() ),
				'account' => self::nested( AccountSchema::item() ),
			)
		);
	}

	/**
	 * A page of the results of a content.
	 *
	 * @return array<string, mixed>
	 */
	public static function results(): array {
		return Schema::document(
			'results_page',
			array(
				'results'     => Schema::list_of(
					Schema::object(
						'kept_result',
						array(
							'id'                      => Schema::count( 'Its key.', 1 ),
							'feature'                 => Schema::text( 'What was done.' ),
							'result'                  => array( 'anyOf' => array( ...ContentResultSchema::all(), array( 'type' => 'null' ) ) ),
							'is_current'              => Schema::flag( 'It is what is kept with the content now.' ),
							'can_restore'             => Schema::flag( 'It can be kept with the content again.' ),
							'cost'                    => Schema::count( 'Credits charged.' ),
							'model'                   => Schema::text( 'The model that made it; empty: not known.' ),
							'prompt_version'          => Schema::text( 'Which instructions it was given; empty: not known.' ),
							'personalization_version' => Schema::nullable( Schema::count( 'Which personalization; null: none.' ) ),
							'person'                  => Schema::nullable( Schema::text( 'Who had it made; null when they are gone.' ) ),
							'run_id'                  => Schema::nullable( Schema::uuid( 'The run that it is of.' ) ),
							'created_at'              => Schema::time( 'When it was made.' ),
							'restored_at'             => Schema::nullable( Schema::time( 'When it was last restored.' ) ),
						)
					)
				),
				'next_cursor' => Schema::nullable( Schema::text( 'Asks for the next page; null: there is none.' ) ),
			)
		);
	}

	/**
	 * A meta title or description.
	 *
	 * @param string $what Which.
	 * @return array<string, mixed>
	 */
	private static function meta_text( string $what ): array {
		return Schema::object(
			'content_meta_text',
			array(
				'text'         => Schema::text( "$what: plain text, empty when it has none of its own." ),
				'state'        => Schema::one_of( MetaFeature::states(), 'missing: no text. short, long: by a person, and of a length that search engines do not like. written: by a person. generated: by the model, and not changed since.' ),
				'is_duplicate' => Schema::flag( 'Another content has the same.' ),
			) + self::action_fields()
		);
	}

	/**
	 * What every feature has.
	 *
	 * @return array<string, array<string, mixed>>
	 */
	private static function action_fields(): array {
		return array(
			'failure' => Schema::nullable( Schema::text( 'Why the last action came to nothing: a problem code or the reason why it cannot be sent; null once there is a new result.' ) ),
			'price'   => Schema::count( 'What one action costs, in credits; 0: there is no text to work from.' ),
		);
	}

	/**
	 * Another content, as a link is shown.
	 *
	 * @return array<string, mixed>
	 */
	private static function other(): array {
		return Schema::object(
			'linked_content',
			array(
				'id'       => Schema::count( 'The post.', 1 ),
				'title'    => Schema::text( 'Its title: plain text.' ),
				'edit_url' => Schema::nullable( Schema::text( 'Where it is edited; null without the right to.' ) ),
				'view_url' => Schema::nullable( Schema::text( 'Where visitors read it; null while they cannot.' ) ),
			)
		);
	}

	/**
	 * A document as part of another.
	 *
	 * @param array<string, mixed> $document A document.
	 * @return array<string, mixed>
	 */
	private static function nested( array $document ): array {
		unset( $document['$schema'] );
		return $document;
	}
}
