// The way to more of a list that is read piece by piece.
import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { errorText } from './error-text';

export interface LoadMoreProps {
	query: {
		hasNextPage: boolean;
		isFetchingNextPage: boolean;
		isFetchNextPageError: boolean;
		error: Error | null;
		fetchNextPage: () => Promise< unknown >;
	};
}

export function LoadMore( { query }: LoadMoreProps ) {
	if ( ! query.hasNextPage ) {
		return null;
	}
	return (
		<div className="srg-more">
			<Button
				variant="secondary"
				isBusy={ query.isFetchingNextPage }
				disabled={ query.isFetchingNextPage }
				accessibleWhenDisabled
				onClick={ () => void query.fetchNextPage() }
			>
				{ __( 'Load more', 'seo-rank-genius' ) }
			</Button>
			{ query.isFetchNextPageError && query.error !== null && (
				<p role="alert" className="srg-error">
					{ errorText( query.error ) }
				</p>
			) }
		</div>
	);
}
