// Verb: gives held credits back, because the action failed. docs/LEDGER.md, "Release".
import type { Database } from '../db/database.ts';
import type { ProblemCode } from '../problems.ts';
import { callAlone } from './call.ts';
import type { HoldsAnswer, SiteKey } from './hold.ts';
import { settleCall, settleVerb } from './settle.ts';

export interface Release {
	action_id: string;
	/** Why it failed. */
	code: ProblemCode;
}

export const RELEASE = settleVerb('release', 'released');

export function release(db: Database, site: SiteKey, releases: readonly Release[], now: Date): Promise<HoldsAnswer> {
	return callAlone(db, RELEASE, settleCall(site, releases), now);
}
