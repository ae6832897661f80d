// Orders: each is applied exactly once, to the pool it was bought for, whatever announces it, how often, and what breaks.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { applyOrder } from '../../src/billing/apply-order.ts';
import { openPolar } from '../../src/billing/payments.ts';
import { pollNewOrders } from '../../src/billing/poll-orders.ts';
import { processInbox } from '../../src/billing/process-inbox.ts';
import { watchCheckouts } from '../../src/billing/watch-checkouts.ts';
import type { PolarOrder } from '../../src/billing/polar-shapes.ts';
import { listPurchases } from '../../src/billing/purchases.ts';
import { disconnectSite } from '../../src/licensing/connect-site.ts';
import type { Checkout } from '../../src/http/schemas.ts';
import { startCloud, type ConnectedTestSite } from '../support/cloud.ts';
import { assertInvariants } from '../support/invariants.ts';
import { Shop } from '../support/shop.ts';

const cloud = await startCloud();
const { services } = cloud;
const { db } = services;
const shop = new Shop(cloud);

async function balanceOf(site: ConnectedTestSite): Promise<[shared: number, domain: number]> {
	const { balance } = await cloud.state(site);
	return [balance.license.shared, balance.site.domain];
}

async function statusOf(site: ConnectedTestSite, checkout: Checkout): Promise<{ status: string; order_id: string | null }> {
	const { body } = await cloud.request<{ checkout: Checkout }>('GET', `/v1/checkouts/${checkout.id}`, { site });
	return { status: body.checkout.status, order_id: body.checkout.order_id };
}

/** Looks at every open checkout, however many there are. */
async function watchAll(): Promise<void> {
	await db.query("UPDATE checkouts SET poll_after = '-infinity' WHERE status IN ('open', 'paid')");
	for (let waiting = 1; waiting > 0; ) {
		await watchCheckouts(services);
		const due = await db.query<{ count: number }>(
			"SELECT count(*)::integer AS count FROM checkouts WHERE status IN ('open', 'paid') AND polar_checkout_id IS NOT NULL AND poll_after = '-infinity'",
		);
		waiting = due.rows[0]?.count ?? 0;
	}
}

async function receive(type: string, order_id: string, webhook_id: string = randomUUID()): Promise<void> {
	await services.inbox.receive({ webhook_id, type, payload: { type, data: { id: order_id } } });
}

async function order(order_id: string): Promise<PolarOrder> {
	const read = await services.payments.readOrder(order_id);
	assert.ok(read !== undefined);
	return read;
}

