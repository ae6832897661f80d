<?php
/**
 * Has the alt text of one image written by the model, and pays for it at most once.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\ImageAltText;

use SeoRankGenius\Capabilities;
use SeoRankGenius\Cloud\CloudClient;
use SeoRankGenius\Cloud\CloudFailure;
use SeoRankGenius\Cloud\MalformedAnswer;
use SeoRankGenius\Cloud\Outage;
use SeoRankGenius\Cloud\Problem;
use SeoRankGenius\Cloud\ProblemCode;
use SeoRankGenius\Cloud\Refusal;
use SeoRankGenius\Cloud\Value\ActionAnswer;
use SeoRankGenius\Cloud\Value\ActionsAnswer;
use SeoRankGenius\Cloud\Value\SiteToken;
use SeoRankGenius\Sync\KnownAccount;
use SeoRankGenius\Sync\Sync;
use WP_Post;

/**
 * The action's id is stored before it is sent and forgotten when its outcome is known. While one is stored, a repeat,
 * from whichever tab, first asks what became of it: what was paid for is fetched, not bought again.
 */
final class GenerateAltText {

	/**
	 * Generating.
	 *
	 * @param Sync           $sync         Holds the token and the balance.
	 * @param CloudClient    $client       Talks to the cloud.
	 * @param PendingActions $pending      Remembers what was sent.
	 * @param AltTextRequest $requests     Makes what is sent.
	 * @param AltText        $alt_text     Reads what the image has now.
	 * @param AltTextOutcome $outcome      Keeps what comes of it.
	 * @param Capabilities   $capabilities Checked again before saving.
	 */
	public function __construct(
		private readonly Sync $sync,
		private readonly CloudClient $client,
		private readonly PendingActions $pending,
		private readonly AltTextRequest $requests,
		private readonly AltText $alt_text,
		private readonly AltTextOutcome $outcome,
		private readonly Capabilities $capabilities,
	) {}

	/**
	 * Runs an action, or goes on with the one that is pending for this image.
	 *
	 * @param WP_Post $image     The attachment.
	 * @param int     $user_id   Who asks.
	 * @param string  $action_id UUID, minted by the browser.
	 * @param int     $max_cost  The quote, in credits.
	 * @return GeneratedAltText What became of it; its id is that of the pending action where there was one.
	 * @throws ImageUnusable When the picture cannot be sent; nothing was sent then.
	 * @throws CloudFailure  When no outcome is known. The same call again goes on from there.
	 */
	public function run( WP_Post $image, int $user_id, string $action_id, int $max_cost ): GeneratedAltText {
		$action_id = strtolower( $action_id );
		$claimed   = $this->pending->claim( $image->ID, $action_id, $max_cost, $this->alt_text->of( $image->ID ) );
		if ( $claimed['is_new'] ) {
			return $this->send( $image, $user_id, $action_id, $max_cost, $claimed['instead'] );
		}
		$answer = $this->fetch( $claimed['id'], $claimed['max_cost'] );
		if ( null === $answer && $claimed['max_cost'] <= $max_cost ) {
			return $this->send( $image, $user_id, $claimed['id'], $claimed['max_cost'], $claimed['instead'] );
		}
		$is_final_without_text = null !== $answer && 'in_progress' !== $answer->outcome && null === $answer->alt_text;
		if ( null === $answer || ( $is_final_without_text && $claimed['id'] !== $action_id ) ) {
			// Nothing came of the earlier one, and nothing more can.
			$this->pending->settle( $image->ID, $claimed['id'] );
			return $this->run( $image, $user_id, $action_id, $max_cost );
		}
		return $this->finish( $image, $answer, $claimed['instead'] );
	}

