// The image settings in the cache.
import { mutationOptions, queryOptions } from '@tanstack/react-query';
import {
	fetchImageSettings,
	saveImageSettings,
	type ChangedImageSettings,
} from '../api/image-settings';

const IMAGE_SETTINGS_KEY = [ 'image-settings' ] as const;

export function imageSettingsQuery() {
	return queryOptions( {
		queryKey: IMAGE_SETTINGS_KEY,
		queryFn: ( { signal } ) => fetchImageSettings( signal ),
	} );
}

export function saveImageSettingsMutation() {
	return mutationOptions( {
		mutationFn: ( changed: ChangedImageSettings ) =>
			saveImageSettings( changed ),
		onSuccess: ( saved, _changed, _result, { client } ) =>
			client.setQueryData( IMAGE_SETTINGS_KEY, saved ),
	} );
}
