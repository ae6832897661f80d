// Whether and when an owner is told by mail that a balance is low.
import type { Queryable } from '../db/database.ts';

export const MOST_LOW_BALANCE = 1_000_000;

/** Below how many credits; null where the mail is switched off. */
export async function lowBalanceOf(db: Queryable, account_id: string): Promise<number | null> {
	const found = await db.query<{ low_balance_below: number | null }>('SELECT low_balance_below FROM accounts WHERE account_id = $1', [account_id]);
	return found.rows[0]?.low_balance_below ?? null;
}

/** @param below 1 to MOST_LOW_BALANCE credits; null switches the mail off */
export async function setLowBalance(db: Queryable, account_id: string, below: number | null): Promise<void> {
	await db.query('UPDATE accounts SET low_balance_below = $2 WHERE account_id = $1', [account_id, below]);
}
