<?php
/**
 * What a completed action has made: the result of one of the features.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Cloud\Value;

use SeoRankGenius\Cloud\Fields;
use SeoRankGenius\Cloud\OutOfShape;

/**
 * Its shape is that of cloud/src/features/results.ts, by which it is recognised: no two features but meta titles and
 * descriptions have a field in common. Whether its words are fit to be saved is the feature's to say.
 */
final class ActionResult {

	/** The most code points of a meta title, and of a meta description. */
	public const META_TITLE_MAX       = 70;
	public const META_DESCRIPTION_MAX = 170;

	public const SCHEMA_TYPES  = array( 'Article', 'BlogPosting', 'FAQPage', 'BreadcrumbList', 'Organization', 'LocalBusiness', 'Product' );
	public const SEVERITIES    = array( 'high', 'medium', 'low' );
	public const FINDING_KINDS = array( 'intent', 'completeness', 'structure', 'clarity', 'keyword', 'tone', 'trust' );

	/** What an organization may say of itself; null where the page does not. */
	public const STATED = array( 'telephone', 'email', 'street_address', 'locality', 'region', 'postal_code', 'country' );

	/** By the field that only they have: the features. */
	private const FEATURES = array(
		'alt_text'     => array( 'image_alt' ),
		'alternatives' => array( 'meta_title', 'meta_description' ),
		'type'         => array( 'schema' ),
		'suggestions'  => array( 'link_suggestions' ),
		'findings'     => array( 'content_analysis' ),
		'sections'     => array( 'draft' ),
		'text'         => array( 'rewrite' ),
	);

	/**
	 * A result.
	 *
	 * @param string               $field  The field by which it was recognised.
	 * @param array<string, mixed> $values Its fields, and no others.
	 */
	private function __construct( private readonly string $field, public readonly array $values ) {}

	/**
	 * Reads a result.
	 *
	 * @param Fields $fields Its fields.
	 * @throws OutOfShape When it is that of no feature.
	 */
	public static function from( Fields $fields ): self {
		foreach ( array_keys( self::FEATURES ) as $field ) {
			if ( $fields->has( $field ) ) {
				return new self(
					$field,
					match ( $field ) {
						'alt_text' => array( 'alt_text' => $fields->text( 'alt_text', 1000 ) ),
						'alternatives' => array( 'alternatives' => $fields->texts( 'alternatives', self::META_DESCRIPTION_MAX, 3, 1 ) ),
						'type' => self::schema( $fields ),
						'suggestions' => array( 'suggestions' => $fields->list_of( 'suggestions', self::suggestion( ... ), 15, 1 ) ),
						'findings' => array( 'findings' => $fields->list_of( 'findings', self::finding( ... ), 15, 1 ) ),
						'sections' => array( 'sections' => $fields->list_of( 'sections', self::section( ... ), 40, 1 ) ),
						'text' => array( 'text' => $fields->text( 'text', 100000 ) ),
					}
				);
			}
		}
		throw new OutOfShape( 'The result is that of no feature' );
	}

	/**
	 * Whether it is what a feature makes.
	 *
	 * @param string $feature The feature.
	 */
	public function is_of( string $feature ): bool {
		if ( ! in_array( $feature, self::FEATURES[ $this->field ] ?? array(), true ) ) {
			return false;
		}
		foreach ( 'meta_title' === $feature ? $this->fields()->texts( 'alternatives', self::META_DESCRIPTION_MAX, 3, 1 ) : array() as $title ) {
			if ( mb_strlen( $title, 'UTF-8' ) > self::META_TITLE_MAX ) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Its fields, for reading them.
	 */
	public function fields(): Fields {
		return Fields::of( $this->values );
	}

	/**
	 * What a page says, for JSON-LD.
	 *
	 * @param Fields $fields Its fields.
	 * @return array{type: string, headline: string|null, description: string|null, about: list<string>, faq: list<array{question: string, answer: string}>, breadcrumb_name: string|null, organization: array<string, mixed>|null}
	 */
	private static function schema( Fields $fields ): array {
		return array(
			'type'            => $fields->word( 'type', self::SCHEMA_TYPES ),
			'headline'        => self::line( $fields, 'headline', 110 ),
			'description'     => self::line( $fields, 'description', 300 ),
			'about'           => $fields->texts( 'about', 100, 8 ),
			'faq'             => $fields->list_of(
				'faq',
				static fn ( Fields $pair ): array => array(
					'question' => $pair->text( 'question', 500 ),
					'answer'   => $pair->text( 'answer', 5000 ),
				),
				30
			),
			'breadcrumb_name' => self::line( $fields, 'breadcrumb_name', 100 ),
			'organization'    => $fields->nullable( 'organization', static fn ( Fields $of ): array => self::organization( $of->object( 'organization' ) ) ),
		);
	}

	/**
	 * An organization or a business.
	 *
	 * @param Fields $fields Its fields.
	 * @return array<string, mixed>
	 */
	private static function organization( Fields $fields ): array {
		$stated = array();
		foreach ( self::STATED as $field ) {
			$stated[ $field ] = self::line( $fields, $field, 200 );
		}
		return array( 'name' => $fields->text( 'name', 200 ) ) + $stated + array( 'opening_hours' => $fields->texts( 'opening_hours', 200, 14 ) );
	}

	/**
	 * A link that is suggested.
	 *
	 * @param Fields $fields Its fields.
	 * @return array{candidate_id: string, anchor: string, reason: string}
	 */
	private static function suggestion( Fields $fields ): array {
		return array(
			'candidate_id' => $fields->text( 'candidate_id', 64 ),
			'anchor'       => $fields->text( 'anchor', 200 ),
			'reason'       => $fields->text( 'reason', 500 ),
		);
	}

	/**
	 * A finding with its evidence.
	 *
	 * @param Fields $fields Its fields.
	 * @return array{severity: string, kind: string, quote: string, message: string, action: string}
	 */
	private static function finding( Fields $fields ): array {
		return array(
			'severity' => $fields->word( 'severity', self::SEVERITIES ),
			'kind'     => $fields->word( 'kind', self::FINDING_KINDS ),
			'quote'    => $fields->text( 'quote', 600 ),
			'message'  => $fields->text( 'message', 600 ),
			'action'   => $fields->text( 'action', 600 ),
		);
	}

	/**
	 * A section of a draft.
	 *
	 * @param Fields $fields Its fields.
	 * @return array{heading: string, paragraphs: list<string>}
	 */
	private static function section( Fields $fields ): array {
		return array(
			'heading'    => $fields->text( 'heading', 300, 0 ),
			'paragraphs' => $fields->texts( 'paragraphs', 10000, 40, 1 ),
		);
	}

	/**
	 * A text, or null.
	 *
	 * @param Fields $fields The fields.
	 * @param string $key    The field.
	 * @param int    $max    The most code points it may have.
	 */
	private static function line( Fields $fields, string $key, int $max ): ?string {
		return $fields->nullable( $key, static fn ( Fields $of ): string => $of->text( $key, $max ) );
	}
}
