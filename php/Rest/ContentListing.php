<?php
/**
 * Answers with a piece of the list of contents.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest;

use LogicException;
use SeoRankGenius\Content\ContentIndex;
use SeoRankGenius\Content\ContentList;
use SeoRankGenius\Content\Contents;
use SeoRankGenius\Content\ContentSelection;
use SeoRankGenius\Features\Content\ContentFeatures;
use SeoRankGenius\Features\Content\LinksFeature;
use SeoRankGenius\Features\Content\MetaFeature;
use SeoRankGenius\Indexing\Fill;
use SeoRankGenius\Indexing\ListCursor;
use SeoRankGenius\Links\LinkIndexFill;
use SeoRankGenius\Seo\MetaStorages;
use SeoRankGenius\Seo\PublishedPages;
use WP_Error;
use WP_REST_Response;

/**
 * While an index that the list needs is not complete, each question fills a piece of it first.
 */
final class ContentListing {

	public const MAX_IDS = 1000;

	public const PER_PAGE = 40;

	/**
	 * A listing.
	 *
	 * @param ContentList     $list     Finds them.
	 * @param Contents        $contents Counts them.
	 * @param ContentIndex    $index    Forgets those that are gone.
	 * @param Fill            $fill     Knows whether all can be found.
	 * @param LinkIndexFill   $links    Knows whether all links are counted.
	 * @param ContentFeatures $features By which they can be listed.
	 * @param ContentView     $view     Shows them.
	 */
	public function __construct(
		private readonly ContentList $list,
		private readonly Contents $contents,
		private readonly ContentIndex $index,
		private readonly Fill $fill,
		private readonly LinkIndexFill $links,
		private readonly ContentFeatures $features,
		private readonly ContentView $view,
	) {}

	/**
	 * Answers a request.
	 *
	 * @param Arguments $arguments Its arguments.
	 */
	public function answer( Arguments $arguments ): WP_REST_Response|WP_Error {
		$order  = $arguments->text( 'order' );
		$cursor = $arguments->text( 'cursor' );
		$after  = '' === $cursor ? null : ContentList::cursor( $cursor, $order );
		if ( '' !== $cursor && null === $after ) {
			return new WP_Error( 'rest_invalid_param', __( 'This cursor is not of this list. Ask for its first page.', 'seo-rank-genius' ), array( 'status' => 400 ) );
		}
		$feature = $this->features->find_listed( $arguments->text( 'feature' ) );
		$state   = $arguments->text( 'state' );
		$type    = $arguments->text( 'type' );
		if ( null === $feature || ! in_array( $state, ContentSelection::filters( $feature ), true ) || ( '' !== $type && ! in_array( $type, PublishedPages::types(), true ) ) ) {
			return new WP_Error( 'rest_invalid_param', __( 'The list has no such filter. Reload the page and choose again.', 'seo-rank-genius' ), array( 'status' => 400 ) );
		}
		$ids = $arguments->numbers( 'ids' );
		return new WP_REST_Response( $this->page( new ContentSelection( $feature, $state, $type, $arguments->text( 'search' ), array() === $ids ? null : $ids ), $order, $after, $arguments->number( 'per_page' ) ) );
	}

	/**
	 * What the screen asks for first of a feature: contents for which nothing is kept.
	 *
	 * @param string $asked The feature; that of meta titles where there is none of this name.
	 * @return array{feature: string, state: string, page: array<string, mixed>} With the filter.
	 */
	public function first( string $asked ): array {
		$feature = $this->features->find_listed( $asked ) ?? $this->features->find_listed( MetaFeature::TITLE ) ?? throw new LogicException( 'There are meta titles.' );
		$state   = $feature::empty_states()[0];
		return array(
			'feature' => $feature->name(),
			'state'   => $state,
			'page'    => $this->page( new ContentSelection( $feature, $state ), 'newest', null, self::PER_PAGE ),
		);
	}

