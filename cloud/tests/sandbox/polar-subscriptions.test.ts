/* The Polar sandbox's subscriptions, disputes and discounts, through the official SDK. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { errors } from '@polar-sh/sdk/2026-10';
import type { models } from '@polar-sh/sdk/2026-10';
import { openShop } from './shop.ts';
import type { Shop } from './shop.ts';

let shop: Shop;
let agency: models.Product;
before(async () => {
	shop = await openShop();
	agency = await shop.polar.products.create({
		name: 'Agency',
		recurring_interval: 'month',
		prices: [{ amount_type: 'fixed', price_amount: 4900, price_currency: 'usd' }],
	});
});
after(() => shop.sandbox.close());

async function subscribe(): Promise<models.Subscription> {
	const checkout = await shop.checkout(shop.plan);
	const paid = (await (await shop.control('POST', `/checkouts/${checkout.id}/pay`)).json()) as { order: models.Order };
	return shop.polar.subscriptions.get(paid.order.subscription_id ?? '');
}

async function orders(subscription: models.Subscription): Promise<[reason: string, net: number, paid: boolean][]> {
	const { items } = await shop.polar.orders.list({ subscription_id: subscription.id, sorting: ['created_at'] });
	return items.map((order) => [order.billing_reason, order.net_amount, order.paid]);
}

test('a dearer plan is charged for at once, for what is left of the period', async () => {
	const subscription = await subscribe();
	const changed = await shop.polar.subscriptions.update(subscription.id, { product_id: agency.id, proration_behavior: 'invoice' });
	assert.deepEqual([changed.product_id, changed.amount, changed.pending_update], [agency.id, 4900, null]);
	assert.deepEqual(await orders(changed), [['subscription_create', 1200, true], ['subscription_update', 3700, true]]);
});

test('a plan for the next period follows at the renewal, or is taken back before', async () => {
	const subscription = await subscribe();
	const later = { product_id: agency.id, proration_behavior: 'next_period' } as const;
	const pending = await shop.polar.subscriptions.update(subscription.id, later);
	assert.deepEqual([pending.product_id, pending.pending_update?.product_id], [shop.plan.id, agency.id]);
	assert.equal((await shop.polar.subscriptions.update(subscription.id, { pending_update: null })).pending_update, null);
	await shop.polar.subscriptions.update(subscription.id, later);
	await shop.control('POST', `/subscriptions/${subscription.id}/renew`, {});
	const renewed = await shop.polar.subscriptions.get(subscription.id);
	assert.deepEqual([renewed.product_id, renewed.amount, renewed.pending_update], [agency.id, 4900, null]);
	assert.deepEqual((await orders(renewed)).at(-1), ['subscription_cycle', 4900, true]);
});

test('a payment that failed goes through later, or is given up', async () => {
	const [recovers, ends] = [await subscribe(), await subscribe()];
	for (const { id } of [recovers, ends]) {
		await shop.control('POST', `/subscriptions/${id}/renew`, { outcome: 'failed' });
		assert.equal((await shop.polar.subscriptions.get(id)).status, 'past_due');
	}
	assert.deepEqual((await orders(recovers)).at(-1), ['subscription_cycle', 1200, false]);
	await shop.control('POST', `/subscriptions/${recovers.id}/payment`, { outcome: 'paid' });
	assert.equal((await shop.polar.subscriptions.get(recovers.id)).status, 'active');
	assert.deepEqual((await orders(recovers)).at(-1), ['subscription_cycle', 1200, true]);
	await shop.control('POST', `/subscriptions/${ends.id}/payment`, { outcome: 'given_up' });
	assert.equal((await shop.polar.subscriptions.get(ends.id)).status, 'unpaid');
	assert.equal((await shop.control('POST', `/subscriptions/${ends.id}/payment`, { outcome: 'paid' })).status, 409);
});

test('a subscription is paused at the end of its period, and resumed with a period that is charged', async () => {
	const subscription = await subscribe();
	await shop.polar.subscriptions.update(subscription.id, { pause_at_period_end: true });
	assert.equal((await shop.polar.subscriptions.get(subscription.id)).status, 'active');
	await shop.control('POST', `/subscriptions/${subscription.id}/renew`, {});
	const paused = await shop.polar.subscriptions.get(subscription.id);
	assert.deepEqual([paused.status, paused.paused_at !== null], ['paused', true]);
	const resumed = await shop.polar.subscriptions.update(subscription.id, { resume: true });
	assert.deepEqual([resumed.status, resumed.paused_at], ['active', null]);
	assert.equal((await orders(subscription)).length, 2);
});

test('what cannot be is refused as Polar refuses it', async () => {
	const subscription = await subscribe();
	await shop.polar.subscriptions.update(subscription.id, { cancel_at_period_end: true });
	await assert.rejects(shop.polar.subscriptions.update(subscription.id, { product_id: agency.id }), errors.SubscriptionsUpdate403Error);
	await assert.rejects(shop.polar.subscriptions.update(subscription.id, { resume: true }), errors.SubscriptionsUpdate403Error);
	await shop.polar.subscriptions.revoke(subscription.id);
	await assert.rejects(shop.polar.subscriptions.revoke(subscription.id), errors.AlreadyCanceledSubscription);
});

test('a dispute is listed with its order, and decided; one that was prevented is a refund', async () => {
	const [lost, prevented] = [await shop.order(), await shop.order()];
	const made = (await (await shop.control('POST', '/disputes', { order_id: lost.id, amount: 200 })).json()) as models.Dispute;
	const { items } = await shop.polar.disputes.list({ order_id: lost.id });
	assert.deepEqual(items.map(({ id, amount, status, closed }) => [id, amount, status, closed]), [[made.id, 200, 'needs_response', false]]);
	await shop.control('POST', `/disputes/${made.id}/settle`, { status: 'lost' });
	const decided = await shop.polar.disputes.get(made.id);
	assert.deepEqual([decided.status, decided.resolved, decided.closed], ['lost', true, true]);
	await shop.control('POST', '/disputes', { order_id: prevented.id, status: 'prevented' });
	assert.equal((await shop.polar.orders.get(prevented.id)).status, 'refunded');
	const [refund] = (await shop.polar.refunds.list({ order_id: prevented.id })).items;
	assert.deepEqual([refund?.reason, refund?.dispute?.status], ['dispute_prevention', 'prevented']);
});

test('a discount comes off the price, and nothing is left to refund of a free order', async () => {
	const checkout = await shop.checkout();
	const paid = (await (await shop.control('POST', `/checkouts/${checkout.id}/pay`, { discount_percent: 100 })).json()) as { order: models.Order };
	const { subtotal_amount: subtotal, discount_amount: discount, net_amount: net, paid: is_paid, refundable_amount: refundable } = paid.order;
	assert.deepEqual([subtotal, discount, net, is_paid, refundable], [500, 500, 0, true, 0]);
});

test('of two states of a thing it can be told which is the newer', async () => {
	const { id } = await shop.order();
	const moments: string[] = [];
	for (let times = 0; times < 20; times += 1) {
		await shop.control('POST', '/refunds', { order_id: id, amount: 1 });
		moments.push((await shop.polar.orders.get(id)).modified_at ?? '');
	}
	assert.deepEqual(moments, [...new Set(moments)].sort());
});
