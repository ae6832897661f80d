/*
 * Starts the three sandboxes: payments (Polar), an AI model, a mailbox.
 *
 * Once all listen, prints one line of JSON to standard output:
 *   {"ready":true,"polar":"http://…","model":"http://…","mailbox":"http://…","smtp":"smtp://…"}
 * Ends on SIGTERM and SIGINT. Exits 1 with a message when it cannot start.
 *
 *   HOST                  127.0.0.1
 *   POLAR_PORT            8788     a port of 0 means any free one
 *   MODEL_PORT            8789
 *   MAILBOX_PORT          8790
 *   SMTP_PORT             1025
 *   DATA_DIR              where orders and mails are kept; without it, in memory only
 *   POLAR_ACCESS_TOKEN    sandbox-access-token    what the service must present
 *   POLAR_WEBHOOK_SECRET  sandbox-webhook-secret  what webhooks are signed with
 *   POLAR_PUBLIC_URL      where browsers reach the checkout, when not at the address listened on
 *   WEBHOOK_URL           where webhooks go; without it none are sent
 *   MODEL_API_KEY         sandbox-api-key
 *   MODEL_LATENCY_MS      0
 */

import process from 'node:process';
import { startMailboxSandbox } from './mailbox.ts';
import { startModelSandbox } from './model.ts';
import { startPolarSandbox } from './polar.ts';

const { env } = process;

function wholeNumber(name: string, otherwise: number, most: number): number {
	const value = env[name];
	if (value === undefined || value === '') {
		return otherwise;
	}
	if (!/^\d+$/.test(value) || Number(value) > most) {
		throw new Error(`${name} must be a whole number from 0 to ${most}, but is "${value}".`);
	}
	return Number(value);
}

const port = (name: string, otherwise: number): number => wholeNumber(name, otherwise, 65_535);

/** A secret that everybody knows is good enough on this machine only. */
function secret(name: string, host: string): string {
	const value = env[name];
	if (value) {
		return value;
	}
	if (!['127.0.0.1', '::1', 'localhost'].includes(host)) {
		throw new Error(`Set ${name}: with HOST=${host} others can reach the sandboxes.`);
	}
	const defaults: Record<string, string> = {
		POLAR_ACCESS_TOKEN: 'sandbox-access-token',
		POLAR_WEBHOOK_SECRET: 'sandbox-webhook-secret',
		MODEL_API_KEY: 'sandbox-api-key',
	};
	return defaults[name] ?? '';
}

/** What to do about an error at the start. */
function explain(error: unknown): string {
	const { code, port: taken, message } = error as NodeJS.ErrnoException & { port?: number };
	return code === 'EADDRINUSE'
		? `Port ${taken} is taken. Set another one (POLAR_PORT, MODEL_PORT, MAILBOX_PORT, SMTP_PORT), or 0 for any.`
		: `The sandboxes cannot start: ${message}`;
}

async function main(): Promise<void> {
	const host = env.HOST || '127.0.0.1';
	const dataDir = env.DATA_DIR || undefined;
	const shared = { host, log: true };
	const open: { close(): Promise<void> }[] = [];
	try {
		const polar = await startPolarSandbox({
			...shared,
			port: port('POLAR_PORT', 8788),
			accessToken: secret('POLAR_ACCESS_TOKEN', host),
			webhookSecret: secret('POLAR_WEBHOOK_SECRET', host),
			webhookUrl: env.WEBHOOK_URL || undefined,
			publicUrl: env.POLAR_PUBLIC_URL || undefined,
			dataDir,
		});
		open.push(polar);
		const model = await startModelSandbox({
			...shared,
			port: port('MODEL_PORT', 8789),
			apiKey: secret('MODEL_API_KEY', host),
			latencyMs: wholeNumber('MODEL_LATENCY_MS', 0, 600_000),
		});
		open.push(model);
		const mailbox = await startMailboxSandbox({
			...shared,
			port: port('MAILBOX_PORT', 8790),
			smtpPort: port('SMTP_PORT', 1025),
			dataDir,
		});
		open.push(mailbox);
		const stop = (): void => {
			void Promise.all(open.map((sandbox) => sandbox.close())).then(() => process.exit(0));
		};
		process.once('SIGTERM', stop);
		process.once('SIGINT', stop);
		const addresses = { polar: polar.url, model: model.url, mailbox: mailbox.url, smtp: mailbox.smtpUrl };
		process.stdout.write(`${JSON.stringify({ ready: true, ...addresses })}\n`);
	} catch (error) {
		await Promise.all(open.map((sandbox) => sandbox.close()));
		throw error;
	}
}

main().catch((error: unknown) => {
	process.stderr.write(`${explain(error)}\n`);
	process.exitCode = 1;
});
