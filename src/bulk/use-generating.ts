// What a row has written by AI: one attempt at a time, never paid twice, and what is said of it after.
import { useState } from '@wordpress/element';
import type { Action } from '../api/generated/image-action';
import { CloudProblem } from '../api/errors';
import { costText, failureText, mayHaveRun, outcomeText } from './action-text';
import { attemptId, endAttempt } from './attempts';

/** What is said after an action. */
export interface Said {
	isError: boolean;
	text: string;
}

export interface Generated {
	action: Action;
	/** Whether it is what the row has now. */
	applied: boolean;
}

export interface Generating {
	/** null when there is nothing to say. */
	message: Said | null;
	say: ( message: Said | null ) => void;
	generate: () => void;
}

/**
 * @param key    Names the site of the network, and what is written: its attempts.
 * @param ask    Has it written.
 * @param onMade Told what came of it; returns what is to be said instead of its cost, when it was not kept.
 */
export function useGenerating< G extends Generated >(
	key: string,
	ask: ( actionId: string ) => Promise< G >,
	onMade: ( made: G ) => string | null
): Generating {
	const [ message, say ] = useState< Said | null >( null );

	const onAnswer = ( made: G ) => {
		const { action } = made;
		if (
			action.outcome !== 'in_progress' &&
			action.outcome !== 'refused'
		) {
			endAttempt( key );
		}
		if ( action.outcome !== 'completed' ) {
			say( { isError: true, text: outcomeText( action ) } );
			return;
		}
		const instead = onMade( made );
		say( {
			isError: instead !== null,
			text: instead ?? costText( action ),
		} );
	};

	const onFailure = ( error: Error ) => {
		if ( error instanceof CloudProblem && ! mayHaveRun( error ) ) {
			endAttempt( key );
		}
		say( { isError: true, text: failureText( error ) } );
	};

	return {
		message,
		say,
		generate: () => {
			say( null );
			// Not by callbacks of mutate(): they are dropped when the row goes away, and the attempt has ended all the same.
			void ask( attemptId( key ) ).then( onAnswer, onFailure );
		},
	};
}
