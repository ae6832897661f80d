// Sends the service's mail over SMTP.
import { fileURLToPath } from 'node:url';
import { Eta } from 'eta';
import { createTransport } from 'nodemailer';
import type { Config } from '../config.ts';
import { showHome } from '../formats.ts';
import type { CodePurpose } from '../licensing/mailed-codes.ts';
import { Problem } from '../problems.ts';
import type { Letter } from './letters.ts';

export interface CodeMail {
	/** The name of what is signed in to. */
	product: string;
	to: string;
	/** Six digits. */
	code: string;
	purpose: CodePurpose;
	/** The site it was asked for from, such as "https://example.com"; null for the account's own pages. */
	home: string | null;
	lifetime_min: number;
}

export interface LetterMail {
	product: string;
	to: string;
	/** Without brackets; the same for a mail that is sent again. */
	message_id: string;
	/** When what it tells happened. */
	date: Date;
	letter: Letter;
}

/** `refused`: this address takes no mail, and will not later. */
export type LetterOutcome = 'sent' | 'refused';

export interface Mailer {
	/** @throws Problem `unavailable` where no server took the mail. */
	sendCode(mail: CodeMail): Promise<void>;
	/** @throws Problem `unavailable` where no server took the mail, and a later try may succeed. */
	sendLetter(mail: LetterMail): Promise<LetterOutcome>;
	close(): void;
}

const CONNECT_TIMEOUT_MS = 5_000;
const SEND_TIMEOUT_MS = 10_000;

const views = fileURLToPath(new URL('./templates', import.meta.url));
const eta = new Eta({ views, autoEscape: true, cache: true });
const plain = new Eta({ views, autoEscape: false, cache: true, autoTrim: false });
const plainLetter = new Eta({ views, autoEscape: false, cache: true });

export function createMailer(config: Config['mail']): Mailer {
	const transport = createTransport({
		url: config.smtp_url,
		connectionTimeout: CONNECT_TIMEOUT_MS,
		greetingTimeout: CONNECT_TIMEOUT_MS,
		dnsTimeout: CONNECT_TIMEOUT_MS,
		socketTimeout: SEND_TIMEOUT_MS,
		// Templates hold all of a mail: nothing in it is read from a file or fetched.
		disableFileAccess: true,
		disableUrlAccess: true,
	});
	return {
		async sendCode(mail) {
			const shown = { ...mail, site: mail.home === null ? null : showHome(mail.home) };
			try {
				await transport.sendMail({
					from: config.from,
					to: { name: '', address: mail.to },
					subject: `${mail.code} is your code for ${mail.product}`,
					text: plain.render('./code.text.eta', shown),
					html: eta.render('./code.html.eta', shown),
				});
			} catch (error) {
				throw notSent(error);
			}
		},
		async sendLetter(mail) {
			try {
				await transport.sendMail({
					from: config.from,
					to: { name: '', address: mail.to },
					messageId: `<${mail.message_id}>`,
					date: mail.date,
					// Asks mail programs not to answer with "I am away".
					headers: { 'Auto-Submitted': 'auto-generated' },
					subject: mail.letter.subject,
					text: plainLetter.render('./letter.text.eta', mail),
					html: eta.render('./letter.html.eta', mail),
				});
				return 'sent';
			} catch (error) {
				if (isRefusedAddress(error)) {
					return 'refused';
				}
				throw notSent(error);
			}
		},
		close: () => transport.close(),
	};
}

function isRefusedAddress(error: unknown): boolean {
	const { code, command, responseCode = 0 } = error as { code?: string; command?: string; responseCode?: number };
	return code === 'EENVELOPE' && command === 'RCPT TO' && responseCode >= 500;
}

function notSent(error: unknown): Problem {
	return new Problem('unavailable', 'The mail could not be sent: try again in a minute.', { retry_after_s: 60, cause: withoutAddress(error) });
}

/** What the mail server said, without whom it was about: errors are logged, addresses are not. */
function withoutAddress(error: unknown): Error {
	const { code, responseCode } = error as { code?: string; responseCode?: number };
	return new Error(`Sending failed: ${code ?? 'unknown'} ${responseCode ?? ''}`.trim());
}
