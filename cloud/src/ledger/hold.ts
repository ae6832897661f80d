// What the ledger's verbs answer for one action.
import type { ProblemCode } from '../problems.ts';

export interface SiteKey {
	account_id: string;
	site_id: string;
}

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