describe('a paid pack', () => {
	it('is granted to the pool it was bought for, and its checkout says so together with the credits', async () => {
		const site = await cloud.trialSite();
		const domain = await cloud.checkout(site, 'domain_1000');
		const shared = await cloud.checkout(site, 'shared_5000');
		assert.deepEqual([domain.pool, domain.credits, domain.price_cents, domain.status], ['domain', 1000, 500, 'open']);
		const domain_order = await cloud.pay(domain);
		await receive('order.paid', domain_order);
		await processInbox(services);
		assert.deepEqual(await balanceOf(site), [500, 1000]);
		assert.deepEqual(await statusOf(site, domain), { status: 'granted', order_id: domain_order });
		assert.deepEqual(await statusOf(site, shared), { status: 'open', order_id: null });
		await receive('order.paid', await cloud.pay(shared));
		await processInbox(services);
		assert.deepEqual(await balanceOf(site), [5500, 1000]);
		await assertInvariants(db);
	});

	it('is granted once from 10 deliveries of one webhook, 10 other events, both polls and all at once', async () => {
		const site = await cloud.trialSite();
		const checkout = await cloud.checkout(site, 'domain_1000');
		const order_id = await cloud.pay(checkout);
		const paid = await order(order_id);
		const webhook_id = randomUUID();
		for (let times = 0; times < 10; times++) {
			await receive('order.paid', order_id, webhook_id);
			await receive('order.updated', order_id);
		}
		await cloud.openConnections();
		await Promise.all([
			processInbox(services),
			processInbox(services),
			watchAll(),
			pollNewOrders(services),
			...Array.from({ length: 10 }, () => applyOrder(services, paid)),
		]);
		assert.deepEqual(await balanceOf(site), [500, 1000]);
		const rows = await db.query('SELECT 1 FROM orders WHERE order_id = $1', [order_id]);
		assert.equal(rows.rowCount, 1);
		assert.equal(await applyOrder(services, paid), 'known');
		const waiting = await db.query('SELECT 1 FROM webhook_inbox WHERE applied_at IS NULL');
		assert.equal(waiting.rowCount, 0);
		await assertInvariants(db);
	});

	it('is found without any webhook: by its checkout', async () => {
		const site = await cloud.trialSite();
		const checkout = await cloud.checkout(site, 'shared_1000');
		await watchAll();
		assert.equal((await statusOf(site, checkout)).status, 'open');
		await cloud.pay(checkout);
		await watchAll();
		assert.equal((await statusOf(site, checkout)).status, 'granted');
		assert.deepEqual(await balanceOf(site), [1500, 0]);
	});

	it('is found without any webhook: in the list of new orders, even when its checkout was given up', async () => {
		const site = await cloud.trialSite();
		const checkout = await cloud.checkout(site, 'shared_1000');
		await cloud.pay(checkout);
		await db.query("UPDATE checkouts SET status = 'expired' WHERE checkout_id = $1", [checkout.id]);
		await pollNewOrders(services);
		assert.equal((await statusOf(site, checkout)).status, 'granted');
		assert.deepEqual(await balanceOf(site), [1500, 0]);
	});

	it('costs and gives what it did when its checkout was begun, whatever the catalog says later', async () => {
		const site = await cloud.trialSite();
		const checkout = await cloud.checkout(site, 'shared_1000');
		const paid = await order(await cloud.pay(checkout));
		const catalog = { ...services.catalog, packs: services.catalog.packs.map((pack) => ({ ...pack, credits: pack.credits * 2 })) };
		assert.equal(await applyOrder({ ...services, catalog }, paid), 'applied');
		assert.deepEqual(await balanceOf(site), [1500, 0]);
	});

	it('is not believed from a webhook: what the payload says of it does not matter', async () => {
		const site = await cloud.trialSite();
		const checkout = await cloud.checkout(site, 'shared_1000');
		const order_id = await cloud.pay(checkout);
		await services.inbox.receive({
			webhook_id: randomUUID(),
			type: 'order.paid',
			payload: { type: 'order.paid', data: { id: order_id, metadata: { account_id: randomUUID(), sku: 'shared_15000' }, paid: true } },
		});
		await services.inbox.receive({ webhook_id: randomUUID(), type: 'order.paid', payload: { type: 'order.paid', data: { id: randomUUID(), paid: true } } });
		await services.inbox.receive({ webhook_id: randomUUID(), type: 'order.paid', payload: { type: 'order.paid', data: 'nonsense' } });
		await processInbox(services);
		assert.deepEqual(await balanceOf(site), [1500, 0]);
	});

	it('goes to the Shared pool where its checkout is not known', async () => {
		const site = await cloud.trialSite();
		const checkout = await cloud.checkout(site, 'domain_1000');
		const paid = await order(await cloud.pay(checkout));
		await db.query('DELETE FROM checkouts WHERE checkout_id = $1', [checkout.id]);
		assert.equal(await applyOrder(services, paid), 'applied');
		assert.deepEqual(await balanceOf(site), [1500, 0]);
	});

	it('opens a license for an account that has none', async () => {
		const site = await cloud.trialSite();
		const paid = await order(await cloud.pay(await cloud.checkout(site, 'shared_1000')));
		const account_id = randomUUID();
		await db.query('INSERT INTO accounts (account_id, email, created_at) VALUES ($1, $2, now())', [account_id, `${account_id}@example.com`]);
		assert.equal(await applyOrder(services, { ...paid, checkout_id: null, metadata: { account_id } }), 'applied');
		const pools = await db.query('SELECT kind, available FROM pools WHERE account_id = $1', [account_id]);
		assert.deepEqual(pools.rows, [{ kind: 'shared', available: 1000 }]);
	});

	it('belongs to one account for ever, even if it later names another', async () => {
		const [site, other] = [await cloud.trialSite(), await cloud.trialSite()];
		const paid = await order(await cloud.pay(await cloud.checkout(site, 'shared_1000')));
		assert.equal(await applyOrder(services, paid), 'applied');
		const moved = { ...paid, metadata: { ...paid.metadata, account_id: other.account_id } };
		assert.equal(await applyOrder(services, moved), 'known');
		assert.deepEqual(await balanceOf(other), [500, 0]);
	});

	it('without an account is kept, and is applied once the account is known', async () => {
		const site = await cloud.trialSite();
		const paid = await order(await cloud.pay(await cloud.checkout(site, 'shared_1000')));
		const stranger = { ...paid, metadata: {}, customer: { external_id: null } };
		assert.equal(await applyOrder(services, stranger), 'unclaimed');
		const kept = await db.query('SELECT account_id FROM order_claims WHERE order_id = $1', [paid.id]);
		assert.deepEqual(kept.rows, [{ account_id: null }]);
		assert.equal(await applyOrder(services, paid), 'applied');
		assert.deepEqual(await balanceOf(site), [1500, 0]);
	});

	it('is not granted before it is paid, and leaves nothing where all of it was refunded before it was seen', async () => {
		const site = await cloud.trialSite();
		const checkout = await cloud.checkout(site, 'shared_1000');
		const order_id = await cloud.pay(checkout);
		const paid = await order(order_id);
		assert.equal(await applyOrder(services, { ...paid, paid: false, status: 'pending' }), 'not_paid');
		await shop.refund(order_id);
		assert.equal(await applyOrder(services, await order(order_id)), 'applied');
		assert.deepEqual(await balanceOf(site), [500, 0]);
		assert.equal((await statusOf(site, checkout)).status, 'refunded');
		assert.equal(await applyOrder(services, paid), 'known', 'an older reading changes nothing');
		assert.deepEqual(await balanceOf(site), [500, 0]);
		await assertInvariants(db);
	});

	it('of $0 by a coupon, or in another currency, gives the same credits', async () => {
		const site = await cloud.trialSite();
		await shop.buy(site, 'shared_1000', { discount_percent: 100 });
		assert.deepEqual(await balanceOf(site), [1500, 0]);
		const polar = openPolar(services.config.polar);
		const [product] = (await polar.products.list({ metadata: { sku: 'shared_5000' } })).items;
		const [price] = product?.prices ?? [];
		const checkout = await cloud.checkout(site, 'shared_5000');
		await polar.products.update(product?.id ?? '', { prices: [{ id: price?.id ?? '' }, { amount_type: 'fixed', price_amount: 1900, price_currency: 'eur' }] });
		const paid = await shop.pay(checkout, { currency: 'eur' });
		assert.equal((await order(paid.id)).currency, 'eur');
		assert.equal(await shop.apply(paid.id), 'applied');
		assert.deepEqual(await balanceOf(site), [6500, 0]);
		await shop.refund(paid.id, 950);
		await shop.apply(paid.id);
		assert.deepEqual(await balanceOf(site), [4000, 0]);
		await polar.products.update(product?.id ?? '', { prices: [{ id: price?.id ?? '' }] });
		await assertInvariants(db);
	});

	it('for a site that is gone by then goes to the Shared pool, and says so', async () => {
		const site = await cloud.trialSite();
		const checkout = await cloud.checkout(site, 'domain_1000');
		const paid = await shop.pay(checkout);
		await disconnectSite(db, site.account_id, site.site_id, services.clock());
		assert.equal(await shop.apply(paid.id), 'applied');
		const [purchase] = (await listPurchases(db, site)).purchases;
		assert.deepEqual([purchase?.order_id, purchase?.pool, purchase?.went_to_shared, purchase?.credits, purchase?.site_id], [paid.id, 'shared', true, 1000, site.site_id]);
		const mail = await db.query<{ facts: object }>('SELECT facts FROM mail_outbox WHERE account_id = $1 AND mail_key = $2', [site.account_id, `receipt:${paid.id}`]);
		assert.partialDeepStrictEqual(mail.rows[0]?.facts, { credits: 1000, pool: { kind: 'shared' }, instead_of: site.home });
		const found = await db.query('SELECT available FROM pools WHERE account_id = $1 ORDER BY available', [site.account_id]);
		assert.deepEqual(found.rows, [{ available: 0 }, { available: 1500 }]);
	});

	it('for something that nobody sells here is kept, and applied once it is known what it is', async () => {
		const site = await cloud.trialSite();
		const paid = await order(await cloud.pay(await cloud.checkout(site, 'shared_1000')));
		const strange = { ...paid, checkout_id: null, metadata: { account_id: site.account_id }, product: { metadata: { catalog: 'rank-genius', sku: 'gone' } } };
		const problem = async () => (await db.query<{ problem: string | null }>('SELECT problem FROM order_claims WHERE order_id = $1', [paid.id])).rows[0]?.problem;
		assert.equal(await applyOrder(services, strange), 'unclaimed');
		assert.equal(await problem(), 'unknown_product');
		assert.equal(await applyOrder(services, paid), 'applied');
		assert.equal(await problem(), null);
		assert.deepEqual(await balanceOf(site), [1500, 0]);
	});

	it("of another service that sells through the same shop is none of ours", async () => {
		const site = await cloud.trialSite();
		const paid = await order(await cloud.pay(await cloud.checkout(site, 'shared_1000')));
		assert.equal(await applyOrder(services, { ...paid, metadata: {}, product: { metadata: { catalog: 'another' } } }), 'unclaimed');
		const claims = await db.query('SELECT 1 FROM order_claims WHERE order_id = $1', [paid.id]);
		assert.equal(claims.rowCount, 0);
	});
});

