<?php
/**
 * Has the alt text of one image written by the model.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\ImageAltText;

use SeoRankGenius\Capabilities;
use SeoRankGenius\Cloud\CloudFailure;
use SeoRankGenius\Features\DoneAction;
use SeoRankGenius\Features\OneAction;
use WP_Post;

/**
 * Makes the task that OneAction runs.
 */
final class GenerateAltText {

	/**
	 * Generating.
	 *
	 * @param OneAction      $action       Runs it.
	 * @param AltTextRequest $requests     Makes what is sent.
	 * @param AltText        $alt_text     Reads what the image has now.
	 * @param AltTextOutcome $outcome      Keeps what comes of it.
	 * @param Capabilities   $capabilities Checked again before saving.
	 */
	public function __construct(
		private readonly OneAction $action,
		private readonly AltTextRequest $requests,
		private readonly AltText $alt_text,
		private readonly AltTextOutcome $outcome,
		private readonly Capabilities $capabilities,
	) {}

	/**
	 * See OneAction.
	 *
	 * @param WP_Post $image     The attachment.
	 * @param string  $action_id UUID, minted by the browser.
	 * @param int     $max_cost  The quote, in credits.
	 * @throws ImageUnusable When the picture cannot be sent; nothing was sent then.
	 * @throws CloudFailure  When no outcome is known. The same call again goes on from there.
	 */
	public function run( WP_Post $image, string $action_id, int $max_cost ): DoneAction {
		return $this->action->run( new AltTextTask( $image, $this->requests, $this->alt_text, $this->outcome, $this->capabilities ), $action_id, $max_cost );
	}
}
