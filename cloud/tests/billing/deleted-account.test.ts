// What is paid at Polar after its account was deleted: it gives nothing, nobody is charged again, and the payment goes back by itself.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { beginPlanCheckout } from '../../src/billing/choose-plan.ts';
import { processInbox } from '../../src/billing/process-inbox.ts';
import { deleteAccount } from '../../src/licensing/delete-account.ts';
import { startCloud, type ConnectedTestSite } from '../support/cloud.ts';
import { assertInvariants } from '../support/invariants.ts';
import { Shop } from '../support/shop.ts';

const cloud = await startCloud();
const { services } = cloud;
const { db, clock } = services;
const shop = new Shop(cloud);

/** What the sandbox's webhooks and then the worker's tasks do. */
async function settle(order_id: string): Promise<void> {
	await shop.receive('order.paid', { id: order_id });
	await processInbox(services);
	await shop.doAllTasks();
}

async function credited(site: ConnectedTestSite): Promise<number> {
	const pools = await db.query<{ credited: number }>('SELECT sum(credited)::bigint AS credited FROM pools WHERE account_id = $1', [site.account_id]);
	return pools.rows[0]?.credited ?? 0;
}

async function refusals(site: ConnectedTestSite): Promise<unknown[]> {
	const orders = await db.query<{ sku: string; refusal: string | null; credits: number; status: string }>(
		'SELECT sku, refusal, credits, status FROM orders WHERE account_id = $1 ORDER BY sku',
		[site.account_id],
	);
	return orders.rows.map(({ sku, refusal, credits, status }) => [sku, refusal, credits, status]);
}

describe('a checkout that was open when its account was deleted and is paid afterwards', () => {
	it('of a pack is refunded, once, however often it is announced', async () => {
		const site = await cloud.trialSite();
		const checkout = await cloud.checkout(site, 'domain_1000');
		await deleteAccount(db, site.account_id, clock());
		const order = await shop.pay(checkout);
		await Promise.all([settle(order.id), settle(order.id)]);
		await settle(order.id);
		assert.deepEqual(await refusals(site), [['domain_1000', 'account_deleted', 0, 'refunded']]);
		assert.equal((await shop.order(order.id)).refundable_amount, 0);
		assert.equal(await credited(site), 500, 'the trial’s, and no more');
		await assertInvariants(db);
	});

	it('of a plan is refunded, and its subscription is ended', async () => {
		const site = await cloud.trialSite();
		const row = await beginPlanCheckout(services, site, 'pro');
		await deleteAccount(db, site.account_id, clock());
		const order = await shop.pay({ id: row.checkout_id });
		await settle(order.id);
		assert.deepEqual(await refusals(site), [['plan_pro', 'account_deleted', 0, 'refunded']]);
		assert.equal((await services.payments.readSubscription(order.subscription_id ?? ''))?.status, 'canceled');
		await assertInvariants(db);
	});

	it('leaves alone what was applied before', async () => {
		const site = await cloud.trialSite();
		const { id } = await shop.buy(site, 'shared_1000');
		await deleteAccount(db, site.account_id, clock());
		await settle(id);
		assert.deepEqual(await refusals(site), [['shared_1000', null, 1000, 'paid']]);
		assert.equal((await shop.order(id)).refunded_amount, 0);
	});
});
