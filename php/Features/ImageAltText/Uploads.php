<?php
/**
 * Has alt text written for new uploads, in the background, where the owner has asked for it.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\ImageAltText;

use SeoRankGenius\Capabilities;
use SeoRankGenius\Credits\Pricing;
use SeoRankGenius\License\Connection;
use SeoRankGenius\Runs\Background;
use SeoRankGenius\Runs\NewRun;
use SeoRankGenius\Runs\NotStarted;
use SeoRankGenius\Runs\RunFeature;
use SeoRankGenius\Runs\Selection;
use SeoRankGenius\Runs\StartRun;
use SeoRankGenius\Storage\Names;
use SeoRankGenius\Sync\Sync;

/**
 * An upload only leaves a note in the index. Later WP-Cron starts an ordinary run for each person who has uploaded, with
 * their rights, which can be watched, stopped and undone like any other. What the budget does not cover, or what comes
 * while the site is not connected or has no credits, is not written later by surprise: it is among the missing ones.
 */
final class Uploads {

	/** Many files dropped at once become one run. */
	private const COLLECT_S = 30;

	/** So many for each person and tick; the next tick takes the rest. */
	private const MAX_PER_RUN = 500;

	/**
	 * Uploads.
	 *
	 * @param UploadBudget $budget       Whether, and for how much.
	 * @param ImageIndex   $index        Keeps the notes.
	 * @param RunFeature   $feature      Alt text.
	 * @param StartRun     $start        Starts runs.
	 * @param Background   $background   Drives them.
	 * @param Sync         $sync         Knows whether there is anything to spend.
	 * @param Capabilities $capabilities Who may.
	 */
	public function __construct(
		private readonly UploadBudget $budget,
		private readonly ImageIndex $index,
		private readonly RunFeature $feature,
		private readonly StartRun $start,
		private readonly Background $background,
		private readonly Sync $sync,
		private readonly Capabilities $capabilities,
	) {}

	/**
	 * Somebody has uploaded an attachment.
	 *
	 * @param int $image_id The attachment, which may be no image.
	 */
	public function added( int $image_id ): void {
		$user_id = get_current_user_id();
		if ( $user_id > 0 && Background::is_possible() && wp_attachment_is_image( $image_id ) && $this->budget->is_on() ) {
			$this->index->queue( $image_id, $user_id );
			$this->come_back();
		}
	}

	/**
	 * Starts runs for what was uploaded.
	 */
	public function tick(): void {
		foreach ( $this->index->queued_users() as $user_id ) {
			$waiting = $this->index->queued_for( $user_id, self::MAX_PER_RUN );
			// Of two ticks at once, one gets each image.
			$taken  = array_values( array_filter( $waiting, fn ( int $id ): bool => $this->index->unqueue( $id, $user_id ) ) );
			$before = get_current_user_id();
			wp_set_current_user( $user_id );
			if ( $this->may_write() ) {
				$this->write( $user_id, $taken );
			}
			wp_set_current_user( $before );
			if ( count( $waiting ) === self::MAX_PER_RUN ) {
				$this->come_back();
			}
		}
	}

	/**
	 * Has WP-Cron go on where uploads wait.
	 */
	public function go_on(): void {
		if ( array() !== $this->index->queued_users() ) {
			$this->come_back();
		}
	}

	/**
	 * Whether anything can be written for the current user now.
	 */
	private function may_write(): bool {
		$known = $this->sync->known();
		return Connection::Connected === $this->sync->connection( $known ) && ( $known->balance?->spendable() ?? 0 ) > 0 && $this->capabilities->can_spend() && $this->feature->may_list();
	}

	/**
	 * Starts one run for the current user, of as many images as the budget covers.
	 *
	 * @param int       $user_id The user.
	 * @param list<int> $ids     The images.
	 */
	private function write( int $user_id, array $ids ): void {
		$price   = Pricing::price( $this->feature->name() );
		$run_id  = wp_generate_uuid4();
		$covered = array_slice( $ids, 0, intdiv( $this->budget->reserve( $run_id, count( $ids ) * $price ), $price ) );
		if ( array() === $covered ) {
			return;
		}
		try {
			$asked = new NewRun( $run_id, $this->feature->name(), $user_id, false, count( $covered ) * $price );
			$this->start->of_selection( $asked, $this->feature, Selection::of_ids( $covered ), null );
			$this->background->watch();
		} catch ( NotStarted ) {
			// They have a text by now, are decorative, or this user may not change them.
			$this->budget->give_back( $run_id );
		}
	}

	/**
	 * Has WP-Cron start what waits.
	 */
	private function come_back(): void {
		if ( false === wp_next_scheduled( Names::WRITE_UPLOADS ) ) {
			wp_schedule_single_event( time() + self::COLLECT_S, Names::WRITE_UPLOADS );
		}
	}
}
