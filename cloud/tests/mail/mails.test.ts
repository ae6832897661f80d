// Mail to owners: written with what it tells, sent once, whatever the mail server does, and told once.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { capture } from '../../src/ledger/capture.ts';
import { grant } from '../../src/ledger/grant.ts';
import { release } from '../../src/ledger/release.ts';
import { reserve } from '../../src/ledger/reserve.ts';
import type { MailFacts, Told } from '../../src/mail/facts.ts';
import { letterOf } from '../../src/mail/letters.ts';
import { queueNotices } from '../../src/mail/notices.ts';
import { forgetMails, queueMail } from '../../src/mail/outbox.ts';
import { sendMails } from '../../src/mail/send-mails.ts';
import type { Mail } from '../../sandbox/mailbox/store.ts';
import { disconnectSite } from '../../src/licensing/connect-site.ts';
import { createLicenseKey } from '../../src/licensing/license-keys.ts';
import { lookAtBalances, setLowBalance } from '../../src/licensing/low-balance.ts';
import { startCloud, type ConnectedTestSite } from '../support/cloud.ts';
import { reservation } from '../support/ledger.ts';

const cloud = await startCloud();
const { services } = cloud;
const { db, clock } = services;
const DAY_MS = 86_400_000;

const PAYMENT_FAILED: MailFacts['payment_failed'] = { license_id: randomUUID(), plan_name: 'Pro', grace_ends_at: '2026-12-01T00:00:00.000Z' };

async function mailsTo(email: string): Promise<Mail[]> {
	const listed = (await (await fetch(`${cloud.mailbox.url}/api/mails?to=${encodeURIComponent(email)}`)).json()) as { mails: Mail[] };
	return listed.mails.filter((mail) => !/is your code/.test(mail.subject));
}

/** All that is due, in as many rounds as it takes. */
async function sendAll(): Promise<void> {
	for (let waiting = 1; waiting > 0; ) {
		await sendMails(services);
		const due = await db.query<{ count: number }>("SELECT count(*)::integer AS count FROM mail_outbox WHERE state = 'waiting' AND next_try_at <= $1", [clock()]);
		waiting = due.rows[0]?.count ?? 0;
	}
}

async function notify(): Promise<void> {
	await queueNotices(services);
	await sendAll();
}

/** As `notify`, and so long afterwards that the next look finds nothing of what led here. Moves the clock. */
async function notifyUntilQuiet(): Promise<void> {
	await notify();
	cloud.ahead_ms = 10 * 60_000;
	await notify();
	cloud.ahead_ms = 20 * 60_000;
}

const failed = (site: ConnectedTestSite, mail_key: string): Promise<boolean> =>
	queueMail(db, { account_id: site.account_id, mail_key, template: 'payment_failed', facts: PAYMENT_FAILED }, clock());

const give = (site: ConnectedTestSite, amount: number): Promise<boolean> =>
	grant(db, { account_id: site.account_id, pool_id: site.site_id, kind: 'purchase', amount, source: `order:${randomUUID()}` }, clock());

/** Reserves all that the license and the site have but `left`, as their use would. */
async function reserveAllBut(site: ConnectedTestSite, left: number): Promise<string[]> {
	const found = await db.query<{ total: number }>('SELECT sum(available)::bigint AS total FROM pools WHERE account_id = $1', [site.account_id]);
	const taken = (found.rows[0]?.total ?? 0) - left;
	const costs = Array.from({ length: Math.ceil(taken / 15) }, (_, n) => Math.min(15, taken - 15 * n));
	const ids: string[] = [];
	for (let from = 0; from < costs.length; from += 25) {
		const { actions } = await reserve(db, site, costs.slice(from, from + 25).map((cost) => reservation(cost)), clock());
		assert.ok(actions.every((action) => action.state === 'reserved'));
		ids.push(...actions.map(({ id }) => id));
	}
	return ids;
}

