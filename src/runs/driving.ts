// Takes a run to its end while its page is open.
//
// | when                                            | then                                                       |
// |-------------------------------------------------|------------------------------------------------------------|
// | the run is going on                             | it is taken a step further, one request at a time          |
// | a step brought something                        | the next one at once                                       |
// | a step brought nothing: somebody else is at it  | it is looked at every 2 s                                  |
// | this person may not spend                       | it is only looked at, every 2 s                            |
// | it ended, but goes on by itself at some time    | it is looked at then, and every 5 s until it goes on       |
// | it ended otherwise                              | no more                                                    |
// | WordPress does not answer                       | again after 2, 4, 8, 16, then every 30 s, and that is said |
// | WordPress refuses                               | no more, and that is said                                  |
// | the page is closed                              | WordPress goes on without it                               |
import { useEffect, useRef, useState } from '@wordpress/element';
import { useQueryClient } from '@tanstack/react-query';
import { RequestFailed } from '../api/errors';
import type { Run } from '../api/generated/run';
import type { RunItem } from '../api/generated/run-item';
import { errorText } from '../components/error-text';
import { advanceRun } from '../queries/runs';

const LOOK_MS = 2_000;
const WAITING_LOOK_MS = 5_000;
const RETRIES_MS = [ 2_000, 4_000, 8_000, 16_000, 30_000 ] as const;

/** Whether a run that has ended goes on by itself, and when; null otherwise. ISO 8601. */
export function goesOnAt( { state, left, retry_at: at }: Run ): string | null {
	return state === 'ended' && left > 0 ? at : null;
}

/** Whether it is going on: also when it was stopped, and what was on its way is still coming in. */
export function isGoing( { state, end, in_flight: inFlight }: Run ): boolean {
	return state === 'running' || ( end === 'stopped' && inFlight > 0 );
}

/** Waits, unless the signal ends it: then it never comes back. */
function wait( ms: number, signal: AbortSignal ): Promise< void > {
	return new Promise( ( resolve ) => {
		const timer = setTimeout( resolve, ms );
		signal.addEventListener( 'abort', () => clearTimeout( timer ) );
	} );
}

/** How long until the next step, in milliseconds; null when there is none. */
export function nextStep( run: Run, broughtSomething: boolean ): number | null {
	if ( isGoing( run ) ) {
		return broughtSomething ? 0 : LOOK_MS;
	}
	const at = goesOnAt( run );
	return at === null
		? null
		: Math.max( WAITING_LOOK_MS, Date.parse( at ) - Date.now() );
}

export interface Driving {
	/** What is in the way of the page driving it; null when nothing is. */
	trouble: string | null;
}

/**
 * @param run     The run that is shown, if any.
 * @param mayStep Whether this person may have work done.
 * @param onItems Told what has ended, each item once.
 */
export function useDriving(
	run: Run | null,
	mayStep: boolean,
	onItems: ( run: Run, items: RunItem[] ) => void
): Driving {
	const client = useQueryClient();
	const [ trouble, setTrouble ] = useState< string | null >( null );
	const newest = useRef( { run, onItems } );
	newest.current = { run, onItems };
	const id =
		run !== null && ( isGoing( run ) || goesOnAt( run ) !== null )
			? run.id
			: null;

	useEffect( () => {
		const known = newest.current.run;
		if ( id === null || known === null ) {
			return undefined;
		}
		const ending = new AbortController();
		const { signal } = ending;

		const step = async ( after: number ): Promise< [ Run, number ] > => {
			const answer = await advanceRun( client, id, after, mayStep );
			if ( ! signal.aborted && answer.items.length > 0 ) {
				newest.current.onItems( answer.run, answer.items );
			}
			return [
				answer.run,
				Math.max( after, ...answer.items.map( ( { seq } ) => seq ) ),
			];
		};

		const drive = async () => {
			let after = known.last_seq;
			let failures = 0;
			let pause = isGoing( known ) ? 0 : nextStep( known, false );
			while ( pause !== null ) {
				await wait( pause, signal );
				try {
					const [ seen, seq ] = await step( after );
					pause = nextStep( seen, seq > after );
					after = seq;
					failures = 0;
					setTrouble( null );
				} catch ( error ) {
					if ( ! ( error instanceof Error ) || signal.aborted ) {
						return;
					}
					setTrouble( errorText( error ) );
					if ( error instanceof RequestFailed && ! error.lost ) {
						return;
					}
					pause =
						RETRIES_MS[
							Math.min( failures, RETRIES_MS.length - 1 )
						] ?? 0;
					failures += 1;
				}
			}
		};

		setTrouble( null );
		void drive();
		return () => ending.abort();
	}, [ client, id, mayStep ] );

	return { trouble };
}
