// The templates of titles and descriptions, and what they would give.
import { request } from './client';
import { hasKeys } from './errors';
import type { SeoPreview } from './generated/seo-preview';
import type { SeoSettings, TemplateKind } from './generated/seo-settings';

function isSeoSettings( value: unknown ): value is SeoSettings {
	return (
		hasKeys( value, [ 'separator', 'variables', 'kinds', 'printed_by' ] ) &&
		Array.isArray( value.variables ) &&
		Array.isArray( value.kinds )
	);
}

function isSeoPreview( value: unknown ): value is SeoPreview {
	return hasKeys( value, [ 'title', 'description' ] );
}

export function fetchSeoSettings(
	signal: AbortSignal
): Promise< SeoSettings > {
	return request( '/seo-settings', isSeoSettings, { signal } );
}

export type KindTemplates = Pick<
	TemplateKind,
	'type' | 'title' | 'description'
>;

export interface SeoSettingsChange {
	/** Empty for WordPress's own. */
	separator: string;
	/** Kinds that are not named stay as they are. */
	kinds: KindTemplates[];
}

export function saveSeoSettings(
	change: SeoSettingsChange
): Promise< SeoSettings > {
	return request( '/seo-settings', isSeoSettings, {
		method: 'PUT',
		data: { ...change },
	} );
}

/** What templates would give on the newest page of a kind, before they are saved. */
export function previewTemplates(
	templates: KindTemplates & { separator: string },
	signal: AbortSignal
): Promise< SeoPreview > {
	return request( '/seo-settings/preview', isSeoPreview, {
		method: 'POST',
		data: { ...templates },
		signal,
	} );
}
