<?php
/**
 * Makes a batch out of the next items of a run.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Runs;

use SeoRankGenius\Cloud\ProblemCode;
use Throwable;

/**
 * Bounded in time, in bytes and in credits: what has no place waits for the next one, so that never more than one
 * request's worth of pictures is in memory.
 */
final class BatchPreparation {

	public const GONE         = 'deleted';
	public const NOT_EDITABLE = 'not_editable';
	public const UNPREPARED   = 'unprepared';

	/** The cloud takes 12 MiB; the rest is for what is around the requests. */
	private const MOST_BYTES = 12 * 1024 * 1024 - 65536;

	private const MOST_SECONDS = 10;

	/** How many items are taken up together, by how often they were and got nowhere: what harms the rest is found so. */
	private const SIZES = array( CloudActions::MOST, 6, 1 );

	/**
	 * Those of the next items that are taken up together.
	 *
	 * @param list<Item> $next The next items, in their order.
	 * @return list<Item>
	 */
	public static function taken_up( array $next ): array {
		$attempts = $next[0]->attempts ?? 0;
		$alike    = array();
		foreach ( array_slice( $next, 0, self::SIZES[ min( $attempts, count( self::SIZES ) - 1 ) ] ) as $item ) {
			if ( $item->attempts !== $attempts ) {
				break;
			}
			$alike[] = $item;
		}
		return $alike;
	}

	/**
	 * Prepares items.
	 *
	 * @param Run        $run     The run.
	 * @param RunFeature $feature Its feature.
	 * @param list<Item> $items   What taken_up() said.
	 * @param int        $room    What the run may still spend, in credits.
	 */
	public function prepare( Run $run, RunFeature $feature, array $items, int $room ): Batch {
		$batch    = new Batch();
		$deadline = microtime( true ) + self::MOST_SECONDS;
		$bytes    = 0;
		$feature->prime( array_map( static fn ( Item $item ): int => $item->object_id, $items ) );
		foreach ( $items as $place => $item ) {
			$batch->is_too_dear = $item->price > $room;
			if ( $batch->is_too_dear || microtime( true ) > $deadline ) {
				array_push( $batch->unused, ...array_slice( $items, $place ) );
				break;
			}
			$action_id = $item->action_id ?? strtolower( wp_generate_uuid4() );
			try {
				$former  = self::text( $feature, $item );
				$request = self::request( $run, $feature, $item, $action_id );
				$size    = strlen( (string) wp_json_encode( $request ) );
				if ( $size > self::MOST_BYTES ) {
					throw Unsendable::failed( ProblemCode::PayloadTooLarge->value );
				}
			} catch ( Unsendable $unsendable ) {
				if ( ItemState::Waiting === $unsendable->state ) {
					array_push( $batch->unused, ...array_slice( $items, $place ) );
					break;
				}
				$batch->ended[] = new Ended( $item, $unsendable->state, $unsendable->reason );
				continue;
			}
			if ( $bytes + $size > self::MOST_BYTES ) {
				array_push( $batch->unused, ...array_slice( $items, $place ) );
				break;
			}
			$bytes            += $size;
			$room             -= $item->price;
			$batch->requests[] = $request;
			$batch->prepared[] = array(
				'item'      => $item,
				'action_id' => $action_id,
				'former'    => $former,
			);
		}
		return $batch;
	}

	/**
	 * The present text of an object that can be worked on.
	 *
	 * @param RunFeature $feature The feature.
	 * @param Item       $item    The item.
	 * @throws Unsendable When it cannot.
	 */
	private static function text( RunFeature $feature, Item $item ): string {
		$text = $feature->text( $item->object_id );
		if ( null === $text ) {
			throw Unsendable::skipped( self::GONE );
		}
		if ( ! $feature->may_edit( $item->object_id ) ) {
			throw Unsendable::skipped( self::NOT_EDITABLE );
		}
		if ( $item->attempts >= count( self::SIZES ) ) {
			throw Unsendable::failed( self::UNPREPARED );
		}
		return $text;
	}

	/**
	 * The request of an item. Whatever else goes wrong with one object, in whosever code, is not to hold up the rest.
	 *
	 * @param Run        $run       The run.
	 * @param RunFeature $feature   Its feature.
	 * @param Item       $item      The item.
	 * @param string     $action_id UUID.
	 * @return array<string, mixed>
	 * @throws Unsendable When it is not sent.
	 */
	private static function request( Run $run, RunFeature $feature, Item $item, string $action_id ): array {
		try {
			return $feature->request( $item->object_id, $action_id, $item->price, $run );
		} catch ( Unsendable $unsendable ) {
			throw $unsendable;
		} catch ( Throwable $error ) {
			wp_trigger_error( __METHOD__, $error->getMessage(), E_USER_WARNING );
			throw Unsendable::failed( self::UNPREPARED );
		}
	}
}
