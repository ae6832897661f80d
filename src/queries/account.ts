// The account in the cache: how it is read, and how each answer that carries one is taken in.
import {
	mutationOptions,
	queryOptions,
	type QueryClient,
} from '@tanstack/react-query';
import { fetchAccount, syncAccount } from '../api/account';
import { CloudProblem } from '../api/errors';
import type { Account } from '../api/generated/account';
import { mergeAccount } from '../sync/balance';

const ACCOUNT_KEY = [ 'account' ] as const;

export function accountQuery() {
	return queryOptions( {
		queryKey: ACCOUNT_KEY,
		queryFn: async ( { client, signal } ) =>
			mergeAccount(
				knownAccount( client ),
				await fetchAccount( signal )
			),
	} );
}

export function knownAccount( client: QueryClient ): Account | undefined {
	return client.getQueryData< Account >( ACCOUNT_KEY );
}

/** Takes an answer in: it never overwrites newer credits. */
export function takeAccount( client: QueryClient, incoming: Account ): void {
	client.setQueryData< Account >( ACCOUNT_KEY, ( held ) =>
		mergeAccount( held, incoming )
	);
}

/** A refused command brings the last known account along. */
export function takeAccountOfError( client: QueryClient, error: Error ): void {
	if ( error instanceof CloudProblem ) {
		takeAccount( client, error.account );
	}
}

export const SYNC_KEY = [ 'account', 'sync' ] as const;

/** One live sync. */
export function syncAccountMutation() {
	return mutationOptions( {
		mutationKey: SYNC_KEY,
		mutationFn: syncAccount,
		onSuccess: ( account, _variables, _result, { client } ) =>
			takeAccount( client, account ),
	} );
}
