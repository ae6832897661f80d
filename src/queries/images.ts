// The image library in the cache: listed, edited by hand, written by AI.
import {
	keepPreviousData,
	mutationOptions,
	queryOptions,
	type QueryClient,
} from '@tanstack/react-query';
import type { Page } from '../api/client';
import type { Image } from '../api/generated/image';
import type { ImageAction } from '../api/generated/image-action';
import {
	fetchImages,
	generateAltText,
	saveAltText,
	type ImageListing,
} from '../api/images';
import { takeAccount, takeAccountOfError } from './account';

export function imagesQuery( listing: ImageListing ) {
	return queryOptions( {
		queryKey: [ 'images', listing ] as const,
		queryFn: ( { signal } ) => fetchImages( listing, signal ),
		placeholderData: keepPreviousData,
		// A list that was left is read again when it is chosen again: rows that no longer belong to it are
		// gone then. The first one was preloaded, and is current.
		staleTime: 0,
		refetchOnMount: false,
	} );
}

/**
 * Puts a changed image into every list that shows it. It stays where it is, also in a list that it no
 * longer belongs to: a row never goes away under the hand that edits it. Only the count follows.
 */
function takeImage( client: QueryClient, image: Image ): void {
	client
		.getQueryCache()
		.findAll( { queryKey: [ 'images' ] } )
		.forEach( ( { queryKey } ) => {
			const listing = queryKey[ 1 ] as ImageListing;
			client.setQueryData< Page< Image > >( queryKey, ( page ) =>
				page === undefined ? page : withImage( page, image, listing )
			);
		} );
}

function withImage(
	page: Page< Image >,
	image: Image,
	{ state }: ImageListing
): Page< Image > {
	const held = page.items.find( ( { id } ) => id === image.id );
	if ( held === undefined ) {
		return page;
	}
	let { total } = page;
	if ( state !== 'all' && held.state !== image.state ) {
		total = Math.max( 0, total + ( image.state === state ? 1 : -1 ) );
	}
	return {
		...page,
		total,
		items: page.items.map( ( item ) =>
			item.id === image.id ? image : item
		),
	};
}

export interface AltTextChange {
	id: number;
	altText: string;
}

export function saveAltTextMutation() {
	return mutationOptions( {
		mutationFn: ( { id, altText }: AltTextChange ) =>
			saveAltText( id, altText ),
		onSuccess: ( image, _variables, _result, { client } ) =>
			takeImage( client, image ),
	} );
}

export interface AltTextAction {
	id: number;
	/** A UUID, one for each attempt: the same one again is never paid a second time. */
	actionId: string;
	/** The quote, in credits. */
	maxCost: number;
}

/** How often a running action is asked for, and for how long: then its hold has expired in the cloud. */
const ASK_EVERY_MS = 2_000;
const ASK_FOR_MS = 120_000;

/** Runs an action to its end: while it is in progress, the same id is asked for again. */
async function runToItsEnd( {
	id,
	actionId,
	maxCost,
}: AltTextAction ): Promise< ImageAction > {
	const until = Date.now() + ASK_FOR_MS;
	let answer = await generateAltText( id, actionId, maxCost );
	while ( answer.action.outcome === 'in_progress' && Date.now() < until ) {
		await new Promise( ( resolve ) => setTimeout( resolve, ASK_EVERY_MS ) );
		answer = await generateAltText( id, actionId, maxCost );
	}
	return answer;
}

export function generateAltTextMutation() {
	return mutationOptions( {
		mutationFn: runToItsEnd,
		onSuccess: ( { image, account }, _variables, _result, { client } ) => {
			takeAccount( client, account );
			takeImage( client, image );
		},
		onError: ( error, _variables, _result, { client } ) =>
			takeAccountOfError( client, error ),
	} );
}
