// Lists of things that AI writes for, in the cache: read piece by piece, counted, changed in their place.
import {
	infiniteQueryOptions,
	keepPreviousData,
	queryOptions,
	type InfiniteData,
	type QueryClient,
} from '@tanstack/react-query';

/** What is listed: a filter, words, an order; or only certain ones. */
export interface Listing {
	state: string;
	search: string;
	order: string;
	/** Only these; empty: all. */
	ids: readonly number[];
}

/** What each answer says of all that there is. */
export interface Whole {
	/** By filter. */
	counts: Readonly< Record< string, number > >;
	/** While the index is being filled, not all is counted and found yet. */
	index: { complete: boolean; indexed: number; total: number };
}

/** One piece of a list. */
export interface Piece< R > extends Whole {
	rows: R[];
	/** How many match, on all pieces. */
	total: number;
	next_cursor: string | null;
}

/** Where the rows come from, and what they mean. */
export interface Source< L extends Listing, R extends { id: number } > {
	/** Leads its keys in the cache. */
	name: string;
	perPage: number;
	fetch: (
		client: QueryClient,
		listing: L,
		cursor: string | null,
		signal: AbortSignal,
		perPage: number
	) => Promise< Piece< R > >;
	/** What a listing's counts are of. */
	scope: ( listing: L ) => string;
	/** Everything of a scope. */
	all: ( scope: string ) => L;
	/** Whether a listing finds all of its filter, so that the counts say how many. */
	isWhole: ( listing: L ) => boolean;
	/** Whether a filter of a scope shows a row. */
	isIn: ( row: R, filter: string, scope: string ) => boolean;
}

/** The lists of one source. */
export interface Lists< L extends Listing, R extends { id: number } > {
	perPage: number;
	scope: Source< L, R >[ 'scope' ];
	isWhole: Source< L, R >[ 'isWhole' ];
	listQuery: ReturnType< typeof listQueryOf< L, R > >;
	/** How many there are of each kind. While the index is being filled it is asked for by itself. */
	wholeQuery: ReturnType< typeof wholeQueryOf< L, R > >;
	/**
	 * Forgets a list that is about to be chosen again, so that it is read anew from its start: rows that no longer
	 * belong to it are gone then.
	 */
	forget: ( client: QueryClient, listing: L ) => void;
	refreshWhole: ( client: QueryClient ) => Promise< void >;
	/** Reads rows again, each in its place. */
	refreshRows: (
		client: QueryClient,
		ids: readonly number[]
	) => Promise< void >;
	/** Reads the rows that are shown again, each in its place, and the counts. */
	refreshShown: ( client: QueryClient ) => Promise< void >;
	held: ( client: QueryClient, id: number ) => R | undefined;
	/**
	 * Puts a changed row into every list that shows it. It stays where it is, also in a list that it no longer belongs
	 * to: a row never goes away under the hand that edits it. Only the counts follow.
	 */
	take: ( client: QueryClient, row: R ) => void;
	changeCounts: (
		client: QueryClient,
		by: ( filter: string, scope: string ) => number
	) => void;
}

/** How often a list is looked at whose index is being filled. */
const FILLING_MS = 3_000;

const MOST_PER_PIECE = 100;

type Pieces< R > = InfiniteData< Piece< R >, string | null >;

function wholeKey( name: string, scope: string ) {
	return [ name, 'whole', scope ] as const;
}

function listQueryOf< L extends Listing, R extends { id: number } >( {
	name,
	perPage,
	fetch,
	scope,
}: Source< L, R > ) {
	return ( listing: L ) =>
		infiniteQueryOptions( {
			queryKey: [ name, 'list', listing ] as const,
			queryFn: async ( { client, pageParam, signal } ) => {
				const piece = await fetch(
					client,
					listing,
					pageParam,
					signal,
					perPage
				);
				const { counts, index } = piece;
				client.setQueryData< Whole >(
					wholeKey( name, scope( listing ) ),
					{ counts, index }
				);
				return piece;
			},
			initialPageParam: null as string | null,
			getNextPageParam: ( piece: Piece< R > ) => piece.next_cursor,
			placeholderData: keepPreviousData,
			// The first one was preloaded, and is current.
			refetchOnMount: false,
		} );
}

