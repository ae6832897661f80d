<?php
/**
 * Keeps what came of a feature for a content: the result, or why there is none.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\Content;

use SeoRankGenius\Content\ContentIndex;

/**
 * The one place that lets the model change what is kept with a content. What a person has done meanwhile stays.
 */
final class ContentOutcome {

	/**
	 * Outcomes.
	 *
	 * @param ContentIndex $index Remembers what the model did.
	 */
	public function __construct( private readonly ContentIndex $index ) {}

	/**
	 * Remembers what the model wrote: whichever of it is kept later, by whatever way, is recognised.
	 *
	 * @param ListedFeature $feature The feature.
	 * @param int           $id      The content.
	 * @param list<string>  $choices As any of them may be kept.
	 */
	public function remember( ListedFeature $feature, int $id, array $choices ): void {
		$this->index->made( $id, $feature->name(), $choices );
		$this->index->failed( $id, $feature->name(), '' );
	}

	/**
	 * Saves a result, if the content still has what it is to replace. False when it has not, or is gone.
	 *
	 * @param ListedFeature $feature The feature.
	 * @param int           $id      The content.
	 * @param string        $made    What is to be kept, not empty.
	 * @param string        $instead What was kept when it was asked for.
	 */
	public function save( ListedFeature $feature, int $id, string $made, string $instead ): bool {
		return $feature->stored()->replace( $id, $instead, $made );
	}

	/**
	 * Remembers why nothing came of it.
	 *
	 * @param ContentFeature $feature The feature.
	 * @param int            $id      The content.
	 * @param string         $why     A problem code or a reason of ContentUnusable.
	 */
	public function fail( ContentFeature $feature, int $id, string $why ): void {
		if ( $feature instanceof ListedFeature ) {
			$this->index->failed( $id, $feature->name(), $why );
		}
	}
}
