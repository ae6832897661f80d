// The list that is shown, with the counts of all there is, and the way to another list.
import { useEffect, useState } from '@wordpress/element';
import {
	useInfiniteQuery,
	useQuery,
	useQueryClient,
} from '@tanstack/react-query';
import type { Listing, Lists, Whole } from '../queries/listed';

export interface List< L extends Listing, R extends { id: number } > {
	lists: Lists< L, R >;
	listing: L;
	query: ReturnType< typeof useRows< L, R > >;
	/** As far as they are loaded. */
	shown: readonly R[];
	/** How many the listing finds; undefined while that is not known. */
	total: number | undefined;
	whole: Whole | undefined;
	change: ( listing: L ) => void;
}

function useRows< L extends Listing, R extends { id: number } >(
	lists: Lists< L, R >,
	listing: L
) {
	return useInfiniteQuery( lists.listQuery( listing ) );
}

/**
 * @param lists Where the rows come from.
 * @param first What is listed at first.
 */
export function useList< L extends Listing, R extends { id: number } >(
	lists: Lists< L, R >,
	first: () => L
): List< L, R > {
	const client = useQueryClient();
	const [ listing, setListing ] = useState( first );
	const query = useRows( lists, listing );
	const { data: whole } = useQuery( {
		...lists.wholeQuery( lists.scope( listing ) ),
		// Each list brings the counts along: they are asked for alone only after that.
		enabled: query.isSuccess && ! query.isPlaceholderData,
	} );
	const pages = query.data?.pages ?? [];
	const shown = pages.flatMap( ( { rows } ) => rows );
	const index = whole?.index;
	const isPart = shown.length < lists.perPage;
	const [ seen, setSeen ] = useState( index );
	useEffect( () => {
		if (
			seen?.indexed === index?.indexed &&
			seen?.complete === index?.complete
		) {
			return;
		}
		setSeen( index );
		// The index was being filled when the list was read, has grown since, and there is room for more, or more is known.
		if ( seen?.complete === false && ( isPart || index?.complete ) ) {
			void client.invalidateQueries( lists.listQuery( listing ) );
		}
	}, [ client, index, isPart, listing, lists, seen ] );

	const found = pages.at( -1 )?.total;
	return {
		lists,
		listing,
		query,
		shown,
		total: query.isPlaceholderData
			? undefined
			: ( ( lists.isWhole( listing )
					? whole?.counts[ listing.state ]
					: undefined ) ?? found ),
		whole,
		change: ( next ) => {
			lists.forget( client, next );
			setListing( next );
		},
	};
}
