// The first-time offer and the trial, once per account under any race; and both catalogs.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { applyOrder } from '../../src/billing/apply-order.ts';
import { doTasks } from '../../src/billing/do-tasks.ts';
import { listPurchases } from '../../src/billing/purchases.ts';
import type { Connection } from '../../src/http/schemas.ts';
import { createLicenseKey } from '../../src/licensing/license-keys.ts';
import { assertProblem, asSite, startCloud, type Cloud, type ConnectedTestSite } from '../support/cloud.ts';
import { assertInvariants } from '../support/invariants.ts';
import { Shop } from '../support/shop.ts';

const cloud = await startCloud();
const { services } = cloud;
const { db } = services;
const shop = new Shop(cloud);
const OFFER = 'first_time_30000';

/** A second site on the license. */
async function secondSite(on: Cloud, site: ConnectedTestSite): Promise<ConnectedTestSite> {
	await on.services.db.query("UPDATE licenses SET plan = 'agency' WHERE license_id = $1", [site.license_id]);
	const license_key = await on.services.db.transaction((tx) => createLicenseKey(tx, site.account_id, site.license_id, new Date()));
	const home = `http://${randomUUID()}.localhost`;
	const connected = await on.request<Connection>('POST', '/v1/connections/key', { body: { license_key, home, site_name: '' } });
	return asSite(connected.body, home, site.email, site.account_id);
}

/** Two checkouts of the offer that both can be paid: the first one's claim had ended, as far as was known. */
async function twoOffers(site: ConnectedTestSite): Promise<[first: string, second: string]> {
	const first = await cloud.checkout(site, OFFER);
	await db.query("UPDATE checkouts SET status = 'expired' WHERE checkout_id = $1", [first.id]);
	const second = await cloud.checkout(site, OFFER);
	assert.notEqual(first.id, second.id);
	return [(await shop.pay(first)).id, (await shop.pay(second)).id];
}

async function states(site: ConnectedTestSite): Promise<unknown[]> {
	const { purchases } = await listPurchases(db, site);
	return purchases.map(({ sku, state, reason, credits }) => [sku, state, reason, credits]).sort();
}

describe('a second paid first-time offer', () => {
	it('gives nothing and is refunded, once, whichever comes first and however many tasks are done at once', async () => {
		const site = await cloud.trialSite();
		const orders = await Promise.all((await twoOffers(site)).map((id) => shop.order(id)));
		await cloud.openConnections();
		const outcomes = await Promise.all([...orders, ...orders, ...orders].map((order) => applyOrder(services, order)));
		assert.equal(outcomes.filter((outcome) => outcome === 'applied').length, 1);
		assert.equal(outcomes.filter((outcome) => outcome === 'refused').length, 1);
		assert.equal((await shop.balance(site)).shared, 30_500);
		await Promise.all([doTasks(services), doTasks(services), doTasks(services)]);
		await shop.doAllTasks();
		const refunds = await shop.read<{ items: { order_id: string; amount: number }[] }>('/v1/refunds/?limit=100');
		const ours = refunds.items.filter((refund) => orders.some((order) => order.id === refund.order_id));
		assert.deepEqual(ours.map(({ amount }) => amount), [4900]);
		assert.deepEqual(await states(site), [[OFFER, 'granted', null, 30_000], [OFFER, 'not_granted', 'offer_used', 0]]);
		assert.equal((await shop.balance(site)).shared, 30_500);
		await assertInvariants(db);
	});

	it('is refunded also when the answer of the refund is lost, or Polar is away at first', async () => {
		const site = await cloud.trialSite();
		for (const id of await twoOffers(site)) {
			await shop.apply(id);
		}
		cloud.polar.faults.add({ effect: 'status', status: 503, method: 'POST', path: '/v1/refunds' });
		cloud.polar.faults.add({ effect: 'disconnect', when: 'after', method: 'POST', path: '/v1/refunds' });
		await assert.rejects(doTasks(services), { code: 'unavailable' });
		cloud.ahead_ms = 10_000;
		await assert.rejects(doTasks(services), { code: 'unavailable' });
		cloud.ahead_ms = 60_000;
		await shop.doAllTasks();
		cloud.ahead_ms = 0;
		const tasks = await db.query("SELECT state FROM polar_tasks WHERE account_id = $1 AND kind = 'refund_order'", [site.account_id]);
		assert.deepEqual(tasks.rows, [{ state: 'done' }]);
		const { purchases } = await listPurchases(db, site);
		assert.deepEqual(purchases.map((purchase) => purchase.refunded_cents).sort(), [0, 4900]);
	});

	it('is refunded again where its refund was sent back', async () => {
		const site = await cloud.trialSite();
		for (const id of await twoOffers(site)) {
			await shop.apply(id);
		}
		await shop.doAllTasks();
		const refused = (await listPurchases(db, site)).purchases.find((purchase) => purchase.state === 'not_granted')?.order_id ?? '';
		const refunds = await shop.read<{ items: { id: string; order_id: string }[] }>('/v1/refunds/?limit=100');
		await shop.settleRefund(refunds.items.find((refund) => refund.order_id === refused)?.id ?? '', 'failed');
		await shop.apply(refused);
		await shop.doAllTasks();
		assert.equal((await shop.order(refused)).refundable_amount, 0);
	});
});

