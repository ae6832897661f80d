// Verb: gives held credits back, because the action failed. docs/LEDGER.md, "Release".
import type { Database } from '../db/database.ts';
import type { ProblemCode } from '../problems.ts';
import type { HoldsAnswer } from './hold.ts';
import { settle, type SiteKey } from './settle.ts';

export interface Release {
	action_id: string;
	/** Why it failed. */
	code: ProblemCode;
}

export function release(db: Database, site: SiteKey, releases: readonly Release[], now: Date): Promise<HoldsAnswer> {
	return settle(db, site, 'released', releases, now);
}
