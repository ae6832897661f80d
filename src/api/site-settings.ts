// What the owner sets for this site: what roles may, and whether data stays when the plugin is deleted.
import { request } from './client';
import { hasKeys } from './errors';
import type { RoleRight, SiteSettings } from './generated/site-settings';

function isSiteSettings( value: unknown ): value is SiteSettings {
	return (
		hasKeys( value, [ 'roles', 'keep_data' ] ) &&
		Array.isArray( value.roles ) &&
		value.roles.every( ( right ) =>
			hasKeys( right, [ 'role', 'name', 'view', 'spend' ] )
		)
	);
}

export function fetchSiteSettings(
	signal: AbortSignal
): Promise< SiteSettings > {
	return request( '/site-settings', isSiteSettings, { signal } );
}

export interface SiteSettingsChange {
	roles?: Pick< RoleRight, 'role' | 'view' | 'spend' >[];
	keep_data?: boolean;
}

/** Changes what is named; the rest stays. */
export function changeSiteSettings(
	change: SiteSettingsChange
): Promise< SiteSettings > {
	return request( '/site-settings', isSiteSettings, {
		method: 'PATCH',
		data: { ...change },
	} );
}