async function spendAllBut(site: ConnectedTestSite, left: number): Promise<void> {
	const ids = await reserveAllBut(site, left);
	for (let from = 0; from < ids.length; from += 25) {
		await capture(db, site, ids.slice(from, from + 25).map((action_id) => ({ action_id, result: {} })), clock());
	}
}

describe('the outbox', () => {
	it('tells once what is queued twice, as text and as HTML', async () => {
		const site = await cloud.trialSite();
		assert.deepEqual([await failed(site, 'payment_failed:1'), await failed(site, 'payment_failed:1')], [true, false]);
		await sendAll();
		await sendAll();
		const mails = await mailsTo(site.email);
		assert.equal(mails.length, 1);
		const [mail = assert.fail()] = mails;
		assert.equal(mail.subject, 'The payment for your Pro plan failed');
		for (const body of [mail.text, mail.html]) {
			assert.match(body, /could not be paid/);
			assert.match(body, /until 1 December 2026/);
			assert.ok(body.includes(`http://cloud.localhost/account/licenses/${PAYMENT_FAILED.license_id}`));
			assert.match(body, /hello@7seersmedia\.com/);
		}
	});

	it('keeps nothing of a transaction that failed', async () => {
		const site = await cloud.trialSite();
		await assert.rejects(
			db.transaction(async (tx) => {
				await queueMail(tx, { account_id: site.account_id, mail_key: 'lost', template: 'payment_failed', facts: PAYMENT_FAILED }, clock());
				throw new Error('rolled back');
			}),
		);
		await sendAll();
		assert.deepEqual(await mailsTo(site.email), []);
	});

	it('waits for a server that is away, and sends then', async () => {
		const site = await cloud.trialSite();
		await failed(site, 'later');
		cloud.mailbox.faults.add({ effect: 'reject', code: 451, to: site.email });
		await assert.rejects(sendMails(services), { code: 'unavailable' });
		await sendMails(services);
		assert.deepEqual(await mailsTo(site.email), [], 'it waits');
		cloud.ahead_ms = 31_000;
		await sendAll();
		cloud.ahead_ms = 0;
		assert.equal((await mailsTo(site.email)).length, 1);
	});

	it('goes out again under the same Message-ID where its answer was lost', async () => {
		const site = await cloud.trialSite();
		await failed(site, 'cut');
		cloud.mailbox.faults.add({ effect: 'disconnect', when: 'data', to: site.email });
		await assert.rejects(sendMails(services), { code: 'unavailable' });
		const mail_ids = async (): Promise<string[]> =>
			(await mailsTo(site.email)).map((mail) => mail.headers.find(({ name }) => name.toLowerCase() === 'message-id')?.value ?? '');
		await db.query("UPDATE mail_outbox SET next_try_at = created_at WHERE account_id = $1", [site.account_id]);
		await sendAll();
		// As after a crash between the sending and its note.
		await db.query("UPDATE mail_outbox SET state = 'waiting', ended_at = NULL, next_try_at = created_at WHERE account_id = $1", [site.account_id]);
		await sendAll();
		const ids = await mail_ids();
		assert.ok(ids.length >= 2 && new Set(ids).size === 1, ids.join(' '));
		assert.match(ids[0] ?? '', /^<[\w-]{43}@cloud\.localhost>$/);
	});

	it('gives up on an address that takes none, and goes on with the others', async () => {
		const [gone, there] = [await cloud.trialSite(), await cloud.trialSite()];
		await failed(gone, 'x');
		await failed(there, 'x');
		cloud.mailbox.faults.add({ effect: 'reject', code: 550, to: gone.email });
		await sendAll();
		assert.equal((await mailsTo(there.email)).length, 1);
		const ended = await db.query<{ state: string }>('SELECT state FROM mail_outbox WHERE account_id = $1', [gone.account_id]);
		assert.deepEqual(ended.rows, [{ state: 'refused' }]);
	});

	it('sends nothing to a deleted account, nothing a week late, and forgets after 30 days', async () => {
		const [deleted, late] = [await cloud.trialSite(), await cloud.trialSite()];
		await failed(deleted, 'x');
		await db.query('UPDATE accounts SET email = NULL, deleted_at = now() WHERE account_id = $1', [deleted.account_id]);
		await sendAll();
		await failed(late, 'x');
		cloud.ahead_ms = 8 * DAY_MS;
		await sendAll();
		const states = await db.query<{ state: string }>('SELECT state FROM mail_outbox WHERE account_id = ANY ($1)', [[deleted.account_id, late.account_id]]);
		assert.deepEqual(states.rows, [{ state: 'dropped' }, { state: 'dropped' }]);
		cloud.ahead_ms = 39 * DAY_MS;
		await forgetMails(db, clock());
		cloud.ahead_ms = 0;
		const left = await db.query('SELECT 1 FROM mail_outbox WHERE account_id = ANY ($1)', [[deleted.account_id, late.account_id]]);
		assert.equal(left.rowCount, 0);
		assert.deepEqual([...(await mailsTo(deleted.email)), ...(await mailsTo(late.email))], []);
	});
});

