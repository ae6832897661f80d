<?php
/**
 * Which contents are meant: those of a filter, a kind and a search, or those that are named.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Content;

use SeoRankGenius\Features\Content\ListedFeature;
use SeoRankGenius\Features\Content\LinksFeature;
use SeoRankGenius\Indexing\Searchable;
use SeoRankGenius\Links\LinkGraph;
use SeoRankGenius\Storage\Queries;
use SeoRankGenius\Storage\Tables;

/**
 * A part of a statement on the index, for a list, a count or an INSERT … SELECT. It calls a row of
 * Tables::CONTENT_FEATURES `item`.
 */
final class ContentSelection {

	/** What can be filtered by whatever the feature. */
	private const FILTERS = array( 'all', 'failed' );

	private const DUPLICATE = 'duplicate';

	private const ORPHAN = 'orphan';

	/** Filters by which pages of the site it links to and is linked from: only public pages are meant. */
	public const BY_LINKS = array( self::ORPHAN, 'no_links_out' );

	/**
	 * A selection.
	 *
	 * @param ListedFeature  $feature By which feature.
	 * @param string         $filter  One of filters().
	 * @param string         $type    Only of this kind; empty for any.
	 * @param string         $search  Words of titles, slug or meta texts, all of which must occur; empty for any.
	 * @param list<int>|null $only    Nothing but these; null for any.
	 * @param list<int>      $except  None of these.
	 */
	public function __construct(
		public readonly ListedFeature $feature,
		public readonly string $filter = 'all',
		public readonly string $type = '',
		public readonly string $search = '',
		public readonly ?array $only = null,
		public readonly array $except = array(),
	) {}

	/**
	 * What can be filtered by.
	 *
	 * @param ListedFeature $feature By which feature.
	 * @return list<string>
	 */
	public static function filters( ListedFeature $feature ): array {
		return array( ...self::FILTERS, ...$feature::states(), ...( '' === $feature->sameness( 'a' ) ? array() : array( self::DUPLICATE ) ), ...( LinksFeature::NAME === $feature->name() ? self::BY_LINKS : array() ) );
	}

	/**
	 * Whether filter and kind alone decide.
	 */
	public function is_plain(): bool {
		return ! $this->is_by_links() && null === $this->only && array() === $this->except && array() === Searchable::words( $this->search );
	}

	/**
	 * Whether the table of links has to be asked.
	 */
	private function is_by_links(): bool {
		return in_array( $this->filter, self::BY_LINKS, true );
	}

	/**
	 * What follows FROM in a statement: tables and WHERE.
	 *
	 * @param Queries $queries Knows how LIKE is written.
	 * @return array{0: string, 1: list<int|string>} With placeholders, and the values for them.
	 */
	public function source( Queries $queries ): array {
		$conditions = array( 'item.feature = %s' );
		$values     = array( $this->feature->name() );
		if ( 'failed' === $this->filter ) {
			$conditions[] = 'item.has_failed = 1';
		} elseif ( self::DUPLICATE === $this->filter ) {
			$conditions[] = 'item.is_duplicate = 1';
		} elseif ( $this->is_by_links() ) {
			$conditions[] = self::ORPHAN === $this->filter ? ( new LinkGraph( $queries ) )->orphans( 'page.content_id' ) : 'page.is_public = 1 AND page.links_out = 0';
		} elseif ( 'all' !== $this->filter ) {
			$conditions[] = 'item.state = %s';
			$values[]     = $this->filter;
		}
		if ( '' !== $this->type ) {
			$conditions[] = 'item.type = %s';
			$values[]     = $this->type;
		}
		$words = Searchable::words( $this->search );
		foreach ( $words as $word ) {
			// As bytes: both sides are in lower case, and collations make it three times as slow.
			$conditions[] = 'CAST(content.search_text AS BINARY) LIKE %s';
			$values[]     = $queries->anywhere( $word );
		}
		if ( null !== $this->only ) {
			$conditions[] = array() === $this->only ? '1 = 0' : 'item.content_id IN (' . Queries::places( $this->only ) . ')';
			$values       = array( ...$values, ...$this->only );
		}
		if ( array() !== $this->except ) {
			$conditions[] = 'item.content_id NOT IN (' . Queries::places( $this->except ) . ')';
			$values       = array( ...$values, ...$this->except );
		}
		$contents  = array() === $words ? '' : " INNER JOIN {$queries->table( Tables::CONTENTS )} AS content ON content.content_id = item.content_id";
		$contents .= $this->is_by_links() ? " INNER JOIN {$queries->table( Tables::LINK_PAGES )} AS page ON page.content_id = item.content_id" : '';
		return array( "{$queries->table( Tables::CONTENT_FEATURES )} AS item$contents WHERE " . implode( ' AND ', $conditions ), $values );
	}
}
