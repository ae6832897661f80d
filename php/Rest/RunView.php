<?php
/**
 * Shows runs and their items as schema/rest/run.json and run-item.json say.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest;

use SeoRankGenius\Cloud\ProblemCode;
use SeoRankGenius\Runs\BatchPreparation;
use SeoRankGenius\Runs\Item;
use SeoRankGenius\Runs\Run;
use SeoRankGenius\Runs\RunFeature;
use WP_User;

/**
 * Plain text everywhere: the screens escape it.
 */
final class RunView {

	/**
	 * A view.
	 *
	 * @param RunAccess $access Who may.
	 */
	public function __construct( private readonly RunAccess $access ) {}

	/**
	 * A run as the current user sees it now.
	 *
	 * @param Run $run The run.
	 * @return array<string, mixed>
	 */
	public function run( Run $run ): array {
		$now         = time();
		$counts      = $run->counts;
		$starter     = get_userdata( $run->started_by );
		$can_control = $this->access->controls( $run );
		return array(
			'id'            => $run->id,
			'feature'       => $run->feature,
			'state'         => $run->has_ended ? 'ended' : 'running',
			'end'           => $run->has_ended ? $run->end?->value : null,
			'code'          => $run->has_ended ? $run->code : null,
			'limit'         => $run->has_ended ? $run->limit : null,
			'retry_at'      => $run->goes_on_by_itself() ? self::time( $run->retry_at ) : null,
			'started_by'    => array(
				'id'   => $run->started_by,
				'name' => $starter instanceof WP_User ? $starter->display_name : '',
			),
			'started_at'    => self::time( $run->started_at ),
			'ended_at'      => $run->has_ended && null !== $run->ended_at ? self::time( $run->ended_at ) : null,
			'total'         => $counts->total(),
			'done'          => $counts->done,
			'failed'        => $counts->failed,
			'skipped'       => $counts->skipped,
			'left'          => $counts->left(),
			'in_flight'     => $counts->sent,
			'credits_spent' => $counts->credits_spent,
			'price_of_rest' => $counts->price_of_rest,
			'spend_at_most' => $run->spend_at_most,
			'overwrite'     => $run->overwrite,
			'retry_of'      => $run->retry_of,
			'failed_price'  => null === $run->retried_as ? $counts->failed_price : 0,
			'seconds_left'  => $run->has_ended || 0 === $run->worked_items ? null : (int) ceil( $counts->left() * $run->worked_ms / $run->worked_items / 1000 ),
			'is_driven'     => $run->is_driven( $now ),
			'last_seq'      => $run->last_seq,
			'undo'          => null === $run->undone_at ? null : array(
				'at'       => self::time( $run->undone_at ),
				'restored' => $counts->restored,
				'kept'     => $counts->kept,
			),
			'can_undo'      => $can_control && $run->has_ended && $counts->undoable > 0,
			'can_control'   => $can_control,
		);
	}

	/**
	 * Items as the current user sees them.
	 *
	 * @param RunFeature $feature Knows their objects.
	 * @param list<Item> $items   The items.
	 * @return list<array<string, mixed>>
	 */
	public function items( RunFeature $feature, array $items ): array {
		$objects = array() === $items ? array() : $feature->describe( array_map( static fn ( Item $item ): int => $item->object_id, $items ) );
		return array_map(
			static fn ( Item $item ): array => array(
				'object_id'  => $item->object_id,
				'state'      => $item->state->value,
				'code'       => $item->code,
				'reason'     => null === $item->code ? null : self::reason( $feature, $item->code ),
				'cost'       => $item->cost,
				'text'       => null === $item->made ? null : $feature->line( $item->made ),
				'is_applied' => $item->is_applied,
				'seq'        => $item->seq,
				'object'     => $objects[ $item->object_id ] ?? null,
			),
			$items
		);
	}

	/**
	 * Why an item came to nothing, in the reader's language.
	 *
	 * @param RunFeature $feature Knows its own reasons.
	 * @param string     $code    The reason.
	 */
	private static function reason( RunFeature $feature, string $code ): ?string {
		$problem = ProblemCode::tryFrom( $code );
		return match ( true ) {
			BatchPreparation::GONE === $code => __( 'It was deleted meanwhile.', 'seo-rank-genius' ),
			BatchPreparation::NOT_EDITABLE === $code => __( 'Whoever started the run may not change it any more.', 'seo-rank-genius' ),
			BatchPreparation::UNPREPARED === $code => __( 'This server could not prepare it, so nothing was charged. Its error log says why.', 'seo-rank-genius' ),
			default => $feature->reason( $code ) ?? ( null === $problem ? null : ProblemMessages::of( $problem ) ),
		};
	}

	/**
	 * A moment as it is shown.
	 *
	 * @param int $time Unix time.
	 */
	private static function time( int $time ): string {
		return gmdate( 'Y-m-d\TH:i:s\Z', $time );
	}
}