describe('a low balance', () => {
	it('is told once per crossing, and again after it rose', async () => {
		const site = await cloud.trialSite();
		await notify();
		await spendAllBut(site, 60);
		await notify();
		await notify();
		let mails = await mailsTo(site.email);
		assert.equal(mails.length, 1);
		assert.match(mails[0]?.subject ?? '', /^60 credits left on /);
		assert.ok(mails[0]?.text.includes(`/account/buy?pool=${site.license_id}`));
		await give(site, 30);
		await notify();
		assert.equal((await mailsTo(site.email)).length, 1, 'it did not rise above');
		await give(site, 1000);
		await notify();
		await spendAllBut(site, 10);
		await notify();
		mails = await mailsTo(site.email);
		assert.equal(mails.length, 2);
	});

	it('of several sites of a license that fall at once is one mail', async () => {
		const site = await cloud.trialSite();
		await db.query("UPDATE licenses SET plan = 'agency' WHERE account_id = $1", [site.account_id]);
		const home = `http://${randomUUID()}.localhost`;
		const license_key = await db.transaction((tx) => createLicenseKey(tx, site.account_id, site.license_id, clock()));
		await cloud.request('POST', '/v1/connections/key', { body: { license_key, home, site_name: '' } });
		await notify();
		await spendAllBut(site, 0);
		await notify();
		const mails = await mailsTo(site.email);
		assert.equal(mails.length, 1);
		assert.match(mails[0]?.subject ?? '', /^Fewer than 100 credits left on 2 websites/);
	});

	it('is told by two processes at once, once', async () => {
		const site = await cloud.trialSite();
		await notify();
		await spendAllBut(site, 0);
		await cloud.openConnections();
		await Promise.all(Array.from({ length: 5 }, () => queueNotices(services)));
		await sendAll();
		assert.equal((await mailsTo(site.email)).length, 1);
	});

	it('is told at the next look where it fell while nobody looked, also for hours, and nothing else is looked at', async () => {
		const [used, untouched] = [await cloud.trialSite(), await cloud.trialSite()];
		await notifyUntilQuiet();
		await spendAllBut(used, 20);
		// What leaves no trace is not seen: nobody reads the sites where nothing happened.
		await db.query('UPDATE pools SET spent = spent + available, available = 0 WHERE account_id = $1', [untouched.account_id]);
		cloud.ahead_ms = 6 * 3_600_000;
		await notify();
		cloud.ahead_ms = 0;
		assert.match((await mailsTo(used.email)).map((mail) => mail.subject).join(), /^20 credits left/);
		assert.deepEqual(await mailsTo(untouched.email), []);
	});

	it('is told where it fell while nobody looked for longer than results are kept', async () => {
		const site = await cloud.trialSite();
		await db.query("UPDATE licenses SET plan = 'pro', paid_until = $2 WHERE account_id = $1", [site.account_id, new Date(Date.now() + 60 * DAY_MS)]);
		await notifyUntilQuiet();
		await spendAllBut(site, 20);
		await db.query('DELETE FROM results WHERE account_id = $1', [site.account_id]);
		cloud.ahead_ms = 40 * DAY_MS;
		await notify();
		cloud.ahead_ms = 0;
		assert.equal((await mailsTo(site.email)).filter((mail) => /^20 credits left/.test(mail.subject)).length, 1);
		await notify();
	});

	it('counts what is set aside, and news is what falls after a release', async () => {
		const site = await cloud.trialSite();
		await notify();
		const ids = await reserveAllBut(site, 50);
		await notify();
		assert.equal((await mailsTo(site.email)).length, 1);
		for (let from = 0; from < ids.length; from += 25) {
			await release(db, site, ids.slice(from, from + 25).map((action_id) => ({ action_id, code: 'provider_failed' })), clock());
		}
		await notify();
		await spendAllBut(site, 40);
		await notify();
		await notify();
		assert.equal((await mailsTo(site.email)).length, 2);
	});

	it('is told of a threshold that rose above it, and of a plan that came back to it', async () => {
		const [raised, renewed] = [await cloud.trialSite(), await cloud.trialSite()];
		await notifyUntilQuiet();
		await spendAllBut(raised, 300);
		await spendAllBut(renewed, 30);
		await db.query('UPDATE licenses SET trial_ends_at = $2 WHERE account_id = $1', [renewed.account_id, new Date(Date.now() - 10 * DAY_MS)]);
		await notify();
		assert.deepEqual([...(await mailsTo(raised.email)), ...(await mailsTo(renewed.email))], []);
		await db.query('DELETE FROM results WHERE account_id = ANY ($1)', [[raised.account_id, renewed.account_id]]);
		await setLowBalance(db, raised.account_id, 400);
		await db.query('UPDATE licenses SET trial_ends_at = $2 WHERE account_id = $1', [renewed.account_id, new Date(Date.now() + 5 * DAY_MS)]);
		await lookAtBalances(db, renewed.account_id, renewed.license_id);
		cloud.ahead_ms = 30 * 60_000;
		await notify();
		cloud.ahead_ms = 0;
		for (const { email } of [raised, renewed]) {
			assert.equal((await mailsTo(email)).length, 1);
		}
	});

	it('of a site that comes back is told again only after it had enough', async () => {
		const site = await cloud.trialSite();
		await notify();
		await disconnectSite(db, site.account_id, site.site_id, clock());
		await spendAllBut(site, 0);
		const license_key = await db.transaction((tx) => createLicenseKey(tx, site.account_id, site.license_id, clock()));
		await cloud.request('POST', '/v1/connections/key', { body: { license_key, home: site.home, site_name: '' } });
		await notify();
		assert.deepEqual(await mailsTo(site.email), []);
	});

	it('is not told where it is switched off, where there never was enough, or without a plan in force', async () => {
		const [off, poor, lapsed] = [await cloud.trialSite(), await cloud.trialSite(), await cloud.trialSite()];
		await db.query('UPDATE accounts SET low_balance_below = NULL WHERE account_id = $1', [off.account_id]);
		await spendAllBut(poor, 0);
		await notify();
		for (const site of [off, lapsed]) {
			await spendAllBut(site, 0);
		}
		await db.query('UPDATE licenses SET trial_ends_at = $2 WHERE account_id = $1', [lapsed.account_id, new Date(Date.now() - 10 * DAY_MS)]);
		await notify();
		for (const { email } of [off, poor, lapsed]) {
			assert.deepEqual(await mailsTo(email), []);
		}
	});
});

