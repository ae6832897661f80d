// The sites of the license in the cache, and what a manager sets for one of them.
import {
	mutationOptions,
	queryOptions,
	type QueryClient,
} from '@tanstack/react-query';
import { fetchSites, setCap, setHideShared } from '../api/sites';
import type { LicenseSite } from '../api/generated/license-site';
import type { LicenseSites } from '../api/generated/license-sites';
import { accountQuery, knownAccount, takeAccountOfError } from './account';

const SITES_KEY = [ 'sites' ] as const;

export function sitesQuery() {
	return queryOptions( {
		queryKey: SITES_KEY,
		queryFn: ( { signal } ) => fetchSites( signal ),
		staleTime: 0,
	} );
}

/** Puts a site in its place. Of this very site the balance has changed with it: WordPress knows that already. */
function takeSite( client: QueryClient, site: LicenseSite ): void {
	client.setQueryData< LicenseSites >( SITES_KEY, ( held ) =>
		held === undefined
			? held
			: {
					sites: held.sites.map( ( one ) =>
						one.id === site.id ? site : one
					),
				}
	);
	if ( knownAccount( client )?.site_id === site.id ) {
		void client.invalidateQueries( { queryKey: accountQuery().queryKey } );
	}
}

export function setCapMutation( id: string ) {
	return mutationOptions( {
		mutationFn: ( cap: number | null ) => setCap( id, cap ),
		onSuccess: ( site, _cap, _result, { client } ) =>
			takeSite( client, site ),
		onError: ( error, _cap, _result, { client } ) =>
			takeAccountOfError( client, error ),
	} );
}

export function setHideSharedMutation( id: string ) {
	return mutationOptions( {
		mutationFn: ( hideShared: boolean ) => setHideShared( id, hideShared ),
		onSuccess: ( site, _hideShared, _result, { client } ) =>
			takeSite( client, site ),
		onError: ( error, _hideShared, _result, { client } ) =>
			takeAccountOfError( client, error ),
	} );
}
