// The way to more of a list whose next piece is fetched by a mutation and put below the others.
import type { UseMutationResult } from '@tanstack/react-query';
import { LoadMore } from './load-more';

export interface MoreProps< T > {
	/** Where the next piece begins; null on the last one. */
	cursor: string | null;
	more: UseMutationResult< T, Error, string >;
}

export function More< T >( { cursor, more }: MoreProps< T > ) {
	return (
		<LoadMore
			query={ {
				hasNextPage: cursor !== null,
				isFetchingNextPage: more.isPending,
				isFetchNextPageError: more.isError,
				error: more.error,
				fetchNextPage: () => {
					more.mutate( cursor ?? '' );
					return Promise.resolve();
				},
			} }
		/>
	);
}
