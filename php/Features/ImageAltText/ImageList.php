<?php
/**
 * Lists and counts the images of the index.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\ImageAltText;

use SeoRankGenius\Indexing\ListCursor;
use SeoRankGenius\Storage\Queries;
use SeoRankGenius\Storage\Tables;

/**
 * Pages are asked for by where the last one ended: the thousandth costs what the first does, and an image that leaves
 * the filter meanwhile moves no other one. Filters, orders and counts are read from indexes alone; a search reads the
 * rows of its filter until the page is full, and to count them all of them.
 *
 * @phpstan-type Counts array{all: int, missing: int, short: int, generated: int, failed: int, decorative: int}
 */
final class ImageList {

	/** By name: the field, and whether it descends. The id decides between equals, in the same direction. */
	public const ORDERS = array(
		'newest'      => array( 'uploaded_at', true ),
		'oldest'      => array( 'uploaded_at', false ),
		'file_name'   => array( 'file_name', false ),
		'text_length' => array( 'text_length', false ),
	);

	/** Those that order by a text. */
	private const BY_TEXT = array( 'file_name' );

	/**
	 * A list.
	 *
	 * @param Queries $queries Asks the database.
	 */
	public function __construct( private readonly Queries $queries ) {}

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
	 * A page of images.
	 *
	 * @param ImageSelection  $selection Which ones.
	 * @param string          $order     One of ORDERS.
	 * @param ListCursor|null $after     Where the page before ended; null for the first.
	 * @param int             $per_page  How many on a page.
	 * @return array{ids: list<int>, next: ListCursor|null}
	 */
	public function page( ImageSelection $selection, string $order, ?ListCursor $after, int $per_page ): array {
		list( $field, $descends )   = self::ORDERS[ $order ] ?? self::ORDERS['newest'];
		list( $condition, $values ) = $selection->condition( $this->queries );
		$direction                  = $descends ? 'DESC' : 'ASC';
		if ( null !== $after ) {
			$than       = $descends ? '<' : '>';
			$place      = is_int( $after->value ) ? '%d' : '%s';
			$condition .= " AND image.$field $than= $place AND (image.$field $than $place OR image.image_id $than %d)";
			$values     = array( ...$values, $after->value, $after->value, $after->object_id );
		}
		$rows = $this->queries->rows(
			"SELECT image.image_id, image.$field AS place FROM {$this->table()} AS image WHERE $condition ORDER BY image.$field $direction, image.image_id $direction LIMIT %d",
			array( ...$values, $per_page + 1 )
		);
		$page = array_slice( $rows, 0, $per_page );
		$last = count( $rows ) > $per_page ? end( $page ) : false;
		return array(
			'ids'  => array_map( static fn ( array $row ): int => Queries::number( $row, 'image_id' ), $page ),
			'next' => false === $last ? null : new ListCursor( $order, in_array( $order, self::BY_TEXT, true ) ? Queries::text( $last, 'place' ) : Queries::number( $last, 'place' ), Queries::number( $last, 'image_id' ) ),
		);
	}

	/**
	 * How many images match.
	 *
	 * @param ImageSelection $selection Which ones.
	 */
	public function total( ImageSelection $selection ): int {
		list( $condition, $values ) = $selection->condition( $this->queries );
		return $this->queries->numbers( "SELECT COUNT(*) FROM {$this->table()} AS image WHERE $condition", $values )[0] ?? 0;
	}

	/**
	 * How many images there are by each filter, in one query.
	 *
	 * @return Counts
	 */
	public function counts(): array {
		$counts = array_fill_keys( ImageSelection::FILTERS, 0 );
		foreach ( $this->queries->rows( "SELECT image.state, image.has_failed, COUNT(*) AS images FROM {$this->table()} AS image GROUP BY image.state, image.has_failed" ) as $row ) {
			$images         = Queries::number( $row, 'images' );
			$state          = Queries::text( $row, 'state' );
			$counts['all'] += $images;
			if ( 'all' !== $state && 'failed' !== $state && isset( $counts[ $state ] ) ) {
				$counts[ $state ] += $images;
			}
			if ( 1 === Queries::number( $row, 'has_failed' ) ) {
				$counts['failed'] += $images;
			}
		}
		return $counts;
	}

	/**
	 * The index's full name.
	 */
	private function table(): string {
		return $this->queries->table( Tables::IMAGES );
	}
}
