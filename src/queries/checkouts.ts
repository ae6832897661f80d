// Checkouts: started, watched, given up; each keeps the account's list of open ones in step.
import {
	mutationOptions,
	queryOptions,
	type QueryClient,
} from '@tanstack/react-query';
import {
	createCheckout,
	fetchCheckout,
	forgetCheckout,
} from '../api/checkouts';
import type { Checkout } from '../api/generated/checkout';
import { knownAccount, takeAccount, takeAccountOfError } from './account';

/** One look at a checkout. Its account is taken in with it, so the tiles follow in the same moment. */
export function checkoutQuery( id: string ) {
	return queryOptions( {
		queryKey: [ 'checkouts', id ] as const,
		queryFn: async ( { client, signal } ): Promise< Checkout > => {
			const { checkout, account } = await fetchCheckout( id, signal );
			takeAccount( client, account );
			return checkout;
		},
	} );
}

function addOpenCheckout( client: QueryClient, checkout: Checkout ): void {
	const account = knownAccount( client );
	if ( account === undefined ) {
		return;
	}
	const others = account.open_checkouts.filter(
		( { id } ) => id !== checkout.id
	);
	takeAccount( client, {
		...account,
		open_checkouts: [ ...others, checkout ],
	} );
}

export interface NewCheckout {
	/** A UUID minted here: the same one again never starts a second checkout. */
	id: string;
	sku: string;
}

export function startCheckoutMutation() {
	return mutationOptions( {
		mutationFn: ( { id, sku }: NewCheckout ) => createCheckout( id, sku ),
		onSuccess: ( checkout, _variables, _result, { client } ) =>
			addOpenCheckout( client, checkout ),
		onError: ( error, _variables, _result, { client } ) =>
			takeAccountOfError( client, error ),
	} );
}

export function forgetCheckoutMutation() {
	return mutationOptions( {
		mutationFn: ( id: string ) => forgetCheckout( id ),
		onMutate: ( id, { client } ) =>
			client.cancelQueries( { queryKey: [ 'checkouts', id ] } ),
		onSuccess: ( account, _id, _result, { client } ) =>
			takeAccount( client, account ),
		onError: ( error, _id, _result, { client } ) =>
			takeAccountOfError( client, error ),
	} );
}
