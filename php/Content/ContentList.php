<?php
/**
 * Lists and counts the contents of the index, by one feature.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Content;

use SeoRankGenius\Features\Content\ListedFeature;
use SeoRankGenius\Indexing\ListCursor;
use SeoRankGenius\Storage\Queries;
use SeoRankGenius\Storage\Tables;

/**
 * Those that the current user may see. Pages are asked for by where the last one ended: the thousandth costs what the
 * first does, and a content that leaves the filter meanwhile moves no other one. Filters, orders and counts are read from
 * indexes alone; a search reads the rows of its filter until the page is full, and to count them all of them.
 */
final class ContentList {

	/** By name: the field, and whether it descends. The id decides between equals, in the same direction. */
	public const ORDERS = array(
		'newest'  => array( 'modified_at', true ),
		'oldest'  => array( 'modified_at', false ),
		'title'   => array( 'title', false ),
		'measure' => array( 'measure', false ),
	);

	/** Those that order by a text. */
	private const BY_TEXT = array( 'title' );

	/**
	 * A list.
	 *
	 * @param Queries       $queries Asks the database.
	 * @param ContentRights $rights  Who may see what.
	 */
	public function __construct( private readonly Queries $queries, private readonly ContentRights $rights ) {}

	/**
	 * A cursor as it comes back; null when it is none of this list in this order.
	 *
	 * @param string $text  What came.
	 * @param string $order One of ORDERS.
	 */
	public static function cursor( string $text, string $order ): ?ListCursor {
		return ListCursor::from_text( $text, $order, in_array( $order, self::BY_TEXT, true ) );
	}

	/**
	 * A page of contents.
	 *
	 * @param ContentSelection $selection Which ones.
	 * @param string           $order     One of ORDERS.
	 * @param ListCursor|null  $after     Where the page before ended; null for the first.
	 * @param int              $per_page  How many on a page.
	 * @return array{ids: list<int>, next: ListCursor|null}
	 */
	public function page( ContentSelection $selection, string $order, ?ListCursor $after, int $per_page ): array {
		list( $field, $descends ) = self::ORDERS[ $order ] ?? self::ORDERS['newest'];
		list( $source, $values )  = $selection->source( $this->queries );
		$direction                = $descends ? 'DESC' : 'ASC';
		if ( null !== $after ) {
			$than    = $descends ? '<' : '>';
			$place   = is_int( $after->value ) ? '%d' : '%s';
			$source .= " AND item.$field $than= $place AND (item.$field $than $place OR item.content_id $than %d)";
			$values  = array( ...$values, $after->value, $after->value, $after->object_id );
		}
		$rows = $this->queries->rows(
			"SELECT item.content_id, item.$field AS place FROM $source AND {$this->rights->may_see( 'item' )} ORDER BY item.$field $direction, item.content_id $direction LIMIT %d",
			array( ...$values, $per_page + 1 )
		);
		$page = array_slice( $rows, 0, $per_page );
		$last = count( $rows ) > $per_page ? end( $page ) : false;
		return array(
			'ids'  => array_map( static fn ( array $row ): int => Queries::number( $row, 'content_id' ), $page ),
			'next' => false === $last ? null : new ListCursor( $order, in_array( $order, self::BY_TEXT, true ) ? Queries::text( $last, 'place' ) : Queries::number( $last, 'place' ), Queries::number( $last, 'content_id' ) ),
		);
	}

	/**
	 * How many contents match.
	 *
	 * @param ContentSelection $selection Which ones.
	 */
	public function total( ContentSelection $selection ): int {
		list( $source, $values ) = $selection->source( $this->queries );
		return $this->queries->numbers( "SELECT COUNT(*) FROM $source AND {$this->rights->may_see( 'item' )}", $values )[0] ?? 0;
	}

	/**
	 * How many contents there are by each filter, and by each kind, in one query; filters by links take one more each.
	 *
	 * @param ListedFeature $feature By which feature.
	 * @param string        $type    The filters of contents of this kind; empty for any.
	 * @return array{filters: array<string, int>, types: array<string, int>}
	 */
	public function counts( ListedFeature $feature, string $type ): array {
		$filters = array_fill_keys( ContentSelection::filters( $feature ), 0 );
		$types   = array();
		$rows    = $this->queries->rows(
			"SELECT item.state, item.type, item.is_duplicate, item.has_failed, COUNT(*) AS contents FROM {$this->queries->table( Tables::CONTENT_FEATURES )} AS item
			WHERE item.feature = %s AND {$this->rights->may_see( 'item' )} GROUP BY item.state, item.type, item.is_duplicate, item.has_failed",
			array( $feature->name() )
		);
		foreach ( $rows as $row ) {
			$contents          = Queries::number( $row, 'contents' );
			$of_type           = Queries::text( $row, 'type' );
			$types[ $of_type ] = ( $types[ $of_type ] ?? 0 ) + $contents;
			if ( '' !== $type && $of_type !== $type ) {
				continue;
			}
			$matched = array( 'all', Queries::text( $row, 'state' ) );
			if ( 1 === Queries::number( $row, 'is_duplicate' ) ) {
				$matched[] = 'duplicate';
			}
			if ( 1 === Queries::number( $row, 'has_failed' ) ) {
				$matched[] = 'failed';
			}
			foreach ( $matched as $filter ) {
				if ( isset( $filters[ $filter ] ) ) {
					$filters[ $filter ] += $contents;
				}
			}
		}
		foreach ( array_intersect( ContentSelection::BY_LINKS, array_keys( $filters ) ) as $filter ) {
			$filters[ $filter ] = $this->total( new ContentSelection( $feature, $filter, $type ) );
		}
		return array(
			'filters' => $filters,
			'types'   => $types,
		);
	}
}
