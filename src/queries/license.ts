// Connecting and disconnecting this site, with what each does to the cache.
import { mutationOptions, type QueryClient } from '@tanstack/react-query';
import {
	confirmTrial,
	connectConfiguredKey,
	connectKey,
	createPlansLink,
	disconnect,
	moveHere,
	startTrial,
	treatAsCopy,
} from '../api/license';
import type { Account } from '../api/generated/account';
import { takeAccount, takeAccountOfError } from './account';

/** Answers of the old connection that are still on their way are not taken in after the new one. */
const replacesConnection = {
	onMutate: ( _variables: unknown, { client }: { client: QueryClient } ) =>
		client.cancelQueries(),
	onSuccess: (
		account: Account,
		_variables: unknown,
		_result: unknown,
		{ client }: { client: QueryClient }
	) => takeAccount( client, account ),
	onError: (
		error: Error,
		_variables: unknown,
		_result: unknown,
		{ client }: { client: QueryClient }
	) => takeAccountOfError( client, error ),
};

export function startTrialMutation() {
	return mutationOptions( {
		mutationFn: ( email: string ) => startTrial( email ),
		onError: replacesConnection.onError,
	} );
}

export interface TrialCode {
	trialId: string;
	code: string;
}

export function confirmTrialMutation() {
	return mutationOptions( {
		mutationFn: ( { trialId, code }: TrialCode ) =>
			confirmTrial( trialId, code ),
		...replacesConnection,
	} );
}

export function connectKeyMutation() {
	return mutationOptions( {
		mutationFn: ( licenseKey: string ) => connectKey( licenseKey ),
		...replacesConnection,
	} );
}

export function connectConfiguredKeyMutation() {
	return mutationOptions( {
		mutationFn: () => connectConfiguredKey(),
		...replacesConnection,
	} );
}

export function moveHereMutation() {
	return mutationOptions( {
		mutationFn: () => moveHere(),
		...replacesConnection,
	} );
}

export function treatAsCopyMutation() {
	return mutationOptions( {
		mutationFn: () => treatAsCopy(),
		...replacesConnection,
	} );
}

export function plansLinkMutation() {
	return mutationOptions( {
		mutationFn: () => createPlansLink(),
		onError: replacesConnection.onError,
	} );
}

export function disconnectMutation() {
	return mutationOptions( {
		mutationFn: () => disconnect(),
		...replacesConnection,
	} );
}
