// The sites resource: every site of the license, on a site that the owner has made a manager.
import { request } from './client';
import { hasKeys } from './errors';
import type { LicenseSite } from './generated/license-site';
import type { LicenseSites } from './generated/license-sites';

function isSite( value: unknown ): value is LicenseSite {
	return (
		hasKeys( value, [ 'id', 'home', 'domain', 'cap', 'months' ] ) &&
		Array.isArray( value.months )
	);
}

function isSites( value: unknown ): value is LicenseSites {
	return (
		hasKeys( value, [ 'sites' ] ) &&
		Array.isArray( value.sites ) &&
		value.sites.every( isSite )
	);
}

export function fetchSites( signal: AbortSignal ): Promise< LicenseSites > {
	return request( '/sites', isSites, { signal } );
}

/** Sets the most Shared Credits that a site may take in a month: null for no cap, 0 for none. */
export function setCap(
	id: string,
	cap: number | null
): Promise< LicenseSite > {
	return request( `/sites/${ encodeURIComponent( id ) }/cap`, isSite, {
		method: 'PUT',
		data: { cap },
	} );
}

export function setHideShared(
	id: string,
	hideShared: boolean
): Promise< LicenseSite > {
	return request(
		`/sites/${ encodeURIComponent( id ) }/hide-shared`,
		isSite,
		{
			method: 'PUT',
			data: { hide_shared: hideShared },
		}
	);
}
