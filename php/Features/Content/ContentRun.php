<?php
/**
 * A feature for many contents: what runs need to know of them.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\Content;

use InvalidArgumentException;
use SeoRankGenius\Capabilities;
use SeoRankGenius\Cloud\ProblemCode;
use SeoRankGenius\Cloud\Value\ActionAnswer;
use SeoRankGenius\Content\ContentIndex;
use SeoRankGenius\Content\ContentRights;
use SeoRankGenius\Content\Contents;
use SeoRankGenius\Content\ContentSelection;
use SeoRankGenius\Content\VisibleText;
use SeoRankGenius\Runs\Candidates;
use SeoRankGenius\Runs\Run;
use SeoRankGenius\Runs\RunFeature;
use SeoRankGenius\Runs\Selection;
use SeoRankGenius\Runs\SelectionQuote;
use SeoRankGenius\Runs\Unsendable;
use SeoRankGenius\Seo\PublishedPages;
use SeoRankGenius\Storage\Queries;

/**
 * Chooses by the index; what it says is looked at again, in WordPress itself, before each content is sent.
 */
final class ContentRun implements RunFeature {

	/** Why a content that has a result is passed over. */
	private const HAS_TEXT = 'has_text';

	/**
	 * Runs of one feature.
	 *
	 * @param ListedFeature  $feature      The feature.
	 * @param Queries        $queries      Asks the database.
	 * @param ContentIndex   $index        Knows every content.
	 * @param ContentRights  $rights       Whom they may be changed by, as SQL.
	 * @param ContentRequest $requests     Makes what is sent.
	 * @param ContentOutcome $outcome      Keeps what comes of it.
	 * @param Capabilities   $capabilities Who may.
	 */
	public function __construct(
		private readonly ListedFeature $feature,
		private readonly Queries $queries,
		private readonly ContentIndex $index,
		private readonly ContentRights $rights,
		private readonly ContentRequest $requests,
		private readonly ContentOutcome $outcome,
		private readonly Capabilities $capabilities,
	) {}

	/**
	 * See RunFeature.
	 */
	public function name(): string {
		return $this->feature->name();
	}

	/**
	 * See RunFeature.
	 */
	public function may_list(): bool {
		return $this->capabilities->can_list_contents();
	}

	/**
	 * See RunFeature.
	 *
	 * @param int $object_id The content.
	 */
	public function may_edit( int $object_id ): bool {
		return $this->capabilities->can_edit_content( $object_id );
	}

	/**
	 * See RunFeature. The prices stand in the index; without a text there is none.
	 *
	 * @param Selection $selection What was chosen.
	 * @param bool      $overwrite Whether results that exist are replaced.
	 * @throws InvalidArgumentException When there is no such filter.
	 */
	public function quote( Selection $selection, bool $overwrite ): SelectionQuote {
		list( $source, $values ) = $this->chosen( $selection )->source( $this->queries );
		$may_edit                = $this->rights->may_edit( 'item' );
		$counts                  = array_fill_keys( array( 'items', 'credits', 'overwrites', 'has_text', 'not_editable', 'no_text' ), 0 );
		$rows                    = $this->queries->rows(
			"SELECT item.state, CASE WHEN item.price > 0 THEN 1 ELSE 0 END AS has_price, COUNT(*) AS contents, SUM(CASE WHEN $may_edit THEN 1 ELSE 0 END) AS editable, SUM(CASE WHEN $may_edit THEN item.price ELSE 0 END) AS credits
			FROM $source AND {$this->rights->may_see( 'item' )} GROUP BY item.state, CASE WHEN item.price > 0 THEN 1 ELSE 0 END",
			$values
		);
		foreach ( $rows as $row ) {
			$mine                    = Queries::number( $row, 'editable' );
			$is_empty                = in_array( Queries::text( $row, 'state' ), $this->feature::empty_states(), true );
			$counts['not_editable'] += Queries::number( $row, 'contents' ) - $mine;
			if ( ! $is_empty && ! $overwrite ) {
				$counts['has_text'] += $mine;
			} elseif ( 0 === Queries::number( $row, 'has_price' ) ) {
				$counts['no_text'] += $mine;
			} else {
				$counts['items']      += $mine;
				$counts['credits']    += Queries::number( $row, 'credits' );
				$counts['overwrites'] += $is_empty ? 0 : $mine;
			}
		}
		return new SelectionQuote( $counts['items'], $counts['credits'], $counts['overwrites'], $counts['has_text'], 0, $counts['not_editable'], $counts['no_text'] );
	}

	/**
	 * See RunFeature.
	 *
	 * @param Selection $selection What was chosen.
	 * @param bool      $overwrite Whether results that exist are replaced.
	 * @throws InvalidArgumentException When there is no such filter.
	 */
	public function candidates( Selection $selection, bool $overwrite ): Candidates {
		list( $source, $values ) = $this->chosen( $selection )->source( $this->queries );
		$empty                   = $this->feature::empty_states();
		$states                  = $overwrite ? '1 = 1' : $this->queries->bound( 'item.state IN (' . Queries::places( $empty, '%s' ) . ')', $empty );
		$bound                   = $this->queries->bound( $source, $values );
		return new Candidates( 'item.content_id', 'item.price', "$bound AND item.price > 0 AND $states AND {$this->rights->may_edit( 'item' )}", 'item.modified_at DESC, item.content_id DESC' );
	}

	/**
	 * See RunFeature.
	 *
	 * @param list<int> $object_ids Contents.
	 */
	public function prime( array $object_ids ): void {
		_prime_post_caches( $object_ids, false, true );
	}

