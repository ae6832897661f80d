// Polar's products: one for each SKU of the catalog, at the catalog's price, created by the service at a sandbox only.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { it } from 'node:test';
import { createPayments } from '../../src/billing/payments.ts';
import { saleItems } from '../../src/billing/products.ts';
import { startCloud } from '../support/cloud.ts';

const cloud = await startCloud();
const { config, catalog, log } = cloud.services;

interface ListedProduct {
	name: string;
	metadata: { catalog: string; sku: string };
	recurring_interval: string | null;
	prices: { price_amount: number; price_currency: string }[];
}

async function products(): Promise<ListedProduct[]> {
	const listed = await fetch(`${cloud.polar.url}/v1/products/?limit=100`, { headers: { authorization: `Bearer ${config.polar.access_token}` } });
	return ((await listed.json()) as { items: ListedProduct[] }).items;
}

const checkout = (sku: string, price_cents = catalog.packs.find((pack) => pack.sku === sku)?.price_cents ?? 0) => ({
	sku,
	price_cents,
	currency: catalog.currency,
	account_id: randomUUID(),
	email: 'anna@example.com',
	success_url: 'http://cloud.localhost/checkout/done',
	metadata: {},
});

it('are made from the catalog, once, however often the service starts', async () => {
	await createPayments({ polar: config.polar, catalog, log });
	const made = (await products()).map(({ metadata, prices, recurring_interval }) => [metadata.sku, prices[0]?.price_amount, recurring_interval]);
	assert.deepEqual(made.sort(), saleItems(catalog).map((item) => [item.sku, item.price_cents, item.interval]).sort());
	assert.equal(made.length, 9);
});

it('get the price of a changed catalog before anything more is sold', async () => {
	const dearer = { ...catalog, packs: catalog.packs.map((pack) => (pack.sku === 'shared_1000' ? { ...pack, price_cents: 700 } : pack)) };
	const payments = await createPayments({ polar: config.polar, catalog: dearer, log });
	assert.equal((await products()).find((one) => one.metadata.sku === 'shared_1000')?.prices[0]?.price_amount, 700);
	assert.match((await payments.createCheckout(checkout('shared_1000', 700))).url, /^http/);
	assert.equal((await products()).length, 9);
});

it('are looked up again once Polar is back, where it was away at the start', async () => {
	const away = cloud.polar.faults.add({ effect: 'status', status: 503, path: '/v1/products', count: null });
	const payments = await createPayments({ polar: config.polar, catalog, log });
	await assert.rejects(payments.createCheckout(checkout('domain_1000')), { code: 'unavailable' });
	cloud.polar.faults.clear(away.id);
	assert.match((await payments.createCheckout(checkout('domain_1000'))).url, /^http/);
});
