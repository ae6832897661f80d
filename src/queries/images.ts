// The image library in the cache: listed, edited by hand, written by AI one by one and in runs.
import { mutationOptions, type QueryClient } from '@tanstack/react-query';
import { RequestFailed } from '../api/errors';
import type { Image } from '../api/generated/image';
import type { Run } from '../api/generated/run';
import type { RunItem } from '../api/generated/run-item';
import {
	IMAGES_PER_PAGE,
	fetchImages,
	generateAltText,
	isImage,
	saveImage,
	type ImageChange,
	type ImageListing,
} from '../api/images';
import { takeAccount, takeAccountOfError } from './account';
import { listsOf } from './listed';
import { runToItsEnd } from './single-action';

export const imageLists = listsOf< ImageListing, Image >( {
	name: 'images',
	perPage: IMAGES_PER_PAGE,
	fetch: async ( _client, listing, cursor, signal, perPage ) => {
		const { images, ...piece } = await fetchImages(
			listing,
			cursor,
			signal,
			perPage
		);
		return { ...piece, counts: { ...piece.counts }, rows: images };
	},
	scope: () => '',
	all: () => ( { state: 'all', search: '', order: 'newest', ids: [] } ),
	isWhole: ( { search, ids } ) => search === '' && ids.length === 0,
	isIn: ( { state, failure }, filter ) =>
		filter === 'all' ||
		( filter === 'failed' ? failure !== null : state === filter ),
} );

/** Shows what a run has written, as it comes. */
export function takeRunItems(
	client: QueryClient,
	run: Run,
	items: readonly RunItem[]
): void {
	for ( const { object_id: id, state, text, code, ...item } of items ) {
		const held = imageLists.held( client, id );
		if ( state === 'failed' && held !== undefined ) {
			imageLists.take( client, { ...held, failure: code } );
		}
		if ( state !== 'done' || ! item.is_applied || text === null ) {
			continue;
		}
		if ( held !== undefined ) {
			imageLists.take( client, {
				...held,
				alt_text: text,
				state: 'generated',
				failure: null,
			} );
		} else if ( ! run.overwrite ) {
			// Not shown, but it had no text before: that was what the run was for.
			imageLists.changeCounts( client, ( filter ) =>
				filter === 'missing' ? -1 : Number( filter === 'generated' )
			);
		}
	}
}

/** The image as it is now, where a change was refused because somebody else had changed its text. */
export function changedImage( error: Error ): Image | null {
	return error instanceof RequestFailed &&
		error.code === 'alt_text_changed' &&
		isImage( error.data.image )
		? error.data.image
		: null;
}

export function saveImageMutation() {
	return mutationOptions( {
		mutationFn: ( { id, ...change }: ImageChange & { id: number } ) =>
			saveImage( id, change ),
		onSuccess: ( image, _variables, _result, { client } ) =>
			imageLists.take( client, image ),
		onError: ( error, _variables, _result, { client } ) => {
			const image = changedImage( error );
			if ( image !== null ) {
				imageLists.take( client, image );
			}
		},
	} );
}

export interface AltTextAction {
	id: number;
	/** A UUID, one for each attempt: the same one again is never paid a second time. */
	actionId: string;
	/** The quote, in credits. */
	maxCost: number;
}

export function generateAltTextMutation() {
	return mutationOptions( {
		mutationFn: ( { id, actionId, maxCost }: AltTextAction ) =>
			runToItsEnd( () => generateAltText( id, actionId, maxCost ) ),
		onSuccess: ( { image, account }, _variables, _result, { client } ) => {
			takeAccount( client, account );
			imageLists.take( client, image );
		},
		onError: ( error, _variables, _result, { client } ) =>
			takeAccountOfError( client, error ),
	} );
}
