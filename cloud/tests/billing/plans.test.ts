// Plans: a license's plan and dates are its subscription's, as Polar says now; each plan's credits once; nothing is paid for twice.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyOrder } from '../../src/billing/apply-order.ts';
import { applySubscription, refreshSubscription } from '../../src/billing/apply-subscription.ts';
import { beginPlanCheckout } from '../../src/billing/choose-plan.ts';
import { cancelPlan, changePlan, endAllPlans, readPlanState, uncancelPlan } from '../../src/billing/plan-changes.ts';
import type { PolarSubscription } from '../../src/billing/polar-shapes.ts';
import { processInbox } from '../../src/billing/process-inbox.ts';
import { listPurchases } from '../../src/billing/purchases.ts';
import { watchSubscriptions } from '../../src/billing/watch-subscriptions.ts';
import { startCloud, type ConnectedTestSite } from '../support/cloud.ts';
import { assertInvariants } from '../support/invariants.ts';
import { Shop } from '../support/shop.ts';

const cloud = await startCloud();
const { services } = cloud;
const { db } = services;
const shop = new Shop(cloud);
const DAY_MS = 86_400_000;

async function subscription(id: string): Promise<PolarSubscription> {
	const read = await services.payments.readSubscription(id);
	assert.ok(read !== undefined);
	return read;
}

const renew = (id: string, outcome: 'paid' | 'failed' = 'paid'): Promise<unknown> => shop.control(`/subscriptions/${id}/renew`, { outcome });
const refresh = (id: string): Promise<unknown> => refreshSubscription(services, id);