	/**
	 * Sends an action. When its answer is lost, asks once what became of it.
	 *
	 * @param WP_Post $image     The attachment.
	 * @param int     $user_id   Who asks.
	 * @param string  $action_id UUID.
	 * @param int     $max_cost  The quote, in credits.
	 * @param string  $instead   The text that the new one is to replace.
	 * @throws ImageUnusable   When the picture cannot be sent.
	 * @throws Refusal         When the cloud says no.
	 * @throws Outage          When it cannot be reached, and no outcome is known.
	 * @throws MalformedAnswer When its answer is none, and no outcome is known.
	 */
	private function send( WP_Post $image, int $user_id, string $action_id, int $max_cost, string $instead ): GeneratedAltText {
		try {
			$request = $this->requests->of( $image, $user_id, $action_id, $max_cost );
			$answer  = $this->ask_about( $action_id, $max_cost, fn ( SiteToken $token ): ActionsAnswer => $this->client->run_actions( $token, array( $request ) ) );
			if ( null === $answer ) {
				throw new MalformedAnswer( new Problem( ProblemCode::Unavailable ) );
			}
		} catch ( ImageUnusable | Refusal $failure ) {
			// Nothing was reserved: a refusal writes nothing.
			$this->pending->settle( $image->ID, $action_id );
			if ( $failure instanceof ImageUnusable && ImageUnusable::DECORATIVE !== $failure->reason ) {
				$this->outcome->fail( $image->ID, $failure->reason );
			}
			throw $failure;
		} catch ( Outage | MalformedAnswer $failure ) {
			$answer = ProblemCode::RateLimited === $failure->problem->code ? null : $this->fetch_if_reachable( $action_id, $max_cost );
			if ( null === $answer ) {
				throw $failure;
			}
		}
		return $this->finish( $image, $answer, $instead );
	}

	/**
	 * Saves the result, and forgets the action once it is final.
	 *
	 * @param WP_Post      $image   The attachment.
	 * @param ActionAnswer $answer  What became of the action.
	 * @param string       $instead The text that the new one is to replace.
	 * @throws MalformedAnswer When nothing of the result is text.
	 */
	private function finish( WP_Post $image, ActionAnswer $answer, string $instead ): GeneratedAltText {
		if ( 'in_progress' === $answer->outcome ) {
			return new GeneratedAltText( $answer );
		}
		$text = null === $answer->alt_text ? null : AltText::clean( $answer->alt_text );
		if ( null !== $text && ! $this->capabilities->can_edit_image( $image->ID ) ) {
			// Whoever may edit it can still fetch what was paid for.
			return new GeneratedAltText( $answer );
		}
		$is_applied = false;
		if ( null !== $text && '' !== $text ) {
			$is_applied = $this->outcome->save( $image->ID, $text, $instead );
		} elseif ( 'refused' !== $answer->outcome || ProblemCode::InputUnusable === $answer->code ) {
			$this->outcome->fail( $image->ID, $answer->code->value ?? ProblemCode::ProviderFailed->value );
		}
		$this->pending->settle( $image->ID, $answer->id );
		if ( '' === $text ) {
			throw new MalformedAnswer( new Problem( ProblemCode::ProviderFailed ) );
		}
		return new GeneratedAltText( $answer, $text, $is_applied );
	}

	/**
	 * What became of an action; null when the cloud does not know it.
	 *
	 * @param string $action_id UUID.
	 * @param int    $max_cost  The quote, in credits.
	 * @throws CloudFailure When the cloud cannot say.
	 */
	private function fetch( string $action_id, int $max_cost ): ?ActionAnswer {
		return $this->ask_about( $action_id, $max_cost, fn ( SiteToken $token ): ActionsAnswer => $this->client->actions( $token, array( $action_id ) ) );
	}

	/**
	 * The same, but null too when the cloud cannot say.
	 *
	 * @param string $action_id UUID.
	 * @param int    $max_cost  The quote, in credits.
	 */
	private function fetch_if_reachable( string $action_id, int $max_cost ): ?ActionAnswer {
		try {
			return $this->fetch( $action_id, $max_cost );
		} catch ( CloudFailure ) {
			return null;
		}
	}

	/**
	 * Makes a call about one action, and takes over the balance of its answer. An answer that charges more than the quote
	 * is not believed.
	 *
	 * @param string                            $action_id UUID.
	 * @param int                               $max_cost  The quote, in credits.
	 * @param callable(SiteToken):ActionsAnswer $call      The call.
	 * @throws CloudFailure When it fails.
	 */
	private function ask_about( string $action_id, int $max_cost, callable $call ): ?ActionAnswer {
		$answer = $this->sync->ask(
			static function ( SiteToken $token ) use ( $call, $action_id, $max_cost ): ActionsAnswer {
				$answer = $call( $token );
				if ( isset( $answer->actions[ $action_id ] ) && $answer->actions[ $action_id ]->cost > $max_cost ) {
					throw new MalformedAnswer( new Problem( ProblemCode::Unavailable ) );
				}
				return $answer;
			},
			static fn ( KnownAccount $before, ActionsAnswer $answer ): KnownAccount => $before->with_balance( $answer->balance, time() )
		);
		return $answer->actions[ $action_id ] ?? null;
	}
}