describe('an answer of Polar in another shape', () => {
	const paidTwice = async (): Promise<{ site: ConnectedTestSite; ids: string[] }> => {
		const site = await cloud.trialSite();
		return { site, ids: [await cloud.pay(await cloud.checkout(site, 'shared_1000')), await cloud.pay(await cloud.checkout(site, 'domain_1000'))] };
	};
	const problems = async (ids: string[]): Promise<unknown[]> =>
		(await db.query<{ problem: string | null }>('SELECT problem FROM order_claims WHERE order_id = ANY ($1)', [ids])).rows.map((row) => row.problem);

	it('grants nothing, is noted, and is applied once it can be read', async () => {
		const { site, ids } = await paidTwice();
		for (const field of ['net_amount', 'currency', 'paid', 'metadata', 'status']) {
			const garbled = cloud.polar.faults.add({ effect: 'garble', field, path: '/v1/orders', count: null });
			await assert.rejects(services.payments.readOrder(ids[0] ?? ''), { code: 'provider_failed' });
			cloud.polar.faults.clear(garbled.id);
		}
		const garbled = cloud.polar.faults.add({ effect: 'garble', field: 'currency', path: '/v1/orders', count: null });
		await pollNewOrders(services);
		assert.deepEqual(await problems(ids), ['unreadable', 'unreadable']);
		assert.deepEqual(await balanceOf(site), [500, 0]);
		cloud.polar.faults.clear(garbled.id);
		await pollNewOrders(services);
		assert.deepEqual(await problems(ids), [null, null]);
		assert.deepEqual(await balanceOf(site), [1500, 1000]);
	});

	it('keeps no other order waiting', async () => {
		const { site, ids } = await paidTwice();
		cloud.polar.faults.add({ effect: 'garble', field: 'net_amount', path: `/v1/orders/${ids[0] ?? ''}`, count: null });
		for (const id of ids) {
			await receive('order.paid', id);
		}
		assert.equal(await processInbox(services), 1);
		assert.deepEqual(await balanceOf(site), [500, 1000]);
		cloud.polar.faults.clear();
		cloud.ahead_ms = 5000;
		assert.equal(await processInbox(services), 1);
		cloud.ahead_ms = 0;
		assert.deepEqual(await balanceOf(site), [1500, 1000]);
	});
});

