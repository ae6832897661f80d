<?php
/**
 * The types of structured data that can be made, and for which pages none is.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Seo\Schema;

use SeoRankGenius\Cloud\Value\ActionResult;
use WP_Post;

/**
 * They are those of the contract with the cloud.
 */
final class SchemaTypes {

	/** All of them. */
	public const ALL = ActionResult::SCHEMA_TYPES;

	/** Why there is none: WooCommerce prints the product itself. */
	public const LEFT_TO_WOOCOMMERCE = 'left_to_woocommerce';

	/**
	 * Why a page gets none; null where it does. To be asked before anything is paid for.
	 *
	 * @param WP_Post $post The post.
	 */
	public static function refusal( WP_Post $post ): ?string {
		return 'product' === $post->post_type && class_exists( 'WooCommerce', false ) ? self::LEFT_TO_WOOCOMMERCE : null;
	}

	/**
	 * A refusal, for people.
	 *
	 * @param string $reason What refusal() says.
	 */
	public static function message( string $reason ): string {
		return self::LEFT_TO_WOOCOMMERCE === $reason
			? __( 'WooCommerce prints the structured data of its products, with price and stock. So none is made here.', 'seo-rank-genius' )
			: '';
	}
}
