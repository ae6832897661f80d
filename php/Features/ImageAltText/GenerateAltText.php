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

	private const MAX_TITLE_CODE_POINTS     = 300;
	private const MAX_FILE_NAME_CODE_POINTS = 255;

	/**
	 * Generating.
	 *
	 * @param Sync           $sync         Holds the token and the balance.
	 * @param CloudClient    $client       Talks to the cloud.
	 * @param PendingActions $pending      Remembers what was sent.
	 * @param PictureSource  $pictures     Finds the bytes.
	 * @param PageTitles     $page_titles  Finds the words around.
	 * @param AltText        $alt_text     Saves the result.
	 * @param Capabilities   $capabilities Checked again before saving.
	 */
	public function __construct(
		private readonly Sync $sync,
		private readonly CloudClient $client,
		private readonly PendingActions $pending,
		private readonly PictureSource $pictures,
		private readonly PageTitles $page_titles,
		private readonly AltText $alt_text,
		private readonly Capabilities $capabilities,
	) {}

	/**
	 * Runs an action, or goes on with the one that is pending for this image.
	 *
	 * @param WP_Post $image     The attachment.
	 * @param int     $user_id   Who asks.
	 * @param string  $action_id UUID, minted by the browser.
	 * @param int     $max_cost  The quote, in credits.
	 * @return ActionAnswer What became of it; its id is that of the pending action where there was one.
	 * @throws ImageUnusable When the picture cannot be sent; nothing was sent then.
	 * @throws CloudFailure  When no outcome is known. The same call again goes on from there.
	 */
	public function run( WP_Post $image, int $user_id, string $action_id, int $max_cost ): ActionAnswer {
		$action_id = strtolower( $action_id );
		$claimed   = $this->pending->claim( $image->ID, $action_id, $max_cost );
		if ( $claimed['is_new'] ) {
			return $this->send( $image, $user_id, $action_id, $max_cost );
		}
		$answer = $this->outcome( $claimed['id'], $claimed['max_cost'] );
		if ( null === $answer && $claimed['max_cost'] <= $max_cost ) {
			return $this->send( $image, $user_id, $claimed['id'], $claimed['max_cost'] );
		}
		$is_final_without_text = null !== $answer && 'in_progress' !== $answer->outcome && null === $answer->alt_text;
		if ( null === $answer || ( $is_final_without_text && $claimed['id'] !== $action_id ) ) {
			// Nothing came of the earlier one, and nothing more can.
			$this->pending->settle( $image->ID, $claimed['id'] );
			return $this->run( $image, $user_id, $action_id, $max_cost );
		}
		return $this->finish( $image, $answer );
	}

	/**
	 * Sends an action. When its answer is lost, asks once what became of it.
	 *
	 * @param WP_Post $image     The attachment.
	 * @param int     $user_id   Who asks.
	 * @param string  $action_id UUID.
	 * @param int     $max_cost  The quote, in credits.
	 * @throws ImageUnusable   When the picture cannot be sent.
	 * @throws Refusal         When the cloud says no.
	 * @throws Outage          When it cannot be reached, and no outcome is known.
	 * @throws MalformedAnswer When its answer is none, and no outcome is known.
	 */
	private function send( WP_Post $image, int $user_id, string $action_id, int $max_cost ): ActionAnswer {
		try {
			$request = $this->request( $image, $user_id, $action_id, $max_cost );
			$answer  = $this->ask_about( $action_id, $max_cost, fn ( SiteToken $token ): ActionsAnswer => $this->client->run_actions( $token, array( $request ) ) );
			if ( null === $answer ) {
				throw new MalformedAnswer( new Problem( ProblemCode::Unavailable ) );
			}
		} catch ( ImageUnusable | Refusal $failure ) {
			// Nothing was reserved: a refusal writes nothing.
			$this->pending->settle( $image->ID, $action_id );
			throw $failure;
		} catch ( Outage | MalformedAnswer $failure ) {
			$answer = ProblemCode::RateLimited === $failure->problem->code ? null : $this->outcome_if_reachable( $action_id, $max_cost );
			if ( null === $answer ) {
				throw $failure;
			}
		}
		return $this->finish( $image, $answer );
	}

	/**
	 * Saves the result, and forgets the action once it is final.
	 *
	 * @param WP_Post      $image  The attachment.
	 * @param ActionAnswer $answer What became of the action.
	 * @throws MalformedAnswer When nothing of the result is text.
	 */
	private function finish( WP_Post $image, ActionAnswer $answer ): ActionAnswer {
		if ( 'in_progress' === $answer->outcome ) {
			return $answer;
		}
		$text = null === $answer->alt_text ? null : AltText::clean( $answer->alt_text );
		if ( null !== $text && ! $this->capabilities->can_edit_image( $image->ID ) ) {
			// Whoever may edit it can still fetch what was paid for.
			return $answer;
		}
		if ( null !== $text && '' !== $text ) {
			$this->alt_text->save( $image->ID, $text );
		}
		$this->pending->settle( $image->ID, $answer->id );
		if ( '' === $text ) {
			throw new MalformedAnswer( new Problem( ProblemCode::ProviderFailed ) );
		}
		return $answer;
	}

	/**
	 * What became of an action; null when the cloud does not know it.
	 *
	 * @param string $action_id UUID.
	 * @param int    $max_cost  The quote, in credits.
	 * @throws CloudFailure When the cloud cannot say.
	 */
	private function outcome( string $action_id, int $max_cost ): ?ActionAnswer {
		return $this->ask_about( $action_id, $max_cost, fn ( SiteToken $token ): ActionsAnswer => $this->client->actions( $token, array( $action_id ) ) );
	}

	/**
	 * The same, but null too when the cloud cannot say.
	 *
	 * @param string $action_id UUID.
	 * @param int    $max_cost  The quote, in credits.
	 */
	private function outcome_if_reachable( string $action_id, int $max_cost ): ?ActionAnswer {
		try {
			return $this->outcome( $action_id, $max_cost );
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

	/**
	 * The ActionRequest of the /v1 contract.
	 *
	 * @param WP_Post $image     The attachment.
	 * @param int     $user_id   Who asks.
	 * @param string  $action_id UUID.
	 * @param int     $max_cost  The quote, in credits.
	 * @return array<string, mixed>
	 * @throws ImageUnusable When the picture cannot be sent.
	 */
	private function request( WP_Post $image, int $user_id, string $action_id, int $max_cost ): array {
		$picture = $this->pictures->picture( $image->ID );
		$titles  = $this->page_titles->of( array( $image ) );
		return array(
			'id'       => $action_id,
			'feature'  => 'image_alt',
			'subject'  => array(
				'type' => 'attachment',
				'id'   => (string) $image->ID,
			),
			'actor'    => (string) $user_id,
			'run_id'   => null,
			'max_cost' => $max_cost,
			'input'    => array(
				'image'      => array(
					'media_type' => $picture->media_type,
					'data'       => base64_encode( $picture->bytes ), // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_encode -- A picture in JSON.
				),
				'language'   => self::language(),
				'file_name'  => mb_substr( wp_basename( (string) get_attached_file( $image->ID ) ), 0, self::MAX_FILE_NAME_CODE_POINTS, 'UTF-8' ),
				'page_title' => mb_substr( $titles[ $image->ID ] ?? '', 0, self::MAX_TITLE_CODE_POINTS, 'UTF-8' ),
			),
		);
	}

	/**
	 * The site's language, not the user's: visitors read the text.
	 */
	private static function language(): string {
		$locale = get_locale();
		return 1 === preg_match( '/^[A-Za-z]{2,3}([_-][A-Za-z0-9]{2,10})*$/D', $locale ) ? $locale : 'en';
	}
}
