<?php
/**
 * Thrown when a content cannot be sent to the model.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\Content;

use SeoRankGenius\Features\Unusable;
use SeoRankGenius\Seo\Schema\SchemaTypes;

/**
 * Says why, as one of the reasons.
 */
final class ContentUnusable extends Unusable {

	public const NO_TEXT         = 'no_text';
	public const NO_TITLE        = 'no_title';
	public const TOO_LONG        = 'too_long';
	public const NOTHING_TO_LINK = 'nothing_to_link';

	/** Says nothing of the content: a while later it can be sent. */
	public const PAGES_UNREAD = 'pages_unread';

	/**
	 * Why it cannot be sent, and what to do; null where the reason is none of these.
	 *
	 * @param string $reason One of the constants.
	 */
	public static function message( string $reason ): ?string {
		return match ( $reason ) {
			self::NO_TEXT => __( 'There is no text here that a visitor could read, so there is nothing to work from. Write something first; nothing was charged.', 'seo-rank-genius' ),
			self::NO_TITLE => __( 'A draft needs a title or an outline. Write one of the two; nothing was charged.', 'seo-rank-genius' ),
			self::TOO_LONG => __( 'This is too long to be rewritten at once: 5,000 words are the most. Select fewer blocks; nothing was charged.', 'seo-rank-genius' ),
			self::NOTHING_TO_LINK => __( 'No other public page of this site is about the same things and not yet linked from here. Nothing was charged.', 'seo-rank-genius' ),
			self::PAGES_UNREAD => __( 'The pages of this site are still being read, to find those that can be linked. Try again in a minute; nothing was charged.', 'seo-rank-genius' ),
			SchemaTypes::LEFT_TO_WOOCOMMERCE => SchemaTypes::message( $reason ),
			default => null,
		};
	}
}
