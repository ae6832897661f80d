// Verb: takes credits of a refunded order back, once per source. docs/LEDGER.md, "Claw back".
import type { Queryable } from '../db/database.ts';

export interface ClawBack {
	account_id: string;
	/** The pool that the order was granted to. */
	pool_id: string;
	/** Credits, at least 1. */
	amount: number;
	/** What it comes from; a second claw-back from the same source in the account does nothing. */
	source: string;
}

/** True where they were taken back now, false where this source was before. What cannot be taken is owed by Shared. */
export async function clawBack(db: Queryable, taken: ClawBack, now: Date): Promise<boolean> {
	const answered = await db.query<{ taken: boolean }>({
		name: 'claw-back',
		text: 'SELECT claw_back_credits($1, $2, $3, $4, $5) AS taken',
		values: [taken.account_id, taken.pool_id, taken.amount, taken.source, now],
	});
	return answered.rows[0]?.taken === true;
}
