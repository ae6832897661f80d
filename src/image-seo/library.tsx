// The library: the list of images as it is asked for, and what a run writes into it.
import { useQueryClient } from '@tanstack/react-query';
import type { Account } from '../api/generated/account';
import { useList } from '../bulk/use-list';
import { Workspace } from '../bulk/workspace';
import { priceInCredits, type PricedFeature } from '../pricing';
import { imageLists, takeRunItems } from '../queries/images';
import { ImageRow } from './image-row';
import {
	emptyText,
	filters,
	heading,
	listingOfAddress,
	orders,
} from './listing';
import { words } from './words';

export const FEATURE: PricedFeature = { feature: 'image_alt' };

export function Library( { account }: { account: Account } ) {
	const client = useQueryClient();
	const list = useList( imageLists, () =>
		listingOfAddress( window.location.search )
	);
	const { listing, total, whole } = list;
	const { state, search } = listing;
	return (
		<Workspace
			account={ account }
			feature={ FEATURE }
			words={ words() }
			list={ list }
			filters={ filters() }
			orders={ orders() }
			heading={ heading( listing, total ) }
			empty={ emptyText( listing, whole?.counts.all ?? 0 ) }
			filter={ { state, search } }
			onItems={ ( run, items ) => takeRunItems( client, run, items ) }
			renderRow={ ( image, context ) => (
				<ImageRow
					key={ image.id }
					image={ image }
					blogId={ account.blog_id }
					price={ priceInCredits( FEATURE ) }
					mayGenerate={ context.mayGenerate }
					isChosen={ context.isChosen }
					onChoose={ context.onChoose }
				/>
			) }
		/>
	);
}
