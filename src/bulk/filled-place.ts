// Where the one filled button of the screen is: at the next step that matters most.
import type { Account } from '../api/generated/account';
import type { RunQuote } from '../api/generated/run-quote';
import { goesOnAt } from '../runs/driving';
import { nextStepAfter } from '../runs/next-step';
import type { Runs } from '../runs/runs';
import type { Obstacle } from './spending';

export type FilledPlace = 'run' | 'bar' | 'header' | 'notice' | null;

/** `lack` stands in the way of any action; `count` images are chosen, for `quote` where that is known. */
export function filledPlace(
	account: Account,
	lack: Obstacle | null,
	{ run, isGoing }: Pick< Runs, 'run' | 'isGoing' >,
	count: number,
	quote: RunQuote | null
): FilledPlace {
	const hasEnded = run !== null && ! isGoing;
	// To wait is the right step then, for what is chosen too: it may be what the run is about.
	if ( hasEnded && goesOnAt( run ) !== null ) {
		return null;
	}
	if ( count > 0 && lack === null && ! isGoing ) {
		return quote !== null && quote.covers < quote.items ? 'header' : 'bar';
	}
	const step = hasEnded ? nextStepAfter( run, account ) : null;
	// At its cap a site can go on with Domain Credits.
	if ( step === 'wait' ) {
		return 'header';
	}
	if ( step !== null ) {
		return 'run';
	}
	if ( lack === 'short' || lack === 'capped' ) {
		return 'header';
	}
	return lack === null ? null : 'notice';
}
