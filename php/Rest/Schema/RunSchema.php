<?php
/**
 * The shapes of a run, of its items, and of what the routes about runs answer.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest\Schema;

use SeoRankGenius\Runs\ItemState;
use SeoRankGenius\Runs\RunEnd;

/**
 * Runs know nothing of what they are about: a feature describes the objects.
 */
final class RunSchema {

	/**
	 * A run.
	 *
	 * @return array<string, mixed>
	 */
	public static function item(): array {
		return Schema::document(
			'run',
			array(
				'id'            => Schema::uuid( 'Minted by the browser that started it.' ),
				'feature'       => Schema::text( 'What is done with each object, such as image_alt.' ),
				'state'         => Schema::one_of( array( 'running', 'ended' ), 'Whether there is work that nothing holds up.' ),
				'end'           => Schema::nullable( array( 'title' => 'run_end' ) + Schema::one_of( RunEnd::values(), 'How it ended; from each but completed, resuming does exactly the rest.' ) ),
				'code'          => Schema::nullable( Schema::problem_code() ),
				'limit'         => Schema::nullable( Schema::one_of( array( 'cap', 'ceiling' ), 'With limit_reached: the cap of this site, or what the run may spend at most.' ) ),
				'retry_at'      => Schema::nullable( Schema::time( 'With rate_limited and unavailable: when it goes on by itself; null: it does not.' ) ),
				'started_by'    => Schema::object(
					'run_starter',
					array(
						'id'   => Schema::count( 'The user.', 1 ),
						'name' => Schema::text( 'As shown to others; empty when the user is gone.' ),
					)
				),
				'started_at'    => Schema::time( 'When it was started.' ),
				'ended_at'      => Schema::nullable( Schema::time( 'When it ended.' ) ),
				'total'         => Schema::count( 'Items.' ),
				'done'          => Schema::count( 'Of these, with a result.' ),
				'failed'        => Schema::count( 'Of these, failed.' ),
				'skipped'       => Schema::count( 'Of these, passed over without being sent.' ),
				'left'          => Schema::count( 'Of these, not ended; those in flight included.' ),
				'in_flight'     => Schema::count( 'Of those left, sent and without a known outcome.' ),
				'credits_spent' => Schema::count( 'Credits charged for its items.' ),
				'price_of_rest' => Schema::count( 'The most that those left can cost, in credits.' ),
				'spend_at_most' => Schema::nullable( Schema::count( 'The ceiling of who started it, in credits.' ) ),
				'overwrite'     => Schema::flag( 'Texts that exist are replaced.' ),
				'retry_of'      => Schema::nullable( Schema::uuid( 'The run whose failed items these are.' ) ),
				'failed_price'  => Schema::count( 'What retrying the failed ones costs, in credits; 0 once they are retried.' ),
				'seconds_left'  => Schema::nullable( Schema::count( 'At the pace so far, while it is running; null: not known yet.' ) ),
				'is_driven'     => Schema::flag( 'Somebody is at a batch of it now.' ),
				'last_seq'      => Schema::count( 'The highest seq of its items.' ),
				'undo'          => Schema::nullable(
					Schema::object(
						'run_undo',
						array(
							'at'       => Schema::time( 'When it was last undone.' ),
							'restored' => Schema::count( 'Items that have their former text again.' ),
							'kept'     => Schema::count( 'Items that somebody has changed since, which were kept.' ),
						)
					)
				),
				'can_undo'      => Schema::flag( 'There is something to undo, and this user may.' ),
				'can_control'   => Schema::flag( 'This user may stop it.' ),
			)
		);
	}

	/**
	 * One object of a run.
	 *
	 * @return array<string, mixed>
	 */
	public static function run_item(): array {
		return Schema::document(
			'run_item',
			array(
				'object_id'  => Schema::count( 'Which object.', 1 ),
				'state'      => Schema::one_of( ItemState::values(), 'How far it is.' ),
				'code'       => Schema::nullable( Schema::text( 'Why it failed or was skipped: a problem code, or a reason of the feature.' ) ),
				'reason'     => Schema::nullable( Schema::text( 'The same in the language of the reader.' ) ),
				'cost'       => Schema::count( 'Credits charged.' ),
				'text'       => Schema::nullable( Schema::text( 'The result: plain text.' ) ),
				'is_applied' => Schema::flag( 'The result was saved; false when somebody has changed the object meanwhile.' ),
				'seq'        => Schema::count( 'Rises in the order of ending; 0 until it has ended.' ),
				'object'     => Schema::nullable(
					Schema::object(
						'run_object',
						array(
							'title'         => Schema::text( 'Plain text.' ),
							'thumbnail_url' => Schema::nullable( Schema::text( 'A small picture of it.' ) ),
							'edit_url'      => Schema::nullable( Schema::text( 'Where this user can edit it.' ) ),
						)
					)
				),
			)
		);
	}

	/**
	 * What every command on a run answers.
	 *
	 * @return array<string, mixed>
	 */
	public static function answer(): array {
		return Schema::document(
			'run_answer',
			array(
				'run'     => self::nested( self::item() ),
				'items'   => Schema::list_of( self::run_item() ),
				'more'    => Schema::flag( 'There is more of the same: ask again.' ),
				'account' => self::nested( AccountSchema::item() ),
			)
		);
	}

	/**
	 * What a run would do and cost.
	 *
	 * @return array<string, mixed>
	 */
	public static function quote(): array {
		return Schema::document(
			'run_quote',
			array(
				'items'         => Schema::count( 'How many objects.' ),
				'credits'       => Schema::count( 'What they cost.' ),
				'first_credits' => Schema::nullable( Schema::count( 'What so many of the first cost as were asked about; null when none were.' ) ),
				'overwrites'    => Schema::count( 'How many of them have a text that would be replaced.' ),
				'skipped'       => Schema::object(
					'run_quote_skipped',
					array(
						'has_text'     => Schema::count( 'Chosen, but they have a text, which is kept.' ),
						'decorative'   => Schema::count( 'Chosen, but they are to have no text.' ),
						'not_editable' => Schema::count( 'Chosen, but this user may not change them.' ),
						'no_text'      => Schema::count( 'Chosen, but there is no text to work from.' ),
					)
				),
				'spendable'     => Schema::nullable( Schema::count( 'Credits that this site can spend now; null: not known.' ) ),
				'covers'        => Schema::count( 'How many objects those credits pay for; all while they are not known.' ),
			)
		);
	}

	/**
	 * A page of runs.
	 *
	 * @return array<string, mixed>
	 */
	public static function page(): array {
		return Schema::document(
			'runs_page',
			array(
				'runs'        => Schema::list_of( self::item() ),
				'next_cursor' => Schema::nullable( Schema::text( 'Asks for the next page; null: there is none.' ) ),
			)
		);
	}

	/**
	 * A page of items.
	 *
	 * @return array<string, mixed>
	 */
	public static function items_page(): array {
		return Schema::document(
			'run_items_page',
			array(
				'items'       => Schema::list_of( self::run_item() ),
				'next_cursor' => Schema::nullable( Schema::text( 'Asks for the next page; null: there is none.' ) ),
			)
		);
	}

	/**
	 * A document as part of another.
	 *
	 * @param array<string, mixed> $document A document.
	 * @return array<string, mixed>
	 */
	private static function nested( array $document ): array {
		unset( $document['$schema'] );
		return $document;
	}
}
