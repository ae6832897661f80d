// The outbox: mails to owners are written in the transaction of what they tell, and sent afterwards by a duty of their own.
//
// Invariants: what is told and the mail that tells it commit together; one mail_key of an account is one mail; a mail is
// sent at least once, each time under the same Message-ID, so that a repeat after a crash is known as one.
import type { Queryable } from '../db/database.ts';
import type { Told } from './facts.ts';

export type QueuedMail = Told & {
	account_id: string;
	/** What is told, such as "receipt:<order id>": told once. */
	mail_key: string;
};

/** Queues a mail in the caller's transaction. False where this was queued before. */
export async function queueMail(tx: Queryable, mail: QueuedMail, now: Date): Promise<boolean> {
	const queued = await tx.query(
		`INSERT INTO mail_outbox (account_id, mail_key, template, facts, created_at, next_try_at) VALUES ($1, $2, $3, $4, $5, $5)
			ON CONFLICT (account_id, mail_key) DO NOTHING`,
		[mail.account_id, mail.mail_key, mail.template, JSON.stringify(mail.facts), now],
	);
	return queued.rowCount === 1;
}

export interface WaitingMail {
	account_id: string;
	mail_key: string;
	tries: number;
	created_at: Date;
	/** The account's address now; null once it was deleted. */
	email: string | null;
	told: Told;
}

/** The mails that are due, the longest waiting first. */
export async function dueMails(db: Queryable, now: Date, limit: number): Promise<WaitingMail[]> {
	const found = await db.query<Omit<WaitingMail, 'told'> & Told>(
		`SELECT o.account_id, o.mail_key, o.template, o.facts, o.tries, o.created_at, a.email
			FROM mail_outbox o JOIN accounts a ON a.account_id = o.account_id
			WHERE o.state = 'waiting' AND o.next_try_at <= $1 ORDER BY o.next_try_at LIMIT $2`,
		[now, limit],
	);
	return found.rows.map(({ template, facts, ...mail }) => ({ ...mail, told: { template, facts } as Told }));
}

/** `refused`: its address takes no mail; `dropped`: no longer worth sending, or its account is gone. */
export type MailEnd = 'sent' | 'refused' | 'dropped';

export async function endMail(db: Queryable, mail: WaitingMail, state: MailEnd, now: Date): Promise<void> {
	await db.query(`UPDATE mail_outbox SET state = $3, ended_at = $4 WHERE account_id = $1 AND mail_key = $2 AND state = 'waiting'`, [
		mail.account_id,
		mail.mail_key,
		state,
		now,
	]);
}

export async function postponeMail(db: Queryable, mail: WaitingMail, until: Date): Promise<void> {
	await db.query('UPDATE mail_outbox SET tries = tries + 1, next_try_at = $3 WHERE account_id = $1 AND mail_key = $2', [
		mail.account_id,
		mail.mail_key,
		until,
	]);
}

const LIFETIME_DAYS = 30;

/** Removes mails that ended long ago; nothing that they told can be told again by then. */
export async function forgetMails(db: Queryable, now: Date): Promise<void> {
	await db.query(`DELETE FROM mail_outbox WHERE state <> 'waiting' AND ended_at < $1`, [new Date(now.getTime() - LIFETIME_DAYS * 86_400_000)]);
}
