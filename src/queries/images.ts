// The image library in the cache: listed, edited by hand, written by AI one by one and in runs.
import {
	infiniteQueryOptions,
	keepPreviousData,
	mutationOptions,
	queryOptions,
	type InfiniteData,
	type QueryClient,
} from '@tanstack/react-query';
import { RequestFailed } from '../api/errors';
import type { Image } from '../api/generated/image';
import type { ImageAction } from '../api/generated/image-action';
import type { ImagesPage } from '../api/generated/images-page';
import type { Run } from '../api/generated/run';
import type { RunItem } from '../api/generated/run-item';
import {
	fetchImages,
	generateAltText,
	isImage,
	saveImage,
	type ImageChange,
	type ImageFilter,
	type ImageListing,
} from '../api/images';
import { takeAccount, takeAccountOfError } from './account';

export { IMAGES_PER_PAGE } from '../api/images';

type Pages = InfiniteData< ImagesPage, string | null >;

const LISTS = [ 'images', 'list' ] as const;
const LIBRARY = [ 'images', 'library' ] as const;

/** How often a library is looked at whose index is being filled. */
const FILLING_MS = 3_000;

const MOST_PER_PAGE = 100;

/** What each answer says of the whole library. */
export type Library = Pick< ImagesPage, 'counts' | 'index' >;

function takeLibrary( client: QueryClient, page: ImagesPage ): void {
	const { counts, index } = page;
	client.setQueryData< Library >( LIBRARY, { counts, index } );
}

export function imagesQuery( listing: ImageListing ) {
	return infiniteQueryOptions( {
		queryKey: [ ...LISTS, listing ] as const,
		queryFn: async ( { client, pageParam, signal } ) => {
			const page = await fetchImages( listing, pageParam, signal );
			takeLibrary( client, page );
			return page;
		},
		initialPageParam: null as string | null,
		getNextPageParam: ( page: ImagesPage ) => page.next_cursor,
		placeholderData: keepPreviousData,
		// The first one was preloaded, and is current.
		refetchOnMount: false,
	} );
}

/**
 * Forgets a list that is about to be chosen again, so that it is read anew from its start: rows that no
 * longer belong to it are gone then.
 */
export function forgetImages(
	client: QueryClient,
	listing: ImageListing
): void {
	client.removeQueries( {
		queryKey: imagesQuery( listing ).queryKey,
		type: 'inactive',
	} );
}

/** How many images there are of each kind. While the index is being filled it is asked for by itself. */
export function libraryQuery() {
	return queryOptions( {
		queryKey: LIBRARY,
		queryFn: async ( { signal } ): Promise< Library > => {
			const { counts, index } = await fetchImages(
				{ state: 'missing', search: '', order: 'newest', ids: [] },
				null,
				signal,
				1
			);
			return { counts, index };
		},
		refetchInterval: ( query ): number | false =>
			query.state.data?.index.complete === false ? FILLING_MS : false,
	} );
}

export function refreshLibrary( client: QueryClient ): Promise< void > {
	return client.invalidateQueries( { queryKey: LIBRARY } );
}

/** Reads the rows that are shown again, each in its place, and the counts. */
export async function refreshShown( client: QueryClient ): Promise< void > {
	const ids = client
		.getQueriesData< Pages >( { queryKey: LISTS, type: 'active' } )
		.flatMap( ( [ , data ] ) => data?.pages ?? [] )
		.flatMap( ( { images } ) => images.map( ( { id } ) => id ) );
	for ( let from = 0; from < ids.length; from += MOST_PER_PAGE ) {
		const { images } = await fetchImages(
			{
				state: 'all',
				search: '',
				order: 'newest',
				ids: ids.slice( from, from + MOST_PER_PAGE ),
			},
			null,
			new AbortController().signal,
			MOST_PER_PAGE
		);
		images.forEach( ( image ) => takeImage( client, image ) );
	}
	await refreshLibrary( client );
}

function isIn( image: Image, filter: ImageFilter ): boolean {
	if ( filter === 'all' ) {
		return true;
	}
	return filter === 'failed'
		? image.failure !== null
		: image.state === filter;
}

function difference( held: Image, image: Image, filter: ImageFilter ): number {
	return Number( isIn( image, filter ) ) - Number( isIn( held, filter ) );
}

function changeCounts(
	client: QueryClient,
	by: ( filter: keyof Library[ 'counts' ] ) => number
): void {
	client.setQueryData< Library >( LIBRARY, ( library ) => {
		if ( library === undefined ) {
			return library;
		}
		const counts = { ...library.counts };
		for ( const filter of Object.keys(
			counts
		) as ( keyof typeof counts )[] ) {
			counts[ filter ] = Math.max( 0, counts[ filter ] + by( filter ) );
		}
		return { ...library, counts };
	} );
}

function heldImage( client: QueryClient, id: number ): Image | undefined {
	return client
		.getQueriesData< Pages >( { queryKey: LISTS } )
		.flatMap( ( [ , data ] ) => data?.pages ?? [] )
		.flatMap( ( { images } ) => images )
		.find( ( image ) => image.id === id );
}

/**
 * Puts a changed image into every list that shows it. It stays where it is, also in a list that it no
 * longer belongs to: a row never goes away under the hand that edits it. Only the counts follow.
 */
export function takeImage( client: QueryClient, image: Image ): void {
	const held = heldImage( client, image.id );
	if ( held === undefined ) {
		return;
	}
	changeCounts( client, ( filter ) => difference( held, image, filter ) );
	for ( const [ key ] of client.getQueriesData( { queryKey: LISTS } ) ) {
		const { state } = key[ 2 ] as ImageListing;
		client.setQueryData< Pages >( key, ( data ) =>
			data === undefined
				? data
				: {
						...data,
						pages: data.pages.map( ( page ) =>
							withImage( page, image, state )
						),
					}
		);
	}
}

function withImage(
	page: ImagesPage,
	image: Image,
	filter: ImageFilter
): ImagesPage {
	const held = page.images.find( ( { id } ) => id === image.id );
	if ( held === undefined ) {
		return page;
	}
	return {
		...page,
		total: Math.max( 0, page.total + difference( held, image, filter ) ),
		images: page.images.map( ( item ) =>
			item.id === image.id ? image : item
		),
	};
}

/** Shows what a run has written, as it comes. */
export function takeRunItems(
	client: QueryClient,
	run: Run,
	items: readonly RunItem[]
): void {
	for ( const { object_id: id, state, text, code, ...item } of items ) {
		const held = heldImage( client, id );
		if ( state === 'failed' && held !== undefined ) {
			takeImage( client, { ...held, failure: code } );
		}
		if ( state !== 'done' || ! item.is_applied || text === null ) {
			continue;
		}
		if ( held !== undefined ) {
			takeImage( client, {
				...held,
				alt_text: text,
				state: 'generated',
				failure: null,
			} );
		} else if ( ! run.overwrite ) {
			// Not shown, but it had no text before: that was what the run was for.
			changeCounts( client, ( filter ) =>
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
			takeImage( client, image ),
		onError: ( error, _variables, _result, { client } ) => {
			const image = changedImage( error );
			if ( image !== null ) {
				takeImage( client, image );
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
