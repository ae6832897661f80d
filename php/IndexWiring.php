<?php
/**
 * Makes what keeps the indexes and the heads of pages, each without the rest: the front end loads no more than this.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius;

use SeoRankGenius\Content\ContentHooks;
use SeoRankGenius\Content\ContentIndexFill;
use SeoRankGenius\Features\ImageAltText\ImageIndex;
use SeoRankGenius\Features\ImageAltText\ImageIndexFill;
use SeoRankGenius\Features\ImageAltText\ImageUses;
use SeoRankGenius\Features\ImageAltText\IndexHooks;
use SeoRankGenius\Indexing\Fill;
use SeoRankGenius\Links\LinkHooks;
use SeoRankGenius\Links\LinkIndexFill;
use SeoRankGenius\Seo\Head;
use SeoRankGenius\Seo\HeadFill;
use SeoRankGenius\Seo\HeadHooks;
use SeoRankGenius\Seo\MetaStorages;
use SeoRankGenius\Storage\Migrations;
use SeoRankGenius\Storage\Queries;
use wpdb;

/**
 * Made for the site of one request, when a hook of Plugin needs it.
 */
final class IndexWiring {

	/**
	 * What keeps the index of images, without the rest, once there are tables and the filling has begun.
	 */
	public static function image_index_hooks(): IndexHooks {
		$filled = self::image_index_fill();
		self::fill_where_needed( $filled->fill );
		return new IndexHooks( $filled->index, $filled->uses, $filled->fill );
	}

	/**
	 * What keeps the index of contents, without the rest, once there are tables and the filling has begun.
	 */
	public static function content_hooks(): ContentHooks {
		/**
		 * WordPress's database.
		 *
		 * @var wpdb $wpdb
		 */
		global $wpdb;
		self::fill_where_needed( self::content_index_fill()->fill );
		return ContentWiring::hooks( $wpdb );
	}

	/**
	 * What keeps the index of links, without the rest, once there are tables and the filling has begun.
	 */
	public static function link_hooks(): LinkHooks {
		$filled = self::link_index_fill();
		self::fill_where_needed( $filled->fill );
		return new LinkHooks( $filled->index, $filled );
	}

	/**
	 * Sees to it that there are tables, and that the filling of an index has begun.
	 *
	 * @param Fill $fill Fills it.
	 */
	private static function fill_where_needed( Fill $fill ): void {
		if ( self::migrations()->run() ) {
			self::image_index_fill()->fill->start();
			self::content_index_fill()->fill->start();
			self::link_index_fill()->fill->start();
		} else {
			$fill->start_once();
		}
	}

	/**
	 * What fills the index of links, without the rest.
	 */
	public static function link_index_fill(): LinkIndexFill {
		/**
		 * WordPress's database.
		 *
		 * @var wpdb $wpdb
		 */
		global $wpdb;
		return ContentWiring::link_index_fill( $wpdb );
	}

	/**
	 * What fills the index of contents, without the rest.
	 */
	public static function content_index_fill(): ContentIndexFill {
		/**
		 * WordPress's database.
		 *
		 * @var wpdb $wpdb
		 */
		global $wpdb;
		return ContentWiring::index_fill( $wpdb );
	}

	/**
	 * What fills the index of images, without the rest.
	 */
	public static function image_index_fill(): ImageIndexFill {
		/**
		 * WordPress's database.
		 *
		 * @var wpdb $wpdb
		 */
		global $wpdb;
		$queries = new Queries( $wpdb );
		return new ImageIndexFill( $queries, new ImageIndex( $queries ), new ImageUses( $queries ) );
	}

	/**
	 * What keeps the heads of public pages, without the rest.
	 */
	public static function head_hooks(): HeadHooks {
		return new HeadHooks( self::head_fill() );
	}

	/**
	 * What assembles the heads of all public pages, without the rest.
	 */
	public static function head_fill(): HeadFill {
		/**
		 * WordPress's database.
		 *
		 * @var wpdb $wpdb
		 */
		global $wpdb;
		return new HeadFill( new Queries( $wpdb ), new Head( new MetaStorages( $wpdb ) ) );
	}

	/**
	 * The tables, without the rest.
	 */
	public static function migrations(): Migrations {
		/**
		 * WordPress's database.
		 *
		 * @var wpdb $wpdb
		 */
		global $wpdb;
		return new Migrations( $wpdb );
	}
}
