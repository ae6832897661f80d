<?php
/**
 * What every command on a run answers: the run, what has ended since, and the account.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest;

use SeoRankGenius\Runs\ItemTable;
use SeoRankGenius\Runs\NotStarted;
use SeoRankGenius\Runs\Run;
use WP_Error;
use WP_REST_Response;

/**
 * As schema/rest/run-answer.json says.
 */
final class RunAnswers {

	/** The most items of one answer. */
	private const MOST_ITEMS = 200;

	/**
	 * Answers.
	 *
	 * @param ItemTable $items   Finds items.
	 * @param RunAccess $access  Knows the feature.
	 * @param RunView   $view    Shows them.
	 * @param Answers   $answers Shows the account.
	 */
	public function __construct(
		private readonly ItemTable $items,
		private readonly RunAccess $access,
		private readonly RunView $view,
		private readonly Answers $answers,
	) {}

	/**
	 * A run with what has ended after a seq.
	 *
	 * @param Run       $run   The run.
	 * @param int       $after The seq.
	 * @param bool|null $more  Whether to ask again; null: when there is more that has ended.
	 */
	public function of( Run $run, int $after, ?bool $more = null ): WP_REST_Response {
		$items = $this->items->ended_after( $run, $after, self::MOST_ITEMS + 1 );
		return new WP_REST_Response(
			array(
				'run'     => $this->view->run( $run ),
				'items'   => $this->view->items( $this->access->feature_of( $run ), array_slice( $items, 0, self::MOST_ITEMS ) ),
				'more'    => $more ?? count( $items ) > self::MOST_ITEMS,
				'account' => $this->answers->account_data(),
			)
		);
	}

	/**
	 * Why a run is not started, and what to do.
	 *
	 * @param NotStarted $not_started Why.
	 */
	public function not_started( NotStarted $not_started ): WP_Error {
		$message = match ( $not_started->reason ) {
			NotStarted::NOTHING_TO_DO => __( 'There is nothing to do for what you have chosen. Choose something else.', 'seo-rank-genius' ),
			/* translators: %s: a number of credits. */
			NotStarted::QUOTE_CHANGED => sprintf( __( 'What you have chosen costs %s credits by now. Nothing was started; look at the new price and start again.', 'seo-rank-genius' ), number_format_i18n( $not_started->credits ) ),
			NotStarted::RETRIED => __( 'What failed in this run is already being tried again.', 'seo-rank-genius' ),
			default => __( 'This run was already started for something else. Reload the page and start again.', 'seo-rank-genius' ),
		};
		$data = array( 'status' => 409 );
		if ( NotStarted::QUOTE_CHANGED === $not_started->reason ) {
			$data['credits'] = $not_started->credits;
		}
		return new WP_Error( $not_started->reason, $message, $data );
	}
}
