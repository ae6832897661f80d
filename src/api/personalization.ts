// The personalization resource: what the owner tells the model about the brand.
import { request } from './client';
import { hasKeys } from './errors';
import type { Personalization } from './generated/personalization';

export function isPersonalization( value: unknown ): value is Personalization {
	return (
		hasKeys( value, [
			'version',
			'brand_name',
			'brand_about',
			'strategy',
			'language',
			'is_thin',
		] ) &&
		hasKeys( value.strategy, [
			'audience',
			'tone',
			'keywords',
			'avoid',
			'example',
		] )
	);
}

export function fetchPersonalization(
	signal: AbortSignal
): Promise< Personalization > {
	return request( '/personalization', isPersonalization, { signal } );
}

/** What was filled in, with the version that it was read at: another saved meanwhile is answered with 409. */
export type ChangedPersonalization = Omit< Personalization, 'is_thin' >;

export function savePersonalization(
	changed: ChangedPersonalization
): Promise< Personalization > {
	return request( '/personalization', isPersonalization, {
		method: 'PUT',
		data: { ...changed },
	} );
}
