<?php
/**
 * Makes what is sent to have a feature work on one content.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\Content;

use SeoRankGenius\Cloud\Value\ActionResult;
use SeoRankGenius\Content\ContentIndex;
use SeoRankGenius\Links\Language;
use SeoRankGenius\Links\Words;
use SeoRankGenius\Personalization\SavedPersonalization;

/**
 * The one place that decides what leaves the site for these features.
 */
final class ContentRequest {

	/** The beginning of a text tells its language. */
	private const SAMPLE_CODE_POINTS = 4000;

	/**
	 * Requests.
	 *
	 * @param SavedPersonalization $personalization What the owner says about the brand.
	 * @param ContentIndex         $index           Remembers what was asked.
	 */
	public function __construct(
		private readonly SavedPersonalization $personalization,
		private readonly ContentIndex $index,
	) {}

	/**
	 * The ActionRequest of the /v1 contract, for one content.
	 *
	 * @param ContentFeature $feature   What is to be done.
	 * @param ContentInput   $of        With what.
	 * @param string         $present   What is kept for it now; empty for nothing.
	 * @param int            $user_id   Who asks.
	 * @param string         $action_id UUID.
	 * @param int            $max_cost  The quote, in credits.
	 * @param string|null    $run_id    UUID of the run that it is part of.
	 * @return array<string, mixed>
	 * @throws ContentUnusable When it cannot be sent.
	 */
	public function of( ContentFeature $feature, ContentInput $of, string $present, int $user_id, string $action_id, int $max_cost, ?string $run_id = null ): array {
		$input           = $feature->input( $of, $present );
		$personalization = $this->personalization->now();
		$for_cloud       = $personalization->for_cloud();
		if ( $feature instanceof ListedFeature ) {
			$candidates = is_array( $input['candidates'] ?? null ) ? $input['candidates'] : array();
			$this->index->asked( $of->post->ID, $feature->name(), null === $for_cloud ? 0 : $personalization->version, $feature->text( $of ), self::ids( $candidates ) );
		}
		return array(
			'id'       => $action_id,
			'feature'  => $feature->name(),
			'subject'  => array(
				'type' => $of->post->post_type,
				'id'   => (string) $of->post->ID,
			),
			'actor'    => (string) $user_id,
			'run_id'   => $run_id,
			'max_cost' => $max_cost,
			'input'    => $input + array(
				'language' => $this->language( $of ),
			) + ( null === $for_cloud ? array() : array( 'personalization' => $for_cloud ) ),
		);
	}

	/**
	 * What would be kept of a result; empty when nothing of it can be used.
	 *
	 * @param ContentFeature $feature What was done.
	 * @param ContentInput   $of      With what, as far as it is known.
	 * @param ActionResult   $result  What the model has made.
	 */
	public function made( ContentFeature $feature, ContentInput $of, ActionResult $result ): string {
		$asked  = $this->asked( $feature, $of );
		$usable = $feature->usable( $result, $asked );
		return array() === $usable ? '' : $feature->made( $usable, $asked );
	}

	/**
	 * What was sent of a content last, for checking a result by it.
	 *
	 * @param ContentFeature $feature What was done.
	 * @param ContentInput   $of      With what, as far as it is known.
	 */
	public function asked( ContentFeature $feature, ContentInput $of ): Asked {
		try {
			$text = $feature->text( $of );
		} catch ( ContentUnusable ) {
			$text = '';
		}
		return $feature instanceof ListedFeature ? $this->index->what_was_asked( $of->post->ID, $feature->name(), $text, md5( $of->text() ) ) : new Asked( $text );
	}

	/**
	 * The language to write in: what the owner says, else that of the content, where it is known or can be told, in place
	 * of the site's.
	 *
	 * @param ContentInput $of The content.
	 */
	private function language( ContentInput $of ): string {
		$personalization = $this->personalization->now();
		$of_site         = $personalization->language();
		if ( null !== $personalization->language ) {
			return $of_site;
		}
		$text = mb_substr( $of->text(), 0, self::SAMPLE_CODE_POINTS, 'UTF-8' );
		$told = Language::of( $of->post, $text, Words::counts( $text ) );
		$code = static fn ( string $locale ): string => strtolower( (string) strtok( str_replace( '_', '-', $locale ), '-' ) );
		return '' === $told || $code( $told ) === $code( $of_site ) ? $of_site : $told;
	}

	/**
	 * The ids of candidates.
	 *
	 * @param array<array-key, mixed> $candidates As they are sent.
	 * @return list<int>
	 */
	private static function ids( array $candidates ): array {
		return array_values( array_map( static fn ( mixed $candidate ): int => is_array( $candidate ) && is_numeric( $candidate['id'] ?? null ) ? (int) $candidate['id'] : 0, $candidates ) );
	}
}
