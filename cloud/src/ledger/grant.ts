// Verb: adds credits to a pool, once per source. docs/LEDGER.md, "Grant".
import type { Queryable } from '../db/database.ts';

export interface Grant {
	account_id: string;
	pool_id: string;
	kind: 'starter' | 'plan' | 'purchase' | 'reversal';
	/** Credits, at least 1. */
	amount: number;
	/** What it comes from, such as "order:…"; a second grant from the same source in the account does nothing. */
	source: string;
}

/** True where the credits were added now, false where this source was entered before. Runs in the caller's transaction. */
export async function grant(db: Queryable, grant: Grant, now: Date): Promise<boolean> {
	const answered = await db.query<{ granted: boolean }>({
		name: 'grant',
		text: 'SELECT grant_credits($1, $2, $3, $4, $5, $6) AS granted',
		values: [grant.account_id, grant.pool_id, grant.kind, grant.amount, grant.source, now],
	});
	return answered.rows[0]?.granted === true;
}
