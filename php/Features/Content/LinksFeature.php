<?php
/**
 * Links to other pages of the site that the model suggests.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\Content;

use Closure;
use SeoRankGenius\Cloud\Fields;
use SeoRankGenius\Cloud\OutOfShape;
use SeoRankGenius\Cloud\Value\ActionResult;
use SeoRankGenius\Credits\Pricing;
use SeoRankGenius\Storage\StoredText;
use WP_Post;

/**
 * Those that are open are kept as JSON: what was put into the text or dismissed is gone from it.
 *
 * @phpstan-type Suggestion array{post_id: int, anchor: string, reason: string}
 */
final class LinksFeature implements ListedFeature {

	public const NAME = 'link_suggestions';

	public const NONE      = 'none';
	public const SUGGESTED = 'suggested';

	/** So many candidates at most; with them the price is the same whatever is found. */
	public const MOST_CANDIDATES = 25;

	/** As much of the text as the model is shown. */
	private const TEXT_MAX_CODE_POINTS = 60000;

	/**
	 * A feature.
	 *
	 * @param StoredText $stored     Where it is kept.
	 * @param Closure    $candidates Finds pages that a text could link to.
	 * @phpstan-param Closure(WP_Post, string, int): list<array{id: int, title: string, excerpt: string}> $candidates
	 * @param Closure    $are_read   Whether it finds them among all pages; reads on for a while where some are not read yet.
	 * @phpstan-param Closure(): bool $are_read
	 */
	public function __construct(
		private readonly StoredText $stored,
		private readonly Closure $candidates,
		private readonly Closure $are_read,
	) {}

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
	 * @throws ContentUnusable When there are no words in it, nothing to link to, or that cannot be known yet.
	 */
	public function input( ContentInput $of, string $present ): array {
		$text = $this->text( $of );
		if ( ! ( $this->are_read )() ) {
			// Nobody is to pay for what was found among half of the pages.
			throw new ContentUnusable( ContentUnusable::PAGES_UNREAD );
		}
		$candidates = array();
		foreach ( ( $this->candidates )( $of->post, $text, self::MOST_CANDIDATES ) as $candidate ) {
			$title = mb_substr( PlainText::line( $candidate['title'] ), 0, 300, 'UTF-8' );
			if ( '' !== $title ) {
				$candidates[] = array(
					'id'      => (string) $candidate['id'],
					'title'   => $title,
					'excerpt' => mb_substr( $candidate['excerpt'], 0, 600, 'UTF-8' ),
				);
			}
		}
		if ( array() === $candidates ) {
			throw new ContentUnusable( ContentUnusable::NOTHING_TO_LINK );
		}
		return array(
			'title'      => $of->title(),
			'text'       => $text,
			'candidates' => $candidates,
		);
	}

	/**
	 * See ContentFeature. Only pages that were offered, and from words that stand in the text.
	 *
	 * @param ActionResult $result What the model has made.
	 * @param Asked        $asked  What was sent.
	 * @return array{}|array{suggestions: non-empty-list<Suggestion>}
	 */
	public function usable( ActionResult $result, Asked $asked ): array {
		$suggestions = array();
		$given       = $result->fields()->list_of(
			'suggestions',
			static fn ( Fields $suggestion ): array => array(
				'post_id' => self::post_id( $suggestion->text( 'candidate_id', 64 ) ),
				'anchor'  => $suggestion->text( 'anchor', 200 ),
				'reason'  => PlainText::line( $suggestion->text( 'reason', 500 ) ),
			)
		);
		foreach ( $given as $suggestion ) {
			$is_offered = in_array( $suggestion['post_id'], $asked->targets, true ) || ( array() === $asked->targets && $suggestion['post_id'] > 0 );
			if ( $is_offered && ! str_contains( $suggestion['anchor'], "\n" ) && $asked->says( $suggestion['anchor'] ) ) {
				$suggestions[ $suggestion['post_id'] ] = $suggestion;
			}
		}
		return array() === $suggestions ? array() : array( 'suggestions' => array_values( $suggestions ) );
	}

	/**
	 * See ContentFeature.
	 *
	 * @param array<string, mixed> $usable What usable() has said.
	 * @param Asked                $asked  What was sent.
	 */
	public function made( array $usable, Asked $asked ): string {
		$suggestions = $usable['suggestions'] ?? null;
		return Json::encode( is_array( $suggestions ) ? $suggestions : array() );
	}

	/**
	 * The suggestions that are open.
	 *
	 * @param string $kept What is kept.
	 * @return list<Suggestion>
	 */
	public static function kept( string $kept ): array {
		try {
			return '' === $kept ? array() : Fields::of( array( 'suggestions' => Json::decode( $kept ) ) )->list_of(
				'suggestions',
				static fn ( Fields $suggestion ): array => array(
					'post_id' => $suggestion->count( 'post_id', 1 ),
					'anchor'  => $suggestion->text( 'anchor', 200 ),
					'reason'  => $suggestion->text( 'reason', 500, 0 ),
				)
			);
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
		return array( self::NONE, self::SUGGESTED );
	}

	/**
	 * See ListedFeature.
	 *
	 * @return list<string>
	 */
	public static function empty_states(): array {
		return array( self::NONE );
	}

	/**
	 * See ListedFeature.
	 *
	 * @param string $kept         What is kept.
	 * @param bool   $is_generated Does not matter.
	 * @param string $hash_of_text Does not matter.
	 */
	public function state( string $kept, bool $is_generated, string $hash_of_text ): ContentState {
		$open = count( self::kept( $kept ) );
		return new ContentState( 0 === $open ? self::NONE : self::SUGGESTED, $open );
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
		return 0 === $code_points ? 0 : Pricing::price( self::NAME, self::MOST_CANDIDATES );
	}

	/**
	 * See ListedFeature.
	 *
	 * @param string $kept What is kept.
	 */
	public function line( string $kept ): string {
		return implode( "\n", array_map( static fn ( array $suggestion ): string => $suggestion['anchor'] . ' → ' . get_the_title( $suggestion['post_id'] ), self::kept( $kept ) ) );
	}

	/**
	 * The page that an id stands for; 0 where it stands for none.
	 *
	 * @param string $candidate_id What the model says.
	 */
	private static function post_id( string $candidate_id ): int {
		return 1 === preg_match( '/^[1-9][0-9]{0,17}$/D', $candidate_id ) ? (int) $candidate_id : 0;
	}
}
