/* The Polar sandbox through the official SDK: what can be made, listed, changed, and how mistakes are answered. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PolarClientError } from '@polar-sh/sdk';
import { createPolar, errors } from '@polar-sh/sdk/2026-10';
import type { models } from '@polar-sh/sdk/2026-10';
import { openShop } from './shop.ts';
import type { Shop } from './shop.ts';

let shop: Shop;
before(async () => {
	shop = await openShop();
});
after(() => shop.sandbox.close());

test('a product is found by its metadata, changed and archived', async () => {
	const { polar, pack } = shop;
	const found = await polar.products.list({ metadata: { sku: 'domain-1000' }, is_archived: false });
	assert.deepEqual(
		found.items.map(({ id }) => id),
		[pack.id],
	);
	assert.equal((await polar.products.list({ metadata: { sku: 'no-such-sku' } })).pagination.total_count, 0);

	const other = await polar.products.create({
		name: 'Old pack',
		prices: [{ amount_type: 'fixed', price_amount: 900 }],
	});
	const dearer = await polar.products.update(other.id, {
		name: 'New pack',
		prices: [{ amount_type: 'fixed', price_amount: 1900 }],
	});
	assert.equal(dearer.name, 'New pack');
	assert.deepEqual(
		dearer.prices.map((price) => 'price_amount' in price && price.price_amount),
		[1900],
	);
	await polar.products.update(other.id, { is_archived: true });
	assert.equal((await polar.products.get(other.id)).is_archived, true);
	await assert.rejects(shop.checkout(other), errors.HTTPValidationError);
});

test('lists are paged by number, newest first', async () => {
	const { polar } = shop;
	const ids: string[] = [];
	for (let index = 0; index < 5; index += 1) {
		ids.unshift((await shop.order({ metadata: { run: 'paging' } })).id);
	}
	const query = { metadata: { run: 'paging' }, limit: 2 };
	const second = await polar.orders.list({ ...query, page: 2 });
	assert.deepEqual(second.pagination, { total_count: 5, max_page: 3 });
	assert.deepEqual(
		second.items.map(({ id }) => id),
		ids.slice(2, 4),
	);
	const all: string[] = [];
	for await (const order of polar.orders.iterList(query)) {
		all.push(order.id);
	}
	assert.deepEqual(all, ids);
	assert.deepEqual((await polar.orders.list({ ...query, page: 4 })).items, []);
});

test('a checkout keeps what the merchant set, and its order carries it on', async () => {
	const { polar, pack } = shop;
	const checkout = await shop.checkout();
	assert.equal(checkout.status, 'open');
	assert.equal(checkout.total_amount, 500);
	assert.equal(checkout.product_id, pack.id);
	assert.deepEqual(await polar.checkouts.get(checkout.id), checkout);

	await shop.submit(checkout, { action: 'pay' });
	const paid = await polar.checkouts.get(checkout.id);
	assert.equal(paid.status, 'succeeded');
	const [order] = (await polar.orders.list({ checkout_id: checkout.id })).items;
	assert.ok(order);
	assert.equal(order.status, 'paid');
	assert.equal(order.paid, true);
	assert.equal(order.billing_reason, 'purchase');
	assert.equal(order.product_id, pack.id);
	assert.equal(order.customer_id, paid.customer_id);
	assert.deepEqual(order.metadata, { account_id: 'account-1', domain: 'example.com' });
	assert.equal(order.customer.external_id, 'account-1');
	assert.deepEqual(await polar.orders.get(order.id), order);
	assert.equal((await polar.customers.getExternal('account-1')).id, order.customer_id);
});

test('orders are filtered by each id, status and time', async () => {
	const { polar, pack, plan } = shop;
	const order = await shop.order({ external_customer_id: 'account-filter', customer_email: 'filter@example.com' });
	const count = async (query: Parameters<typeof polar.orders.list>[0]): Promise<number> =>
		(await polar.orders.list({ external_customer_id: 'account-filter', ...query })).pagination.total_count;
	assert.equal(await count({}), 1);
	assert.equal(await count({ product_id: [pack.id, plan.id] }), 1);
	assert.equal(await count({ product_id: plan.id }), 0);
	assert.equal(await count({ customer_id: order.customer_id }), 1);
	assert.equal(await count({ status: 'refunded' }), 0);
	assert.equal(await count({ product_billing_type: 'recurring' }), 0);
	assert.equal(await count({ created_after: order.created_at }), 1);
	assert.equal(await count({ created_before: '2020-01-01T00:00:00Z' }), 0);
});

test('a refund takes tax along and never more than was paid', async () => {
	const { polar } = shop;
	const order = await shop.order({
		customer_billing_address: { country: 'DE' },
		customer_email: 'tax@example.com',
		external_customer_id: 'tax',
	});
	assert.deepEqual([order.net_amount, order.tax_amount, order.total_amount], [500, 95, 595]);

	const part = await polar.refunds.create({ order_id: order.id, amount: 333, reason: 'customer_request' });
	assert.deepEqual([part.status, part.amount, part.tax_amount], ['succeeded', 333, 63]);
	const after = await polar.orders.get(order.id);
	assert.deepEqual([after.status, after.refunded_amount, after.refundable_amount], ['partially_refunded', 333, 167]);

	const tooMuch = polar.refunds.create({ order_id: order.id, amount: 168, reason: 'other' });
	await assert.rejects(tooMuch, errors.HTTPValidationError);

	const rest = await polar.refunds.create({ order_id: order.id, amount: 167, reason: 'customer_request' });
	assert.equal(part.tax_amount + rest.tax_amount, order.tax_amount);
	const last = await polar.orders.get(order.id);
	assert.deepEqual([last.status, last.refunded_amount, last.refunded_tax_amount], ['refunded', 500, 95]);
	await assert.rejects(
		polar.refunds.create({ order_id: order.id, amount: 1, reason: 'other' }),
		errors.RefundedAlready,
	);
	assert.equal((await polar.refunds.list({ order_id: order.id, succeeded: true })).pagination.total_count, 2);
});

test('a refund can be pending, and be reversed after it succeeded', async () => {
	const { polar } = shop;
	const order = await shop.order();
	const made = await shop.control('POST', '/refunds', { order_id: order.id, amount: 200, status: 'pending' });
	const { id } = (await made.json()) as models.Refund;
	assert.equal((await polar.orders.get(order.id)).refunded_amount, 0);
	await shop.control('POST', `/refunds/${id}/settle`, { status: 'succeeded' });
	assert.equal((await polar.orders.get(order.id)).refunded_amount, 200);
	await shop.control('POST', `/refunds/${id}/settle`, { status: 'failed' });
	const after = await polar.orders.get(order.id);
	assert.deepEqual([after.status, after.refunded_amount], ['paid', 0]);
});

test('a plan makes a subscription that can be cancelled, taken back and revoked', async () => {
	const { polar, plan } = shop;
	const checkout = await shop.checkout(plan);
	await shop.submit(checkout, { action: 'pay' });
	const [order] = (await polar.orders.list({ checkout_id: checkout.id })).items;
	assert.ok(order?.subscription_id);
	assert.equal(order.billing_reason, 'subscription_create');

	const subscription = await polar.subscriptions.get(order.subscription_id);
	assert.equal(subscription.status, 'active');
	assert.deepEqual(subscription.metadata, checkout.metadata);
	assert.ok(new Date(subscription.current_period_end) > new Date(subscription.current_period_start));

	const ending = await polar.subscriptions.update(subscription.id, { cancel_at_period_end: true });
	assert.equal(ending.ends_at, subscription.current_period_end);
	const staying = await polar.subscriptions.update(subscription.id, { cancel_at_period_end: false });
	assert.equal(staying.ends_at, null);
	const revoked = await polar.subscriptions.revoke(subscription.id);
	assert.equal(revoked.status, 'canceled');
	assert.ok(revoked.ended_at);
	await assert.rejects(polar.subscriptions.revoke(subscription.id), errors.AlreadyCanceledSubscription);
	assert.equal((await polar.subscriptions.list({ active: true, product_id: plan.id })).pagination.total_count, 0);
});

test('a renewal is paid, or leaves the subscription past due until one is', async () => {
	const { polar, plan } = shop;
	const checkout = await shop.checkout(plan);
	await shop.submit(checkout, { action: 'pay' });
	const [first] = (await polar.orders.list({ checkout_id: checkout.id })).items;
	const id = first?.subscription_id ?? '';
	const before = await polar.subscriptions.get(id);

	await shop.control('POST', `/subscriptions/${id}/renew`, { outcome: 'failed' });
	const unpaid = await polar.subscriptions.get(id);
	assert.equal(unpaid.status, 'past_due');
	assert.equal(unpaid.current_period_start, before.current_period_end);
	await shop.control('POST', `/subscriptions/${id}/renew`);
	assert.equal((await polar.subscriptions.get(id)).status, 'active');
	const orders = await polar.orders.list({ subscription_id: id, sorting: ['created_at'] });
	assert.deepEqual(
		orders.items.map(({ billing_reason: reason, status }) => [reason, status]),
		[
			['subscription_create', 'paid'],
			['subscription_cycle', 'pending'],
			['subscription_cycle', 'paid'],
		],
	);
});

test('a customer session leads to a page with the purchases', async () => {
	const order = await shop.order({ external_customer_id: 'portal', customer_email: 'portal@example.com' });
	const session = await shop.polar.customerSessions.create({ external_customer_id: 'portal' });
	const portal = await (await fetch(session.customer_portal_url)).text();
	assert.ok(portal.includes('1,000 Domain Credits'));
	assert.ok(portal.includes(`/receipt/${order.id}`));
	const receipt = await fetch((await shop.polar.orders.receipt(order.id)).url);
	assert.ok((await receipt.text()).includes('$5.00'));
});

test('mistakes are answered in Polar’s own shapes', async () => {
	const { polar, sandbox } = shop;
	await assert.rejects(polar.orders.get('00000000-0000-4000-8000-000000000000'), errors.ResourceNotFound);
	await assert.rejects(polar.checkouts.create({ products: ['none'] }), errors.HTTPValidationError);
	await assert.rejects(shop.checkout(shop.pack, { success_url: 'javascript:alert(1)' }), errors.HTTPValidationError);
	await assert.rejects(shop.checkout(shop.pack, { currency: 'eur' }), errors.HTTPValidationError);
	await assert.rejects(polar.refunds.create({ order_id: 'none', amount: 1, reason: 'other' }), (error) => {
		assert.ok(error instanceof errors.HTTPValidationError);
		assert.deepEqual(error.error.detail?.[0]?.loc, ['body', 'order_id']);
		return true;
	});
	const stranger = createPolar({ accessToken: 'not the token', baseUrl: sandbox.url });
	await assert.rejects(
		stranger.orders.list(),
		(error) => error instanceof PolarClientError && error.statusCode === 401,
	);
	const malformed = await fetch(`${sandbox.url}/v1/checkouts/`, {
		method: 'POST',
		headers: { authorization: 'Bearer token', 'content-type': 'application/json' },
		body: '{"products": [',
	});
	assert.equal(malformed.status, 422);
	assert.equal((await fetch(`${sandbox.url}/v1/orders/`)).status, 401);
});
