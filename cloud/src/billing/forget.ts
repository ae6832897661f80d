// Removes what is of no more use: old codes and sessions after a day, applied webhooks after their 30 days.
import type { Queryable } from '../db/database.ts';

const DAY_MS = 86_400_000;
const WEBHOOK_LIFETIME_DAYS = 30;

export async function forgetExpired(db: Queryable, now: Date): Promise<void> {
	const yesterday = new Date(now.getTime() - DAY_MS);
	await db.query('DELETE FROM mailed_codes WHERE expires_at < $1', [yesterday]);
	await db.query('DELETE FROM connect_codes WHERE expires_at < $1', [yesterday]);
	await db.query('DELETE FROM sessions WHERE expires_at < $1', [yesterday]);
	await db.query('DELETE FROM webhook_inbox WHERE applied_at < $1', [new Date(now.getTime() - WEBHOOK_LIFETIME_DAYS * DAY_MS)]);
}
