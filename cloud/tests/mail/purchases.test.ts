// The mails that purchases bring, from the payment at Polar to the mailbox, by the real workers: each once, and true.
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { startMailWorker } from '../../src/mail/worker.ts';
import type { Mail } from '../../sandbox/mailbox/store.ts';
import { disconnectSite } from '../../src/licensing/connect-site.ts';
import { startCloud, type ConnectedTestSite } from '../support/cloud.ts';

const cloud = await startCloud({ worker: true });
const { db, clock } = cloud.services;
const mail_worker = startMailWorker(cloud.services);
after(() => mail_worker.stop());

/** The mails with this in their subject, once the first is there. */
async function mailsTo(site: ConnectedTestSite, subject: RegExp): Promise<Mail[]> {
	const list = async (query: Record<string, string>): Promise<Mail[]> => {
		const parameters = new URLSearchParams({ to: site.email, ...query });
		return ((await (await fetch(`${cloud.mailbox.url}/api/mails?${parameters.toString()}`)).json()) as { mails: Mail[] }).mails;
	};
	for (;;) {
		const all = await list({});
		const found = all.filter((mail) => subject.test(mail.subject));
		if (found.length > 0) {
			return found;
		}
		await list({ after: all[0]?.id ?? '', wait_ms: '10000' });
	}
}

const refund = (order_id: string, amount?: number): Promise<Response> =>
	fetch(`${cloud.polar.url}/_sandbox/refunds`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ order_id, ...(amount === undefined ? {} : { amount }) }),
	});

describe('a purchase', () => {
	it('is told with what was granted where, once, though announced again and again', async () => {
		const site = await cloud.trialSite();
		const order_id = await cloud.pay(await cloud.checkout(site, 'domain_1000'));
		const host = site.home.replace('http://', '');
		await mailsTo(site, new RegExp(`^\\+1,000 Domain Credits for ${host}$`));
		for (const type of ['order.paid', 'order.updated', 'order.created']) {
			await cloud.services.inbox.receive({ webhook_id: `${type}-${order_id}`, type, payload: { type, data: { id: order_id } } });
		}
		// Whatever those announcements queued would be sent before this one's mail.
		await cloud.pay(await cloud.checkout(site, 'shared_1000'));
		await mailsTo(site, /^\+1,000 Shared Credits$/);
		const [mail, ...others] = await mailsTo(site, /Domain Credits/);
		assert.equal(others.length, 0);
		assert.ok(mail?.text.includes(order_id));
		assert.match(mail?.text ?? '', /\$5 plus tax where due/);
	});

	it('for a site that is gone by then says that its credits went to Shared', async () => {
		const site = await cloud.trialSite();
		const checkout = await cloud.checkout(site, 'domain_1000');
		await disconnectSite(db, site.account_id, site.site_id, clock());
		await cloud.pay(checkout);
		const [mail] = await mailsTo(site, /Credits/);
		assert.equal(mail?.subject, '+1,000 Shared Credits');
		assert.match(mail.text, /which was no longer connected to your license/);
	});

	it('that is refunded tells what was taken back, for each amount once', async () => {
		const site = await cloud.trialSite();
		const order_id = await cloud.pay(await cloud.checkout(site, 'domain_1000'));
		await mailsTo(site, /^\+1,000 Domain/);
		await refund(order_id, 250);
		assert.match((await mailsTo(site, /^Refund of \$2\.50/))[0]?.subject ?? '', /500 credits taken back/);
		await refund(order_id);
		assert.match((await mailsTo(site, /^Refund of \$5:/))[0]?.subject ?? '', /500 credits taken back/);
		assert.equal((await mailsTo(site, /^Refund/)).length, 2);
	});
});
