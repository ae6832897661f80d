// Paid plans: time and credits on the license they were bought for, each plan's credits once, frozen credits back on renewal.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { applyOrder } from '../../src/billing/apply-order.ts';
import type { PolarOrder } from '../../src/billing/polar-shapes.ts';
import { startCloud, type ConnectedTestSite } from '../support/cloud.ts';
import { assertInvariants } from '../support/invariants.ts';

const cloud = await startCloud();
const { services } = cloud;
const { db } = services;

async function balanceOf(site: ConnectedTestSite): Promise<[shared: number, domain: number]> {
	const { balance } = await cloud.state(site);
	return [balance.license.shared, balance.site.domain];
}

async function order(order_id: string): Promise<PolarOrder> {
	const read = await services.payments.readOrder(order_id);
	assert.ok(read !== undefined);
	return read;
}

describe('a paid plan', () => {
	const asPlan = (paid: PolarOrder, site: ConnectedTestSite, plan: string, until: string): PolarOrder => ({
		...paid,
		id: randomUUID(),
		checkout_id: null,
		subscription_id: 'subscription-1',
		metadata: { account_id: site.account_id, license_id: site.license_id },
		product: { metadata: { catalog: 'rank-genius', sku: `plan_${plan}` } },
		subscription: { current_period_end: until, ends_at: null },
	});
	const in_days = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

	it('gives its credits once per license and plan; a larger one gives the difference; renewals give time only', async () => {
		const site = await cloud.trialSite();
		const paid = await order(await cloud.pay(await cloud.checkout(site, 'shared_1000')));
		const buy = (plan: string, days: number) => applyOrder(services, asPlan(paid, site, plan, in_days(days)));

		await buy('pro', 30);
		assert.deepEqual(await balanceOf(site), [1500, 0]);
		await buy('pro', 60);
		assert.deepEqual(await balanceOf(site), [1500, 0]);
		const renewed = (await cloud.state(site)).license;
		assert.deepEqual([renewed.status, renewed.plan, renewed.renews_at?.slice(0, 10)], ['active', 'pro', in_days(60).slice(0, 10)]);
		await buy('agency', 61);
		assert.deepEqual(await balanceOf(site), [5500, 0]);
		const upgraded = (await cloud.state(site)).license;
		assert.deepEqual([upgraded.id, upgraded.plan, upgraded.sites_limit], [site.license_id, 'agency', 25]);
		await buy('pro', 62);
		await buy('agency', 63);
		assert.deepEqual(await balanceOf(site), [5500, 0]);
		await assertInvariants(db);
	});

	it('brings frozen credits back after a lapse, to the credit', async () => {
		const site = await cloud.trialSite();
		const paid = await order(await cloud.pay(await cloud.checkout(site, 'domain_1000')));
		await applyOrder(services, paid);
		cloud.ahead_ms = 8 * 86_400_000;
		assert.equal((await cloud.state(site)).license.status, 'lapsed');
		await applyOrder(services, asPlan(paid, site, 'pro', in_days(38)));
		const { license, balance } = await cloud.state(site);
		cloud.ahead_ms = 0;
		assert.deepEqual([license.status, balance.license.shared, balance.site.domain], ['active', 1500, 1000]);
	});

	it('past its date has 7 days of grace, and says that it is past due', async () => {
		const site = await cloud.trialSite();
		const paid = await order(await cloud.pay(await cloud.checkout(site, 'shared_1000')));
		await applyOrder(services, asPlan(paid, site, 'pro', in_days(30)));
		cloud.ahead_ms = 36 * 86_400_000;
		const late = (await cloud.state(site)).license;
		cloud.ahead_ms = 38 * 86_400_000;
		const lapsed = (await cloud.state(site)).license;
		cloud.ahead_ms = 0;
		assert.deepEqual([late.status, late.past_due, lapsed.status, lapsed.past_due], ['active', true, 'lapsed', false]);
	});
});
