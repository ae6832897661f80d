// The images resource: the library's pictures with their alternative text.
import { request } from './client';
import { hasKeys, isAccount } from './errors';
import type { Image } from './generated/image';
import type { ImageAction } from './generated/image-action';
import type { ImagesPage } from './generated/images-page';

export type ImageFilter =
	'missing' | 'short' | 'generated' | 'failed' | 'decorative' | 'all';

export type ImageOrder = 'newest' | 'oldest' | 'file_name' | 'text_length';

export interface ImageListing {
	state: ImageFilter;
	search: string;
	order: ImageOrder;
	/** Only these, as chosen in the Media Library; empty: the whole library. */
	ids: readonly number[];
}

export const IMAGES_PER_PAGE = 40;

export function isImage( value: unknown ): value is Image {
	return hasKeys( value, [ 'id', 'title', 'alt_text', 'state', 'can_edit' ] );
}

function isImagesPage( value: unknown ): value is ImagesPage {
	return (
		hasKeys( value, [ 'images', 'total', 'counts', 'index' ] ) &&
		Array.isArray( value.images ) &&
		value.images.every( isImage )
	);
}

function isImageAction( value: unknown ): value is ImageAction {
	return (
		hasKeys( value, [ 'action', 'image', 'account', 'applied' ] ) &&
		hasKeys( value.action, [ 'id', 'outcome', 'cost' ] ) &&
		isImage( value.image ) &&
		isAccount( value.account )
	);
}

/** One piece of the library from a cursor on. The first of what is missing is what PHP preloads. */
export function fetchImages(
	{ state, search, order, ids }: ImageListing,
	cursor: string | null,
	signal: AbortSignal,
	perPage = IMAGES_PER_PAGE
): Promise< ImagesPage > {
	const query = new URLSearchParams( {
		state,
		order,
		per_page: String( perPage ),
		...( search === '' ? {} : { search } ),
		...( ids.length === 0 ? {} : { ids: ids.join( ',' ) } ),
		...( cursor === null ? {} : { cursor } ),
	} );
	return request( `/images?${ query.toString() }`, isImagesPage, { signal } );
}

export interface ImageChange {
	altText?: string;
	isDecorative?: boolean;
	/** Only if the text is still this one; otherwise the error has the code `alt_text_changed`. */
	ifAltText: string;
}

export function saveImage( id: number, change: ImageChange ): Promise< Image > {
	return request( `/images/${ id }`, isImage, {
		method: 'PATCH',
		data: {
			...( change.altText === undefined
				? {}
				: { alt_text: change.altText } ),
			...( change.isDecorative === undefined
				? {}
				: { is_decorative: change.isDecorative } ),
			if_alt_text: change.ifAltText,
		},
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
