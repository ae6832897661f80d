// The statement behind capture, release and expire: ends open holds of one site; the first end of a hold wins.
import type { Database } from '../db/database.ts';
import type { ProblemCode } from '../problems.ts';
import { holdsAnswer, type HoldsAnswer, type HoldsRow } from './hold.ts';

export interface SiteKey {
	account_id: string;
	site_id: string;
}

interface Ending {
	action_id: string;
	result?: unknown;
	code?: ProblemCode;
}

export async function settle(
	db: Database,
	site: SiteKey,
	state: 'captured' | 'released' | 'expired',
	endings: readonly Ending[],
	now: Date,
): Promise<HoldsAnswer> {
	const [row] = await db.verb<HoldsRow>({
		name: 'settle',
		text: 'SELECT settle_actions($1, $2, $3, $4, $5::uuid[], $6::jsonb[], $7::text[]) AS actions',
		values: [
			site.account_id,
			site.site_id,
			now,
			state,
			endings.map((ending) => ending.action_id),
			endings.map((ending) => (ending.result === undefined ? null : JSON.stringify(ending.result))),
			endings.map((ending) => ending.code ?? null),
		],
	});
	return holdsAnswer(row);
}
