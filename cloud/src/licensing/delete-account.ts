// Deletes an account: its address goes, nothing can be done with it any more, and the ledger keeps its lines.
//
// Invariants: all of it or nothing; afterwards no session, key, token, code or mail of the account works or waits; pools,
// entries and orders stay as they are, under ids that no longer lead to a person.
import { endAllPlans } from '../billing/plan-changes.ts';
import type { Database } from '../db/database.ts';
import { lockAccount } from './accounts.ts';

/** Deleting twice changes nothing. Its subscriptions end at Polar within moments; what is left in its pools is lost. */
export async function deleteAccount(db: Database, account_id: string, now: Date): Promise<void> {
	await db.transaction(async (tx) => {
		await lockAccount(tx, account_id);
		const found = await tx.query<{ email: string }>('SELECT email FROM accounts WHERE account_id = $1 AND email IS NOT NULL', [account_id]);
		const email = found.rows[0]?.email;
		if (email === undefined) {
			return;
		}
		// Connecting takes this lock: a site is connected before, and goes with the others, or not at all.
		await tx.query('SELECT 1 FROM licenses WHERE account_id = $1 ORDER BY license_id FOR UPDATE', [account_id]);
		await endAllPlans(tx, account_id, now);
		await tx.query('DELETE FROM mailed_codes WHERE email = $1', [email]);
		await tx.query('DELETE FROM connect_codes WHERE account_id = $1', [account_id]);
		await tx.query('DELETE FROM sessions WHERE account_id = $1', [account_id]);
		await tx.query('UPDATE license_keys SET revoked_at = $2 WHERE account_id = $1 AND revoked_at IS NULL', [account_id, now]);
		await tx.query('UPDATE sites SET token_hash = NULL, moved_token_hash = NULL, disconnected_at = coalesce(disconnected_at, $2) WHERE account_id = $1', [account_id, now]);
		await tx.query('DELETE FROM low_balance_watches WHERE account_id = $1', [account_id]);
		await tx.query('DELETE FROM low_balance_looks WHERE account_id = $1', [account_id]);
		await tx.query('DELETE FROM mail_outbox WHERE account_id = $1', [account_id]);
		await tx.query('DELETE FROM account_emails WHERE account_id = $1', [account_id]);
		await tx.query('UPDATE accounts SET email = NULL, deleted_at = $2 WHERE account_id = $1', [account_id, now]);
	});
}
