<?php
/**
 * Meta titles and meta descriptions.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\Content;

use Closure;
use SeoRankGenius\Cloud\Value\ActionResult;
use SeoRankGenius\Credits\Pricing;
use SeoRankGenius\Storage\StoredText;

/**
 * What two of them differ in is their length.
 */
final class MetaFeature implements ListedFeature {

	public const TITLE       = 'meta_title';
	public const DESCRIPTION = 'meta_description';

	public const MISSING   = 'missing';
	public const SHORT     = 'short';
	public const LONG      = 'long';
	public const WRITTEN   = 'written';
	public const GENERATED = 'generated';

	/** As much of the text as the model is shown. */
	private const TEXT_MAX_CODE_POINTS = 20000;

	private const CURRENT_MAX_CODE_POINTS = 1000;

	/** The most code points that a person may save. */
	public const MOST_CODE_POINTS = 500;

	/**
	 * A feature.
	 *
	 * @param string               $name   TITLE or DESCRIPTION.
	 * @param Closure():StoredText $stored Where it is kept, which depends on who prints it.
	 * @param int                  $short  Fewer code points say too little.
	 * @param int                  $long   More code points are cut by search engines.
	 * @param int                  $most   More than these the contract has not.
	 */
	private function __construct(
		private readonly string $name,
		private readonly Closure $stored,
		private readonly int $short,
		private readonly int $long,
		private readonly int $most,
	) {}

	/**
	 * Meta titles.
	 *
	 * @param Closure():StoredText $stored Where they are kept.
	 */
	public static function title( Closure $stored ): self {
		return new self( self::TITLE, $stored, 30, 60, ActionResult::META_TITLE_MAX );
	}

	/**
	 * Meta descriptions.
	 *
	 * @param Closure():StoredText $stored Where they are kept.
	 */
	public static function description( Closure $stored ): self {
		return new self( self::DESCRIPTION, $stored, 70, 155, ActionResult::META_DESCRIPTION_MAX );
	}

	/**
	 * See ContentFeature.
	 */
	public function name(): string {
		return $this->name;
	}

	/**
	 * See ListedFeature.
	 */
	public function stored(): StoredText {
		return ( $this->stored )();
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
	 * @param string       $present Its text now.
	 * @return array<string, mixed>
	 * @throws ContentUnusable When there are no words in it.
	 */
	public function input( ContentInput $of, string $present ): array {
		$current = mb_substr( $present, 0, self::CURRENT_MAX_CODE_POINTS, 'UTF-8' );
		return array(
			'title'        => $of->title(),
			'text'         => $this->text( $of ),
			'alternatives' => $of->asked_number( 'alternatives', 1 ),
		) + ( '' === $current ? array() : array( 'current' => $current ) ) + $of->focus_keyword();
	}

	/**
	 * See ContentFeature. Alternatives without markup; one that would have to be cut is none.
	 *
	 * @param ActionResult $result What the model has made.
	 * @param Asked        $asked  What was sent.
	 * @return array{}|array{alternatives: non-empty-list<string>}
	 */
	public function usable( ActionResult $result, Asked $asked ): array {
		$clean = array_map( PlainText::line( ... ), $result->fields()->texts( 'alternatives', ActionResult::META_DESCRIPTION_MAX, 3 ) );
		$fit   = array_values( array_unique( array_filter( $clean, fn ( string $text ): bool => '' !== $text && mb_strlen( $text, 'UTF-8' ) <= $this->most ) ) );
		return array() === $fit ? array() : array( 'alternatives' => $fit );
	}

	/**
	 * See ContentFeature. The first of its alternatives.
	 *
	 * @param array<string, mixed> $usable What usable() has said.
	 * @param Asked                $asked  What was sent.
	 */
	public function made( array $usable, Asked $asked ): string {
		return self::choices( $usable )[0] ?? '';
	}

	/**
	 * Alternatives that somebody may choose from.
	 *
	 * @param array<string, mixed> $usable What usable() has said.
	 * @return list<string>
	 */
	public static function choices( array $usable ): array {
		$alternatives = $usable['alternatives'] ?? null;
		return array_values( array_filter( is_array( $alternatives ) ? $alternatives : array(), 'is_string' ) );
	}

	/**
	 * See ListedFeature.
	 *
	 * @return list<string>
	 */
	public static function states(): array {
		return array( self::MISSING, self::SHORT, self::LONG, self::WRITTEN, self::GENERATED );
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
	 * @param string $kept         Its text.
	 * @param bool   $is_generated Whether the model wrote it.
	 * @param string $hash_of_text Does not matter.
	 */
	public function state( string $kept, bool $is_generated, string $hash_of_text ): ContentState {
		$length = mb_strlen( $kept, 'UTF-8' );
		return new ContentState(
			match ( true ) {
				'' === $kept => self::MISSING,
				$is_generated => self::GENERATED,
				// Where characters are words or syllables, half as many say as much.
				$length < ( 1 === preg_match( '/[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]/u', $kept ) ? intdiv( $this->short, 2 ) : $this->short ) => self::SHORT,
				$length > $this->long => self::LONG,
				default => self::WRITTEN,
			},
			$length
		);
	}

	/**
	 * See ListedFeature.
	 *
	 * @param string $kept Its text.
	 */
	public function sameness( string $kept ): string {
		return mb_strtolower( trim( $kept ), 'UTF-8' );
	}

	/**
	 * See ListedFeature.
	 *
	 * @param int $code_points How long its text is.
	 */
	public function price( int $code_points ): int {
		return 0 === $code_points ? 0 : Pricing::price( $this->name );
	}

	/**
	 * See ListedFeature.
	 *
	 * @param string $kept Its text.
	 */
	public function line( string $kept ): string {
		return $kept;
	}
}
