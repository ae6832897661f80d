// The list of one feature, and the way to the others.
import { SelectControl } from '@wordpress/components';
import { useEffect } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ContentFeature, ContentListing } from '../api/contents';
import type { Account } from '../api/generated/account';
import { useList } from '../bulk/use-list';
import { Workspace } from '../bulk/workspace';
import { formatNumber } from '../components/format';
import type { PricedFeature } from '../pricing';
import {
	contentLists,
	contentSiteQuery,
	takeContentItems,
} from '../queries/contents';
import { ContentRow } from './content-row';
import {
	emptyText,
	featureOfAddress,
	filters,
	firstListing,
	heading,
	orders,
} from './listing';
import { Tabs } from './tabs';
import { words } from './words';

/** The least that one action costs: with less than that nothing can be started. */
function leastOf( feature: ContentFeature ): PricedFeature {
	switch ( feature ) {
		case 'link_suggestions':
			return { feature, candidate_pages: 1 };
		case 'content_analysis':
			return { feature, code_points: 1 };
		default:
			return { feature };
	}
}

/** Which plugin prints the tags, where it is another one. */
function PrintedBy( { feature }: { feature: ContentFeature } ) {
	const { printed_by: by } = useQuery( contentSiteQuery() ).data;
	if ( by === 'self' ) {
		return null;
	}
	const name = {
		yoast: 'Yoast SEO',
		rank_math: 'Rank Math',
		aioseo: 'All in One SEO',
	}[ by ];
	let text = '';
	if ( feature === 'meta_title' || feature === 'meta_description' ) {
		text = sprintf(
			/* translators: %s: the name of a plugin. */
			__( 'Saved into %s; it prints the tags.', 'seo-rank-genius' ),
			name
		);
	} else if ( feature === 'schema' ) {
		text = sprintf(
			/* translators: %s: the name of a plugin. */
			__(
				'%s prints the tags of this site: schema is kept here, and not printed.',
				'seo-rank-genius'
			),
			name
		);
	}
	return text === '' ? null : <p className="srg-quiet">{ text }</p>;
}

interface TypesProps {
	listing: ContentListing;
	onChange: ( listing: ContentListing ) => void;
}

function Types( { listing, onChange }: TypesProps ) {
	const { types } = useQuery( contentSiteQuery() ).data;
	return (
		<SelectControl
			__nextHasNoMarginBottom
			size="compact"
			label={ __( 'Type', 'seo-rank-genius' ) }
			hideLabelFromVision
			value={ listing.type }
			options={ [
				{ value: '', label: __( 'All types', 'seo-rank-genius' ) },
				...types.map( ( { name, label, count } ) => ( {
					value: name,
					label: sprintf(
						/* translators: 1: such as "Pages". 2: how many there are. */
						__( '%1$s (%2$s)', 'seo-rank-genius' ),
						label,
						formatNumber( count )
					),
				} ) ),
			] }
			onChange={ ( type ) => onChange( { ...listing, type } ) }
		/>
	);
}

export function Contents( { account }: { account: Account } ) {
	const client = useQueryClient();
	const list = useList( contentLists, () =>
		firstListing( featureOfAddress() )
	);
	const { listing, total, whole, change } = list;
	const { feature, state, search, type } = listing;
	useEffect( () => {
		const onPopState = () => change( firstListing( featureOfAddress() ) );
		window.addEventListener( 'popstate', onPopState );
		return () => window.removeEventListener( 'popstate', onPopState );
	} );
	return (
		<Workspace
			account={ account }
			feature={ leastOf( feature ) }
			words={ words( feature ) }
			list={ list }
			filters={ filters( feature ) }
			orders={ orders( feature ) }
			heading={ heading( listing, total ) }
			empty={ emptyText( listing, whole?.counts.all ?? 0 ) }
			filter={ { state, search, type } }
			onItems={ ( run, items ) => takeContentItems( client, run, items ) }
			renderRow={ ( content, context ) => (
				<ContentRow
					key={ `${ feature } ${ content.id }` }
					content={ content }
					feature={ feature }
					{ ...context }
				/>
			) }
			renderTop={ ( choose ) => (
				<>
					<Tabs
						account={ account }
						current={ feature }
						onSelect={ ( next ) => choose( firstListing( next ) ) }
					/>
					<PrintedBy feature={ feature } />
				</>
			) }
			renderNarrowing={ ( choose ) => (
				<Types listing={ listing } onChange={ choose } />
			) }
		/>
	);
}
