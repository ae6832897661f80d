<?php
/**
 * The arguments of having a feature work on one content.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest\Schema;

use SeoRankGenius\Cloud\Value\ActionResult;
use SeoRankGenius\Features\Content\DraftFeature;
use SeoRankGenius\Features\Content\RewriteFeature;
use SeoRankGenius\Features\Content\SchemaFeature;

/**
 * In the form that register_rest_route() takes.
 */
final class ContentActionArguments {

	private const MAX_PRICE = 15;

	/** Of a content with its markup, in code points: longer than 100,000 words in full markup. */
	private const MAX_CONTENT = 5000000;

	/**
	 * All of them.
	 *
	 * @param list<string> $features The features that there are.
	 * @return array<string, array<string, mixed>>
	 */
	public static function all( array $features ): array {
		return array(
			'feature'   => array(
				'type'        => 'string',
				'enum'        => $features,
				'required'    => true,
				'description' => __( 'What is done with the content.', 'seo-rank-genius' ),
			),
			'action_id' => array(
				'type'        => 'string',
				'format'      => 'uuid',
				'required'    => true,
				'description' => __( 'Minted by the browser; the same again costs nothing more.', 'seo-rank-genius' ),
			),
			'max_cost'  => array(
				'type'        => 'integer',
				'minimum'     => 1,
				'maximum'     => self::MAX_PRICE,
				'required'    => true,
				'description' => __( 'The price that was shown, in credits.', 'seo-rank-genius' ),
			),
			'save'      => array(
				'type'        => 'boolean',
				'default'     => false,
				'description' => __( 'Whether the result is kept with the content at once.', 'seo-rank-genius' ),
			),
			'input'     => array(
				'type'                 => 'object',
				'default'              => array(),
				'properties'           => self::input(),
				'additionalProperties' => false,
				'description'          => __( 'What stands in the editor, and what is asked for.', 'seo-rank-genius' ),
			),
		);
	}

	/**
	 * What stands in the editor, and what is asked for.
	 *
	 * @return array<string, array<string, mixed>>
	 */
	private static function input(): array {
		$text = static fn ( int $most ): array => array(
			'type'      => 'string',
			'maxLength' => $most,
		);
		return array(
			'title'         => $text( 2000 ),
			'content'       => $text( self::MAX_CONTENT ),
			'alternatives'  => array(
				'type'    => 'integer',
				'minimum' => 1,
				'maximum' => 3,
			),
			'schema_type'   => array(
				'type' => 'string',
				'enum' => array( SchemaFeature::AUTO, ...ActionResult::SCHEMA_TYPES ),
			),
			'intent'        => $text( 500 ),
			'focus_keyword' => $text( 200 ),
			'outline'       => array(
				'type'     => 'array',
				'maxItems' => 30,
				'items'    => $text( 300 ),
			),
			'words'         => array(
				'type'    => 'integer',
				'minimum' => DraftFeature::LEAST_WORDS,
				'maximum' => DraftFeature::MOST_WORDS,
			),
			'text'          => $text( 200000 ),
			'tone'          => array(
				'type' => 'string',
				'enum' => RewriteFeature::TONES,
			),
			'length'        => array(
				'type' => 'string',
				'enum' => RewriteFeature::LENGTHS,
			),
			'simpler'       => array( 'type' => 'boolean' ),
		);
	}
}
