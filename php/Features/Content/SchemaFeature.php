<?php
/**
 * What a page says of itself, for JSON-LD.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\Content;

use SeoRankGenius\Cloud\Fields;
use SeoRankGenius\Cloud\OutOfShape;
use SeoRankGenius\Cloud\Value\ActionResult;
use SeoRankGenius\Credits\Pricing;
use SeoRankGenius\Seo\Schema\SchemaTypes;
use SeoRankGenius\Storage\StoredText;

/**
 * Kept as JSON in the shape of the contract. Dates, author, address, pictures and prices are WordPress's to add.
 */
final class SchemaFeature implements ListedFeature {

	public const NAME = 'schema';

	public const MISSING   = 'missing';
	public const WRITTEN   = 'written';
	public const GENERATED = 'generated';

	/** Chosen by the model. */
	public const AUTO = 'auto';

	/** As much of the text as the model is shown. */
	private const TEXT_MAX_CODE_POINTS = 60000;

	/**
	 * A feature.
	 *
	 * @param StoredText $stored Where it is kept.
	 */
	public function __construct( private readonly StoredText $stored ) {}

	/**
	 * See ContentFeature.
	 */
	public function name(): string {
		return self::NAME;
	}

	/**
	 * See ListedFeature.
	 */
	public function stored(): StoredText {
		return $this->stored;
	}

	/**
	 * See ContentFeature.
	 *
	 * @param ContentInput $of The content.
	 * @throws ContentUnusable When there are no words in it.
	 */
	public function text( ContentInput $of ): string {
		return $of->beginning( self::TEXT_MAX_CODE_POINTS );
	}

	/**
	 * See ContentFeature.
	 *
	 * @param ContentInput $of      The content.
	 * @param string       $present Does not matter.
	 * @return array<string, mixed>
	 * @throws ContentUnusable When there are no words in it, or another plugin says it.
	 */
	public function input( ContentInput $of, string $present ): array {
		$refusal = SchemaTypes::refusal( $of->post );
		if ( null !== $refusal ) {
			throw new ContentUnusable( $refusal );
		}
		$type = $of->asked_text( 'schema_type' );
		return array(
			'title'       => $of->title(),
			'text'        => $this->text( $of ),
			'schema_type' => '' === $type ? self::AUTO : $type,
		);
	}

	/**
	 * See ContentFeature. Questions whose answers do not stand in the page are left out.
	 *
	 * @param ActionResult $result What the model has made.
	 * @param Asked        $asked  What was sent.
	 * @return array<string, mixed>
	 */
	public function usable( ActionResult $result, Asked $asked ): array {
		$said   = self::clean( $result->values );
		$pairs  = is_array( $said['faq'] ?? null ) ? $said['faq'] : array();
		$is_of  = static fn ( mixed $pair ): bool => is_array( $pair ) && is_string( $pair['question'] ?? null ) && is_string( $pair['answer'] ?? null ) && $asked->says( $pair['question'] ) && $asked->says( $pair['answer'] );
		$usable = array( 'faq' => array_values( array_filter( $pairs, $is_of ) ) ) + $said;
		return self::is_whole( $usable ) ? array_replace( $said, $usable ) : array();
	}

	/**
	 * See ContentFeature.
	 *
	 * @param array<string, mixed> $usable What usable() has said.
	 * @param Asked                $asked  What was sent.
	 */
	public function made( array $usable, Asked $asked ): string {
		return Json::encode( $usable );
	}

	/**
	 * What is kept, in the shape of the contract; null where it is not.
	 *
	 * @param string $kept What is kept.
	 */
	public static function kept( string $kept ): ?ActionResult {
		try {
			$result = '' === $kept ? null : ActionResult::from( Fields::of( Json::decode( $kept ) ) );
		} catch ( OutOfShape ) {
			return null;
		}
		return true === $result?->is_of( self::NAME ) ? $result : null;
	}

	/**
	 * See ListedFeature.
	 *
	 * @return list<string>
	 */
	public static function states(): array {
		return array( self::MISSING, self::WRITTEN, self::GENERATED );
	}

	/**
	 * See ListedFeature.
	 *
	 * @return list<string>
	 */
	public static function empty_states(): array {
		return array( self::MISSING );
	}

	/**
	 * See ListedFeature.
	 *
	 * @param string $kept         What is kept.
	 * @param bool   $is_generated Whether the model wrote it.
	 * @param string $hash_of_text Does not matter.
	 */
	public function state( string $kept, bool $is_generated, string $hash_of_text ): ContentState {
		if ( null === self::kept( $kept ) ) {
			return new ContentState( self::MISSING, 0 );
		}
		return new ContentState( $is_generated ? self::GENERATED : self::WRITTEN, 1 );
	}

	/**
	 * See ListedFeature.
	 *
	 * @param string $kept What is kept.
	 */
	public function sameness( string $kept ): string {
		return '';
	}

	/**
	 * See ListedFeature.
	 *
	 * @param int $code_points How long its text is.
	 */
	public function price( int $code_points ): int {
		return 0 === $code_points ? 0 : Pricing::price( self::NAME );
	}

	/**
	 * See ListedFeature.
	 *
	 * @param string $kept What is kept.
	 */
	public function line( string $kept ): string {
		$said = self::kept( $kept )?->values;
		if ( null === $said ) {
			return '';
		}
		$name = is_array( $said['organization'] ) ? ( $said['organization']['name'] ?? null ) : ( $said['headline'] ?? $said['breadcrumb_name'] );
		$type = is_string( $said['type'] ) ? $said['type'] : '';
		return is_string( $name ) ? "$type: $name" : $type;
	}

	/**
	 * Every text in it as one line without markup; null where nothing is left.
	 *
	 * @param array<string, mixed> $values What the model has made.
	 * @return array<string, mixed>
	 */
	private static function clean( array $values ): array {
		$clean   = static function ( mixed $value ) use ( &$clean ): mixed {
			if ( is_string( $value ) ) {
				$line = PlainText::line( $value );
				return '' === $line ? null : $line;
			}
			return is_array( $value ) ? array_map( $clean, $value ) : $value;
		};
		$cleaned = array_map( $clean, $values );
		foreach ( array( 'about' ) as $list ) {
			$cleaned[ $list ] = array_values( array_filter( is_array( $cleaned[ $list ] ?? null ) ? $cleaned[ $list ] : array(), 'is_string' ) );
		}
		return $cleaned;
	}

	/**
	 * Whether it is in the contract's shape after cleaning, and has what its type cannot do without.
	 *
	 * @param array<string, mixed> $said What is left.
	 */
	private static function is_whole( array $said ): bool {
		if ( null === self::kept( Json::encode( $said ) ) ) {
			return false;
		}
		return match ( $said['type'] ) {
			'FAQPage' => array() !== $said['faq'],
			'BreadcrumbList', 'Product' => null !== $said['breadcrumb_name'],
			'Organization', 'LocalBusiness' => null !== $said['organization'],
			default => null !== $said['headline'] && null !== $said['description'],
		};
	}
}
