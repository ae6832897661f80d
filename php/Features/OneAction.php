<?php
/**
 * Runs one feature on one object, and pays for it at most once.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features;

use SeoRankGenius\Cloud\CloudFailure;
use SeoRankGenius\Cloud\MalformedAnswer;
use SeoRankGenius\Cloud\Outage;
use SeoRankGenius\Cloud\Problem;
use SeoRankGenius\Cloud\ProblemCode;
use SeoRankGenius\Cloud\Refusal;
use SeoRankGenius\Cloud\Value\ActionAnswer;
use SeoRankGenius\Results\Results;
use SeoRankGenius\Runs\CloudActions;

/**
 * The action's id is stored before it is sent and forgotten when its outcome is known. While one is stored, a repeat,
 * from whichever tab, first asks what became of it: what was paid for is fetched, not bought again.
 */
final class OneAction {

	/**
	 * Running.
	 *
	 * @param CloudActions   $actions Talks to the cloud.
	 * @param PendingActions $pending Remembers what was sent.
	 * @param Results        $results Keeps what was made.
	 */
	public function __construct(
		private readonly CloudActions $actions,
		private readonly PendingActions $pending,
		private readonly Results $results,
	) {}

	/**
	 * Runs an action, or goes on with the one that is pending under the task's key.
	 *
	 * @param ActionTask $task      What is asked for.
	 * @param string     $action_id UUID, minted by the browser.
	 * @param int        $max_cost  The quote, in credits.
	 * @return DoneAction What became of it; its id is that of the pending action where there was one.
	 * @throws Unusable     When the object cannot be sent; nothing was sent then.
	 * @throws CloudFailure When no outcome is known. The same call again goes on from there.
	 */
	public function run( ActionTask $task, string $action_id, int $max_cost ): DoneAction {
		$action_id = strtolower( $action_id );
		$claimed   = $this->pending->claim( $task->key(), $action_id, $max_cost, $task->present() );
		if ( $claimed['is_new'] ) {
			return $this->send( $task, $action_id, $max_cost, $claimed['instead'] );
		}
		$answer = $this->fetch( $task, $claimed['id'], $claimed['max_cost'] );
		if ( null === $answer && $claimed['max_cost'] <= $max_cost ) {
			return $this->send( $task, $claimed['id'], $claimed['max_cost'], $claimed['instead'] );
		}
		$is_final_without_result = null !== $answer && 'in_progress' !== $answer->outcome && null === $answer->result;
		if ( null === $answer || ( $is_final_without_result && $claimed['id'] !== $action_id ) ) {
			// Nothing came of the earlier one, and nothing more can.
			$this->pending->settle( $task->key(), $claimed['id'] );
			return $this->run( $task, $action_id, $max_cost );
		}
		return $this->finish( $task, $answer, $claimed['instead'] );
	}

	/**
	 * Sends an action. When its answer is lost, asks once what became of it.
	 *
	 * @param ActionTask $task      What is asked for.
	 * @param string     $action_id UUID.
	 * @param int        $max_cost  The quote, in credits.
	 * @param string     $instead   The text that the new one is to replace.
	 * @throws Unusable        When the object cannot be sent.
	 * @throws Refusal         When the cloud says no.
	 * @throws Outage          When it cannot be reached, and no outcome is known.
	 * @throws MalformedAnswer When its answer is none, and no outcome is known.
	 */
	private function send( ActionTask $task, string $action_id, int $max_cost, string $instead ): DoneAction {
		try {
			$request = $task->request( $action_id, $max_cost );
			$answer  = $this->actions->run( $task->feature(), array( $request ), array( $action_id => $max_cost ) )->actions[ $action_id ] ?? null;
			if ( null === $answer ) {
				throw new MalformedAnswer( new Problem( ProblemCode::Unavailable ) );
			}
		} catch ( Unusable | Refusal $failure ) {
			// Nothing was reserved: a refusal writes nothing.
			$this->pending->settle( $task->key(), $action_id );
			if ( $failure instanceof Unusable ) {
				$task->fail( $failure->reason );
			}
			throw $failure;
		} catch ( Outage | MalformedAnswer $failure ) {
			$answer = ProblemCode::RateLimited === $failure->problem->code ? null : $this->fetch_if_reachable( $task, $action_id, $max_cost );
			if ( null === $answer ) {
				throw $failure;
			}
		}
		return $this->finish( $task, $answer, $instead );
	}

	/**
	 * Saves the result, and forgets the action once it is final.
	 *
	 * @param ActionTask   $task    What was asked for.
	 * @param ActionAnswer $answer  What became of it.
	 * @param string       $instead The text that the new one is to replace.
	 * @throws MalformedAnswer When nothing of the result can be used.
	 */
	private function finish( ActionTask $task, ActionAnswer $answer, string $instead ): DoneAction {
		if ( 'in_progress' === $answer->outcome ) {
			return new DoneAction( $answer );
		}
		$made = $task->made( $answer );
		if ( null !== $made && ! $task->may_save() ) {
			// Whoever may edit it can still fetch what was paid for.
			return new DoneAction( $answer );
		}
		$is_applied = false;
		if ( null !== $made && '' !== $made ) {
			$this->results->keep( $task->feature(), array( $task->object_id() => $answer ), get_current_user_id(), null );
			$is_applied = $task->save( $answer, $made, $instead );
		} elseif ( 'refused' !== $answer->outcome || ProblemCode::InputUnusable === $answer->code ) {
			$task->fail( $answer->code->value ?? ProblemCode::ProviderFailed->value );
		}
		$this->pending->settle( $task->key(), $answer->id );
		if ( '' === $made ) {
			throw new MalformedAnswer( new Problem( ProblemCode::ProviderFailed ) );
		}
		return new DoneAction( $answer, $made, $is_applied );
	}

	/**
	 * What became of an action; null when the cloud does not know it.
	 *
	 * @param ActionTask $task      What was asked for.
	 * @param string     $action_id UUID.
	 * @param int        $max_cost  The quote, in credits.
	 * @throws CloudFailure When the cloud cannot say.
	 */
	private function fetch( ActionTask $task, string $action_id, int $max_cost ): ?ActionAnswer {
		return $this->actions->find( $task->feature(), array( $action_id => $max_cost ) )->actions[ $action_id ] ?? null;
	}

	/**
	 * The same, but null too when the cloud cannot say.
	 *
	 * @param ActionTask $task      What was asked for.
	 * @param string     $action_id UUID.
	 * @param int        $max_cost  The quote, in credits.
	 */
	private function fetch_if_reachable( ActionTask $task, string $action_id, int $max_cost ): ?ActionAnswer {
		try {
			return $this->fetch( $task, $action_id, $max_cost );
		} catch ( CloudFailure ) {
			return null;
		}
	}
}
