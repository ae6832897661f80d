// The settings of this site in the cache, and changing them.
import { mutationOptions, queryOptions } from '@tanstack/react-query';
import {
	changeSiteSettings,
	fetchSiteSettings,
	type SiteSettingsChange,
} from '../api/site-settings';
import type { SiteSettings } from '../api/generated/site-settings';

const CHANGE_KEY = [ 'site-settings', 'change' ] as const;

export function siteSettingsQuery() {
	return queryOptions( {
		queryKey: [ 'site-settings' ] as const,
		queryFn: ( { signal } ) => fetchSiteSettings( signal ),
		staleTime: 0,
	} );
}

/** The settings as they will be once a change is saved. */
function expected(
	settings: SiteSettings,
	change: SiteSettingsChange
): SiteSettings {
	return {
		keep_data: change.keep_data ?? settings.keep_data,
		roles: settings.roles.map( ( right ) => {
			const changed = change.roles?.find(
				( { role } ) => role === right.role
			);
			return changed === undefined
				? right
				: {
						...right,
						view: changed.view,
						spend: changed.view && changed.spend,
					};
		} ),
	};
}

/** What was clicked stands there at once; changes are saved one after the other, and a failed one is taken back. */
export function changeSiteSettingsMutation() {
	const { queryKey } = siteSettingsQuery();
	return mutationOptions( {
		mutationKey: CHANGE_KEY,
		scope: { id: 'site-settings' },
		mutationFn: ( change: SiteSettingsChange ) =>
			changeSiteSettings( change ),
		onMutate: async ( change, { client } ) => {
			await client.cancelQueries( { queryKey } );
			client.setQueryData( queryKey, ( held ) =>
				held === undefined ? held : expected( held, change )
			);
		},
		onSuccess: ( settings, _change, _result, { client } ) => {
			// While another change waits, this answer is older than what is shown.
			if ( client.isMutating( { mutationKey: CHANGE_KEY } ) === 1 ) {
				client.setQueryData( queryKey, settings );
			}
		},
		onError: ( _error, _change, _result, { client } ) =>
			client.invalidateQueries( { queryKey } ),
	} );
}
