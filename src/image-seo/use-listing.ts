// The list that is shown, with the counts of the whole library, and the way to another list.
import { useEffect, useState } from '@wordpress/element';
import {
	useInfiniteQuery,
	useQuery,
	useQueryClient,
} from '@tanstack/react-query';
import type { ImageListing } from '../api/images';
import type { Image } from '../api/generated/image';
import {
	IMAGES_PER_PAGE,
	forgetImages,
	imagesQuery,
	libraryQuery,
	type Library,
} from '../queries/images';
import { listingOfAddress } from './listing';

export interface Listing {
	listing: ImageListing;
	images: ReturnType< typeof useImages >;
	/** As far as they are loaded. */
	shown: readonly Image[];
	/** How many the listing finds; undefined while that is not known. */
	total: number | undefined;
	library: Library | undefined;
	change: ( listing: ImageListing ) => void;
}

function useImages( listing: ImageListing ) {
	return useInfiniteQuery( imagesQuery( listing ) );
}

export function useListing(): Listing {
	const client = useQueryClient();
	const [ listing, setListing ] = useState( () =>
		listingOfAddress( window.location.search )
	);
	const images = useImages( listing );
	const { data: library } = useQuery( {
		...libraryQuery(),
		// Each list brings the counts along: they are asked for alone only after that.
		enabled: images.isSuccess,
	} );
	const pages = images.data?.pages ?? [];
	const shown = pages.flatMap( ( page ) => page.images );
	const index = library?.index;
	const isPart = shown.length < IMAGES_PER_PAGE;
	const [ seen, setSeen ] = useState( index );
	useEffect( () => {
		if ( seen?.indexed === index?.indexed ) {
			return;
		}
		setSeen( index );
		// The index was being filled when the list was read, has grown since, and there is room for more.
		if ( seen?.complete === false && isPart ) {
			void client.invalidateQueries( imagesQuery( listing ) );
		}
	}, [ client, index, isPart, listing, seen ] );

	const isWhole = listing.search === '' && listing.ids.length === 0;
	const found = pages.at( -1 )?.total;
	return {
		listing,
		images,
		shown,
		total: images.isPlaceholderData
			? undefined
			: ( ( isWhole ? library?.counts[ listing.state ] : undefined ) ??
				found ),
		library,
		change: ( next ) => {
			forgetImages( client, next );
			setListing( next );
		},
	};
}
