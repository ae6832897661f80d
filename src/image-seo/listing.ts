// What can be listed, in words, and what the page's address asks for.
import { __, sprintf } from '@wordpress/i18n';
import type { ImageFilter, ImageListing, ImageOrder } from '../api/images';
import { formatNumber } from '../components/format';

/** As many as WordPress takes at once. */
const MOST_IDS = 1000;

/** What the screen opens on; PHP preloads exactly this. */
export const FIRST_LISTING: ImageListing = {
	state: 'missing',
	search: '',
	order: 'newest',
	ids: [],
};

/** What the address asks for: the images that were chosen in the Media Library, or the first listing. */
export function listingOfAddress( search: string ): ImageListing {
	const ids = ( new URLSearchParams( search ).get( 'images' ) ?? '' )
		.split( ',' )
		.map( Number )
		.filter( ( id ) => Number.isSafeInteger( id ) && id > 0 );
	return ids.length === 0
		? FIRST_LISTING
		: {
				...FIRST_LISTING,
				state: 'all',
				ids: [ ...new Set( ids ) ].slice( 0, MOST_IDS ),
			};
}

export function filters(): { state: ImageFilter; label: string }[] {
	return [
		{ state: 'missing', label: __( 'Missing', 'seo-rank-genius' ) },
		{ state: 'short', label: __( 'Very short', 'seo-rank-genius' ) },
		{ state: 'generated', label: __( 'Generated', 'seo-rank-genius' ) },
		{ state: 'failed', label: __( 'Failed', 'seo-rank-genius' ) },
		{ state: 'decorative', label: __( 'Decorative', 'seo-rank-genius' ) },
		{ state: 'all', label: __( 'All', 'seo-rank-genius' ) },
	];
}

export function orders(): { value: ImageOrder; label: string }[] {
	return [
		{ value: 'newest', label: __( 'Newest first', 'seo-rank-genius' ) },
		{ value: 'oldest', label: __( 'Oldest first', 'seo-rank-genius' ) },
		{ value: 'file_name', label: __( 'File name', 'seo-rank-genius' ) },
		{
			value: 'text_length',
			label: __( 'Shortest text first', 'seo-rank-genius' ),
		},
	];
}

/** "Missing alt text (214)"; without the number while it is not known. */
export function heading(
	{ state, ids }: ImageListing,
	total: number | undefined
): string {
	const texts: Record< ImageFilter, string > = {
		missing: __( 'Missing alt text', 'seo-rank-genius' ),
		short: __( 'Very short alt text', 'seo-rank-genius' ),
		generated: __( 'Generated alt text', 'seo-rank-genius' ),
		failed: __( 'Failed', 'seo-rank-genius' ),
		decorative: __( 'Decorative images', 'seo-rank-genius' ),
		all: __( 'All images', 'seo-rank-genius' ),
	};
	const text =
		ids.length > 0
			? __( 'Chosen in the Media Library', 'seo-rank-genius' )
			: texts[ state ];
	if ( total === undefined ) {
		return text;
	}
	return sprintf(
		/* translators: 1: such as "Missing alt text". 2: a number of images. */
		__( '%1$s (%2$s)', 'seo-rank-genius' ),
		text,
		formatNumber( total )
	);
}

/** Why a list is empty. */
export function emptyText(
	{ state, search }: ImageListing,
	inLibrary: number
): string {
	if ( inLibrary === 0 ) {
		return __(
			'There are no images in the Media Library yet.',
			'seo-rank-genius'
		);
	}
	if ( search !== '' ) {
		return sprintf(
			/* translators: %s: what was searched for. */
			__( 'No image found for “%s”.', 'seo-rank-genius' ),
			search
		);
	}
	return state === 'missing'
		? __( 'Every image here has alt text.', 'seo-rank-genius' )
		: __( 'No images here.', 'seo-rank-genius' );
}