describe('the first-time offer', () => {
	it('paid after another pack was, is refunded: that pack was the first purchase', async () => {
		const site = await cloud.trialSite();
		const offer = await cloud.checkout(site, OFFER);
		await shop.buy(site, 'shared_1000');
		const paid = await shop.pay(offer);
		assert.equal(await shop.apply(paid.id), 'refused');
		await shop.doAllTasks();
		assert.equal((await shop.balance(site)).shared, 1500);
		const { body } = await cloud.request<{ checkout: { status: string } }>('GET', `/v1/checkouts/${offer.id}`, { site });
		assert.equal(body.checkout.status, 'refunded');
	});

	it('is one checkout for two sites of a license at once, and granted once while a refund comes in between', async () => {
		const site = await cloud.trialSite();
		const other = await secondSite(cloud, site);
		await cloud.openConnections();
		const begun = await Promise.all([site, other, site, other].map((one) => cloud.checkout(one, OFFER)));
		assert.equal(new Set(begun.map((checkout) => checkout.id)).size, 1);
		const { id } = await shop.pay(begun[0] ?? { id: '' });
		const paid = await shop.order(id);
		await shop.refund(id, 2450);
		const refunded = await shop.order(id);
		await Promise.all([paid, refunded, paid, refunded].map((order) => applyOrder(services, order)));
		assert.equal((await shop.balance(site)).shared, 15_500);
		assertProblem(await cloud.request('POST', '/v1/checkouts', { site: other, body: { id: randomUUID(), sku: OFFER } }), 403, 'offer_used');
		await assertInvariants(db);
	});
});

describe('a trial', () => {
	it('confirmed in two tabs at once is one trial with its credits once', async () => {
		const home = `http://${randomUUID()}.localhost`;
		const email = `${randomUUID()}@example.com`;
		const started = await cloud.request<{ trial_id: string }>('POST', '/v1/trials', { body: { email, home, site_name: '' } });
		const code = await cloud.mailedCode(email);
		await cloud.openConnections();
		const confirm = () => cloud.request<Connection>('POST', `/v1/trials/${started.body.trial_id}/confirm`, { body: { code, home, site_name: '' } });
		const answers = await Promise.all([confirm(), confirm(), confirm()]);
		assert.equal(answers.filter((answer) => answer.status === 200).length, 1);
		const pools = await db.query("SELECT available FROM pools WHERE account_id = $1 AND kind = 'shared'", [await cloud.accountOf(email)]);
		assert.deepEqual(pools.rows, [{ available: 500 }]);
	});

	it('of two sites of one account at once is one trial', async () => {
		const email = `${randomUUID()}@example.com`;
		const homes = [`http://${randomUUID()}.localhost`, `http://${randomUUID()}.localhost`];
		const codes: { trial_id: string; code: string; home: string }[] = [];
		for (const home of homes) {
			const started = await cloud.request<{ trial_id: string }>('POST', '/v1/trials', { body: { email, home, site_name: '' } });
			codes.push({ trial_id: started.body.trial_id, code: await cloud.mailedCode(email), home });
		}
		await cloud.openConnections();
		await Promise.all(codes.map(({ trial_id, code, home }) => cloud.request('POST', `/v1/trials/${trial_id}/confirm`, { body: { code, home, site_name: '' } })));
		const starters = await db.query("SELECT amount FROM entries WHERE account_id = $1 AND kind = 'starter'", [await cloud.accountOf(email)]);
		assert.deepEqual(starters.rows, [{ amount: 500 }]);
		await assertInvariants(db);
	});
});

describe('the catalog rankframe', () => {
	it('sells one pool: the offer first, then the refill at its price; plans bring no credits', async () => {
		const rankframe = await startCloud({ catalog: 'rankframe' });
		const store = new Shop(rankframe);
		const site = await rankframe.trialSite();
		const offer = await store.buy(site, OFFER);
		assert.deepEqual([offer.checkout.price_cents, offer.checkout.credits, offer.checkout.pool], [4900, 30_000, 'shared']);
		const refill = await store.buy(site, 'shared_30000');
		assert.deepEqual([refill.checkout.price_cents, refill.checkout.credits], [10_000, 30_000]);
		const small = await store.buy(site, 'shared_1000');
		assert.deepEqual([small.checkout.price_cents, small.checkout.credits], [1000, 1000]);
		await store.buyPlan(site, 'pro');
		const { license } = await rankframe.state(site);
		assert.deepEqual([license.plan, license.status], ['pro', 'active']);
		assert.deepEqual(await store.balance(site), { shared: 61_500, domain: 0, owed: 0 });
		await store.refund(refill.id, 5000);
		await store.apply(refill.id);
		assert.deepEqual(await store.balance(site), { shared: 46_500, domain: 0, owed: 0 });
		assertProblem(await rankframe.request('POST', '/v1/checkouts', { site, body: { id: randomUUID(), sku: 'domain_1000' } }), 404, 'not_found');
		await assertInvariants(rankframe.services.db);
		await rankframe.stop();
	});
});
