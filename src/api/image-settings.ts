// The image settings resource: whether alt text is written for new uploads, and for how many credits a month.
import { request } from './client';
import { hasKeys } from './errors';
import type { ImageSettings } from './generated/image-settings';

function isImageSettings( value: unknown ): value is ImageSettings {
	return hasKeys( value, [
		'on_upload',
		'monthly_ceiling',
		'used_this_month',
	] );
}

export function fetchImageSettings(
	signal: AbortSignal
): Promise< ImageSettings > {
	return request( '/image-settings', isImageSettings, { signal } );
}

export type ChangedImageSettings = Pick<
	ImageSettings,
	'on_upload' | 'monthly_ceiling'
>;

export function saveImageSettings(
	changed: ChangedImageSettings
): Promise< ImageSettings > {
	return request( '/image-settings', isImageSettings, {
		method: 'PUT',
		data: { ...changed },
	} );
}
