// Posts, pages and other public types in the cache: listed, edited by hand, written by AI one by one and in runs.
import {
	infiniteQueryOptions,
	mutationOptions,
	queryOptions,
	type QueryClient,
} from '@tanstack/react-query';
import {
	CONTENTS_PER_PAGE,
	fetchContent,
	fetchContents,
	fetchResults,
	insertLink,
	isContent,
	keepSchema,
	keepSuggestions,
	restoreResult,
	runContentAction,
	saveMeta,
	type ContentActionOrder,
	type ContentFeature,
	type ContentListing,
	type MetaChange,
} from '../api/contents';
import { RequestFailed } from '../api/errors';
import type { Content } from '../api/generated/content';
import type { ContentDetail } from '../api/generated/content-detail';
import type { ContentsPage } from '../api/generated/contents-page';
import type { ResultsPage } from '../api/generated/results-page';
import type { Run } from '../api/generated/run';
import type { RunItem } from '../api/generated/run-item';
import { takeAccount, takeAccountOfError } from './account';
import { listsOf } from './listed';
import { runToItsEnd } from './single-action';

export type Part =
	'meta_title' | 'meta_description' | 'schema' | 'links' | 'analysis';

/** Where each feature's result stands in a content. */
export const PARTS: Readonly< Record< ContentFeature, Part > > = {
	meta_title: 'meta_title',
	meta_description: 'meta_description',
	schema: 'schema',
	link_suggestions: 'links',
	content_analysis: 'analysis',
};

/** The first of a feature's filters is what its list opens on. */
export function isContentIn(
	content: Content,
	filter: string,
	feature: ContentFeature
): boolean {
	const part = content[ PARTS[ feature ] ];
	const { links } = content;
	switch ( filter ) {
		case 'all':
			return true;
		case 'failed':
			return part.failure !== null;
		case 'duplicate':
			return 'is_duplicate' in part && part.is_duplicate;
		case 'orphan':
			return links.is_orphan;
		case 'no_links_out':
			return links.out === 0;
		default:
			return part.state === filter;
	}
}

const SITE = [ 'contents', 'site' ] as const;

/** What each answer says of the site. */
export type ContentSite = Pick< ContentsPage, 'types' | 'printed_by' >;

export const contentLists = listsOf< ContentListing, Content >( {
	name: 'contents',
	perPage: CONTENTS_PER_PAGE,
	fetch: async ( client, listing, cursor, signal, perPage ) => {
		const {
			contents,
			types,
			printed_by: printedBy,
			...piece
		} = await fetchContents( listing, cursor, signal, perPage );
		client.setQueryData< ContentSite >( SITE, {
			types,
			printed_by: printedBy,
		} );
		return { ...piece, counts: { ...piece.counts }, rows: contents };
	},
	// Counts are of a feature and a post type.
	scope: ( { feature, type } ) => `${ feature } ${ type }`,
	all: ( scope ) => ( {
		feature: ( scope.split( ' ' )[ 0 ] || 'meta_title' ) as ContentFeature,
		state: 'all',
		type: scope.split( ' ' )[ 1 ] ?? '',
		search: '',
		order: 'newest',
		ids: [],
	} ),
	isWhole: ( { search, ids } ) => search === '' && ids.length === 0,
	isIn: ( content, filter, scope ) => {
		const [ feature, type ] = scope.split( ' ' );
		return (
			( type === '' || type === content.type ) &&
			isContentIn( content, filter, feature as ContentFeature )
		);
	},
} );

/** The post types that are listed, and who prints the tags: each list brings them along. */
export function contentSiteQuery() {
	return queryOptions< ContentSite >( {
		queryKey: SITE,
		// Never asked for by themselves.
		queryFn: () => ( { types: [], printed_by: 'self' } ),
		enabled: false,
		initialData: { types: [], printed_by: 'self' },
	} );
}

const detailKey = ( id: number ) => [ 'contents', 'detail', id ] as const;

/** All that is known of one, read when somebody looks at it. */
export function contentQuery( id: number ) {
	return queryOptions( {
		queryKey: detailKey( id ),
		queryFn: ( { signal } ) => fetchContent( id, signal ),
		staleTime: 0,
		gcTime: 0,
	} );
}

function take( client: QueryClient, content: Content ): void {
	contentLists.take( client, content );
	void client.invalidateQueries( { queryKey: detailKey( content.id ) } );
	void client.invalidateQueries( {
		queryKey: [ 'contents', 'results', content.id ],
	} );
}

