// Verb: spends held credits and stores the results they bought, in one transaction. docs/LEDGER.md, "Capture".
import type { Database } from '../db/database.ts';
import type { HoldsAnswer } from './hold.ts';
import { settle, type SiteKey } from './settle.ts';

export interface Capture {
	action_id: string;
	/** What the model made, validated; kept for 30 days. */
	result: object;
}

export function capture(db: Database, site: SiteKey, captures: readonly Capture[], now: Date): Promise<HoldsAnswer> {
	return settle(db, site, 'captured', captures, now);
}
