<?php
/**
 * Shows what a feature has made of a content.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest;

use SeoRankGenius\Cloud\Fields;
use SeoRankGenius\Cloud\Value\ActionResult;
use SeoRankGenius\Features\Content\Asked;
use SeoRankGenius\Features\Content\ContentFeature;
use SeoRankGenius\Features\Content\ContentInput;
use SeoRankGenius\Features\Content\ContentRequest;
use SeoRankGenius\Features\Content\LinksFeature;

/**
 * As schema/rest/content-action.json has it.
 */
final class ContentResultView {

	/**
	 * A view.
	 *
	 * @param ContentRequest $requests Know what was sent.
	 * @param ContentDetail  $detail   Shows links.
	 */
	public function __construct( private readonly ContentRequest $requests, private readonly ContentDetail $detail ) {}

	/**
	 * A result; null when nothing of it can be used.
	 *
	 * @param ContentFeature    $feature What was done.
	 * @param ActionResult      $result  What was made.
	 * @param ContentInput|null $of      With what; null where that is not known any more.
	 * @return array<string, mixed>|null
	 */
	public function show( ContentFeature $feature, ActionResult $result, ?ContentInput $of ): ?array {
		if ( ! $result->is_of( $feature->name() ) ) {
			return null;
		}
		$usable = $feature->usable( $result, null === $of ? new Asked() : $this->requests->asked( $feature, $of ) );
		if ( array() === $usable ) {
			return null;
		}
		if ( LinksFeature::NAME === $feature->name() ) {
			$suggestions = Fields::of( $usable )->list_of(
				'suggestions',
				static fn ( Fields $suggestion ): array => array(
					'post_id' => $suggestion->count( 'post_id', 1 ),
					'anchor'  => $suggestion->text( 'anchor' ),
					'reason'  => $suggestion->text( 'reason', 500, 0 ),
				)
			);
			return array( 'suggestions' => $this->detail->suggestions( $suggestions, null === $of ? '' : $of->text() ) );
		}
		return $usable;
	}
}
