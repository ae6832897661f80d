/* Faults of the Polar API: slow, failing and cut answers, before and after the request has taken effect. */

import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { PolarNetworkError, PolarRateLimitError, PolarServerError } from '@polar-sh/sdk';
import { openShop } from './shop.ts';
import type { Shop } from './shop.ts';

let shop: Shop;
beforeEach(async () => {
	shop = await openShop();
});
afterEach(() => shop.sandbox.close());

const arm = (fault: object): Promise<Response> => shop.control('POST', '/faults', fault);
const list = (): Promise<unknown> => shop.polar.orders.list();

test('a status strikes as often as it was asked to', async () => {
	await arm({ effect: 'status', status: 503, count: 2 });
	await assert.rejects(list(), PolarServerError);
	await assert.rejects(list(), PolarServerError);
	await assert.doesNotReject(list());
});

test('a rate limit says when to come back', async () => {
	await arm({ effect: 'status', status: 429, retry_after_s: 7 });
	await assert.rejects(list(), (error) => error instanceof PolarRateLimitError && error.retryAfter === 7);
});

test('a fault can wait for its turn', async () => {
	await arm({ effect: 'status', status: 500, after: 1, every_nth: 2, count: null });
	const outcomes: boolean[] = [];
	for (let call = 0; call < 5; call += 1) {
		outcomes.push(
			await list().then(
				() => true,
				() => false,
			),
		);
	}
	assert.deepEqual(outcomes, [true, true, false, true, false]);
	await shop.control('DELETE', '/faults');
	await assert.doesNotReject(list());
});

test('it strikes only the requests it is meant for', async () => {
	await arm({ effect: 'status', status: 500, method: 'POST', path: '/v1/checkouts', body_contains: 'unlucky' });
	await assert.doesNotReject(list());
	await assert.doesNotReject(shop.checkout());
	await assert.rejects(shop.checkout(shop.pack, { metadata: { name: 'unlucky' } }), PolarServerError);
});

test('cut before, a refund has no effect; cut after or midway, it has', async () => {
	for (const [when, refunded] of [
		['before', 0],
		['after', 100],
		['mid', 100],
	] as const) {
		const order = await shop.order();
		await arm({ effect: 'disconnect', when, method: 'POST', path: '/v1/refunds' });
		const cut = shop.polar.refunds.create({ order_id: order.id, amount: 100, reason: 'other' });
		await assert.rejects(cut, when === 'mid' ? Error : PolarNetworkError, when);
		assert.equal((await shop.polar.orders.get(order.id)).refunded_amount, refunded, when);
	}
});

test('a status after the fact hides what was done', async () => {
	const order = await shop.order();
	await arm({ effect: 'status', status: 500, when: 'after', method: 'POST', path: '/v1/refunds' });
	await assert.rejects(
		shop.polar.refunds.create({ order_id: order.id, amount: 100, reason: 'other' }),
		PolarServerError,
	);
	assert.equal((await shop.polar.orders.get(order.id)).refunded_amount, 100);
});

test('a slow answer makes a client that will not wait give up', async () => {
	await arm({ effect: 'latency', latency_ms: 60_000 });
	await assert.rejects(shop.polar.orders.list({}, { timeout: 0.05 }), PolarNetworkError);
	await assert.doesNotReject(list());
});

test('a fault that is none is refused', async () => {
	for (const fault of [{ effect: 'explode' }, {}, { effect: 'status', status: 200 }, { effect: 'status', typo: 1 }]) {
		assert.equal((await arm(fault)).status, 422, JSON.stringify(fault));
	}
});
