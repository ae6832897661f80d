<?php
/**
 * Where a page's meta title and description are kept: with the plugin that prints them.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Seo;

use SeoRankGenius\Storage\MetaText;
use SeoRankGenius\Storage\Names;
use SeoRankGenius\Storage\StoredText;
use wpdb;

/**
 * One plugin prints the tags. Beside Yoast SEO, Rank Math or All in One SEO it is that one: texts go to where it keeps its
 * own, as they are, with its variables ("%%title%%", "%title%", "#post_title") where it has any, and this plugin prints
 * none. Which one is there is asked anew each time, and never before all plugins are loaded: a constant costs nothing.
 */
final class MetaStorages {

	public const SELF      = 'self';
	public const YOAST     = 'yoast';
	public const RANK_MATH = 'rank_math';
	public const AIOSEO    = 'aioseo';

	/** Who can print the tags. */
	public const ALL = array( self::SELF, self::YOAST, self::RANK_MATH, self::AIOSEO );

	private const YOAST_TITLE           = '_yoast_wpseo_title';
	private const YOAST_DESCRIPTION     = '_yoast_wpseo_metadesc';
	private const RANK_MATH_TITLE       = 'rank_math_title';
	private const RANK_MATH_DESCRIPTION = 'rank_math_description';

	/**
	 * Storages.
	 *
	 * @param wpdb $wpdb The database.
	 */
	public function __construct( private readonly wpdb $wpdb ) {}

	/**
	 * Who prints the tags: one of ALL. Of several, the first.
	 */
	public static function printed_by(): string {
		return match ( true ) {
			defined( 'WPSEO_VERSION' )     => self::YOAST,
			defined( 'RANK_MATH_VERSION' ) => self::RANK_MATH,
			defined( 'AIOSEO_VERSION' )    => self::AIOSEO,
			default                        => self::SELF,
		};
	}

	/**
	 * Meta titles.
	 */
	public function title(): StoredText {
		return match ( self::printed_by() ) {
			self::YOAST     => new MetaText( $this->wpdb, self::YOAST_TITLE ),
			self::RANK_MATH => new MetaText( $this->wpdb, self::RANK_MATH_TITLE ),
			self::AIOSEO    => new AioseoText( 'title' ),
			default         => new MetaText( $this->wpdb, Names::META_TITLE ),
		};
	}

	/**
	 * Meta descriptions.
	 */
	public function description(): StoredText {
		return match ( self::printed_by() ) {
			self::YOAST     => new MetaText( $this->wpdb, self::YOAST_DESCRIPTION ),
			self::RANK_MATH => new MetaText( $this->wpdb, self::RANK_MATH_DESCRIPTION ),
			self::AIOSEO    => new AioseoText( 'description' ),
			default         => new MetaText( $this->wpdb, Names::META_DESCRIPTION ),
		};
	}
}
