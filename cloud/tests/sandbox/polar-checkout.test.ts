/* The test checkout page, over HTTP as a browser uses it. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { models } from '@polar-sh/sdk/2026-10';
import { openShop } from './shop.ts';
import type { Shop } from './shop.ts';

let shop: Shop;
before(async () => {
	shop = await openShop();
});
after(() => shop.sandbox.close());

const ordersOf = async (checkout: models.Checkout): Promise<models.Order[]> =>
	(await shop.polar.orders.list({ checkout_id: checkout.id })).items;

test('shows what is bought, for whom, and what it costs', async () => {
	const checkout = await shop.checkout();
	const response = await fetch(checkout.url);
	const page = await response.text();
	assert.equal(response.status, 200);
	for (const text of ['Test checkout – no money moves', '1,000 Domain Credits', 'Pay $5.00', 'Decline', 'Cancel']) {
		assert.ok(page.includes(text), `the page does not say “${text}”`);
	}
	assert.match(page, /<dt>Domain<\/dt><dd>example\.com<\/dd>/);
	assert.match(page, /name="customer_email"[^>]*value="anna@example\.com"/);
});

test('escapes whatever the merchant and the buyer set', async () => {
	const nasty = '"><script>alert(1)</script>';
	const product = await shop.polar.products.create({
		name: `Pack ${nasty}`,
		prices: [{ amount_type: 'fixed', price_amount: 100 }],
	});
	const checkout = await shop.checkout(product, { metadata: { [nasty]: nasty } });
	await shop.submit(checkout, { action: 'update', customer_email: nasty });
	const response = await fetch(checkout.url);
	const page = await response.text();
	assert.ok(!page.includes('<script'));
	assert.ok(page.includes('&lt;script&gt;'));
	assert.match(response.headers.get('content-security-policy') ?? '', /default-src 'none'/);
});

test('paying leads to the success URL with the checkout’s id', async () => {
	const checkout = await shop.checkout();
	const response = await shop.submit(checkout, { action: 'pay' });
	assert.equal(response.status, 303);
	assert.equal(response.headers.get('location'), `http://localhost:8888/done?checkout=${checkout.id}`);
});

test('paying twenty times at once, and again later, makes one order', async () => {
	const checkout = await shop.checkout();
	const responses = await Promise.all(Array.from({ length: 20 }, () => shop.submit(checkout, { action: 'pay' })));
	await shop.submit(checkout, { action: 'pay' });
	assert.deepEqual(new Set(responses.map(({ status }) => status)), new Set([303]));
	assert.equal((await ordersOf(checkout)).length, 1);
	assert.equal((await fetch(checkout.url, { redirect: 'manual' })).status, 303);
});

test('a declined card buys nothing and can be tried again', async () => {
	const checkout = await shop.checkout();
	const declined = await shop.submit(checkout, { action: 'decline' });
	const page = await fetch(new URL(declined.headers.get('location') ?? '', checkout.url));
	assert.ok((await page.text()).includes('The card was declined.'));
	assert.equal((await ordersOf(checkout)).length, 0);
	assert.equal((await shop.polar.checkouts.get(checkout.id)).status, 'open');
	await shop.submit(checkout, { action: 'pay' });
	assert.equal((await ordersOf(checkout)).length, 1);
});

test('a total that the country changed is shown before it is paid', async () => {
	const checkout = await shop.checkout();
	const first = await shop.submit(checkout, { action: 'pay', country: 'DE' });
	const page = await fetch(new URL(first.headers.get('location') ?? '', checkout.url));
	assert.ok((await page.text()).includes('Pay $5.95'));
	assert.equal((await ordersOf(checkout)).length, 0);
	await shop.submit(checkout, { action: 'pay', country: 'DE' });
	const [order] = await ordersOf(checkout);
	assert.deepEqual([order?.net_amount, order?.tax_amount, order?.total_amount], [500, 95, 595]);
});

test('without an email nothing is bought, and the page says what to do', async () => {
	const checkout = await shop.checkout(shop.pack, { customer_email: null, external_customer_id: null });
	const response = await shop.submit(checkout, { action: 'pay', customer_email: '' });
	const page = await fetch(new URL(response.headers.get('location') ?? '', checkout.url));
	assert.ok((await page.text()).includes('Enter an email address'));
	assert.equal((await ordersOf(checkout)).length, 0);
});

test('cancelling leads back to the shop', async () => {
	const checkout = await shop.checkout(shop.pack, { return_url: 'http://localhost:8888/back' });
	const response = await shop.submit(checkout, { action: 'cancel' });
	assert.equal(response.headers.get('location'), 'http://localhost:8888/back');
});

test('an expired checkout cannot be paid', async () => {
	const checkout = await shop.checkout();
	await shop.control('POST', `/checkouts/${checkout.id}/expire`);
	assert.equal((await shop.polar.checkouts.get(checkout.id)).status, 'expired');
	await shop.submit(checkout, { action: 'pay' });
	assert.equal((await ordersOf(checkout)).length, 0);
	assert.equal((await fetch(checkout.url)).status, 410);
});

test('an unknown checkout has a page of its own', async () => {
	const response = await fetch(`${shop.sandbox.url}/checkout/none`);
	assert.equal(response.status, 404);
	assert.ok((await response.text()).includes('No such checkout'));
});

test('a buyer known by email stays the same customer under another account', async () => {
	const email = 'same@example.com';
	const first = await shop.order({ customer_email: email, external_customer_id: 'one' });
	const second = await shop.order({ customer_email: email, external_customer_id: 'two' });
	assert.equal(second.customer_id, first.customer_id);
	assert.equal(second.customer.external_id, 'one');
});
