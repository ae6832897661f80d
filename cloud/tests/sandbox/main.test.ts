/* The three sandboxes as one process: started, killed, started again on what it left. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { createPolar } from '@polar-sh/sdk/2026-10';
import nodemailer from 'nodemailer';
import { startReceiver } from './receiver.ts';

const MAIN = fileURLToPath(new URL('../../sandbox/main.ts', import.meta.url));

interface Ready {
	ready: boolean;
	polar: string;
	model: string;
	mailbox: string;
	smtp: string;
}

let dataDir: string;
const children: ChildProcess[] = [];
before(async () => {
	dataDir = await mkdtemp(join(tmpdir(), 'sandbox-'));
});
after(async () => {
	children.forEach((child) => child.kill('SIGKILL'));
	await rm(dataDir, { recursive: true });
});

function run(env: Record<string, string>): ChildProcess {
	const ports = { POLAR_PORT: '0', MODEL_PORT: '0', MAILBOX_PORT: '0', SMTP_PORT: '0' };
	const child = spawn(process.execPath, [MAIN], {
		env: { PATH: process.env.PATH, ...ports, DATA_DIR: dataDir, ...env },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	children.push(child);
	return child;
}

async function start(env: Record<string, string> = {}): Promise<{ child: ChildProcess; ready: Ready }> {
	const child = run(env);
	assert.ok(child.stdout);
	const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
	return { child, ready: JSON.parse(line) as Ready };
}

const polarAt = ({ polar }: Ready): ReturnType<typeof createPolar> =>
	createPolar({ accessToken: 'sandbox-access-token', baseUrl: polar });

/** How a run that cannot start ends. */
async function failure(env: Record<string, string>): Promise<{ code: number | null; message: string }> {
	const child = run(env);
	assert.ok(child.stderr);
	const [message] = await Promise.all([text(child.stderr), once(child, 'exit')]);
	return { code: child.exitCode, message };
}

test('every part is up when it says so, and it ends on SIGTERM', async () => {
	const { child, ready } = await start();
	assert.equal(ready.ready, true);
	for (const url of [ready.polar, ready.model, ready.mailbox]) {
		assert.deepEqual(await (await fetch(`${url}/health`)).json(), { status: 'ok' });
	}
	await nodemailer.createTransport(ready.smtp).verify();
	child.kill('SIGTERM');
	assert.deepEqual(await once(child, 'exit'), [0, null]);
});

test('a killed process loses nothing: orders, mails and webhooks still to be sent', async () => {
	const receiver = await startReceiver();
	try {
		const first = await start();
		const polar = polarAt(first.ready);
		const product = await polar.products.create({
			name: 'Pack',
			prices: [{ amount_type: 'fixed', price_amount: 500 }],
		});
		const checkout = await polar.checkouts.create({ products: [product.id], customer_email: 'anna@example.com' });
		receiver.answerNext(...Array.from({ length: 100 }, () => 500));
		const url = `${first.ready.polar}/_sandbox/webhook-url`;
		await fetch(url, {
			method: 'PUT',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ url: receiver.url }),
		});
		const refused = receiver.next();
		await fetch(checkout.url, {
			method: 'POST',
			redirect: 'manual',
			body: new URLSearchParams({ action: 'pay', customer_email: 'anna@example.com', country: 'US' }),
		});
		await nodemailer
			.createTransport(first.ready.smtp)
			.sendMail({ from: 'a@example.com', to: 'anna@example.com', subject: 'Kept', text: 'Kept' });
		await refused;
		first.child.kill('SIGKILL');
		await once(first.child, 'exit');
		await appendFile(join(dataDir, 'polar.jsonl'), '[{"table":"orders","row":{"id":"torn');

		receiver.answerNext();
		receiver.received.length = 0;
		const second = await start({ WEBHOOK_URL: receiver.url });
		while (!receiver.types().includes('order.paid')) {
			await receiver.next();
		}
		const orders = await polarAt(second.ready).orders.list();
		assert.deepEqual(
			orders.items.map(({ checkout_id: id, status }) => [id, status]),
			[[checkout.id, 'paid']],
		);
		const { mails } = (await (await fetch(`${second.ready.mailbox}/api/mails`)).json()) as {
			mails: { subject: string }[];
		};
		assert.deepEqual(
			mails.map(({ subject }) => subject),
			['Kept'],
		);
		second.child.kill('SIGINT');
		assert.deepEqual(await once(second.child, 'exit'), [0, null]);
	} finally {
		await receiver.close();
	}
});

test('what keeps it from starting is said', async () => {
	const { child, ready } = await start({ DATA_DIR: '' });
	const taken = await failure({ DATA_DIR: '', MAILBOX_PORT: new URL(ready.polar).port });
	assert.equal(taken.code, 1);
	assert.match(taken.message, new RegExp(`Port ${new URL(ready.polar).port} is taken\\. Set another one`));
	assert.match((await failure({ SMTP_PORT: 'many' })).message, /SMTP_PORT must be a whole number/);
	assert.match((await failure({ HOST: '0.0.0.0' })).message, /Set POLAR_ACCESS_TOKEN/);

	child.kill('SIGTERM');
	await once(child, 'exit');

	await writeFile(join(dataDir, 'mailbox.jsonl'), 'no JSON\n');
	assert.match((await failure({})).message, /mailbox\.jsonl is damaged at line 1\. Delete the file to start empty\./);
});
