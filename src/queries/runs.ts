// Runs in the cache: quoted, started, taken a step further, ended, taken back.
import {
	infiniteQueryOptions,
	keepPreviousData,
	mutationOptions,
	queryOptions,
	type InfiniteData,
	type QueryClient,
} from '@tanstack/react-query';
import type { Run } from '../api/generated/run';
import type { RunAnswer } from '../api/generated/run-answer';
import type { RunsPage } from '../api/generated/runs-page';
import {
	fetchRun,
	fetchRunItems,
	fetchRuns,
	quoteRun,
	resumeRun,
	retryRun,
	startRun,
	stepRun,
	stopRun,
	undoRun,
	type NewRun,
	type RunItemFilter,
	type RunOrder,
} from '../api/runs';
import { takeAccount, takeAccountOfError } from './account';

export type { NewRun, RunOrder, Selection, SelectionFilter } from '../api/runs';

const FRESH_MS = 10_000;

type Pages = InfiniteData< RunsPage, string | null >;

/** Runs of a feature, newest first. */
export function runsQuery( feature: string ) {
	return infiniteQueryOptions( {
		queryKey: [ 'runs', 'list', feature ] as const,
		queryFn: ( { pageParam, signal } ) =>
			fetchRuns( feature, pageParam, signal ),
		initialPageParam: null as string | null,
		getNextPageParam: ( page: RunsPage ) => page.next_cursor,
		// A tab that comes back sees what was started elsewhere. The first ones were preloaded, and are current.
		staleTime: FRESH_MS,
		refetchOnMount: false,
		refetchOnWindowFocus: true,
	} );
}

/**
 * What a run would do and cost.
 *
 * @param order     What would be done.
 * @param spendable What this page knows of the credits: another answer is due when it changes.
 */
export function quoteQuery( order: RunOrder, spendable: number | null ) {
	return queryOptions( {
		queryKey: [ 'runs', 'quote', order, spendable ] as const,
		queryFn: ( { signal } ) => quoteRun( order, signal ),
		placeholderData: keepPreviousData,
		// Texts and credits change: what is chosen is priced anew each time.
		staleTime: 0,
		gcTime: 0,
	} );
}

export function runItemsQuery( id: string, state: RunItemFilter ) {
	return infiniteQueryOptions( {
		queryKey: [ 'runs', 'items', id, state ] as const,
		queryFn: ( { pageParam, signal } ) =>
			fetchRunItems( id, state, pageParam, signal ),
		initialPageParam: null as string | null,
		getNextPageParam: ( page ) => page.next_cursor,
		staleTime: 0,
		gcTime: 0,
	} );
}

/** Puts a run into its feature's list: in its place, or first when it is new. */
function takeRun( client: QueryClient, run: Run ): void {
	const { queryKey } = runsQuery( run.feature );
	client.setQueryData< Pages >( queryKey, ( data ) => {
		const [ first, ...rest ] = data?.pages ?? [];
		if ( first === undefined ) {
			return {
				pages: [ { runs: [ run ], next_cursor: null } ],
				pageParams: [ null ],
			};
		}
		const pages = [ first, ...rest ];
		const isKnown = pages.some( ( { runs } ) =>
			runs.some( ( { id } ) => id === run.id )
		);
		return {
			pageParams: data?.pageParams ?? [ null ],
			pages: isKnown
				? pages.map( ( page ) => ( {
						...page,
						runs: page.runs.map( ( held ) =>
							held.id === run.id ? run : held
						),
					} ) )
				: [ { ...first, runs: [ run, ...first.runs ] }, ...rest ],
		};
	} );
}

function takeAnswer( client: QueryClient, { run, account }: RunAnswer ): void {
	takeAccount( client, account );
	takeRun( client, run );
}

/**
 * Takes a run a step further, or, where this person may not, looks how it stands.
 *
 * @param client  Takes the answer in.
 * @param id      The run.
 * @param after   The last item that was seen, by its `seq`.
 * @param mayStep Whether this person may have work done.
 */
export async function advanceRun(
	client: QueryClient,
	id: string,
	after: number,
	mayStep: boolean
): Promise< RunAnswer > {
	try {
		const answer = mayStep
			? await stepRun( id, after )
			: await fetchRun( id, after, new AbortController().signal );
		takeAnswer( client, answer );
		return answer;
	} catch ( error ) {
		if ( error instanceof Error ) {
			takeAccountOfError( client, error );
		}
		throw error;
	}
}

interface Context {
	client: QueryClient;
}

const takesAnswer = {
	onSuccess: (
		answer: RunAnswer,
		_variables: unknown,
		_result: unknown,
		{ client }: Context
	) => takeAnswer( client, answer ),
	onError: (
		error: Error,
		_variables: unknown,
		_result: unknown,
		{ client }: Context
	) => takeAccountOfError( client, error ),
};

export function startRunMutation() {
	return mutationOptions( {
		mutationFn: ( run: NewRun ) => startRun( run ),
		...takesAnswer,
	} );
}

export function stopRunMutation() {
	return mutationOptions( {
		mutationFn: ( { id }: Run ) => stopRun( id ),
		...takesAnswer,
	} );
}

export function resumeRunMutation() {
	return mutationOptions( {
		mutationFn: ( { id, price_of_rest: price }: Run ) =>
			resumeRun( id, price ),
		...takesAnswer,
	} );
}

export function retryRunMutation() {
	return mutationOptions( {
		mutationFn: ( { run, newId }: { run: Run; newId: string } ) =>
			retryRun( run.id, newId, run.failed_price ),
		...takesAnswer,
	} );
}

/** Takes back all that a run has written, piece by piece. */
export function undoRunMutation() {
	return mutationOptions( {
		mutationFn: async ( { id }: Run, { client } ) => {
			let answer = await undoRun( id );
			while ( answer.more ) {
				takeAnswer( client, answer );
				answer = await undoRun( id );
			}
			return answer;
		},
		...takesAnswer,
	} );
}
