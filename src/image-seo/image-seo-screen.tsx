// SEO Rank Genius › Image SEO: the images of the library and their alternative text.
import { useState } from '@wordpress/element';
import { useQuery } from '@tanstack/react-query';
import type { ImageListing } from '../api/images';
import { priceInCredits } from '../pricing';
import { accountQuery } from '../queries/account';
import { Header, SpendingNotice } from './header';
import { ImageList } from './image-list';
import { obstacle } from './spending';

/** What the screen opens on; PHP preloads exactly this. */
export const FIRST_LISTING: ImageListing = {
	state: 'missing',
	search: '',
	page: 1,
};

export function ImageSeoScreen() {
	const [ listing, setListing ] = useState( FIRST_LISTING );
	const { data: account } = useQuery( accountQuery() );
	const price = priceInCredits( { feature: 'image_alt' } );
	const lack = account === undefined ? null : obstacle( account, price );
	return (
		<>
			<Header account={ account } lack={ lack } />
			{ account !== undefined && (
				<SpendingNotice account={ account } lack={ lack } />
			) }
			<ImageList
				listing={ listing }
				onChange={ setListing }
				blogId={ account?.blog_id ?? 0 }
				price={ price }
				mayGenerate={ account !== undefined && lack === null }
			/>
		</>
	);
}
