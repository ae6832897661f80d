<?php
/**
 * Takes what the cloud says of items that were sent: saves the results, and says how each has ended.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Runs;

use SeoRankGenius\Cloud\ProblemCode;
use SeoRankGenius\Cloud\Value\ActionAnswer;
use SeoRankGenius\Cloud\Value\ActionsAnswer;
use SeoRankGenius\Results\Results;
use Throwable;

/**
 * Saving the same result again changes nothing, so a process that dies in between only has it done once more.
 */
final class Outcomes {

	/**
	 * Items that have ended.
	 *
	 * @var list<Ended>
	 */
	public array $ended = array();

	/**
	 * Items that were refused for now: they wait.
	 *
	 * @var list<Item>
	 */
	public array $refused = array();

	/**
	 * Items that the cloud does not know.
	 *
	 * @var list<Item>
	 */
	public array $unknown = array();

	/** Why the run cannot go on, by the first item that was refused for it. */
	public ?Ending $ending = null;

	/**
	 * Takes an answer.
	 *
	 * @param Run           $run     The run.
	 * @param RunFeature    $feature Its feature.
	 * @param Results       $results Keep what was made.
	 * @param list<Item>    $items   What was sent or asked about; each has its action id.
	 * @param ActionsAnswer $answer  What the cloud says. Ids that are not among the items are ignored.
	 */
	public function __construct( Run $run, private readonly RunFeature $feature, Results $results, array $items, ActionsAnswer $answer ) {
		$this->keep( $run, $results, $items, $answer );
		foreach ( $items as $item ) {
			$action = $answer->actions[ (string) $item->action_id ] ?? null;
			if ( null === $action ) {
				$this->unknown[] = $item;
			} elseif ( 'refused' === $action->outcome ) {
				$this->refuse( $item, $action->code ?? ProblemCode::Unavailable );
			} elseif ( 'completed' === $action->outcome ) {
				$this->ended[] = $this->completed( $item, $action );
			} elseif ( 'in_progress' !== $action->outcome ) {
				$this->ended[] = new Ended( $item, ItemState::Failed, ( $action->code ?? ProblemCode::ProviderFailed )->value );
			}
		}
	}

	/**
	 * Keeps what was made, before it is saved anywhere else.
	 *
	 * @param Run           $run     The run.
	 * @param Results       $results Keep it.
	 * @param list<Item>    $items   What was sent or asked about.
	 * @param ActionsAnswer $answer  What the cloud says.
	 */
	private function keep( Run $run, Results $results, array $items, ActionsAnswer $answer ): void {
		$made = array();
		foreach ( $items as $item ) {
			$action = $answer->actions[ (string) $item->action_id ] ?? null;
			if ( null !== $action && 'completed' === $action->outcome ) {
				$made[ $item->object_id ] = $action;
			}
		}
		$results->keep( $run->feature, $made, $run->acts_as, $run->id );
	}

	/**
	 * A refused item: it waits when the whole run has to, else it has failed.
	 *
	 * @param Item        $item The item.
	 * @param ProblemCode $code Why.
	 */
	private function refuse( Item $item, ProblemCode $code ): void {
		$ending = Ending::of_refusal( $code );
		if ( null === $ending ) {
			$this->ended[] = new Ended( $item, ItemState::Failed, $code->value );
			return;
		}
		$this->ending  ??= $ending;
		$this->refused[] = $item;
	}

	/**
	 * A completed item: its result is saved, unless somebody has changed the object since, or it is gone.
	 *
	 * @param Item         $item   The item.
	 * @param ActionAnswer $action The outcome.
	 */
	private function completed( Item $item, ActionAnswer $action ): Ended {
		$made = $this->feature->made( $item->object_id, $action );
		if ( null === $made || '' === $made ) {
			$code = null === $made ? $action->code ?? ProblemCode::ProviderFailed : ProblemCode::ProviderFailed;
			return new Ended( $item, ItemState::Failed, $code->value, $action->cost );
		}
		$code = match ( true ) {
			null === $this->feature->text( $item->object_id ) => BatchPreparation::GONE,
			! $this->feature->may_edit( $item->object_id ) => BatchPreparation::NOT_EDITABLE,
			default => null,
		};
		return new Ended( $item, ItemState::Done, $code, $action->cost, $made, null === $code && $this->save( $item, $made ) );
	}

	/**
	 * Saves a result. Whatever goes wrong in code that hears of it is not to hold up the rest.
	 *
	 * @param Item   $item The item.
	 * @param string $made The result.
	 */
	private function save( Item $item, string $made ): bool {
		try {
			return $this->feature->save( $item->object_id, $made, $item->former );
		} catch ( Throwable $error ) {
			wp_trigger_error( __METHOD__, $error->getMessage(), E_USER_WARNING );
			return $this->feature->text( $item->object_id ) === $made;
		}
	}
}
