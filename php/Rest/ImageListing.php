<?php
/**
 * Answers with a piece of the list of images.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest;

use SeoRankGenius\Features\ImageAltText\ImageIndex;
use SeoRankGenius\Features\ImageAltText\ImageLibrary;
use SeoRankGenius\Features\ImageAltText\ImageList;
use SeoRankGenius\Features\ImageAltText\ImageSelection;
use SeoRankGenius\Indexing\Fill;
use SeoRankGenius\Indexing\ListCursor;
use WP_Error;
use WP_REST_Response;

/**
 * While the index is not complete, each question fills a piece of it first.
 */
final class ImageListing {

	/** A page of WordPress's own list shows at most 999, all of which may be chosen. */
	public const MAX_IDS = 1000;

	public const PER_PAGE = 40;

	/**
	 * A listing.
	 *
	 * @param ImageList      $list    Finds them.
	 * @param ImageLibrary   $library Reads them.
	 * @param ImageIndex     $index   Forgets those that are gone.
	 * @param Fill         $fill    Knows whether all can be found.
	 * @param ImageView      $view    Shows them.
	 */
	public function __construct(
		private readonly ImageList $list,
		private readonly ImageLibrary $library,
		private readonly ImageIndex $index,
		private readonly Fill $fill,
		private readonly ImageView $view,
	) {}

	/**
	 * Answers a request.
	 *
	 * @param Arguments $arguments Its arguments.
	 */
	public function answer( Arguments $arguments ): WP_REST_Response|WP_Error {
		$order  = $arguments->text( 'order' );
		$cursor = $arguments->text( 'cursor' );
		$after  = '' === $cursor ? null : ImageList::cursor( $cursor, $order );
		if ( '' !== $cursor && null === $after ) {
			return new WP_Error( 'rest_invalid_param', __( 'This cursor is not of this list. Ask for its first page.', 'seo-rank-genius' ), array( 'status' => 400 ) );
		}
		$ids       = $arguments->numbers( 'ids' );
		$selection = new ImageSelection( $arguments->text( 'state' ), $arguments->text( 'search' ), array() === $ids ? null : $ids );
		return new WP_REST_Response( $this->page( $selection, $order, $after, $arguments->number( 'per_page' ) ) );
	}

	/**
	 * A piece of the list, as schema/rest/images-page.json says.
	 *
	 * @param ImageSelection  $selection Which ones.
	 * @param string          $order     One of ImageList::ORDERS.
	 * @param ListCursor|null $after     Where the piece before ended; null for the first.
	 * @param int             $per_page  How many.
	 * @return array<string, mixed>
	 */
	public function page( ImageSelection $selection, string $order, ?ListCursor $after, int $per_page ): array {
		$is_complete = $this->fill->is_complete_within( Fill::SECONDS_IN_A_REQUEST );
		$page        = $this->list->page( $selection, $order, $after, $per_page );
		$images      = $this->library->all_of( $page['ids'] );
		$gone        = array_values( array_diff( $page['ids'], array_column( $images, 'ID' ) ) );
		if ( array() !== $gone ) {
			$this->index->remove( $gone );
		}
		$shown  = $this->view->show( $images );
		$counts = $this->list->counts();
		// Where all are on this page, counting them would read all rows a second time.
		$total = null === $after && null === $page['next'] ? count( $page['ids'] ) : null;
		return array(
			'images'      => $shown,
			'total'       => $selection->is_plain() ? $counts[ $selection->filter ] : ( $total ?? $this->list->total( $selection ) ),
			'next_cursor' => $page['next']?->to_text(),
			'counts'      => $counts,
			'index'       => array(
				'complete' => $is_complete,
				'indexed'  => $counts['all'],
				'total'    => $is_complete ? $counts['all'] : $this->library->count(),
			),
		);
	}

	/**
	 * Arguments of the list.
	 *
	 * @return array<string, array<string, mixed>>
	 */
	public static function args(): array {
		return array(
			'state'    => array(
				'type'        => 'string',
				'enum'        => ImageSelection::FILTERS,
				'default'     => 'missing',
				'description' => __( 'Which images.', 'seo-rank-genius' ),
			),
			'search'   => array(
				'type'        => 'string',
				'maxLength'   => 200,
				'default'     => '',
				'description' => __( 'Words of title, file name or alt text.', 'seo-rank-genius' ),
			),
			'order'    => array(
				'type'        => 'string',
				'enum'        => array_keys( ImageList::ORDERS ),
				'default'     => 'newest',
				'description' => __( 'What comes first.', 'seo-rank-genius' ),
			),
			'ids'      => array(
				'type'        => 'array',
				'items'       => array(
					'type'    => 'integer',
					'minimum' => 1,
				),
				'maxItems'    => self::MAX_IDS,
				'default'     => array(),
				'description' => __( 'Only these images.', 'seo-rank-genius' ),
			),
			'cursor'   => array(
				'type'        => 'string',
				'default'     => '',
				'description' => __( 'The next_cursor of the page before.', 'seo-rank-genius' ),
			),
			'per_page' => array(
				'type'        => 'integer',
				'minimum'     => 1,
				'maximum'     => 100,
				'default'     => self::PER_PAGE,
				'description' => __( 'How many on a page.', 'seo-rank-genius' ),
			),
		);
	}
}
