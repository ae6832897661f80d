// Sends the service's mail over SMTP.
import { fileURLToPath } from 'node:url';
import { Eta } from 'eta';
import { createTransport } from 'nodemailer';
import type { Config } from '../config.ts';
import type { CodePurpose } from '../licensing/mailed-codes.ts';
import { Problem } from '../problems.ts';

export interface CodeMail {
	/** The name of what is signed in to. */
	product: string;
	to: string;
	/** Six digits. */
	code: string;
	purpose: CodePurpose;
	/** The site it was asked for from, such as "https://example.com". */
	home: string;
	lifetime_min: number;
}

export interface Mailer {
	/** @throws Problem `unavailable` where no server took the mail. */
	sendCode(mail: CodeMail): Promise<void>;
	close(): void;
}

const CONNECT_TIMEOUT_MS = 5_000;
const SEND_TIMEOUT_MS = 10_000;

const eta = new Eta({ views: fileURLToPath(new URL('./templates', import.meta.url)), autoEscape: true, cache: true });
const plain = new Eta({ views: fileURLToPath(new URL('./templates', import.meta.url)), autoEscape: false, cache: true, autoTrim: false });

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
			const shown = { ...mail, site: mail.home.replace(/^https?:\/\//, '') };
			try {
				await transport.sendMail({
					from: config.from,
					to: { name: '', address: mail.to },
					subject: `${mail.code} is your code for ${mail.product}`,
					text: plain.render('./code.text.eta', shown),
					html: eta.render('./code.html.eta', shown),
				});
			} catch (error) {
				throw new Problem('unavailable', 'The mail could not be sent: try again in a minute.', { retry_after_s: 60, cause: withoutAddress(error) });
			}
		},
		close: () => transport.close(),
	};
}

/** What the mail server said, without whom it was about: errors are logged, addresses are not. */
function withoutAddress(error: unknown): Error {
	const { code, responseCode } = error as { code?: string; responseCode?: number };
	return new Error(`Sending failed: ${code ?? 'unknown'} ${responseCode ?? ''}`.trim());
}