function wholeQueryOf< L extends Listing, R extends { id: number } >( {
	name,
	fetch,
	all,
}: Source< L, R > ) {
	return ( scope: string ) =>
		queryOptions( {
			queryKey: wholeKey( name, scope ),
			queryFn: async ( { client, signal } ): Promise< Whole > => {
				const { counts, index } = await fetch(
					client,
					all( scope ),
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

export function listsOf< L extends Listing, R extends { id: number } >(
	source: Source< L, R >
): Lists< L, R > {
	const { name, fetch, scope, all, isIn } = source;
	const lists = { queryKey: [ name, 'list' ] };
	const wholes = { queryKey: [ name, 'whole' ] };
	const listQuery = listQueryOf( source );

	const piecesOf = ( client: QueryClient, type: 'all' | 'active' ) =>
		client
			.getQueriesData< Pieces< R > >( { ...lists, type } )
			.flatMap( ( [ , data ] ) => data?.pages ?? [] );

	const changeCounts: Lists< L, R >[ 'changeCounts' ] = ( client, by ) => {
		for ( const [ key ] of client.getQueriesData( wholes ) ) {
			client.setQueryData< Whole >(
				key,
				( whole ) =>
					whole && {
						...whole,
						counts: Object.fromEntries(
							Object.entries( whole.counts ).map(
								( [ filter, count ] ) => [
									filter,
									Math.max(
										0,
										count + by( filter, String( key[ 2 ] ) )
									),
								]
							)
						),
					}
			);
		}
	};

	const held = ( client: QueryClient, id: number ) =>
		piecesOf( client, 'all' )
			.flatMap( ( { rows } ) => rows )
			.find( ( row ) => row.id === id );

	const take = ( client: QueryClient, row: R ) => {
		const before = held( client, row.id );
		if ( before === undefined ) {
			return;
		}
		const difference = ( filter: string, of: string ) =>
			Number( isIn( row, filter, of ) ) -
			Number( isIn( before, filter, of ) );
		changeCounts( client, difference );
		for ( const [ key ] of client.getQueriesData( lists ) ) {
			const listing = key[ 2 ] as L;
			client.setQueryData< Pieces< R > >(
				key,
				( data ) =>
					data && {
						...data,
						pages: data.pages.map( ( piece ) =>
							piece.rows.some( ( { id } ) => id === row.id )
								? {
										...piece,
										total: Math.max(
											0,
											piece.total +
												difference(
													listing.state,
													scope( listing )
												)
										),
										rows: piece.rows.map( ( one ) =>
											one.id === row.id ? row : one
										),
									}
								: piece
						),
					}
			);
		}
	};

	const refreshWhole = ( client: QueryClient ) =>
		client.invalidateQueries( wholes );

	const refreshRows = async (
		client: QueryClient,
		ids: readonly number[]
	) => {
		for ( let from = 0; from < ids.length; from += MOST_PER_PIECE ) {
			const { rows } = await fetch(
				client,
				{
					...all( '' ),
					ids: ids.slice( from, from + MOST_PER_PIECE ),
				},
				null,
				new AbortController().signal,
				MOST_PER_PIECE
			);
			rows.forEach( ( row ) => take( client, row ) );
		}
	};

	return {
		perPage: source.perPage,
		scope,
		isWhole: source.isWhole,
		listQuery,
		wholeQuery: wholeQueryOf( source ),
		forget: ( client, listing ) =>
			client.removeQueries( {
				queryKey: listQuery( listing ).queryKey,
				type: 'inactive',
			} ),
		refreshWhole,
		refreshRows,
		refreshShown: async ( client ) => {
			await refreshRows(
				client,
				piecesOf( client, 'active' ).flatMap( ( { rows } ) =>
					rows.map( ( { id } ) => id )
				)
			);
			await refreshWhole( client );
		},
		held,
		take,
		changeCounts,
	};
}
