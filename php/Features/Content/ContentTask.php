<?php
/**
 * Having a feature work on one content, as somebody has asked for it.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\Content;

use SeoRankGenius\Capabilities;
use SeoRankGenius\Cloud\Value\ActionAnswer;
use SeoRankGenius\Features\ActionTask;

/**
 * See ActionTask.
 */
final class ContentTask implements ActionTask {

	/**
	 * A task.
	 *
	 * @param ContentFeature $feature      What is to be done.
	 * @param ContentInput   $of           With what.
	 * @param bool           $is_kept      Whether the result is to be kept with the content at once.
	 * @param ContentRequest $requests     Makes what is sent.
	 * @param ContentOutcome $outcome      Keeps what comes of it.
	 * @param Capabilities   $capabilities Checked again before saving.
	 */
	public function __construct(
		private readonly ContentFeature $feature,
		private readonly ContentInput $of,
		private readonly bool $is_kept,
		private readonly ContentRequest $requests,
		private readonly ContentOutcome $outcome,
		private readonly Capabilities $capabilities,
	) {}

	/**
	 * See ActionTask.
	 */
	public function feature(): string {
		return $this->feature->name();
	}

	/**
	 * See ActionTask.
	 */
	public function object_id(): int {
		return $this->of->post->ID;
	}

	/**
	 * See ActionTask. What is only for the editor is another thing with every input.
	 */
	public function key(): string {
		$key = $this->of->post->ID . '_' . $this->feature->name();
		return $this->feature instanceof ListedFeature ? $key : $key . '_' . $this->of->fingerprint();
	}

	/**
	 * See ActionTask.
	 */
	public function present(): string {
		return $this->feature instanceof ListedFeature ? $this->feature->stored()->read( $this->of->post->ID ) : '';
	}

	/**
	 * See ActionTask.
	 *
	 * @param string $action_id UUID.
	 * @param int    $max_cost  The quote, in credits.
	 * @return array<string, mixed>
	 * @throws ContentUnusable When it cannot be sent.
	 */
	public function request( string $action_id, int $max_cost ): array {
		return $this->requests->of( $this->feature, $this->of, $this->present(), get_current_user_id(), $action_id, $max_cost );
	}

	/**
	 * See ActionTask.
	 *
	 * @param ActionAnswer $answer What became of the action.
	 */
	public function made( ActionAnswer $answer ): ?string {
		return null === $answer->result ? null : $this->requests->made( $this->feature, $this->of, $answer->result );
	}

	/**
	 * See ActionTask.
	 */
	public function may_save(): bool {
		return $this->capabilities->can_edit_content( $this->of->post->ID );
	}

	/**
	 * See ActionTask.
	 *
	 * @param ActionAnswer $answer  What became of the action.
	 * @param string       $made    What is to be kept.
	 * @param string       $instead What it is to replace.
	 */
	public function save( ActionAnswer $answer, string $made, string $instead ): bool {
		if ( ! $this->feature instanceof ListedFeature || null === $answer->result ) {
			return false;
		}
		$choices = $this->feature instanceof MetaFeature ? MetaFeature::choices( $this->feature->usable( $answer->result, new Asked() ) ) : array( $made );
		$this->outcome->remember( $this->feature, $this->of->post->ID, $choices );
		return $this->is_kept && $this->outcome->save( $this->feature, $this->of->post->ID, $made, $instead );
	}

	/**
	 * See ActionTask.
	 *
	 * @param string $why A problem code, or a reason of ContentUnusable.
	 */
	public function fail( string $why ): void {
		if ( ContentUnusable::PAGES_UNREAD !== $why ) {
			$this->outcome->fail( $this->feature, $this->of->post->ID, $why );
		}
	}
}
