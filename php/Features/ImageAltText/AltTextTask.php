<?php
/**
 * Having the alt text of one image written, as somebody has asked for it.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\ImageAltText;

use SeoRankGenius\Capabilities;
use SeoRankGenius\Cloud\Value\ActionAnswer;
use SeoRankGenius\Features\ActionTask;
use WP_Post;

/**
 * See ActionTask.
 */
final class AltTextTask implements ActionTask {

	/**
	 * A task.
	 *
	 * @param WP_Post        $image        The attachment.
	 * @param AltTextRequest $requests     Makes what is sent.
	 * @param AltText        $alt_text     Reads what the image has now.
	 * @param AltTextOutcome $outcome      Keeps what comes of it.
	 * @param Capabilities   $capabilities Checked again before saving.
	 */
	public function __construct(
		private readonly WP_Post $image,
		private readonly AltTextRequest $requests,
		private readonly AltText $alt_text,
		private readonly AltTextOutcome $outcome,
		private readonly Capabilities $capabilities,
	) {}

	/**
	 * See ActionTask.
	 */
	public function feature(): string {
		return ImageAltRun::NAME;
	}

	/**
	 * See ActionTask.
	 */
	public function object_id(): int {
		return $this->image->ID;
	}

	/**
	 * See ActionTask.
	 */
	public function key(): string {
		return (string) $this->image->ID;
	}

	/**
	 * See ActionTask.
	 */
	public function present(): string {
		return $this->alt_text->of( $this->image->ID );
	}

	/**
	 * See ActionTask.
	 *
	 * @param string $action_id UUID.
	 * @param int    $max_cost  The quote, in credits.
	 * @return array<string, mixed>
	 * @throws ImageUnusable When the picture must not or cannot be sent.
	 */
	public function request( string $action_id, int $max_cost ): array {
		return $this->requests->of( $this->image, get_current_user_id(), $action_id, $max_cost );
	}

	/**
	 * See ActionTask.
	 *
	 * @param ActionAnswer $answer What became of the action.
	 */
	public function made( ActionAnswer $answer ): ?string {
		return AltText::made( $answer );
	}

	/**
	 * See ActionTask.
	 */
	public function may_save(): bool {
		return $this->capabilities->can_edit_image( $this->image->ID );
	}

	/**
	 * See ActionTask.
	 *
	 * @param ActionAnswer $answer  What became of the action.
	 * @param string       $made    The text.
	 * @param string       $instead The text that it is to replace.
	 */
	public function save( ActionAnswer $answer, string $made, string $instead ): bool {
		return $this->outcome->save( $this->image->ID, $made, $instead );
	}

	/**
	 * See ActionTask. That an image is decorative is no failure.
	 *
	 * @param string $why A problem code, or a reason of ImageUnusable.
	 */
	public function fail( string $why ): void {
		if ( ImageUnusable::DECORATIVE !== $why ) {
			$this->outcome->fail( $this->image->ID, $why );
		}
	}
}