/** Shows what a run has written, as it comes: texts at once, the rest as WordPress has it by then. */
export function takeContentItems(
	client: QueryClient,
	run: Run,
	items: readonly RunItem[]
): void {
	const part = PARTS[ run.feature as ContentFeature ];
	const again: number[] = [];
	for ( const item of items ) {
		const { object_id: id, state, code, text } = item;
		const held = contentLists.held( client, id );
		if ( held === undefined ) {
			continue;
		}
		if ( state === 'failed' ) {
			take( client, {
				...held,
				[ part ]: { ...held[ part ], failure: code },
			} );
		} else if ( state === 'done' && item.is_applied ) {
			again.push( id );
			if ( part === 'meta_title' || part === 'meta_description' ) {
				take( client, {
					...held,
					[ part ]: {
						...held[ part ],
						text: text ?? '',
						state: 'generated',
						failure: null,
					},
				} );
			}
		}
	}
	if ( part !== 'meta_title' && part !== 'meta_description' ) {
		void contentLists.refreshRows( client, again );
	}
}

/** The content as it is now, where a change was refused because somebody else had changed its text. */
export function changedContent( error: Error ): Content | null {
	return error instanceof RequestFailed &&
		error.code === 'text_changed' &&
		isContent( error.data.content )
		? error.data.content
		: null;
}

export function saveMetaMutation() {
	return mutationOptions( {
		mutationFn: ( { id, ...change }: MetaChange & { id: number } ) =>
			saveMeta( id, change ),
		onSuccess: ( content, _variables, _result, { client } ) =>
			take( client, content ),
		onError: ( error, _variables, _result, { client } ) => {
			const content = changedContent( error );
			if ( content !== null ) {
				take( client, content );
			}
		},
	} );
}

/** What a list asks for is made of what is saved, and becomes the content's own at once. */
export function contentActionMutation() {
	return mutationOptions( {
		mutationFn: ( order: Omit< ContentActionOrder, 'save' | 'input' > ) =>
			runToItsEnd( () =>
				runContentAction( { ...order, save: true, input: {} } )
			),
		onSuccess: (
			{ content, account },
			_variables,
			_result,
			{ client }
		) => {
			takeAccount( client, account );
			take( client, content );
		},
		onError: ( error, _variables, _result, { client } ) =>
			takeAccountOfError( client, error ),
	} );
}

function takeDetail( client: QueryClient, detail: ContentDetail ): void {
	contentLists.take( client, detail.content );
	client.setQueryData( detailKey( detail.content.id ), detail );
}

export function insertLinkMutation() {
	return mutationOptions( {
		mutationFn: ( { id, target }: { id: number; target: number } ) =>
			insertLink( id, target ),
		onSuccess: ( detail, _variables, _result, { client } ) =>
			takeDetail( client, detail ),
	} );
}

/** Takes a suggestion away: the others are kept. */
export function dismissLinkMutation() {
	return mutationOptions( {
		mutationFn: (
			{ id, target }: { id: number; target: number },
			{ client }
		) => {
			const detail = client.getQueryData< ContentDetail >(
				detailKey( id )
			);
			return keepSuggestions(
				id,
				( detail?.suggestions ?? [] )
					.map( ( { post_id: other } ) => other )
					.filter( ( other ) => other !== target )
			);
		},
		onSuccess: ( detail, _variables, _result, { client } ) =>
			takeDetail( client, detail ),
	} );
}

/** Removes the schema of a content. */
export function removeSchemaMutation() {
	return mutationOptions( {
		mutationFn: ( id: number ) => keepSchema( id, null ),
		onSuccess: ( detail, _variables, _result, { client } ) =>
			takeDetail( client, detail ),
	} );
}

/** What was made for a content by a feature, newest first. */
export function resultsQuery( id: number, feature: ContentFeature ) {
	return infiniteQueryOptions( {
		queryKey: [ 'contents', 'results', id, feature ] as const,
		queryFn: ( { pageParam, signal } ) =>
			fetchResults( id, feature, pageParam, signal ),
		initialPageParam: null as string | null,
		getNextPageParam: ( page: ResultsPage ) => page.next_cursor,
		staleTime: 0,
		gcTime: 0,
	} );
}

export function restoreResultMutation() {
	return mutationOptions( {
		mutationFn: ( { id, result }: { id: number; result: number } ) =>
			restoreResult( id, result ),
		onSuccess: ( content, _variables, _result, { client } ) =>
			take( client, content ),
	} );
}
