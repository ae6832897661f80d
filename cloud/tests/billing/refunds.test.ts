// Refunds and disputes: what an order gives follows what is left of its payment, in any order of readings, and spent credits are owed.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { applyOrder } from '../../src/billing/apply-order.ts';
import { creditsGone } from '../../src/billing/order-credits.ts';
import { pollNewRefunds } from '../../src/billing/poll-orders.ts';
import { processInbox } from '../../src/billing/process-inbox.ts';
import { listPurchases } from '../../src/billing/purchases.ts';
import { capture } from '../../src/ledger/capture.ts';
import { grant } from '../../src/ledger/grant.ts';
import { reserve } from '../../src/ledger/reserve.ts';
import { startCloud, type ConnectedTestSite } from '../support/cloud.ts';
import { assertInvariants } from '../support/invariants.ts';
import { reservation } from '../support/ledger.ts';
import { Shop } from '../support/shop.ts';

const cloud = await startCloud();
const { services } = cloud;
const { db } = services;
const shop = new Shop(cloud);

/** Spends credits, 15 at a time. */
async function spend(site: ConnectedTestSite, credits: number): Promise<void> {
	for (let left = credits; left > 0; left -= 15) {
		const action = reservation(Math.min(15, left));
		const now = services.clock();
		await reserve(db, site, [action], now);
		await capture(db, site, [{ action_id: action.action_id, result: {} }], now);
	}
}

async function state(order_id: string, site: ConnectedTestSite): Promise<unknown[]> {
	const { purchases } = await listPurchases(db, site);
	const purchase = purchases.find((one) => one.order_id === order_id);
	return [purchase?.state, purchase?.refunded_cents, purchase?.removed_credits];
}

describe('what is gone of an order', () => {
	it('is rounded down, all when all is refunded, and never more', () => {
		const gone = (refunded_cents: number, more: object = {}) =>
			creditsGone({ credits: 1000, net_cents: 300, refunded_cents, disputed_cents: 0, status: 'partially_refunded', ...more });
		assert.deepEqual([gone(0), gone(1), gone(100), gone(299), gone(300)], [0, 3, 333, 996, 1000]);
		assert.equal(gone(200, { disputed_cents: 200 }), 1000);
		assert.equal(gone(0, { net_cents: 0, status: 'paid' }), 0);
		assert.equal(gone(0, { net_cents: 0, status: 'refunded' }), 1000);
	});
});

