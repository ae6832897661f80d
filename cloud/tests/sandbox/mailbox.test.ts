/* The mailbox sandbox: nodemailer sends, the page and the API show, and refusals are told to the sender. */

import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import nodemailer from 'nodemailer';
import { startMailboxSandbox } from '../../sandbox/mailbox.ts';
import type { MailboxSandbox } from '../../sandbox/mailbox.ts';
import type { Mail } from '../../sandbox/mailbox/store.ts';

let mailbox: MailboxSandbox;
before(async () => {
	mailbox = await startMailboxSandbox({ limit: 3 });
});
after(() => mailbox.close());
afterEach(async () => {
	mailbox.faults.clear();
	await fetch(`${mailbox.url}/api/mails`, { method: 'DELETE' });
});

const send = (
	to: string,
	more: { subject?: string; text?: string; html?: string } = {},
	timeoutMs = 10_000,
): Promise<unknown> =>
	nodemailer
		.createTransport({ host: '127.0.0.1', port: mailbox.smtpPort, socketTimeout: timeoutMs })
		.sendMail({ from: 'Rank Genius <no-reply@example.com>', to, subject: 'Hello', text: 'Hello', ...more });

const list = async (query = ''): Promise<Mail[]> =>
	((await (await fetch(`${mailbox.url}/api/mails${query}`)).json()) as { mails: Mail[] }).mails;

const arm = (fault: object): Promise<Response> =>
	fetch(`${mailbox.url}/_sandbox/faults`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(fault),
	});

test('a mail arrives with its text, decoded', async () => {
	await send('anna@example.com', {
		subject: 'Ihr Code: 123 456 – gültig',
		text: 'Ihr Code lautet 123 456.\nإلى اللقاء',
	});
	const [mail] = await list('?to=ANNA@example.com');
	assert.ok(mail);
	assert.deepEqual([mail.from, mail.to], ['no-reply@example.com', ['anna@example.com']]);
	assert.equal(mail.subject, 'Ihr Code: 123 456 – gültig');
	assert.equal(mail.text.trim(), 'Ihr Code lautet 123 456.\nإلى اللقاء');
});

test('a caller waits for the next mail to an address', async () => {
	await send('anna@example.com', { subject: 'First' });
	const [first] = await list();
	const next = list(`?to=anna@example.com&after=${first?.id ?? ''}&wait_ms=60000`);
	await send('ben@example.com', { subject: 'Not for her' });
	await send('anna@example.com', { subject: 'Second' });
	assert.deepEqual(
		(await next).map(({ subject }) => subject),
		['Second'],
	);
	assert.deepEqual(await list('?to=nobody@example.com&wait_ms=1'), []);
	await assert.rejects(mailbox.waitForMail('nobody@example.com', 1), /No mail to nobody@example\.com/);
});

test('only the last mails are kept, newest first', async () => {
	for (const subject of ['One', 'Two', 'Three', 'Four']) {
		await send('anna@example.com', { subject });
	}
	assert.deepEqual(
		(await list()).map(({ subject }) => subject),
		['Four', 'Three', 'Two'],
	);
	await fetch(`${mailbox.url}/api/mails?to=anna@example.com`, { method: 'DELETE' });
	assert.deepEqual(await list(), []);
});

test('the pages show mails, escaped, with no script running', async () => {
	assert.ok((await (await fetch(mailbox.url)).text()).includes('No mail yet.'));
	await send('anna@example.com', {
		subject: '<b>Bold</b>',
		text: '<i>text</i>',
		html: '<p title="x">Hi</p><script>alert(1)</script>',
	});
	const overview = await (await fetch(mailbox.url)).text();
	assert.ok(overview.includes('&lt;b&gt;Bold&lt;/b&gt;'));
	const [mail] = await list();
	const response = await fetch(`${mailbox.url}/mails/${mail?.id ?? ''}`);
	const page = await response.text();
	assert.ok(page.includes('&lt;i&gt;text&lt;/i&gt;'));
	assert.ok(!page.includes('<script'));
	assert.match(page, /<iframe sandbox title="[^"]+" srcdoc="&lt;p title=&quot;x&quot;/);
	assert.match(response.headers.get('content-security-policy') ?? '', /default-src 'none'/);
	assert.equal((await fetch(`${mailbox.url}/mails/none`)).status, 404);
});

test('a mail is refused at the recipient or after it was sent, and not kept', async () => {
	await arm({ effect: 'reject', to: 'anna@example.com', code: 451 });
	await assert.rejects(send('anna@example.com'), { responseCode: 451 });
	await arm({ effect: 'reject', when: 'data' });
	await assert.rejects(send('anna@example.com'), { responseCode: 550 });
	assert.deepEqual(await list(), []);
	await send('anna@example.com');
	assert.equal((await list()).length, 1);
});

test('a connection is cut, or answers too late', async () => {
	await arm({ effect: 'disconnect' });
	await assert.rejects(send('anna@example.com'));
	await arm({ effect: 'disconnect', when: 'data' });
	await assert.rejects(send('anna@example.com'));
	await arm({ effect: 'slow', latency_ms: 60_000 });
	await assert.rejects(send('anna@example.com', {}, 50), { code: 'ETIMEDOUT' });
	assert.deepEqual(await list(), []);
	assert.equal((await arm({ effect: 'explode' })).status, 400);
});
