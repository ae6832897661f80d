// Orders: each is applied exactly once, to the pool it was bought for, whatever announces it, how often, and what breaks.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { applyOrder } from '../../src/billing/apply-order.ts';
import { pollNewOrders } from '../../src/billing/poll-orders.ts';
import { processInbox } from '../../src/billing/process-inbox.ts';
import { watchCheckouts } from '../../src/billing/watch-checkouts.ts';
import type { PolarOrder } from '../../src/billing/polar-shapes.ts';
import type { Checkout } from '../../src/http/schemas.ts';
import { startCloud, type ConnectedTestSite } from '../support/cloud.ts';
import { assertInvariants } from '../support/invariants.ts';

const cloud = await startCloud();
const { services } = cloud;
const { db } = services;

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

	it('is not granted before it is paid, nor when all of it was refunded before it was seen', async () => {
		const site = await cloud.trialSite();
		const checkout = await cloud.checkout(site, 'shared_1000');
		const paid = await order(await cloud.pay(checkout));
		assert.equal(await applyOrder(services, { ...paid, paid: false, status: 'pending' }), 'not_paid');
		assert.equal(await applyOrder(services, { ...paid, status: 'refunded' }), 'refunded');
		assert.deepEqual(await balanceOf(site), [500, 0]);
		assert.equal((await statusOf(site, checkout)).status, 'refunded');
	});

	it('is never granted again after a refund', async () => {
		const site = await cloud.trialSite();
		const order_id = await cloud.pay(await cloud.checkout(site, 'shared_1000'));
		await receive('order.paid', order_id);
		await processInbox(services);
		await fetch(`${cloud.polar.url}/_sandbox/refunds`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ order_id, amount: 250 }),
		});
		await receive('order.refunded', order_id);
		await receive('order.updated', order_id);
		await processInbox(services);
		assert.deepEqual(await balanceOf(site), [1500, 0]);
	});
});

describe('an outage', () => {
	it('of Polar leaves the webhook waiting, and a later round applies it', async () => {
		const site = await cloud.trialSite();
		const order_id = await cloud.pay(await cloud.checkout(site, 'domain_1000'));
		const failing = cloud.polar.faults.add({ effect: 'status', status: 503, path: '/v1/orders', count: null });
		await receive('order.paid', order_id);
		assert.equal(await processInbox(services), 0);
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