describe('a refund', () => {
	it('in parts takes back the difference each time, and the rest at the last', async () => {
		const site = await cloud.trialSite();
		const { id } = await shop.buy(site, 'domain_10000');
		for (const [cents, domain] of [[1, 9997], [1000, 6664], [999, 3334], [1000, 0]] as const) {
			await shop.refund(id, cents);
			assert.equal(await shop.apply(id), 'changed');
			assert.equal(await shop.apply(id), 'known');
			assert.deepEqual(await shop.balance(site), { shared: 500, domain, owed: 0 });
			await assertInvariants(db);
		}
		assert.deepEqual(await state(id, site), ['refunded', 3000, 10_000]);
	});

	it('that was reverted gives back what it took, and a pending one changes nothing yet', async () => {
		const site = await cloud.trialSite();
		const { id } = await shop.buy(site, 'domain_1000');
		const refund = await shop.refund(id, undefined, 'pending');
		assert.equal(await shop.apply(id), 'known');
		await shop.settleRefund(refund, 'succeeded');
		await shop.apply(id);
		assert.deepEqual(await shop.balance(site), { shared: 500, domain: 0, owed: 0 });
		await shop.settleRefund(refund, 'failed');
		assert.equal(await shop.apply(id), 'changed');
		assert.deepEqual(await shop.balance(site), { shared: 500, domain: 1000, owed: 0 });
		assert.deepEqual(await state(id, site), ['granted', 0, 0]);
		await shop.refund(id, 250);
		await shop.apply(id);
		assert.deepEqual(await shop.balance(site), { shared: 500, domain: 500, owed: 0 });
		await assertInvariants(db);
	});

	it('of credits that were spent takes from Shared, and what is missing is owed by what comes later', async () => {
		const site = await cloud.trialSite();
		const { id } = await shop.buy(site, 'domain_1000');
		await spend(site, 900);
		const refund = await shop.refund(id);
		await shop.apply(id);
		assert.deepEqual(await shop.balance(site), { shared: 0, domain: 0, owed: 400 });
		await assertInvariants(db);
		await shop.buy(site, 'shared_1000');
		assert.deepEqual(await shop.balance(site), { shared: 600, domain: 0, owed: 0 });
		await shop.settleRefund(refund, 'failed');
		await shop.apply(id);
		assert.deepEqual(await shop.balance(site), { shared: 600, domain: 1000, owed: 0 });
		await assertInvariants(db);
		const mail = await db.query<{ facts: object }>('SELECT facts FROM mail_outbox WHERE account_id = $1 AND mail_key = $2', [site.account_id, `refund:${id}:500`]);
		assert.partialDeepStrictEqual(mail.rows[0]?.facts, { taken: 600, owed: 400, refunded_cents: 500 });
	});

	it('reverted while something is owed pays that first', async () => {
		const site = await cloud.trialSite();
		const { id } = await shop.buy(site, 'domain_1000');
		await spend(site, 1200);
		const refund = await shop.refund(id);
		await shop.apply(id);
		assert.deepEqual(await shop.balance(site), { shared: 0, domain: 0, owed: 700 });
		await shop.settleRefund(refund, 'canceled');
		await shop.apply(id);
		assert.deepEqual(await shop.balance(site), { shared: 0, domain: 300, owed: 0 });
		await assertInvariants(db);
	});

	it('is applied as it stands in the newest reading, whatever older ones come later, and all at once', async () => {
		const site = await cloud.trialSite();
		const { id } = await shop.buy(site, 'domain_1000');
		const readings = [await shop.order(id)];
		for (const cents of [100, 150, 50]) {
			await shop.refund(id, cents);
			readings.push(await shop.order(id));
		}
		await cloud.openConnections();
		await Promise.all([...readings, ...readings].reverse().map((read) => applyOrder(services, read)));
		assert.deepEqual(await shop.balance(site), { shared: 500, domain: 400, owed: 0 });
		for (const read of readings) {
			await applyOrder(services, read);
		}
		assert.deepEqual(await shop.balance(site), { shared: 500, domain: 400, owed: 0 });
		await assertInvariants(db);
	});

	it('is learnt from its own webhook, and from the list of refunds where that was lost', async () => {
		const site = await cloud.trialSite();
		const [heard, missed] = [await shop.buy(site, 'domain_1000'), await shop.buy(site, 'domain_5000')];
		const refund_id = await shop.refund(heard.id);
		await shop.receive('refund.created', { id: refund_id, order_id: heard.id });
		await processInbox(services);
		assert.deepEqual(await shop.balance(site), { shared: 500, domain: 5000, owed: 0 });
		await shop.refund(missed.id, 1000);
		await pollNewRefunds(services);
		assert.deepEqual(await shop.balance(site), { shared: 500, domain: 2500, owed: 0 });
	});

	it('does not bring the first-time offer back', async () => {
		const site = await cloud.trialSite();
		const { id } = await shop.buy(site, 'first_time_30000');
		await shop.refund(id);
		await shop.apply(id);
		assert.equal((await shop.balance(site)).shared, 500);
		const again = await cloud.request('POST', '/v1/checkouts', { site, body: { id: randomUUID(), sku: 'first_time_30000' } });
		assert.equal(again.status, 403);
	});
});

describe('a dispute', () => {
	it('takes back while it is open or lost, and gives back when it is won', async () => {
		const site = await cloud.trialSite();
		const { id } = await shop.buy(site, 'shared_5000');
		const dispute = await shop.control<{ id: string }>('/disputes', { order_id: id, amount: 500 });
		await shop.pollDisputes();
		assert.deepEqual(await shop.balance(site), { shared: 4250, domain: 0, owed: 0 });
		assert.deepEqual(await state(id, site), ['disputed', 0, 1250]);
		await shop.control(`/disputes/${dispute.id}/settle`, { status: 'lost' });
		await shop.pollDisputes();
		await shop.apply(id);
		assert.deepEqual(await shop.balance(site), { shared: 4250, domain: 0, owed: 0 });
		await shop.control(`/disputes/${dispute.id}/settle`, { status: 'won' });
		await shop.pollDisputes();
		assert.deepEqual(await shop.balance(site), { shared: 5500, domain: 0, owed: 0 });
		await assertInvariants(db);
	});

	it('that was prevented is a refund, and only that; one that is only announced is nothing yet', async () => {
		const site = await cloud.trialSite();
		const { id } = await shop.buy(site, 'shared_5000');
		await shop.control('/disputes', { order_id: id, status: 'early_warning' });
		await shop.pollDisputes();
		assert.equal((await shop.balance(site)).shared, 5500);
		await shop.control('/disputes', { order_id: id, amount: 1000, status: 'prevented' });
		await shop.pollDisputes();
		await shop.apply(id);
		assert.equal((await shop.balance(site)).shared, 3000);
		await assertInvariants(db);
	});
});

it('a grant of another kind never counts as an order', async () => {
	const site = await cloud.trialSite();
	const { id } = await shop.buy(site, 'shared_1000');
	await grant(db, { account_id: site.account_id, pool_id: site.license_id, kind: 'purchase', amount: 7, source: `order:${id}x` }, services.clock());
	assert.equal(await shop.apply(id), 'known');
	assert.equal((await shop.balance(site)).shared, 1507);
});
