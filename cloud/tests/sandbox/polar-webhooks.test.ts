/* Webhooks: signed so that the official SDK accepts them, retried, and faulty on request. */

import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { webhooks } from '@polar-sh/sdk/2026-10';
import type { models } from '@polar-sh/sdk/2026-10';
import { startReceiver } from './receiver.ts';
import type { Received, Receiver } from './receiver.ts';
import { openShop, SECRET } from './shop.ts';
import type { Shop } from './shop.ts';

let shop: Shop;
let receiver: Receiver;
beforeEach(async () => {
	receiver = await startReceiver();
	shop = await openShop({ webhookUrl: receiver.url, webhookRetryDelaysMs: [1, 1, 1] });
	await shop.sandbox.webhooksSettled();
	receiver.received.length = 0;
});
afterEach(async () => {
	await shop.sandbox.close();
	await receiver.close();
});

/** One order's `order.paid` as it came. */
async function paidEvent(): Promise<Received> {
	await shop.order();
	await shop.sandbox.webhooksSettled();
	const event = receiver.received.find(({ type }) => type === 'order.paid');
	assert.ok(event);
	return event;
}

const verify = ({ body, headers }: Received, secret = SECRET): ReturnType<typeof webhooks.validateEvent> =>
	webhooks.validateEvent(body, headers, secret);

/** Sends any one event. */
const other = (type: string): Promise<Response> => shop.control('POST', '/webhooks', { type, data: {} });

test('a purchase sends its events in order, and the SDK accepts each', async () => {
	const order = await shop.order();
	await shop.sandbox.webhooksSettled();
	assert.deepEqual(receiver.types(), [
		'checkout.created',
		'checkout.updated',
		'customer.created',
		'order.created',
		'order.updated',
		'order.paid',
		'checkout.updated',
	]);
	const events = await Promise.all(receiver.received.map((received) => verify(received)));
	const created = events.find((event) => event.type === 'order.created');
	const paid = events.find((event) => event.type === 'order.paid');
	assert.deepEqual([created?.data.id, created?.data.status], [order.id, 'pending']);
	assert.deepEqual(paid?.data, order);
	assert.equal(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size, 7);
});

test('refunds and subscriptions send theirs', async () => {
	const order = await shop.order();
	await shop.sandbox.webhooksSettled();
	receiver.received.length = 0;
	await shop.polar.refunds.create({ order_id: order.id, amount: 100, reason: 'customer_request' });
	const checkout = await shop.checkout(shop.plan);
	await shop.submit(checkout, { action: 'pay' });
	await shop.sandbox.webhooksSettled();
	assert.deepEqual(receiver.types(), [
		'refund.created',
		'order.updated',
		'order.refunded',
		'checkout.created',
		'checkout.updated',
		'checkout.updated',
		'subscription.created',
		'subscription.active',
		'subscription.updated',
		'order.created',
		'order.updated',
		'order.paid',
		'checkout.updated',
	]);
});

test('an altered body, a wrong secret and an old timestamp are refused', async () => {
	const event = await paidEvent();
	await assert.doesNotReject(verify(event));
	const altered = { ...event, body: event.body.replace('"net_amount":500', '"net_amount":5') };
	assert.notEqual(altered.body, event.body);
	await assert.rejects(verify(altered), webhooks.PolarWebhookVerificationError);
	await assert.rejects(verify(event, 'another secret'), webhooks.PolarWebhookVerificationError);

	await shop.control('POST', '/faults', { effect: 'skew_timestamp', skew_s: -3600, type: 'order.paid' });
	receiver.received.length = 0;
	await assert.rejects(verify(await paidEvent()), /too old/);
});

test('a signature can be corrupted', async () => {
	await shop.control('POST', '/faults', { effect: 'corrupt_signature', type: 'order.paid' });
	await assert.rejects(verify(await paidEvent()), webhooks.PolarWebhookVerificationError);
});

test('an event of an unknown type is signed as any other', async () => {
	await other('moon.landed');
	await shop.sandbox.webhooksSettled();
	const [event] = receiver.received;
	assert.ok(event);
	await assert.rejects(verify(event), webhooks.PolarWebhookUnknownTypeError);
});