/** Polar's API for subscriptions, as its merchant uses it. */
async function patch(id: string, body: object): Promise<void> {
	const response = await fetch(`${cloud.polar.url}/v1/subscriptions/${id}`, {
		method: 'PATCH',
		headers: { authorization: `Bearer ${services.config.polar.access_token}`, 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	assert.equal(response.status, 200, await response.text());
}

/** The license so many days from now. */
async function standing(site: ConnectedTestSite, days = 0): Promise<unknown[]> {
	cloud.ahead_ms = days * DAY_MS;
	const { license } = await cloud.state(site);
	cloud.ahead_ms = 0;
	return [license.plan, license.status, license.past_due];
}

async function version(site: ConnectedTestSite): Promise<number> {
	return (await cloud.state(site)).balance.license.version;
}

/** Applies all orders of a subscription, newest first. */
async function applyOrders(subscription_id: string): Promise<void> {
	for (const order of (await services.payments.ordersOfSubscription(subscription_id)).reverse()) {
		await applyOrder(services, order);
	}
}

describe('a paid plan', () => {
	it('bought in a trial keeps license, key, sites and pools, and gives its credits once', async () => {
		const site = await cloud.trialSite();
		const paid = await shop.buyPlan(site, 'pro');
		assert.deepEqual(await standing(site), ['pro', 'active', false]);
		const { license } = await cloud.state(site);
		assert.deepEqual([license.id, license.renews_at], [site.license_id, (await subscription(paid.subscription_id)).current_period_end]);
		assert.equal((await shop.balance(site)).shared, 1500);
		await renew(paid.subscription_id);
		await applyOrders(paid.subscription_id);
		await refresh(paid.subscription_id);
		assert.equal((await shop.balance(site)).shared, 1500);
		assert.deepEqual(await standing(site, 45), ['pro', 'active', false]);
		assert.equal((await listPurchases(db, site)).purchases.length, 2);
		await assertInvariants(db);
	});

	it('raises the version of the balance when something changed, and only then', async () => {
		const site = await cloud.trialSite();
		const { subscription_id } = await shop.buyPlan(site, 'pro');
		const before = await version(site);
		await refresh(subscription_id);
		await applyOrders(subscription_id);
		assert.equal(await version(site), before);
		await renew(subscription_id);
		await refresh(subscription_id);
		assert.equal(await version(site), before + 1);
	});

	it('is looked at again by the watch for low balances when it changed, and only then', async () => {
		const site = await cloud.trialSite();
		const { subscription_id } = await shop.buyPlan(site, 'pro');
		const looks = async (): Promise<unknown> =>
			(await db.query<{ license_id: string }>('DELETE FROM low_balance_looks WHERE account_id = $1 RETURNING license_id', [site.account_id])).rows;
		await looks();
		await refresh(subscription_id);
		assert.deepEqual(await looks(), []);
		// Nothing is given yet: the order that pays it comes later.
		await renew(subscription_id);
		await refresh(subscription_id);
		assert.deepEqual(await looks(), [{ license_id: site.license_id }]);
	});

	it('whose renewal fails is past due, has 7 days of grace, then lapses, and is back when it is paid', async () => {
		const site = await cloud.trialSite();
		await shop.buy(site, 'domain_1000');
		const { subscription_id } = await shop.buyPlan(site, 'pro');
		const due = Date.parse((await subscription(subscription_id)).current_period_end);
		const due_in = (due - Date.now()) / DAY_MS;
		await renew(subscription_id, 'failed');
		await refresh(subscription_id);
		assert.deepEqual(await standing(site, due_in + 6.9), ['pro', 'active', true]);
		assert.deepEqual(await standing(site, due_in + 7.1), ['pro', 'lapsed', false]);
		assert.equal((await readPlanState(db, site)).subscription?.status, 'past_due');
		const mails = await db.query("SELECT 1 FROM mail_outbox WHERE account_id = $1 AND template = 'payment_failed'", [site.account_id]);
		assert.equal(mails.rowCount, 1);
		await shop.control(`/subscriptions/${subscription_id}/payment`, { outcome: 'paid' });
		await refresh(subscription_id);
		await applyOrders(subscription_id);
		assert.deepEqual(await standing(site, due_in + 8), ['pro', 'active', false]);
		assert.deepEqual(await shop.balance(site), { shared: 1500, domain: 1000, owed: 0 });
		await assertInvariants(db);
	});

	it('whose payment was given up lapses at once', async () => {
		const site = await cloud.trialSite();
		const { subscription_id } = await shop.buyPlan(site, 'pro');
		await renew(subscription_id, 'failed');
		await shop.control(`/subscriptions/${subscription_id}/payment`, { outcome: 'given_up' });
		await refresh(subscription_id);
		assert.deepEqual(await standing(site, 32), ['pro', 'lapsed', false]);
	});

	it('cancelled goes on to the end of what is paid, can go on after all, and ends', async () => {
		const site = await cloud.trialSite();
		const { subscription_id } = await shop.buyPlan(site, 'pro');
		await cancelPlan(services, site);
		assert.deepEqual((await readPlanState(db, site)).change?.state, 'pending');
		await shop.doAllTasks();
		const state = await cloud.state(site);
		assert.deepEqual([state.license.status, state.license.renews_at, state.license.ends_at], ['active', null, (await subscription(subscription_id)).ends_at]);
		assert.deepEqual(await standing(site, 32), ['pro', 'lapsed', false]);
		assert.equal((await readPlanState(db, site)).change, null);
		await uncancelPlan(services, site);
		await shop.doAllTasks();
		assert.equal((await cloud.state(site)).license.ends_at, null);
		await cancelPlan(services, site);
		await shop.doAllTasks();
		await renew(subscription_id);
		await refresh(subscription_id);
		assert.equal((await readPlanState(db, site)).subscription?.status, 'canceled');
		await assert.rejects(uncancelPlan(services, site), { code: 'not_found' });
	});

	it('revoked at Polar ends now; paused, it is frozen until it is resumed', async () => {
		const [revoked, paused] = [await cloud.trialSite(), await cloud.trialSite()];
		const [first, second] = [await shop.buyPlan(revoked, 'pro'), await shop.buyPlan(paused, 'pro')];
		await patch(first.subscription_id, { revoke: true });
		await refresh(first.subscription_id);
		assert.deepEqual(await standing(revoked, 8), ['pro', 'lapsed', false]);
		await patch(second.subscription_id, { pause_at_period_end: true });
		await renew(second.subscription_id);
		await refresh(second.subscription_id);
		assert.deepEqual(await standing(paused, 8), ['pro', 'lapsed', false]);
		await patch(second.subscription_id, { resume: true });
		await refresh(second.subscription_id);
		assert.deepEqual(await standing(paused, 8), ['pro', 'active', false]);
		assert.equal((await shop.balance(paused)).shared, 1500);
	});

	it('is what Polar says now, whatever older readings come later', async () => {
		const site = await cloud.trialSite();
		const { subscription_id } = await shop.buyPlan(site, 'pro');
		const readings = [await subscription(subscription_id)];
		await renew(subscription_id, 'failed');
		readings.push(await subscription(subscription_id));
		await shop.control(`/subscriptions/${subscription_id}/payment`, { outcome: 'paid' });
		readings.push(await subscription(subscription_id));
		await patch(subscription_id, { cancel_at_period_end: true });
		readings.push(await subscription(subscription_id));
		const [last] = readings.slice(-1);
		await cloud.openConnections();
		await Promise.all([...readings, ...readings].reverse().map((read) => applySubscription(services, read)));
		const now = async (): Promise<unknown[]> => {
			const { license } = await cloud.state(site);
			return [license.status, license.ends_at];
		};
		assert.deepEqual(await now(), ['active', last?.ends_at]);
		for (const read of readings.slice(0, -1)) {
			assert.equal(await applySubscription(services, read), 'known');
			assert.deepEqual(await now(), ['active', last?.ends_at]);
		}
	});

	it('is learnt from any event about it, and without events when its period should have ended', async () => {
		const site = await cloud.trialSite();
		const paid = await shop.payPlan(site, 'pro');
		await shop.receive('subscription.updated', { id: paid.subscription_id });
		await shop.receive('order.paid', { id: paid.order_id });
		await processInbox(services);
		assert.deepEqual(await standing(site), ['pro', 'active', false]);
		await renew(paid.subscription_id);
		cloud.ahead_ms = 32 * DAY_MS;
		await db.query("UPDATE subscriptions SET poll_after = 'infinity' WHERE subscription_id <> $1", [paid.subscription_id]);
		await watchSubscriptions(services);
		assert.deepEqual(await standing(site, 50), ['pro', 'active', false]);
	});
});

describe('another plan', () => {
	it('that is dearer is charged at once and gives the difference in credits, once', async () => {
		const site = await cloud.trialSite();
		const { subscription_id } = await shop.buyPlan(site, 'pro');
		await changePlan(services, site, 'agency');
		await shop.doAllTasks();
		const { license } = await cloud.state(site);
		assert.deepEqual([license.plan, license.sites_limit], ['agency', 25]);
		assert.equal((await shop.balance(site)).shared, 5500);
		await renew(subscription_id);
		await applyOrders(subscription_id);
		assert.equal((await shop.balance(site)).shared, 5500);
		await assert.rejects(changePlan(services, site, 'agency'), { code: 'invalid_request' });
		await assertInvariants(db);
	});

	it('gives the same credits whichever of its orders is seen first', async () => {
		const site = await cloud.trialSite();
		const { subscription_id } = await shop.payPlan(site, 'pro');
		const agency = (await shop.read<{ items: { id: string }[] }>('/v1/products/?metadata[sku]=plan_agency')).items[0];
		await patch(subscription_id, { product_id: agency?.id, proration_behavior: 'invoice' });
		await applyOrders(subscription_id);
		const { purchases } = await listPurchases(db, site);
		assert.deepEqual(purchases.map((purchase) => [purchase.sku, purchase.credits]), [['plan_agency', 4000], ['plan_pro', 1000]]);
	});

	it('that is cheaper follows at the renewal; sites over its limit keep working; it can be taken back before', async () => {
		const site = await cloud.trialSite();
		const { subscription_id } = await shop.buyPlan(site, 'agency');
		await changePlan(services, site, 'pro');
		await shop.doAllTasks();
		assert.deepEqual([(await cloud.state(site)).license.plan, (await readPlanState(db, site)).subscription?.next_plan], ['agency', 'pro']);
		await changePlan(services, site, 'agency');
		await shop.doAllTasks();
		assert.equal((await readPlanState(db, site)).subscription?.next_plan, null);
		await changePlan(services, site, 'pro');
		await shop.doAllTasks();
		await renew(subscription_id);
		await refresh(subscription_id);
		await applyOrders(subscription_id);
		assert.deepEqual(await standing(site), ['pro', 'active', false]);
		assert.equal((await shop.balance(site)).shared, 5500);
	});

	it('whose payment fails changes nothing and says why; the newest wish counts', async () => {
		const site = await cloud.trialSite();
		await shop.buyPlan(site, 'pro');
		cloud.polar.faults.add({ effect: 'status', status: 402, method: 'PATCH', path: '/v1/subscriptions' });
		await changePlan(services, site, 'agency');
		await shop.doAllTasks();
		assert.partialDeepStrictEqual((await readPlanState(db, site)).change, { kind: 'change_plan', state: 'failed', failure: 'payment_failed', plan: 'agency' });
		assert.deepEqual(await standing(site), ['pro', 'active', false]);
		await changePlan(services, site, 'agency');
		await cancelPlan(services, site);
		await shop.doAllTasks();
		const { license } = await cloud.state(site);
		assert.deepEqual([license.plan, license.ends_at !== null], ['pro', true]);
		assert.equal((await readPlanState(db, site)).change, null);
		await assert.rejects(changePlan(services, site, 'gold'), { code: 'not_found' });
	});
});

describe('a second subscription', () => {
	it('beside one in force is ended and given back, once, whichever is seen first', async () => {
		const site = await cloud.trialSite();
		const pro = await beginPlanCheckout(services, site, 'pro');
		assert.equal((await beginPlanCheckout(services, site, 'pro')).checkout_id, pro.checkout_id, 'a second tab gets the same checkout');
		const agency = await beginPlanCheckout(services, site, 'agency');
		const orders = [await shop.pay({ id: pro.checkout_id }), await shop.pay({ id: agency.checkout_id })];
		const read = await Promise.all(orders.map((order) => shop.order(order.id)));
		await cloud.openConnections();
		const outcomes = await Promise.all([...read, ...read].reverse().map((order) => applyOrder(services, order)));
		assert.deepEqual([outcomes.filter((one) => one === 'applied').length, outcomes.filter((one) => one === 'refused').length], [1, 1]);
		await shop.doAllTasks();
		const rows = await db.query<{ role: string; status: string }>('SELECT role, status FROM subscriptions WHERE account_id = $1 ORDER BY role', [site.account_id]);
		assert.deepEqual(rows.rows, [{ role: 'governing', status: 'active' }, { role: 'surplus', status: 'canceled' }]);
		const { purchases } = await listPurchases(db, site);
		assert.deepEqual(purchases.map(({ state, reason }) => [state, reason]).sort(), [['granted', null], ['not_granted', 'plan_in_force']]);
		const refused = purchases.find((purchase) => purchase.state === 'not_granted');
		assert.equal(refused?.refunded_cents, refused?.price_cents);
		const granted = purchases.find((purchase) => purchase.state === 'granted');
		assert.equal((await shop.balance(site)).shared, 500 + (granted?.sku === 'plan_pro' ? 1000 : 5000));
		assert.equal((await cloud.state(site)).license.status, 'active');
		await assert.rejects(beginPlanCheckout(services, site, 'pro'), { code: 'forbidden' });
		await assertInvariants(db);
	});

	it('after a lapse takes over, gives no credits again, and brings frozen ones back', async () => {
		const site = await cloud.trialSite();
		const first = await shop.buyPlan(site, 'pro');
		await patch(first.subscription_id, { revoke: true });
		await refresh(first.subscription_id);
		cloud.ahead_ms = 8 * DAY_MS;
		assert.equal((await cloud.state(site)).license.status, 'lapsed');
		await shop.buyPlan(site, 'pro');
		cloud.ahead_ms = 0;
		assert.deepEqual(await standing(site, 20), ['pro', 'active', false]);
		assert.equal((await shop.balance(site)).shared, 1500);
		const roles = await db.query<{ role: string }>('SELECT role FROM subscriptions WHERE account_id = $1 ORDER BY role', [site.account_id]);
		assert.deepEqual(roles.rows.map((row) => row.role), ['earlier', 'governing']);
	});

	it('follows one whose payment was given up, of which nothing is left to end', async () => {
		const site = await cloud.trialSite();
		const first = await shop.buyPlan(site, 'pro');
		await renew(first.subscription_id, 'failed');
		await shop.control(`/subscriptions/${first.subscription_id}/payment`, { outcome: 'given_up' });
		await refresh(first.subscription_id);
		cloud.ahead_ms = 40 * DAY_MS;
		const second = await shop.buyPlan(site, 'agency');
		const tasks = await db.query('SELECT 1 FROM polar_tasks WHERE account_id = $1', [site.account_id]);
		cloud.ahead_ms = 0;
		assert.equal(tasks.rowCount, 0);
		assert.equal((await readPlanState(db, site)).subscription?.id, second.subscription_id);
		assert.equal((await shop.balance(site)).shared, 5500);
	});

	it('is not surplus beside one that has ended without our knowing', async () => {
		const site = await cloud.trialSite();
		const first = await shop.buyPlan(site, 'pro');
		const second = await beginPlanCheckoutAnyway(site);
		await patch(first.subscription_id, { revoke: true });
		const paid = await shop.pay(second);
		assert.equal(await shop.apply(paid.id), 'applied');
		await shop.doAllTasks();
		assert.deepEqual(await standing(site, 20), ['pro', 'active', false]);
		assert.equal((await shop.order(paid.id)).refundable_amount, 1200);
	});

	it('that follows one past its grace has that one ended by itself', async () => {
		const site = await cloud.trialSite();
		const first = await shop.buyPlan(site, 'pro');
		await renew(first.subscription_id, 'failed');
		await refresh(first.subscription_id);
		cloud.ahead_ms = 40 * DAY_MS;
		await shop.buyPlan(site, 'pro');
		await shop.doAllTasks();
		cloud.ahead_ms = 0;
		assert.equal((await subscription(first.subscription_id)).status, 'canceled');
	});

	it('that follows one past its grace has what that one still took given back', async () => {
		const site = await cloud.trialSite();
		const first = await shop.buyPlan(site, 'pro');
		await renew(first.subscription_id, 'failed');
		await refresh(first.subscription_id);
		cloud.ahead_ms = 40 * DAY_MS;
		const second = await shop.payPlan(site, 'pro');
		await shop.apply(second.order_id);
		await shop.control(`/subscriptions/${first.subscription_id}/payment`, { outcome: 'paid' });
		await renew(first.subscription_id);
		await shop.doAllTasks();
		await applyOrders(first.subscription_id);
		await shop.doAllTasks();
		cloud.ahead_ms = 0;
		assert.equal((await subscription(first.subscription_id)).status, 'canceled');
		const late = (await services.payments.ordersOfSubscription(first.subscription_id)).at(-1);
		assert.equal(late?.refundable_amount, 0);
		assert.equal((await shop.order(second.order_id)).refundable_amount, 1200);
		assert.equal((await readPlanState(db, site)).subscription?.id, second.subscription_id);
	});

	/** As from a tab that was opened before the first was bought. */
	async function beginPlanCheckoutAnyway(site: ConnectedTestSite): Promise<{ id: string }> {
		const before = await db.query<{ paid_until: Date }>('SELECT paid_until FROM licenses WHERE license_id = $1', [site.license_id]);
		await db.query('UPDATE licenses SET paid_until = NULL WHERE license_id = $1', [site.license_id]);
		const row = await beginPlanCheckout(services, site, 'pro');
		await db.query('UPDATE licenses SET paid_until = $2 WHERE license_id = $1', [site.license_id, before.rows[0]?.paid_until]);
		return { id: row.checkout_id };
	}
});

it('an account that is deleted has all its subscriptions ended, whatever was or is wished for them', async () => {
	const site = await cloud.trialSite();
	const { subscription_id } = await shop.buyPlan(site, 'pro');
	await cancelPlan(services, site);
	await db.transaction((tx) => endAllPlans(tx, site.account_id, services.clock()));
	await changePlan(services, site, 'agency');
	await shop.doAllTasks();
	assert.equal((await subscription(subscription_id)).status, 'canceled');
	assert.deepEqual(await standing(site, 8), ['pro', 'lapsed', false]);
});
