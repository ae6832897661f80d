<?php
/**
 * Puts back the texts that a run has replaced, a piece at a time.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Runs;

/**
 * What somebody has changed since is kept. Doing a piece again, after a process has died in it, changes nothing more.
 */
final class UndoRun {

	private const PIECE = 100;

	/**
	 * Undoing.
	 *
	 * @param RunTable  $runs  Keeps runs.
	 * @param ItemTable $items Keeps their items.
	 */
	public function __construct( private readonly RunTable $runs, private readonly ItemTable $items ) {}

	/**
	 * Undoes a piece of a run that has ended. One that would go on by itself does not any more.
	 *
	 * @param Run        $run     The run.
	 * @param RunFeature $feature Its feature; its rights are the current user's.
	 * @return bool Whether there is more to undo.
	 */
	public function undo( Run $run, RunFeature $feature ): bool {
		$this->runs->stop( $run );
		$items    = $this->items->undoable( $run, self::PIECE );
		$restored = array();
		$kept     = array();
		$feature->prime( array_map( static fn ( Item $item ): int => $item->object_id, $items ) );
		foreach ( $items as $item ) {
			$is_restored = null !== $feature->text( $item->object_id ) && $feature->may_edit( $item->object_id ) && $feature->restore( $item->object_id, (string) $item->made, $item->former );
			if ( $is_restored ) {
				$restored[] = $item;
			} else {
				$kept[] = $item;
			}
		}
		$this->items->undo( $restored, $kept );
		$counts = $this->items->counts( $run->number );
		$this->runs->store( $run, $counts, time() );
		return $counts->undoable > 0;
	}
}
