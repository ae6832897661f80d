<?php
/**
 * Has a feature work on one content.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\Content;

use SeoRankGenius\Capabilities;
use SeoRankGenius\Cloud\CloudFailure;
use SeoRankGenius\Features\DoneAction;
use SeoRankGenius\Features\OneAction;

/**
 * Makes the task that OneAction runs.
 */
final class RunContent {

	/**
	 * Running.
	 *
	 * @param OneAction      $action       Runs it.
	 * @param ContentRequest $requests     Makes what is sent.
	 * @param ContentOutcome $outcome      Keeps what comes of it.
	 * @param Capabilities   $capabilities Checked again before saving.
	 */
	public function __construct(
		private readonly OneAction $action,
		private readonly ContentRequest $requests,
		private readonly ContentOutcome $outcome,
		private readonly Capabilities $capabilities,
	) {}

	/**
	 * See OneAction.
	 *
	 * @param ContentFeature $feature   What is to be done.
	 * @param ContentInput   $of        With what.
	 * @param bool           $is_kept   Whether the result is to be kept with the content at once.
	 * @param string         $action_id UUID, minted by the browser.
	 * @param int            $max_cost  The quote, in credits.
	 * @throws ContentUnusable When it cannot be sent; nothing was sent then.
	 * @throws CloudFailure    When no outcome is known. The same call again goes on from there.
	 */
	public function run( ContentFeature $feature, ContentInput $of, bool $is_kept, string $action_id, int $max_cost ): DoneAction {
		return $this->action->run( new ContentTask( $feature, $of, $is_kept, $this->requests, $this->outcome, $this->capabilities ), $action_id, $max_cost );
	}
}
