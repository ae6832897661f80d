// The runs resource: many actions started together, kept by WordPress, done batch by batch.
import { request } from './client';
import { hasKeys, isAccount } from './errors';
import type { Run } from './generated/run';
import type { RunAnswer } from './generated/run-answer';
import type { RunItem } from './generated/run-item';
import type { RunItemsPage } from './generated/run-items-page';
import type { RunQuote } from './generated/run-quote';
import type { RunsPage } from './generated/runs-page';

/** Which objects: these, or all that a filter of the feature's list shows but for some. */
export type Selection =
	{ ids: number[] } | { filter: SelectionFilter; except: number[] };

export interface SelectionFilter {
	state: string;
	search: string;
	/** A post type, where the list has several; empty for all. */
	type?: string;
}

export interface RunOrder {
	feature: string;
	selection: Selection;
	/** Whether texts that exist are replaced. */
	overwrite: boolean;
	/** Only so many of the first; null for all. A quote is of all, and says what these cost. */
	first: number | null;
}

export interface NewRun extends RunOrder {
	/** A UUID minted here: the same one again never starts a second run. */
	id: string;
	/** The quote, in credits: never exceeded. */
	maxCredits: number;
	/** The person's own ceiling, in credits. */
	spendAtMost: number | null;
}

export type RunItemFilter = 'failed' | 'done' | 'skipped' | 'waiting' | 'all';

function isRun( value: unknown ): value is Run {
	return hasKeys( value, [
		'id',
		'state',
		'end',
		'total',
		'left',
		'last_seq',
	] );
}

function isRunItem( value: unknown ): value is RunItem {
	return hasKeys( value, [ 'object_id', 'state', 'seq', 'is_applied' ] );
}

function isItems( value: unknown ): value is RunItem[] {
	return Array.isArray( value ) && value.every( isRunItem );
}

function isRunAnswer( value: unknown ): value is RunAnswer {
	return (
		hasKeys( value, [ 'run', 'items', 'more', 'account' ] ) &&
		isRun( value.run ) &&
		isItems( value.items ) &&
		isAccount( value.account )
	);
}

function isRunsPage( value: unknown ): value is RunsPage {
	return (
		hasKeys( value, [ 'runs', 'next_cursor' ] ) &&
		Array.isArray( value.runs ) &&
		value.runs.every( isRun )
	);
}

function isRunItemsPage( value: unknown ): value is RunItemsPage {
	return (
		hasKeys( value, [ 'items', 'next_cursor' ] ) && isItems( value.items )
	);
}

function isRunQuote( value: unknown ): value is RunQuote {
	return hasKeys( value, [ 'items', 'credits', 'skipped', 'covers' ] );
}

function withCursor( query: string, cursor: string | null ): string {
	return cursor === null
		? query
		: `${ query }&cursor=${ encodeURIComponent( cursor ) }`;
}

/** What a run would do and cost. Nothing is started. */
export function quoteRun(
	{ feature, selection, overwrite, first }: RunOrder,
	signal: AbortSignal
): Promise< RunQuote > {
	return request( '/runs/quote', isRunQuote, {
		method: 'POST',
		data: {
			feature,
			selection,
			overwrite,
			...( first === null ? {} : { first } ),
		},
		signal,
	} );
}

export function startRun( run: NewRun ): Promise< RunAnswer > {
	return request( '/runs', isRunAnswer, {
		method: 'POST',
		data: {
			id: run.id,
			feature: run.feature,
			selection: run.selection,
			overwrite: run.overwrite,
			max_credits: run.maxCredits,
			spend_at_most: run.spendAtMost,
			first: run.first,
		},
	} );
}

/** Runs of a feature, newest first. The first page is what PHP preloads. */
export function fetchRuns(
	feature: string,
	cursor: string | null,
	signal: AbortSignal
): Promise< RunsPage > {
	const query = withCursor(
		`feature=${ encodeURIComponent( feature ) }`,
		cursor
	);
	return request( `/runs?${ query }`, isRunsPage, { signal } );
}

/** How a run stands, with the items that ended after `after`. */
export function fetchRun(
	id: string,
	after: number,
	signal: AbortSignal
): Promise< RunAnswer > {
	return request( `/runs/${ id }?after=${ after }`, isRunAnswer, { signal } );
}

/** Does one batch of a run, or only looks while somebody else is at it. */
export function stepRun( id: string, after: number ): Promise< RunAnswer > {
	return request( `/runs/${ id }/step`, isRunAnswer, {
		method: 'POST',
		data: { after },
	} );
}

export function stopRun( id: string ): Promise< RunAnswer > {
	return request( `/runs/${ id }/stop`, isRunAnswer, { method: 'POST' } );
}

export function resumeRun(
	id: string,
	maxCredits: number
): Promise< RunAnswer > {
	return request( `/runs/${ id }/resume`, isRunAnswer, {
		method: 'POST',
		data: { max_credits: maxCredits },
	} );
}

/** Starts a new run `newId` of what failed in run `id`. */
export function retryRun(
	id: string,
	newId: string,
	maxCredits: number
): Promise< RunAnswer > {
	return request( `/runs/${ id }/retry`, isRunAnswer, {
		method: 'POST',
		data: { id: newId, max_credits: maxCredits },
	} );
}

/** Puts back a piece of what a run has replaced; `more` asks for another call. */
export function undoRun( id: string ): Promise< RunAnswer > {
	return request( `/runs/${ id }/undo`, isRunAnswer, { method: 'POST' } );
}

export function fetchRunItems(
	id: string,
	state: RunItemFilter,
	cursor: string | null,
	signal: AbortSignal
): Promise< RunItemsPage > {
	const query = withCursor( `state=${ state }`, cursor );
	return request( `/runs/${ id }/items?${ query }`, isRunItemsPage, {
		signal,
	} );
}