test('a failing receiver gets the event again, with the same id, until it accepts', async () => {
	receiver.answerNext(500, 302);
	await other('a');
	await shop.sandbox.webhooksSettled();
	assert.deepEqual(receiver.types(), ['a', 'a', 'a']);
	assert.equal(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size, 1);
	for (const received of receiver.received) {
		await assert.rejects(verify(received), webhooks.PolarWebhookUnknownTypeError);
	}
});

test('after the last retry it gives up, and goes on with the next event', async () => {
	receiver.answerNext(500, 500, 500, 500);
	await other('a');
	await shop.sandbox.webhooksSettled();
	await other('b');
	await shop.sandbox.webhooksSettled();
	assert.deepEqual(receiver.types(), ['a', 'a', 'a', 'a', 'b']);
	const { items } = (await (await shop.control('GET', '/webhooks')).json()) as {
		items: { id: string; state: string }[];
	};
	assert.deepEqual(
		items.slice(0, 2).map(({ state }) => state),
		['delivered', 'gave_up'],
	);
});

test('events are dropped, repeated and reordered on request', async () => {
	await shop.control('POST', '/faults', { effect: 'drop_webhook', type: 'order.created' });
	await shop.control('POST', '/faults', { effect: 'repeat_webhook', type: 'order.paid', repeats: 2 });
	await shop.order();
	await shop.sandbox.webhooksSettled();
	const types = receiver.types();
	assert.ok(!types.includes('order.created'));
	assert.equal(types.filter((type) => type === 'order.paid').length, 3);

	receiver.received.length = 0;
	await shop.control('POST', '/faults', { effect: 'reorder_webhooks', window: 3 });
	for (const type of ['a', 'b', 'c', 'd']) {
		await other(type);
	}
	await shop.sandbox.webhooksSettled();
	assert.deepEqual(receiver.types(), ['c', 'b', 'a', 'd']);
});

test('a delayed event does not hold up a later one, and comes in the end', async () => {
	await shop.control('POST', '/faults', { effect: 'delay_webhook', delay_ms: 600_000 });
	const arrival = receiver.next();
	await other('late');
	await other('early');
	await arrival;
	assert.deepEqual(receiver.types(), ['early']);

	await shop.sandbox.close();
	shop = await openShop({ webhookUrl: receiver.url });
	await shop.control('POST', '/faults', { effect: 'delay_webhook', delay_ms: 1 });
	await other('late');
	await shop.sandbox.webhooksSettled();
	assert.ok(receiver.types().includes('late'));
});

test('nothing is sent while no receiver is set', async () => {
	await shop.control('PUT', '/webhook-url', { url: null });
	await other('unheard');
	await shop.control('PUT', '/webhook-url', { url: receiver.url });
	await other('heard');
	await shop.sandbox.webhooksSettled();
	assert.deepEqual(receiver.types(), ['heard']);
});

test('an event is delivered once more on request', async () => {
	const event = await paidEvent();
	await shop.control('POST', `/webhooks/${event.headers['webhook-id'] ?? ''}/redeliver`);
	await other('last');
	await shop.sandbox.webhooksSettled();
	const ids = receiver.received.filter(({ type }) => type === 'order.paid').map(({ headers }) => headers['webhook-id']);
	assert.deepEqual(ids, [event.headers['webhook-id'], event.headers['webhook-id']]);
});

test('the events of a reversed refund show the order as it is then', async () => {
	const order = await shop.order();
	const refund = await shop.polar.refunds.create({ order_id: order.id, amount: 500, reason: 'customer_request' });
	await shop.control('POST', `/refunds/${refund.id}/settle`, { status: 'failed' });
	await shop.sandbox.webhooksSettled();
	const updates = receiver.received
		.filter(({ type }) => type === 'order.updated')
		.map(({ body }) => (JSON.parse(body) as { data: models.Order }).data.status);
	assert.deepEqual(updates, ['paid', 'refunded', 'paid']);
	assert.equal(receiver.types().at(-2), 'refund.updated');
});
