// Sign-ins of account owners on the service's own pages: a random secret in a cookie, its hash in the database.
import type { Queryable } from '../db/database.ts';
import { mintSecret, sha256 } from './tokens.ts';

export const SESSION_LIFETIME_MS = 12 * 3_600_000;

/** The cookie's value. */
export async function openSession(db: Queryable, account_id: string, now: Date): Promise<string> {
	const { secret, hash } = mintSecret();
	await db.query('INSERT INTO sessions (session_hash, account_id, created_at, expires_at) VALUES ($1, $2, $3, $4)', [
		hash,
		account_id,
		now,
		new Date(now.getTime() + SESSION_LIFETIME_MS),
	]);
	return secret;
}

export interface Owner {
	account_id: string;
	email: string;
}

/** Who is signed in; undefined once the session ended or the account was deleted. */
export async function ownerOf(db: Queryable, secret: string | undefined, now: Date): Promise<Owner | undefined> {
	if (secret === undefined) {
		return undefined;
	}
	const session = await db.query<{ account_id: string }>('SELECT account_id FROM sessions WHERE session_hash = $1 AND expires_at > $2', [
		sha256(secret),
		now,
	]);
	const account_id = session.rows[0]?.account_id;
	if (account_id === undefined) {
		return undefined;
	}
	const account = await db.query<Owner>('SELECT account_id, email FROM accounts WHERE account_id = $1 AND email IS NOT NULL', [account_id]);
	return account.rows[0];
}

export async function closeSession(db: Queryable, secret: string | undefined): Promise<void> {
	if (secret !== undefined) {
		await db.query('DELETE FROM sessions WHERE session_hash = $1', [sha256(secret)]);
	}
}

/** Signs the owner out of every browser. */
export async function closeAllSessions(db: Queryable, account_id: string): Promise<void> {
	await db.query('DELETE FROM sessions WHERE account_id = $1', [account_id]);
}