	/**
	 * A piece of the list, as schema/rest/contents-page.json says.
	 *
	 * @param ContentSelection $selection Which ones.
	 * @param string           $order     One of ContentList::ORDERS.
	 * @param ListCursor|null  $after     Where the piece before ended; null for the first.
	 * @param int              $per_page  How many.
	 * @return array<string, mixed>
	 */
	private function page( ContentSelection $selection, string $order, ?ListCursor $after, int $per_page ): array {
		$is_complete = $this->fill->is_complete_within( Fill::SECONDS_IN_A_REQUEST );
		$has_links   = ! $is_complete || LinksFeature::NAME !== $selection->feature->name() || $this->links->fill->is_complete_within( Fill::SECONDS_IN_A_REQUEST );
		$page        = $this->list->page( $selection, $order, $after, $per_page );
		$contents    = Contents::all_of( $page['ids'] );
		$gone        = array_values( array_diff( $page['ids'], array_column( $contents, 'ID' ) ) );
		if ( array() !== $gone ) {
			$this->index->remove( $gone );
		}
		$shown   = $this->view->show( $contents );
		$counts  = $this->list->counts( $selection->feature, $selection->type );
		$indexed = array_sum( $counts['types'] );
		$read    = $has_links ? array(
			'indexed' => $indexed,
			'total'   => $is_complete ? $indexed : $this->contents->count(),
		) : $this->links->progress();
		// Where all are on this page, counting them would read all rows a second time.
		$total = null === $after && null === $page['next'] ? count( $page['ids'] ) : null;
		return array(
			'contents'    => $shown,
			'total'       => $selection->is_plain() ? $counts['filters'][ $selection->filter ] ?? 0 : ( $total ?? $this->list->total( $selection ) ),
			'next_cursor' => $page['next']?->to_text(),
			'counts'      => $counts['filters'],
			'printed_by'  => MetaStorages::printed_by(),
			'types'       => self::types( $counts['types'] ),
			'index'       => array( 'complete' => $is_complete && $has_links ) + $read,
		);
	}

	/**
	 * The kinds that there are, posts and pages first.
	 *
	 * @param array<string, int> $counts Contents by kind.
	 * @return list<array{name: string, label: string, count: int}>
	 */
	private static function types( array $counts ): array {
		$types = array();
		foreach ( PublishedPages::types() as $name ) {
			$type = get_post_type_object( $name );
			if ( null !== $type && isset( $counts[ $name ] ) ) {
				$types[] = array(
					'name'  => $name,
					'label' => wp_strip_all_tags( $type->label ),
					'count' => $counts[ $name ],
				);
			}
		}
		return $types;
	}

	/**
	 * Arguments of the list.
	 *
	 * @return array<string, array<string, mixed>>
	 */
	public function args(): array {
		return array(
			'feature'  => array(
				'type'        => 'string',
				'enum'        => array_keys( $this->features->listed() ),
				'default'     => MetaFeature::TITLE,
				'description' => __( 'By which feature.', 'seo-rank-genius' ),
			),
			'state'    => array(
				'type'        => 'string',
				'maxLength'   => 20,
				'default'     => 'all',
				'description' => __( 'Which contents: a filter of the feature.', 'seo-rank-genius' ),
			),
			'type'     => array(
				'type'        => 'string',
				'maxLength'   => 20,
				'default'     => '',
				'description' => __( 'Only contents of this kind.', 'seo-rank-genius' ),
			),
			'search'   => array(
				'type'        => 'string',
				'maxLength'   => 200,
				'default'     => '',
				'description' => __( 'Words of title, slug, meta title or meta description.', 'seo-rank-genius' ),
			),
			'order'    => array(
				'type'        => 'string',
				'enum'        => array_keys( ContentList::ORDERS ),
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
				'description' => __( 'Only these contents.', 'seo-rank-genius' ),
			),
			'cursor'   => array(
				'type'        => 'string',
				'maxLength'   => 2000,
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