	/**
	 * See RunFeature.
	 *
	 * @param int $object_id The content.
	 */
	public function text( int $object_id ): ?string {
		return null === Contents::find( $object_id ) ? null : $this->feature->stored()->read( $object_id );
	}

	/**
	 * See RunFeature.
	 *
	 * @param int    $object_id The content.
	 * @param string $action_id UUID.
	 * @param int    $max_cost  Its price when it was chosen, in credits.
	 * @param Run    $run       The run.
	 * @return array<string, mixed>
	 * @throws Unsendable When it is not sent.
	 */
	public function request( int $object_id, string $action_id, int $max_cost, Run $run ): array {
		$content = Contents::find( $object_id );
		if ( null === $content ) {
			throw Unsendable::skipped( ContentUnusable::NO_TEXT );
		}
		$of      = ContentInput::saved( $content );
		$present = $this->feature->stored()->read( $object_id );
		$state   = $this->feature->state( $present, false, md5( $of->text() ) )->name;
		if ( ! $run->overwrite && ! in_array( $state, $this->feature::empty_states(), true ) ) {
			throw Unsendable::skipped( self::HAS_TEXT );
		}
		try {
			return $this->requests->of( $this->feature, $of, $present, $run->acts_as, $action_id, $max_cost, $run->id );
		} catch ( ContentUnusable $unusable ) {
			if ( ContentUnusable::PAGES_UNREAD === $unusable->reason ) {
				throw Unsendable::not_yet( $unusable->reason );
			}
			throw Unsendable::skipped( $unusable->reason );
		}
	}

	/**
	 * See RunFeature.
	 *
	 * @param int          $object_id The content.
	 * @param ActionAnswer $answer    A completed action.
	 */
	public function made( int $object_id, ActionAnswer $answer ): ?string {
		$content = Contents::find( $object_id );
		if ( null === $answer->result ) {
			return null;
		}
		return null === $content ? '' : $this->requests->made( $this->feature, ContentInput::saved( $content ), $answer->result );
	}

	/**
	 * See RunFeature.
	 *
	 * @param int    $object_id The content.
	 * @param string $made      What is to be kept.
	 * @param string $former    What was kept when it was sent.
	 */
	public function save( int $object_id, string $made, string $former ): bool {
		$this->outcome->remember( $this->feature, $object_id, array( $made ) );
		return $this->outcome->save( $this->feature, $object_id, $made, $former );
	}

	/**
	 * See RunFeature.
	 *
	 * @param int    $object_id The content.
	 * @param string $made      What the run has kept.
	 * @param string $former    What it has replaced.
	 */
	public function restore( int $object_id, string $made, string $former ): bool {
		return $this->feature->stored()->replace( $object_id, $made, $former );
	}

	/**
	 * See RunFeature.
	 *
	 * @param int    $object_id The content.
	 * @param string $code      Why.
	 */
	public function note_failure( int $object_id, string $code ): void {
		$this->outcome->fail( $this->feature, $object_id, $code );
	}

	/**
	 * See RunFeature.
	 *
	 * @param string $made What was kept.
	 */
	public function line( string $made ): string {
		return $this->feature->line( $made );
	}

	/**
	 * See RunFeature.
	 *
	 * @param list<int> $object_ids Contents.
	 * @return array<int, array{title: string, thumbnail_url: string|null, edit_url: string|null}>
	 */
	public function describe( array $object_ids ): array {
		$shown = array();
		foreach ( Contents::all_of( $object_ids ) as $content ) {
			$edit_url              = get_edit_post_link( $content, 'raw' );
			$shown[ $content->ID ] = array(
				'title'         => VisibleText::title( $content ),
				'thumbnail_url' => null,
				'edit_url'      => is_string( $edit_url ) && '' !== $edit_url ? $edit_url : null,
			);
		}
		return $shown;
	}

	/**
	 * See RunFeature.
	 *
	 * @param string $code A reason.
	 */
	public function reason( string $code ): ?string {
		return match ( $code ) {
			self::HAS_TEXT => __( 'It has got one meanwhile, which was kept.', 'seo-rank-genius' ),
			ProblemCode::InputUnusable->value => __( 'The service could not work with this text, so nothing was charged. Check that it has words that a visitor can read.', 'seo-rank-genius' ),
			ProblemCode::PayloadTooLarge->value => __( 'This text is too long to send, so nothing was charged. Part it into several pages.', 'seo-rank-genius' ),
			ProblemCode::QuoteExceeded->value => __( 'Its text has grown, so it would cost more than the price you were shown. Nothing was charged; run it again at the new price.', 'seo-rank-genius' ),
			default => ContentUnusable::message( $code ),
		};
	}

	/**
	 * What was chosen, on the index. Contents that are named are in it from now on, even while it is being filled.
	 *
	 * @param Selection $selection What was chosen.
	 * @throws InvalidArgumentException When there is no such filter.
	 */
	private function chosen( Selection $selection ): ContentSelection {
		if ( null !== $selection->ids ) {
			foreach ( array_chunk( $selection->ids, 100 ) as $ids ) {
				$unknown = array_values( array_diff( $ids, array_keys( $this->index->rows( $ids ) ) ) );
				if ( array() !== $unknown ) {
					$this->index->refresh( $unknown );
				}
			}
			return new ContentSelection( $this->feature, only: $selection->ids );
		}
		if ( ! in_array( $selection->state, ContentSelection::filters( $this->feature ), true ) || ( '' !== $selection->type && ! in_array( $selection->type, PublishedPages::types(), true ) ) ) {
			throw new InvalidArgumentException( 'Contents cannot be filtered by this.' );
		}
		return new ContentSelection( $this->feature, $selection->state, $selection->type, $selection->search, null, $selection->except );
	}
}
