<?php
/**
 * The model's findings against what a page is meant to do.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\Content;

use SeoRankGenius\Cloud\Fields;
use SeoRankGenius\Cloud\OutOfShape;
use SeoRankGenius\Cloud\Value\ActionResult;
use SeoRankGenius\Credits\Pricing;
use SeoRankGenius\Storage\StoredText;

/**
 * Kept as JSON with the hash of the text that they are about: once that has changed, they are outdated.
 *
 * @phpstan-type Finding array{severity: string, kind: string, quote: string, message: string, action: string}
 */
final class AnalysisFeature implements ListedFeature {

	public const NAME = 'content_analysis';

	public const NONE     = 'none';
	public const ANALYSED = 'analysed';
	public const OUTDATED = 'outdated';

	/** The most that is read at all. */
	private const TEXT_MAX_CODE_POINTS = 200000;

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
	 * @throws ContentUnusable When there are no words in it.
	 */
	public function input( ContentInput $of, string $present ): array {
		$intent = $of->asked_text( 'intent' );
		return array(
			'title' => $of->title(),
			'text'  => $this->text( $of ),
		) + ( '' === $intent ? array() : array( 'intent' => $intent ) ) + $of->focus_keyword();
	}

	/**
	 * See ContentFeature. A finding whose evidence does not stand in the page is none.
	 *
	 * @param ActionResult $result What the model has made.
	 * @param Asked        $asked  What was sent.
	 * @return array{}|array{findings: non-empty-list<Finding>}
	 */
	public function usable( ActionResult $result, Asked $asked ): array {
		$findings = array_filter( self::findings( $result ), static fn ( array $finding ): bool => $asked->says( $finding['quote'] ) );
		return array() === $findings ? array() : array( 'findings' => array_values( $findings ) );
	}

	/**
	 * See ContentFeature.
	 *
	 * @param array<string, mixed> $usable What usable() has said.
	 * @param Asked                $asked  What was sent.
	 */
	public function made( array $usable, Asked $asked ): string {
		return Json::encode( array( 'text_hash' => $asked->hash ) + $usable );
	}

	/**
	 * The findings that are kept.
	 *
	 * @param string $kept What is kept.
	 * @return list<Finding>
	 */
	public static function kept( string $kept ): array {
		try {
			return '' === $kept ? array() : self::findings( ActionResult::from( Fields::of( Json::decode( $kept ) ) ) );
		} catch ( OutOfShape ) {
			return array();
		}
	}

	/**
	 * See ListedFeature.
	 *
	 * @return list<string>
	 */
	public static function states(): array {
		return array( self::NONE, self::ANALYSED, self::OUTDATED );
	}

	/**
	 * See ListedFeature. Findings about a text that is not there any more are no loss.
	 *
	 * @return list<string>
	 */
	public static function empty_states(): array {
		return array( self::NONE, self::OUTDATED );
	}

	/**
	 * See ListedFeature.
	 *
	 * @param string $kept         What is kept.
	 * @param bool   $is_generated Does not matter.
	 * @param string $hash_of_text Of what a visitor reads of it now.
	 */
	public function state( string $kept, bool $is_generated, string $hash_of_text ): ContentState {
		$hash = Json::decode( $kept )['text_hash'] ?? null;
		if ( ! is_string( $hash ) ) {
			return new ContentState( self::NONE, 0 );
		}
		return new ContentState( $hash === $hash_of_text ? self::ANALYSED : self::OUTDATED, count( self::kept( $kept ) ) );
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
		return 0 === $code_points ? 0 : Pricing::price( self::NAME, Pricing::words( min( $code_points, self::TEXT_MAX_CODE_POINTS ) ) );
	}

	/**
	 * See ListedFeature.
	 *
	 * @param string $kept What is kept.
	 */
	public function line( string $kept ): string {
		return implode( "\n", array_map( static fn ( array $finding ): string => $finding['message'] . ' ' . $finding['action'], self::kept( $kept ) ) );
	}

	/**
	 * The findings of a result, as plain text.
	 *
	 * @param ActionResult $result The result.
	 * @return list<Finding>
	 * @throws OutOfShape When it holds none.
	 */
	private static function findings( ActionResult $result ): array {
		$findings = $result->fields()->list_of(
			'findings',
			static fn ( Fields $finding ): array => array(
				'severity' => $finding->word( 'severity', ActionResult::SEVERITIES ),
				'kind'     => $finding->word( 'kind', ActionResult::FINDING_KINDS ),
				'quote'    => $finding->text( 'quote', 600 ),
				'message'  => PlainText::line( $finding->text( 'message', 600 ) ),
				'action'   => PlainText::line( $finding->text( 'action', 600 ) ),
			)
		);
		return array_values( array_filter( $findings, static fn ( array $finding ): bool => '' !== $finding['message'] && '' !== $finding['action'] ) );
	}
}
