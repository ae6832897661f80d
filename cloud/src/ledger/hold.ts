// What the ledger's verbs answer for one action, and how it is read from their JSON.
import type { ProblemCode } from '../problems.ts';

/**
 * `reserved`: set aside by this very call. `held`: by an earlier one, still open. The others are final, except
 * `refused`, which wrote nothing.
 */
export type HoldState = 'reserved' | 'held' | 'captured' | 'released' | 'expired' | 'refused';

export interface HoldAnswer {
	id: string;
	state: HoldState;
	code: ProblemCode | null;
	cost: number;
	from_domain: number;
	from_shared: number;
	/** Of a captured action; null after its 30 days. */
	result: unknown;
}

export interface HoldsAnswer {
	/** In the order asked for. */
	actions: HoldAnswer[];
}

/** A row of the SQL verbs: `actions` as jsonb. */
export interface HoldsRow {
	actions: (Partial<HoldAnswer> & Pick<HoldAnswer, 'id' | 'state'>)[];
}

/** Fills in what the SQL leaves out for a refusal: nothing was taken, there is no result. */
export function holdsAnswer(row: HoldsRow | undefined): HoldsAnswer {
	if (row === undefined) {
		throw new Error('The ledger answered without a row.');
	}
	return {
		actions: row.actions.map((action) => ({ code: null, cost: 0, from_domain: 0, from_shared: 0, result: null, ...action })),
	};
}
