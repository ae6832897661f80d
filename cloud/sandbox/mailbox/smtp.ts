/* Receives mail over SMTP: no encryption, no login, with the faults asked for. */

import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server';
import { Type } from 'typebox';
import type { Static } from 'typebox';
import { occurrence } from '../shared/faults.ts';
import type { MailStore } from './store.ts';

const MAX_MAIL_BYTES = 10 * 1024 * 1024;

/**
 * A fault of one mail.
 *
 * - `reject`: refused with `code` (default 550; 4xx asks to try again), at the recipient or, with `when: 'data'`,
 *   after the whole mail was sent
 * - `slow`: taken after `latency_ms`
 * - `disconnect`: the connection is cut instead of an answer, at the recipient or after the mail was sent
 */
export const MailFault = Type.Object(
	{
		effect: Type.Enum(['reject', 'slow', 'disconnect']),
		to: Type.Optional(Type.String({ description: 'Only mails to this address.' })),
		when: Type.Optional(Type.Enum(['recipient', 'data'])),
		code: Type.Optional(Type.Integer({ minimum: 400, maximum: 599 })),
		latency_ms: Type.Optional(Type.Integer({ minimum: 0, maximum: 600_000 })),
		...occurrence,
	},
	{ additionalProperties: false },
);
export type MailFault = Static<typeof MailFault>;

type Moment = 'recipient' | 'data';
type TakeFault = (moment: Moment, recipients: string[]) => MailFault | undefined;

class SmtpRefusal extends Error {
	responseCode: number;

	constructor(code: number, message: string) {
		super(message);
		this.responseCode = code;
	}
}

async function readAll(stream: SMTPServerDataStream): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of stream) {
		chunks.push(chunk as Buffer);
	}
	return Buffer.concat(chunks);
}

async function keep(store: MailStore, session: SMTPServerSession, raw: Buffer): Promise<void> {
	const mail = await PostalMime.parse(raw);
	const { mailFrom, rcptTo } = session.envelope;
	store.add({
		id: randomUUID(),
		received_at: new Date().toISOString(),
		from: mailFrom ? mailFrom.address : '',
		to: rcptTo.map(({ address }) => address),
		subject: mail.subject ?? '',
		text: mail.text ?? '',
		html: mail.html ?? '',
		headers: mail.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
	});
}

/** The server, not yet listening. */
export function createSmtpServer(store: MailStore, takeFault: TakeFault, closing: AbortSignal): SMTPServer {
	const sockets = new Map<number, Socket>();

	/** Lets a fault strike; resolves when the mail may go on, never when the connection was cut. */
	const strike = async (session: SMTPServerSession, moment: Moment, to: string[]): Promise<void> => {
		const fault = takeFault(moment, to);
		if (!fault) {
			return;
		}
		if (fault.latency_ms !== undefined) {
			await delay(fault.latency_ms, undefined, { signal: closing });
		}
		if (fault.effect === 'disconnect') {
			sockets.get(session.remotePort)?.destroy();
			await new Promise(() => undefined);
		}
		if (fault.effect === 'reject') {
			throw new SmtpRefusal(fault.code ?? 550, 'The mailbox sandbox was told to refuse this mail.');
		}
	};

	const server = new SMTPServer({
		name: 'mailbox.sandbox',
		banner: 'Mailbox sandbox',
		size: MAX_MAIL_BYTES,
		disabledCommands: ['AUTH', 'STARTTLS'],
		authOptional: true,
		disableReverseLookup: true,
		closeTimeout: 100,
		onRcptTo(address, session, callback) {
			strike(session, 'recipient', [address.address]).then(() => callback(), callback);
		},
		onData(stream, session, callback) {
			const receive = async (): Promise<void> => {
				const raw = await readAll(stream);
				if (stream.sizeExceeded) {
					throw new SmtpRefusal(552, `The mail is larger than ${MAX_MAIL_BYTES} bytes.`);
				}
				await strike(
					session,
					'data',
					session.envelope.rcptTo.map(({ address }) => address),
				);
				await keep(store, session, raw);
			};
			receive().then(() => callback(), callback);
		},
	});
	server.server.on('connection', (socket: Socket) => {
		const port = socket.remotePort ?? 0;
		sockets.set(port, socket);
		socket.once('close', () => sockets.delete(port));
	});
	/* A client that goes away mid-mail is no failure of the server. */
	server.on('error', () => undefined);
	return server;
}
