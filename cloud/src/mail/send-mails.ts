// Sends what waits in the outbox. What it does can be done twice: a repeat goes out under the same Message-ID.
import { createHash } from 'node:crypto';
import { Problem } from '../problems.ts';
import type { Services } from '../services.ts';
import { isStale, letterOf } from './letters.ts';
import { dueMails, endMail, postponeMail, type WaitingMail } from './outbox.ts';

const BATCH = 50;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 6 * 3_600_000;
/** What was not sent by then helps nobody. */
const LIFETIME_MS = 7 * 86_400_000;

type Context = Pick<Services, 'db' | 'mailer' | 'catalog' | 'config' | 'clock' | 'log'>;

/**
 * One round: what is due, until the mail server fails. `stillMine` is asked before each mail.
 * @throws Problem `unavailable` where the server failed; the mail waits for its next try.
 */
export async function sendMails(context: Context, stillMine: () => Promise<boolean> = async () => true): Promise<void> {
	for (const mail of await dueMails(context.db, context.clock(), BATCH)) {
		if (!(await stillMine())) {
			return;
		}
		await sendOne(context, mail);
	}
}

async function sendOne({ db, mailer, catalog, config, clock, log }: Context, mail: WaitingMail): Promise<void> {
	const now = clock();
	if (mail.email === null || isStale(mail.told, now) || now.getTime() - mail.created_at.getTime() > LIFETIME_MS) {
		if (mail.email !== null) {
			log.warn({ account_id: mail.account_id, mail_key: mail.mail_key }, 'a mail was dropped: it is too late for it');
		}
		return endMail(db, mail, 'dropped', now);
	}
	const { product, support_email } = catalog;
	try {
		const outcome = await mailer.sendLetter({
			product,
			to: mail.email,
			message_id: messageIdOf(mail, config.public_url),
			date: mail.created_at,
			letter: letterOf(mail.told, { product, support_email, public_url: config.public_url }),
		});
		if (outcome === 'refused') {
			log.warn({ account_id: mail.account_id, mail_key: mail.mail_key }, 'a mail was refused: its address takes none');
		}
		await endMail(db, mail, outcome, now);
	} catch (error) {
		const wait_ms = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** mail.tries);
		await postponeMail(db, mail, new Date(now.getTime() + wait_ms));
		throw error instanceof Problem ? error : new Problem('unavailable', 'A mail could not be written.', { cause: error });
	}
}

function messageIdOf(mail: WaitingMail, public_url: string): string {
	const name = createHash('sha256').update(`${mail.account_id} ${mail.mail_key}`).digest('base64url');
	return `${name}@${new URL(public_url).hostname}`;
}
