// Usage, purchases and people in the cache. They change elsewhere, so a tab that is opened again asks again, from the
// first page; each further page is put below those that are there.
import {
	keepPreviousData,
	mutationOptions,
	queryOptions,
} from '@tanstack/react-query';
import { fetchPeople } from '../api/people';
import { fetchPurchases } from '../api/purchases';
import { fetchUsage, fetchUsageSummary, type UsageFilter } from '../api/usage';
import type { PurchasesPage } from '../api/generated/purchases-page';
import type { UsagePage } from '../api/generated/usage-page';

export { csvAddress, type Feature, type UsageFilter } from '../api/usage';

export function usageQuery( filter: UsageFilter ) {
	return queryOptions( {
		queryKey: [ 'usage', 'lines', filter ] as const,
		queryFn: ( { signal } ) => fetchUsage( filter, null, signal ),
		placeholderData: keepPreviousData,
		staleTime: 0,
		gcTime: 0,
	} );
}

/** The page at a cursor, below the others; nothing where the list was read anew meanwhile. */
export function moreUsageMutation( filter: UsageFilter ) {
	return mutationOptions( {
		mutationFn: ( cursor: string ) => fetchUsage( filter, cursor ),
		onSuccess: ( page, cursor, _result, { client } ) => {
			client.setQueryData< UsagePage >(
				usageQuery( filter ).queryKey,
				( held ) =>
					held?.next_cursor === cursor
						? { ...page, lines: [ ...held.lines, ...page.lines ] }
						: held
			);
		},
	} );
}

export function usageSummaryQuery( days: Pick< UsageFilter, 'from' | 'to' > ) {
	return queryOptions( {
		queryKey: [ 'usage', 'summary', days ] as const,
		queryFn: ( { signal } ) => fetchUsageSummary( days, signal ),
		placeholderData: keepPreviousData,
		staleTime: 0,
	} );
}

export function purchasesQuery() {
	return queryOptions( {
		queryKey: [ 'purchases' ] as const,
		queryFn: ( { signal } ) => fetchPurchases( null, signal ),
		staleTime: 0,
		gcTime: 0,
	} );
}

/** The same for purchases. */
export function morePurchasesMutation() {
	return mutationOptions( {
		mutationFn: ( cursor: string ) => fetchPurchases( cursor ),
		onSuccess: ( page, cursor, _result, { client } ) => {
			client.setQueryData< PurchasesPage >(
				purchasesQuery().queryKey,
				( held ) =>
					held?.next_cursor === cursor
						? {
								...page,
								purchases: [
									...held.purchases,
									...page.purchases,
								],
							}
						: held
			);
		},
	} );
}

export function peopleQuery( search: string ) {
	return queryOptions( {
		queryKey: [ 'people', search ] as const,
		queryFn: ( { signal } ) => fetchPeople( search, signal ),
		placeholderData: keepPreviousData,
	} );
}