describe('an outage', () => {
	it('of Polar leaves the webhook waiting, and a later round applies it', async () => {
		const site = await cloud.trialSite();
		const order_id = await cloud.pay(await cloud.checkout(site, 'domain_1000'));
		const failing = cloud.polar.faults.add({ effect: 'status', status: 503, path: '/v1/orders', count: null });
		await receive('order.paid', order_id);
		await assert.rejects(processInbox(services), { code: 'unavailable' });
		await assert.rejects(pollNewOrders(services), { code: 'unavailable' });
		assert.deepEqual(await balanceOf(site), [500, 0]);
		cloud.polar.faults.clear(failing.id);
		assert.equal(await processInbox(services), 0, 'it waits before it tries again');
		cloud.ahead_ms = 5000;
		assert.equal(await processInbox(services), 1);
		cloud.ahead_ms = 0;
		assert.deepEqual(await balanceOf(site), [500, 1000]);
	});

	it('that cuts an answer in half is an outage like any other', async () => {
		const site = await cloud.trialSite();
		const order_id = await cloud.pay(await cloud.checkout(site, 'domain_1000'));
		cloud.polar.faults.add({ effect: 'disconnect', when: 'mid', path: '/v1/orders', count: 1 });
		await assert.rejects(services.payments.readOrder(order_id), { code: 'unavailable' });
		assert.equal((await order(order_id)).id, order_id);
	});

	it('of the database in the middle of an order leaves nothing of it, and a repeat does all of it', async () => {
		const site = await cloud.trialSite();
		const checkout = await cloud.checkout(site, 'domain_1000');
		const paid = await order(await cloud.pay(checkout));
		await db.query("ALTER TABLE checkouts ADD CONSTRAINT no_grants_now CHECK (status <> 'granted') NOT VALID");
		await assert.rejects(applyOrder(services, paid));
		assert.deepEqual(await balanceOf(site), [500, 0]);
		const rows = await db.query('SELECT 1 FROM orders WHERE order_id = $1', [paid.id]);
		assert.equal(rows.rowCount, 0);
		await db.query('ALTER TABLE checkouts DROP CONSTRAINT no_grants_now');
		assert.equal(await applyOrder(services, paid), 'applied');
		assert.deepEqual(await balanceOf(site), [500, 1000]);
		await assertInvariants(db);
	});

	it('of the list of orders half way does not move the mark', async () => {
		const marks = (): Promise<unknown[]> => db.query('SELECT * FROM poll_marks').then((found) => found.rows);
		await pollNewOrders(services);
		const before = await marks();
		cloud.polar.faults.add({ effect: 'status', status: 500, path: '/v1/orders', count: 1 });
		await assert.rejects(pollNewOrders(services), { code: 'unavailable' });
		assert.deepEqual(await marks(), before);
	});
});
