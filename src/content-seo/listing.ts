// What can be listed of each feature, in words, and what the page's address asks for.
import { __, sprintf } from '@wordpress/i18n';
import type {
	ContentFeature,
	ContentListing,
	ContentOrder,
} from '../api/contents';
import type { Choices } from '../bulk/toolbar';
import { formatNumber } from '../components/format';

const FEATURES: readonly ContentFeature[] = [
	'meta_title',
	'meta_description',
	'schema',
	'link_suggestions',
	'content_analysis',
];

/** In the order in which they are offered. */
export function features(): { feature: ContentFeature; label: string }[] {
	const labels = [
		__( 'Meta titles', 'seo-rank-genius' ),
		__( 'Meta descriptions', 'seo-rank-genius' ),
		__( 'Schema', 'seo-rank-genius' ),
		__( 'Links', 'seo-rank-genius' ),
		__( 'Analysis', 'seo-rank-genius' ),
	];
	return FEATURES.map( ( feature, index ) => ( {
		feature,
		label: labels[ index ] ?? '',
	} ) );
}

export function featureOfAddress(): ContentFeature {
	const asked = new URLSearchParams( window.location.search ).get(
		'feature'
	);
	return FEATURES.find( ( feature ) => feature === asked ) ?? 'meta_title';
}

/** The address of a feature's list. */
export function addressOf( feature: ContentFeature ): string {
	return `admin.php?page=seo-rank-genius-content-seo&feature=${ feature }`;
}

export const TEMPLATES_ADDRESS =
	'admin.php?page=seo-rank-genius-content-seo&view=templates';

/** What a feature's list opens on; PHP preloads exactly this. */
export function firstListing( feature: ContentFeature ): ContentListing {
	return {
		feature,
		state: filters( feature )[ 0 ]?.state ?? 'all',
		type: '',
		search: '',
		order: 'newest',
		ids: [],
	};
}

const FILTERS: Readonly< Record< ContentFeature, string > > = {
	meta_title: 'missing short long duplicate generated written failed all',
	meta_description:
		'missing short long duplicate generated written failed all',
	schema: 'missing generated written failed all',
	link_suggestions: 'none suggested orphan no_links_out failed all',
	content_analysis: 'none outdated analysed failed all',
};

/** What a state or a filter is called, where it stands for a feature. */
export function stateLabel( state: string, feature: ContentFeature ): string {
	const labels: Readonly< Record< string, string > > = {
		missing: __( 'Missing', 'seo-rank-genius' ),
		short: __( 'Too short', 'seo-rank-genius' ),
		long: __( 'Too long', 'seo-rank-genius' ),
		duplicate: __( 'Duplicate', 'seo-rank-genius' ),
		generated: __( 'Generated', 'seo-rank-genius' ),
		written: __( 'By hand', 'seo-rank-genius' ),
		suggested: __( 'With suggestions', 'seo-rank-genius' ),
		orphan: __( 'Orphans', 'seo-rank-genius' ),
		no_links_out: __( 'No links out', 'seo-rank-genius' ),
		analysed: __( 'Analysed', 'seo-rank-genius' ),
		outdated: __( 'Changed since', 'seo-rank-genius' ),
		failed: __( 'Failed', 'seo-rank-genius' ),
		all: __( 'All', 'seo-rank-genius' ),
		none:
			feature === 'content_analysis'
				? __( 'Not analysed', 'seo-rank-genius' )
				: __( 'No suggestions', 'seo-rank-genius' ),
	};
	return labels[ state ] ?? state;
}

export function filters(
	feature: ContentFeature
): Choices< ContentListing >[ 'filters' ] {
	return FILTERS[ feature ].split( ' ' ).map( ( state ) => ( {
		state,
		label: stateLabel( state, feature ),
	} ) );
}

export function orders(
	feature: ContentFeature
): { value: ContentOrder; label: string }[] {
	const byMeasure = {
		meta_title: __( 'Shortest text first', 'seo-rank-genius' ),
		meta_description: __( 'Shortest text first', 'seo-rank-genius' ),
		schema: '',
		link_suggestions: __( 'Fewest suggestions first', 'seo-rank-genius' ),
		content_analysis: __( 'Lowest score first', 'seo-rank-genius' ),
	}[ feature ];
	return [
		{ value: 'newest', label: __( 'Newest first', 'seo-rank-genius' ) },
		{ value: 'oldest', label: __( 'Oldest first', 'seo-rank-genius' ) },
		{ value: 'title', label: __( 'Title', 'seo-rank-genius' ) },
		...( byMeasure === ''
			? []
			: [ { value: 'measure' as const, label: byMeasure } ] ),
	];
}

/** "Meta titles: Missing (214)"; without the number while it is not known. */
export function heading(
	{ feature, state }: ContentListing,
	total: number | undefined
): string {
	const text = sprintf(
		/* translators: 1: such as "Meta titles". 2: such as "Missing". */
		__( '%1$s: %2$s', 'seo-rank-genius' ),
		features()[ FEATURES.indexOf( feature ) ]?.label ?? '',
		stateLabel( state, feature )
	);
	return total === undefined
		? text
		: sprintf(
				/* translators: 1: such as "Meta titles: Missing". 2: a number of pages. */
				__( '%1$s (%2$s)', 'seo-rank-genius' ),
				text,
				formatNumber( total )
			);
}

/** Why a list is empty. */
export function emptyText(
	{ feature, state, search }: ContentListing,
	inAll: number
): string {
	if ( inAll === 0 ) {
		return __( 'There are no posts or pages here yet.', 'seo-rank-genius' );
	}
	if ( search !== '' ) {
		return sprintf(
			/* translators: %s: what was searched for. */
			__( 'Nothing found for “%s”.', 'seo-rank-genius' ),
			search
		);
	}
	return state === firstListing( feature ).state
		? __( 'Nothing is left to do here.', 'seo-rank-genius' )
		: __( 'No pages here.', 'seo-rank-genius' );
}
