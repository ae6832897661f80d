// The runs of a feature on its screen: which one is shown, driven while the page is open.
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Account } from '../api/generated/account';
import type { Run } from '../api/generated/run';
import type { RunItem } from '../api/generated/run-item';
import { runsQuery } from '../queries/runs';
import { isGoing, useDriving } from './driving';
import { useShownRun, type ShownRun } from './shown-run';

export interface Runs extends ShownRun {
	/** Newest first, as far as they are read. */
	all: readonly Run[];
	/** What is in the way of this page driving the run that is shown. */
	trouble: string | null;
	isGoing: boolean;
	query: ReturnType< typeof useRunsQuery >;
}

function useRunsQuery( feature: string ) {
	return useInfiniteQuery( runsQuery( feature ) );
}

/**
 * @param feature Whose runs.
 * @param account Who may do what; which site it is.
 * @param onItems Told what has ended, each item once.
 */
export function useRuns(
	feature: string,
	account: Account,
	onItems: ( run: Run, items: RunItem[] ) => void
): Runs {
	const query = useRunsQuery( feature );
	const all = query.data?.pages.flatMap( ( { runs } ) => runs ) ?? [];
	const shown = useShownRun( all, `${ account.blog_id }:${ feature }` );
	const { run } = shown;
	const { trouble } = useDriving( run, account.can.spend, onItems );
	// While the cloud cannot be reached, nothing comes in any more of what was on its way when it was stopped.
	const isStuck = run?.state === 'ended' && account.problem !== null;
	return {
		...shown,
		all,
		trouble,
		isGoing: run !== null && isGoing( run ) && ! isStuck,
		query,
	};
}
