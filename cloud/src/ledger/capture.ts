// Verb: spends held credits and stores the results they bought, in one transaction. docs/LEDGER.md, "Capture".
import type { Database } from '../db/database.ts';
import { callAlone } from './call.ts';
import type { HoldsAnswer, SiteKey } from './hold.ts';
import { settleCall, settleVerb } from './settle.ts';

export interface Capture {
	action_id: string;
	/** What the model made, validated; kept for 30 days. */
	result: object;
}

export const CAPTURE = settleVerb('capture', 'captured');

export function capture(db: Database, site: SiteKey, captures: readonly Capture[], now: Date): Promise<HoldsAnswer> {
	return callAlone(db, CAPTURE, settleCall(site, captures), now);
}
