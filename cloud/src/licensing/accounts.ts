// Finds or opens the account of a proven email. An email is claimed globally first, so that it belongs to one account.
import { randomUUID } from 'node:crypto';
import type { Queryable } from '../db/database.ts';

/** The one spelling of an address: accounts are found by it. */
export function normalEmail(email: string): string {
	return email.trim().toLowerCase();
}

/** "a…@x.com": enough to recognise one's own address, too little to learn another's. */
export function maskEmail(email: string): string {
	const at = email.lastIndexOf('@');
	return `${[...email][0] ?? ''}…${email.slice(at)}`;
}

/** The account of an email that its reader has proven to hold. Repeatable: a crash half way leaves what a repeat completes. */
export async function claimAccount(db: Queryable, email: string, now: Date): Promise<string> {
	await db.query('INSERT INTO account_emails (email, account_id, claimed_at) VALUES ($1, $2, $3) ON CONFLICT (email) DO NOTHING', [
		email,
		randomUUID(),
		now,
	]);
	const claim = await db.query<{ account_id: string }>('SELECT account_id FROM account_emails WHERE email = $1', [email]);
	const account_id = claim.rows[0]?.account_id;
	if (account_id === undefined) {
		throw new Error('A claimed email is gone.');
	}
	await db.query('INSERT INTO accounts (account_id, email, created_at) VALUES ($1, $2, $3) ON CONFLICT (account_id) DO NOTHING', [
		account_id,
		email,
		now,
	]);
	return account_id;
}

/** Lets the changes to one account's licenses, trials and offers follow one another until the transaction ends. */
export async function lockAccount(tx: Queryable, account_id: string): Promise<void> {
	await tx.query('SELECT 1 FROM accounts WHERE account_id = $1 FOR UPDATE', [account_id]);
}

/** Whether its owner deleted it: nothing can be had by it any more. */
export async function isDeleted(db: Queryable, account_id: string): Promise<boolean> {
	const found = await db.query('SELECT 1 FROM accounts WHERE account_id = $1 AND deleted_at IS NOT NULL', [account_id]);
	return found.rowCount === 1;
}

/** The account's address; null once it is deleted, undefined where there is no such account. */
export async function emailOf(db: Queryable, account_id: string): Promise<string | null | undefined> {
	const found = await db.query<{ email: string | null }>('SELECT email FROM accounts WHERE account_id = $1', [account_id]);
	return found.rows[0]?.email;
}
