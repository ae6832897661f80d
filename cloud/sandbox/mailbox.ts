/*
 * The mailbox sandbox: a real SMTP server whose mails are shown on a web page, and as JSON.
 *
 *   const mailbox = await startMailboxSandbox({});
 *   nodemailer.createTransport({ host: '127.0.0.1', port: mailbox.smtpPort });
 *
 *   GET    /                     the mails, newest first; /mails/:id shows one
 *   GET    /api/mails            { mails: Mail[] } (mailbox/store.ts), newest first; ?to= narrows to an address,
 *                                ?after=<id> to those that came after a mail; ?wait_ms= (at most 60000) waits for one
 *   GET    /api/mails/:id        one mail
 *   DELETE /api/mails            { deleted }; ?to= narrows
 *   GET, POST, DELETE /_sandbox/faults[/:id]   MailFault (mailbox/smtp.ts)
 */

import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Type } from 'typebox';
import { FaultList, faultRoutes } from './shared/faults.ts';
import { formatTime, sendPage } from './shared/pages.ts';
import type { App, Listen } from './shared/server.ts';
import { createServer, listenOn } from './shared/server.ts';
import { openTables } from './shared/tables.ts';
import { createSmtpServer, MailFault } from './mailbox/smtp.ts';
import type { Mail, MailSchema, MailStore } from './mailbox/store.ts';
import { createMailStore } from './mailbox/store.ts';

export interface MailboxSandboxOptions extends Listen {
	/** Default 0: any free port. */
	smtpPort?: number;
	/** Keeps the mails in `mailbox.jsonl` here; without it, in memory only. */
	dataDir?: string | undefined;
	/** How many mails are kept. Default 200. */
	limit?: number;
}

export interface MailboxSandbox {
	/** The web page's address, without a slash at its end. */
	url: string;
	/** smtp://host:port */
	smtpUrl: string;
	smtpPort: number;
	faults: FaultList<MailFault>;
	/** Waits for the first mail to an address; rejects when none comes in time. */
	waitForMail(to: string, timeoutMs?: number): Promise<Mail>;
	close(): Promise<void>;
}

const Query = Type.Object({ to: Type.Optional(Type.String()), after: Type.Optional(Type.String()) });
const WaitQuery = Type.Object({
	to: Type.Optional(Type.String()),
	after: Type.Optional(Type.String()),
	wait_ms: Type.Optional(Type.Integer({ minimum: 0, maximum: 60_000 })),
});
const IdParams = Type.Object({ id: Type.String() });

function apiRoutes(app: App, store: MailStore, closing: AbortSignal): void {
	app.get('/api/mails', { schema: { querystring: WaitQuery } }, async ({ query }) => ({
		mails: await store.wait(query, query.wait_ms ?? 0, closing),
	}));
	app.get('/api/mails/:id', { schema: { params: IdParams } }, ({ params }, reply) => {
		const mail = store.get(params.id);
		return mail ?? reply.code(404).send({ error: 'not_found', detail: 'There is no mail with this id.' });
	});
	app.delete('/api/mails', { schema: { querystring: Query } }, ({ query }) => ({ deleted: store.clear(query) }));
}

function pageRoutes(app: App, store: MailStore): void {
	const shown = (mail: Mail): object => ({ ...mail, at: formatTime(mail.received_at), to: mail.to.join(', ') });
	app.get('/', (_request, reply) => sendPage(reply, 'mailbox', { title: 'Mailbox', mails: store.find({}).map(shown) }));
	app.get('/mails/:id', { schema: { params: IdParams } }, ({ params }, reply) => {
		const mail = store.get(params.id);
		return mail
			? sendPage(reply, 'mail', { title: mail.subject || 'Mail without a subject', mail: shown(mail) })
			: sendPage(reply.code(404), 'message', { title: 'No such mail', text: 'It may have been deleted.' });
	});
}

/** Starts both servers. Rejects with the system's error when a port is taken (EADDRINUSE) or the data is damaged. */
export async function startMailboxSandbox(options: MailboxSandboxOptions = {}): Promise<MailboxSandbox> {
	const tables = openTables<MailSchema>(options.dataDir && join(options.dataDir, 'mailbox.jsonl'), ['mails']);
	const store = createMailStore(tables, options.limit ?? 200);
	const faults = new FaultList<MailFault>();
	const closing = new AbortController();
	const app = createServer(options);
	const smtp = createSmtpServer(
		store,
		(moment, recipients) =>
			faults.take(
				(fault): fault is MailFault =>
					(fault.when ?? 'recipient') === moment && (fault.to === undefined || recipients.includes(fault.to)),
			),
		closing.signal,
	);

	faultRoutes(app, faults, MailFault);
	apiRoutes(app, store, closing.signal);
	pageRoutes(app, store);

	const close = async (): Promise<void> => {
		closing.abort();
		await app.close();
		await new Promise<void>((resolve) => (smtp.server.listening ? smtp.close(resolve) : resolve()));
		tables.close();
	};
	const host = options.host ?? '127.0.0.1';
	try {
		const url = await listenOn(app, options);
		await new Promise<void>((resolve, reject) => {
			smtp.server.once('error', reject);
			smtp.listen(options.smtpPort ?? 0, host, () => resolve());
		});
		const { port } = smtp.server.address() as AddressInfo;
		return {
			url,
			smtpUrl: `smtp://${host.includes(':') ? `[${host}]` : host}:${port}`,
			smtpPort: port,
			faults,
			async waitForMail(to, timeoutMs = 10_000) {
				const [mail] = await store.wait({ to }, timeoutMs, closing.signal);
				if (!mail) {
					throw new Error(`No mail to ${to} came within ${timeoutMs} ms.`);
				}
				return mail;
			},
			close,
		};
	} catch (error) {
		await close();
		throw error;
	}
}