describe('the end of a trial', () => {
	it('is told two days before, once, and then that it ended, once, with what is kept', async () => {
		const site = await cloud.trialSite();
		cloud.ahead_ms = 5 * DAY_MS - 60_000;
		await notify();
		assert.deepEqual(await mailsTo(site.email), []);
		cloud.ahead_ms = 5 * DAY_MS + 60_000;
		await notify();
		await notify();
		assert.match((await mailsTo(site.email)).map((mail) => mail.subject).join(), /^Your trial ends on \d+ \w+ \d{4}$/);
		cloud.ahead_ms = 7 * DAY_MS + 60_000;
		await notify();
		await notify();
		cloud.ahead_ms = 0;
		const mails = await mailsTo(site.email);
		assert.equal(mails.length, 2);
		assert.equal(mails[0]?.subject, 'Your trial has ended');
		assert.match(mails[0].text, /Your 500 credits are kept/);
	});

	it('is not told of a trial that became a plan, nor after it', async () => {
		const site = await cloud.trialSite();
		await db.query('UPDATE licenses SET paid_until = $2 WHERE account_id = $1', [site.account_id, new Date(Date.now() + 30 * DAY_MS)]);
		cloud.ahead_ms = 6 * DAY_MS;
		await notify();
		cloud.ahead_ms = 0;
		assert.deepEqual(await mailsTo(site.email), []);
	});
});

