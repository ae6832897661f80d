// The personalization in the cache: read, saved, and taken in anew when somebody else has saved.
import {
	mutationOptions,
	queryOptions,
	type QueryClient,
} from '@tanstack/react-query';
import { RequestFailed } from '../api/errors';
import type { Personalization } from '../api/generated/personalization';
import {
	fetchPersonalization,
	isPersonalization,
	savePersonalization,
	type ChangedPersonalization,
} from '../api/personalization';
import { knownAccount, takeAccount } from './account';

const PERSONALIZATION_KEY = [ 'personalization' ] as const;

export function personalizationQuery() {
	return queryOptions( {
		queryKey: PERSONALIZATION_KEY,
		queryFn: ( { signal } ) => fetchPersonalization( signal ),
	} );
}

/** What somebody else has saved meanwhile; null when the save failed for another reason. */
export function savedMeanwhile( error: unknown ): Personalization | null {
	const theirs =
		error instanceof RequestFailed &&
		error.code === 'personalization_changed'
			? error.data.personalization
			: null;
	return isPersonalization( theirs ) ? theirs : null;
}

function take( client: QueryClient, saved: Personalization ): void {
	client.setQueryData( PERSONALIZATION_KEY, saved );
	const account = knownAccount( client );
	if ( account !== undefined ) {
		takeAccount( client, {
			...account,
			personalization_is_thin: saved.is_thin,
		} );
	}
}

export function savePersonalizationMutation() {
	return mutationOptions( {
		mutationFn: ( changed: ChangedPersonalization ) =>
			savePersonalization( changed ),
		onSuccess: ( saved, _changed, _result, { client } ) =>
			take( client, saved ),
		onError: ( error, _changed, _result, { client } ) => {
			const theirs = savedMeanwhile( error );
			if ( theirs !== null ) {
				take( client, theirs );
			}
		},
	} );
}
