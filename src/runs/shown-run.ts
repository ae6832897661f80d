// Which run a screen shows: the one that is going on, the one that was asked for, or the last that says something.
import { useState } from '@wordpress/element';
import type { Run } from '../api/generated/run';

const NEWS_MS = 86_400_000;

/** Whether a run that has ended is still worth showing by itself. */
function isNews( { left, ended_at: endedAt }: Run, now: number ): boolean {
	return (
		left > 0 ||
		( endedAt !== null && now - Date.parse( endedAt ) < NEWS_MS )
	);
}

/**
 * @param runs   Newest first.
 * @param asked  The id of the one that somebody wants to see.
 * @param closed The id of the last one whose card was closed.
 * @param now    Milliseconds.
 */
export function chooseRun(
	runs: readonly Run[],
	asked: string | null,
	closed: string | null,
	now: number
): Run | null {
	const running = runs.find( ( { state } ) => state === 'running' );
	const wanted = runs.find( ( { id } ) => id === asked );
	const newest = runs[ 0 ];
	return (
		running ??
		wanted ??
		( newest !== undefined && newest.id !== closed && isNews( newest, now )
			? newest
			: null )
	);
}

export interface ShownRun {
	run: Run | null;
	show: ( id: string ) => void;
	close: () => void;
}

/** `key` names where the browser remembers which card was closed. */
export function useShownRun( runs: readonly Run[], key: string ): ShownRun {
	const storageKey = `seo-rank-genius:closed-run:${ key }`;
	const [ asked, setAsked ] = useState< string | null >( null );
	const [ closed, setClosed ] = useState( () =>
		localStorage.getItem( storageKey )
	);
	const run = chooseRun( runs, asked, closed, Date.now() );
	return {
		run,
		show: setAsked,
		close: () => {
			setAsked( null );
			if ( run !== null && run.id === runs[ 0 ]?.id ) {
				localStorage.setItem( storageKey, run.id );
				setClosed( run.id );
			}
		},
	};
}
