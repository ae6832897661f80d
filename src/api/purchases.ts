// The purchases resource: what was bought for this site and for the Shared pool of its license.
import { request } from './client';
import { hasKeys } from './errors';
import type { PurchasesPage } from './generated/purchases-page';

function isPage( value: unknown ): value is PurchasesPage {
	return (
		hasKeys( value, [ 'purchases', 'next_cursor' ] ) &&
		Array.isArray( value.purchases ) &&
		value.purchases.every( ( one ) =>
			hasKeys( one, [ 'order_id', 'at', 'pool', 'credits', 'state' ] )
		)
	);
}

export function fetchPurchases(
	cursor: string | null,
	signal?: AbortSignal
): Promise< PurchasesPage > {
	const query =
		cursor === null ? '' : `?cursor=${ encodeURIComponent( cursor ) }`;
	return request( `/purchases${ query }`, isPage, {
		...( signal === undefined ? {} : { signal } ),
	} );
}
