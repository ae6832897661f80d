// The images resource: the library's pictures with their alternative text.
import { request, requestPage, type Page } from './client';
import { hasKeys, isAccount } from './errors';
import type { Image } from './generated/image';
import type { ImageAction } from './generated/image-action';

export type ImageFilter = 'missing' | 'present' | 'all';

export interface ImageListing {
	state: ImageFilter;
	search: string;
	/** From 1. */
	page: number;
}

export const IMAGES_PER_PAGE = 40;

function isImage( value: unknown ): value is Image {
	return hasKeys( value, [ 'id', 'title', 'alt_text', 'state', 'can_edit' ] );
}

function isImageAction( value: unknown ): value is ImageAction {
	return (
		hasKeys( value, [ 'action', 'image', 'account' ] ) &&
		hasKeys( value.action, [ 'id', 'outcome', 'cost' ] ) &&
		isImage( value.image ) &&
		isAccount( value.account )
	);
}

/** One page of the library. Its first page without a search is what PHP preloads. */
export function fetchImages(
	{ state, search, page }: ImageListing,
	signal: AbortSignal
): Promise< Page< Image > > {
	const query = new URLSearchParams( {
		state,
		page: String( page ),
		per_page: String( IMAGES_PER_PAGE ),
		...( search === '' ? {} : { search } ),
	} );
	return requestPage( `/images?${ query.toString() }`, isImage, signal );
}

export function saveAltText( id: number, altText: string ): Promise< Image > {
	return request( `/images/${ id }`, isImage, {
		method: 'PATCH',
		data: { alt_text: altText },
	} );
}

/** Runs the action `actionId` on an image. The same id again is answered, never paid a second time. */
export function generateAltText(
	id: number,
	actionId: string,
	maxCost: number
): Promise< ImageAction > {
	return request( `/images/${ id }/alt-text`, isImageAction, {
		method: 'POST',
		data: { action_id: actionId, max_cost: maxCost },
	} );
}
