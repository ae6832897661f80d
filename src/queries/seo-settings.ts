// The templates in the cache.
import {
	keepPreviousData,
	mutationOptions,
	queryOptions,
} from '@tanstack/react-query';
import {
	fetchSeoSettings,
	previewTemplates,
	saveSeoSettings,
	type KindTemplates,
} from '../api/seo-settings';

export type { KindTemplates, SeoSettingsChange } from '../api/seo-settings';

const SEO_SETTINGS_KEY = [ 'seo-settings' ] as const;

export function seoSettingsQuery() {
	return queryOptions( {
		queryKey: SEO_SETTINGS_KEY,
		queryFn: ( { signal } ) => fetchSeoSettings( signal ),
	} );
}

export function saveSeoSettingsMutation() {
	return mutationOptions( {
		mutationFn: saveSeoSettings,
		onSuccess: ( saved, _change, _result, { client } ) =>
			client.setQueryData( SEO_SETTINGS_KEY, saved ),
	} );
}

/** What templates would give. */
export function templatePreviewQuery(
	templates: KindTemplates & { separator: string }
) {
	return queryOptions( {
		queryKey: [ 'seo-preview', templates ] as const,
		queryFn: ( { signal } ) => previewTemplates( templates, signal ),
		placeholderData: keepPreviousData,
		gcTime: 0,
	} );
}
