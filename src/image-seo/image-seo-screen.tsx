// SEO Rank Genius › Image SEO: the images of the library and their alternative text.
import { __ } from '@wordpress/i18n';
import { useQuery } from '@tanstack/react-query';
import { accountQuery } from '../queries/account';
import { ListError, ListLoading } from './image-list';
import { Library } from './library';

export function ImageSeoScreen() {
	const account = useQuery( accountQuery() );
	if ( account.data !== undefined ) {
		return <Library account={ account.data } />;
	}
	return (
		<>
			<h1 className="srg-title">
				{ __( 'Image SEO', 'seo-rank-genius' ) }
			</h1>
			{ account.isPending && <ListLoading /> }
			{ account.error !== null && (
				<ListError
					error={ account.error }
					isFetching={ account.isFetching }
					onRetry={ () => void account.refetch() }
				/>
			) }
		</>
	);
}