describe('a letter', () => {
	const sender = { product: 'SEO Rank Genius', support_email: 'help@example.com', public_url: 'https://cloud.example.com' };
	const receipt: MailFacts['receipt'] = {
		order_id: 'ord_1', kind: 'pack', plan_name: null, credits: 1000, pool: { kind: 'domain', home: 'https://example.com' }, instead_of: null,
		net_cents: 500, currency: 'USD', paid_at: '2026-11-20T10:00:00.000Z', paid_until: null,
	};
	const words = (told: Told): string => {
		const letter = letterOf(told, sender);
		return [letter.subject, ...letter.paragraphs, ...letter.rows.flatMap(({ name, value }) => [name, value])].join('\n');
	};

	it('of a receipt names what was granted where, and what it cost', () => {
		const text = words({ template: 'receipt', facts: receipt });
		for (const part of ['+1,000 Domain Credits for example.com', '$5 plus tax where due', '20 November 2026', 'ord_1']) {
			assert.ok(text.includes(part), text);
		}
	});

	it('of a receipt says why credits went to Shared', () => {
		const text = words({ template: 'receipt', facts: { ...receipt, pool: { kind: 'shared', home: null }, instead_of: 'https://old.example.com' } });
		assert.match(text, /\+1,000 Shared Credits/);
		assert.match(text, /bought for old\.example\.com, which was no longer connected/);
	});

	it('of a plan tells until when it is paid, and the credits that came with it', () => {
		const text = words({ template: 'receipt', facts: { ...receipt, kind: 'plan', plan_name: 'Pro', pool: { kind: 'shared', home: null }, paid_until: '2026-12-20T10:00:00.000Z' } });
		assert.match(text, /Your Pro plan is active\. It is paid until 20 December 2026/);
		assert.match(text, /1,000 Shared Credits came with it/);
	});

	it('of a refund tells what was taken and what is owed', () => {
		const facts: MailFacts['refund'] = { order_id: 'o', refunded_cents: 250, net_cents: 500, currency: 'USD', taken: 300, owed: 200, pool: { kind: 'shared', home: null }, refusal: null };
		const text = words({ template: 'refund', facts });
		assert.match(text, /Refund of \$2\.50: 500 credits taken back/);
		assert.match(text, /200 credits had been spent already\. They are owed/);
		assert.ok(!/owed/i.test(words({ template: 'refund', facts: { ...facts, taken: 500, owed: 0 } })));
		assert.match(words({ template: 'refund', facts: { ...facts, taken: 0, owed: 0 } }), /^Refund of \$2\.50\n.*No credits are taken back/);
		for (const [refusal, why] of [['offer_used', /had made its first purchase/], ['plan_in_force', /already had a plan/]] as const) {
			const refused = words({ template: 'refund', facts: { ...facts, taken: 0, owed: 0, refusal } });
			assert.match(refused, why);
			assert.ok(!refused.includes('taken back'), 'nothing was ever granted');
		}
	});
});
