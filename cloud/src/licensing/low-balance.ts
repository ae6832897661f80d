// Whether and when an owner is told by mail that a balance is low.
import type { Database, Queryable } from '../db/database.ts';

export const MOST_LOW_BALANCE = 1_000_000;

/** Below how many credits; null where the mail is switched off. */
export async function lowBalanceOf(db: Queryable, account_id: string): Promise<number | null> {
	const found = await db.query<{ low_balance_below: number | null }>('SELECT low_balance_below FROM accounts WHERE account_id = $1', [account_id]);
	return found.rows[0]?.low_balance_below ?? null;
}

/** @param below 1 to MOST_LOW_BALANCE credits; null switches the mail off */
export async function setLowBalance(db: Database, account_id: string, below: number | null): Promise<void> {
	await db.transaction(async (tx) => {
		await tx.query('UPDATE accounts SET low_balance_below = $2 WHERE account_id = $1', [account_id, below]);
		await tx.query('INSERT INTO low_balance_looks (account_id, license_id) SELECT account_id, license_id FROM licenses WHERE account_id = $1 ON CONFLICT DO NOTHING', [
			account_id,
		]);
	});
}

/** Has the next round look at a license where something changed that leaves no trace in the ledger. */
export async function lookAtBalances(tx: Queryable, account_id: string, license_id: string): Promise<void> {
	await tx.query('INSERT INTO low_balance_looks (account_id, license_id) VALUES ($1, $2) ON CONFLICT DO NOTHING', [account_id, license_id]);
}
