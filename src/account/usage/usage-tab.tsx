// Account › Usage: what was spent, added up and action by action; then what was bought.
import { useId, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { useMutation, useQuery } from '@tanstack/react-query';
import { CloudProblem } from '../../api/errors';
import type { Account } from '../../api/generated/account';
import type { UsageSummary } from '../../api/generated/usage-summary';
import { formatNumber } from '../../components/format';
import { More } from '../../components/more';
import { Failed, Loading } from '../../components/query-states';
import {
	csvAddress,
	moreUsageMutation,
	usageQuery,
	usageSummaryQuery,
	type UsageFilter,
} from '../../queries/usage';
import { spendableCredits } from '../../sync/balance';
import { Purchases } from '../purchases/purchases';
import { Chart } from './chart';
import { Filters, isInOrder, NO_FILTER } from './filters';
import { Lines } from './lines';
import { paceText } from './pace';

function isNoFilter( filter: UsageFilter ): boolean {
	return JSON.stringify( filter ) === JSON.stringify( NO_FILTER );
}

function Overview( {
	account: { balance },
	summary,
}: {
	account: Account;
	summary: UsageSummary;
} ) {
	const pace = paceText( summary.pace, balance );
	return (
		<>
			{ pace !== null && balance !== null && (
				<p className="srg-usage__pace">
					{ sprintf(
						/* translators: %s: a number of credits. */
						__( '%s credits can be spent.', 'seo-rank-genius' ),
						formatNumber( spendableCredits( balance ) )
					) }{ ' ' }
					<strong>{ pace }</strong>.
				</p>
			) }
			<Chart summary={ summary } />
		</>
	);
}

/** The days are days and in their order: what the cloud still refuses to add up is too long a time. */
function isTooLong( error: Error | null ): boolean {
	return error instanceof CloudProblem && error.code === 'invalid_request';
}

function TooLong() {
	return (
		<p className="srg-quiet" role="status">
			{ __(
				'The chart shows at most 366 days. Choose a later first day or an earlier last day to see it; the list and the CSV have all that matches.',
				'seo-rank-genius'
			) }
		</p>
	);
}

function NoLines( { filter }: { filter: UsageFilter } ) {
	return (
		<p className="srg-quiet" role="status">
			{ isNoFilter( filter )
				? __(
						'No action has been started on this site yet. Each one will be listed here with its cost.',
						'seo-rank-genius'
					)
				: __( 'No action matches these filters.', 'seo-rank-genius' ) }
		</p>
	);
}

function Usage( { account }: { account: Account } ) {
	const [ filter, setFilter ] = useState( NO_FILTER );
	const { from, to } = filter;
	const enabled = isInOrder( filter );
	const summary = useQuery( {
		...usageSummaryQuery( { from, to } ),
		enabled,
	} );
	// Where the file is does not depend on the days.
	const whole = useQuery(
		usageSummaryQuery( { from: NO_FILTER.from, to: NO_FILTER.to } )
	);
	const usage = useQuery( { ...usageQuery( filter ), enabled } );
	const more = useMutation( moreUsageMutation( filter ) );
	const lines = usage.data?.lines;
	const tooLong = isTooLong( summary.error );
	const failed = [ usage, ...( tooLong ? [] : [ summary ] ) ].find(
		( { isError } ) => isError
	);
	return (
		<>
			{ summary.data !== undefined && (
				<Overview account={ account } summary={ summary.data } />
			) }
			{ tooLong && <TooLong /> }
			<Filters
				filter={ filter }
				onChange={ setFilter }
				csvAddress={
					whole.data === undefined
						? null
						: csvAddress( whole.data.csv_url, filter )
				}
			/>
			{ failed !== undefined && (
				<Failed
					query={ {
						error: failed.error,
						isFetching: usage.isFetching || summary.isFetching,
						refetch: () =>
							Promise.all( [
								usage.refetch(),
								summary.refetch(),
							] ),
					} }
				/>
			) }
			{ lines === undefined && ! usage.isError && <Loading /> }
			{ lines?.length === 0 && <NoLines filter={ filter } /> }
			{ lines !== undefined && lines.length > 0 && (
				<Lines
					lines={ lines }
					account={ account }
					isOld={ usage.isPlaceholderData }
				/>
			) }
			{ ! usage.isPlaceholderData && (
				<More
					cursor={ usage.data?.next_cursor ?? null }
					more={ more }
				/>
			) }
		</>
	);
}

export function UsageTab( { account }: { account: Account } ) {
	const id = useId();
	return (
		<>
			<section className="srg-card" aria-labelledby={ id }>
				<h2 className="srg-heading" id={ id }>
					{ __( 'Usage', 'seo-rank-genius' ) }
				</h2>
				<Usage account={ account } />
			</section>
			{ account.can.buy && <Purchases account={ account } /> }
		</>
	);
}
