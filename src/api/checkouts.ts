// The checkouts resource: one for each pack that somebody started to buy.
import { request } from './client';
import { hasKeys, isAccount } from './errors';
import type { Account } from './generated/account';
import type { Checkout } from './generated/checkout';
import type { WatchedCheckout } from './generated/watched-checkout';

function isCheckout( value: unknown ): value is Checkout {
	return hasKeys( value, [ 'id', 'sku', 'status', 'url', 'credits' ] );
}

function isWatchedCheckout( value: unknown ): value is WatchedCheckout {
	return (
		hasKeys( value, [ 'checkout', 'account' ] ) &&
		isCheckout( value.checkout ) &&
		isAccount( value.account )
	);
}

/** Starts a checkout. The same id again answers the same checkout, so that a lost answer costs nothing. */
export function createCheckout( id: string, sku: string ): Promise< Checkout > {
	return request( '/checkouts', isCheckout, {
		method: 'POST',
		data: { id, sku },
	} );
}

export function fetchCheckout(
	id: string,
	signal: AbortSignal
): Promise< WatchedCheckout > {
	return request(
		`/checkouts/${ encodeURIComponent( id ) }`,
		isWatchedCheckout,
		{ signal }
	);
}

/** Stops watching. What is paid all the same is still granted. */
export function forgetCheckout( id: string ): Promise< Account > {
	return request( `/checkouts/${ encodeURIComponent( id ) }`, isAccount, {
		method: 'DELETE',
	} );
}
