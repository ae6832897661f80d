// The usage resource: what this site has spent, action by action and added up.
import { request } from './client';
import { hasKeys } from './errors';
import type { Feature, UsageLine, UsagePage } from './generated/usage-page';
import type { UsageSummary } from './generated/usage-summary';

export type { Feature };

/** '' stands for all; days as "2026-11-20", both ends included; person 0 for everybody. */
export interface UsageFilter {
	feature: Feature | '';
	outcome: 'completed' | 'failed' | 'in_progress' | '';
	person: number;
	from: string;
	to: string;
}

function isLine( value: unknown ): value is UsageLine {
	return hasKeys( value, [ 'id', 'at', 'subject', 'person', 'cost' ] );
}

function isPage( value: unknown ): value is UsagePage {
	return (
		hasKeys( value, [ 'lines', 'next_cursor' ] ) &&
		Array.isArray( value.lines ) &&
		value.lines.every( isLine )
	);
}

function isSummary( value: unknown ): value is UsageSummary {
	return hasKeys( value, [
		'from',
		'to',
		'total',
		'days',
		'pace',
		'csv_url',
	] );
}

/** As a query, without what stands for all. */
function toQuery( values: Record< string, string | number > ): string {
	const query = new URLSearchParams();
	for ( const [ name, value ] of Object.entries( values ) ) {
		if ( value !== '' && value !== 0 ) {
			query.set( name, String( value ) );
		}
	}
	return query.toString();
}

export function fetchUsage(
	filter: UsageFilter,
	cursor: string | null,
	signal?: AbortSignal
): Promise< UsagePage > {
	const query = toQuery( { ...filter, cursor: cursor ?? '' } );
	return request( `/usage?${ query }`, isPage, {
		...( signal === undefined ? {} : { signal } ),
	} );
}

/** The last 28 days, or those of the filter. */
export function fetchUsageSummary(
	{ from, to }: Pick< UsageFilter, 'from' | 'to' >,
	signal: AbortSignal
): Promise< UsageSummary > {
	return request( `/usage/summary?${ toQuery( { from, to } ) }`, isSummary, {
		signal,
	} );
}

/** Where all lines that match are downloaded. */
export function csvAddress( csvUrl: string, filter: UsageFilter ): string {
	const query = toQuery( { ...filter } );
	return query === '' ? csvUrl : `${ csvUrl }&${ query }`;
}
