// Six-digit codes by mail: how an email is proven.
//
// Invariants: a code is good for 10 minutes, for one use and for at most 5 wrong tries; an email gets at most 5 codes an hour.
import { randomUUID } from 'node:crypto';
import type { Queryable } from '../db/database.ts';
import { Problem } from '../problems.ts';
import type { Services } from '../services.ts';
import { hashMailedCode, mintMailedCode } from './tokens.ts';

export const CODE_LIFETIME_MIN = 10;
export const CODES_PER_HOUR = 5;
export const WRONG_TRIES = 5;
const HOUR_MS = 3_600_000;

export type CodePurpose = 'trial' | 'sign_in';

/** What the code was asked for; it is worth nothing for another home. */
export interface CodeContext {
	/** Null: for the account's own pages. */
	home: string | null;
}

export interface SentCode {
	mailed_code_id: string;
	expires_at: Date;
}

/**
 * Mails a new code. The answer is the same whether or not the email has an account.
 * @throws Problem `rate_limited`; `unavailable` where the mail could not be handed over, which leaves no code behind.
 */
export async function sendCode(
	services: Pick<Services, 'db' | 'mailer' | 'catalog' | 'clock'>,
	purpose: CodePurpose,
	email: string,
	context: CodeContext,
): Promise<SentCode> {
	const { db, mailer, catalog, clock } = services;
	const now = clock();
	const mailed_code_id = randomUUID();
	const { code, hash } = mintMailedCode(mailed_code_id);
	const expires_at = new Date(now.getTime() + CODE_LIFETIME_MIN * 60_000);
	await db.query(
		`INSERT INTO mailed_codes (mailed_code_id, purpose, email, context, code_hash, created_at, expires_at)
			VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		[mailed_code_id, purpose, email, JSON.stringify(context), hash, now, expires_at],
	);
	try {
		await refuseTooMany(db, email, mailed_code_id, now);
		await mailer.sendCode({ product: catalog.product, to: email, code, purpose, home: context.home, lifetime_min: CODE_LIFETIME_MIN });
	} catch (error) {
		await db.query('DELETE FROM mailed_codes WHERE mailed_code_id = $1', [mailed_code_id]);
		throw error;
	}
	return { mailed_code_id, expires_at };
}

/** Counts after the own row is in, so that of many requests at once no more than the limit get through. */
async function refuseTooMany(db: Queryable, email: string, mailed_code_id: string, now: Date): Promise<void> {
	const others = await db.query<{ created_at: Date }>(
		'SELECT created_at FROM mailed_codes WHERE email = $1 AND created_at > $2 AND mailed_code_id <> $3 ORDER BY created_at DESC LIMIT $4',
		[email, new Date(now.getTime() - HOUR_MS), mailed_code_id, CODES_PER_HOUR],
	);
	const oldest = others.rows[CODES_PER_HOUR - 1];
	if (oldest !== undefined) {
		const retry_after_s = Math.max(1, Math.ceil((oldest.created_at.getTime() + HOUR_MS - now.getTime()) / 1000));
		throw new Problem('rate_limited', `This address was sent ${CODES_PER_HOUR} codes within the hour.`, { retry_after_s });
	}
}

/**
 * Checks a typed code without using it up, and counts a wrong one.
 * @throws Problem `not_found` (no such code was asked for), `code_expired` (too late, used, or too often wrong), `forbidden` (wrong).
 */
export async function checkCode(
	db: Queryable,
	purpose: CodePurpose,
	mailed_code_id: string,
	code: string,
	now: Date,
): Promise<{ email: string; context: CodeContext }> {
	const checked = await db.query<{ email: string; context: CodeContext; is_right: boolean }>(
		`UPDATE mailed_codes SET tries = tries + CASE WHEN code_hash = $3 THEN 0 ELSE 1 END
			WHERE mailed_code_id = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > $4 AND tries < $5
			RETURNING email, context, code_hash = $3 AS is_right`,
		[mailed_code_id, purpose, hashMailedCode(mailed_code_id, code), now, WRONG_TRIES],
	);
	const row = checked.rows[0];
	if (row === undefined) {
		const known = await db.query('SELECT 1 FROM mailed_codes WHERE mailed_code_id = $1 AND purpose = $2', [mailed_code_id, purpose]);
		throw known.rowCount === 0
			? new Problem('not_found', 'No such code was asked for.')
			: new Problem('code_expired', 'The code is too old, was used, or was typed wrong too often: ask for a new one.');
	}
	if (!row.is_right) {
		throw new Problem('forbidden', 'This is not the code that was mailed.');
	}
	return { email: row.email, context: row.context };
}

/** Uses a code up, in the transaction that does what it was for: of several at once, one gets through. @throws Problem `code_expired` */
export async function useCode(tx: Queryable, mailed_code_id: string, now: Date): Promise<void> {
	const used = await tx.query('UPDATE mailed_codes SET used_at = $2 WHERE mailed_code_id = $1 AND used_at IS NULL AND expires_at > $2', [
		mailed_code_id,
		now,
	]);
	if (used.rowCount !== 1) {
		throw new Problem('code_expired', 'The code was used already.');
	}
}
