// Live payments: products are made and named by polar:sync, never repriced, and nothing is sold that is not right at Polar.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { startPolarSandbox } from '../../sandbox/polar.ts';
import { createPayments, openPolar, type Payments } from '../../src/billing/payments.ts';
import { saleItems } from '../../src/billing/products.ts';
import { loadCatalog } from '../../src/catalog/catalog.ts';
import { readConfig, readPolarConfig } from '../../src/config.ts';

const sandbox = await startPolarSandbox({ accessToken: 'token', webhookSecret: 'secret' });
const folder = await mkdtemp(join(tmpdir(), 'srg-products-'));
after(async () => {
	await sandbox.close();
	await rm(folder, { recursive: true });
});
const file = join(folder, 'rank-genius.products.json');
const env = { PATH: process.env['PATH'], POLAR_BASE_URL: sandbox.url, POLAR_ACCESS_TOKEN: 'token', POLAR_PRODUCTS_FILE: file };
const catalog = loadCatalog('rank-genius');
const log = pino({ level: 'silent' });
const polar = openPolar(readPolarConfig(env));

const COMMAND = fileURLToPath(new URL('../../src/polar-sync.ts', import.meta.url));

function sync(more: NodeJS.ProcessEnv = {}): Promise<{ code: number; output: string }> {
	return new Promise((resolve) => {
		execFile(process.execPath, [COMMAND], { env: { ...env, ...more }, timeout: 60_000 }, (error, stdout, stderr) => {
			resolve({ code: typeof error?.code === 'number' ? error.code : 0, output: stdout + stderr });
		});
	});
}

/** The service as it is where payments are live. */
const live = (): Promise<Payments> => createPayments({ polar: { ...readPolarConfig(env), sandbox: false }, catalog, log });

const checkout = (sku: string) => ({
	sku,
	price_cents: saleItems(catalog).find((item) => item.sku === sku)?.price_cents ?? 0,
	currency: catalog.currency,
	account_id: randomUUID(),
	email: 'anna@example.com',
	success_url: 'http://cloud.localhost/checkout/done',
	metadata: {},
});

async function productIds(): Promise<Record<string, string>> {
	return (JSON.parse(await readFile(file, 'utf8')) as { products: Record<string, string> }).products;
}

it('does not start without the file of products, and says what to do', async () => {
	await assert.rejects(live(), { name: 'ConfigError', message: /run "npm run polar:sync -w cloud" first/ });
	await writeFile(file, '{}');
	await assert.rejects(live(), { name: 'ConfigError', message: /is damaged/ });
	await writeFile(file, '{"catalog":"rankframe","products":{}}');
	await assert.rejects(live(), { name: 'ConfigError', message: /of the catalog "rankframe"/ });
	await rm(file);
});

it('is refused on the embedded database, with the reason', () => {
	const settings = { POLAR_ACCESS_TOKEN: 'token', POLAR_WEBHOOK_SECRET: 'secret', AI_API_KEY: 'key' };
	assert.throws(() => readConfig(settings), { name: 'ConfigError', message: /need a database of your own: set DATABASE_URL/ });
	assert.equal(readConfig({ ...settings, DATABASE_URL: 'postgres://db' }).polar.sandbox, false);
	assert.throws(() => readConfig({ ...settings, POLAR_BASE_URL: 'https://polar.example', DATABASE_URL: '' }), /DATABASE_URL/);
	assert.throws(() => readConfig({ ...settings, DATABASE_URL: 'postgres://db', RECONCILE_AT: '25:00' }), /RECONCILE_AT is "25:00"/);
});

it('sells what polar:sync made, at the catalog\'s prices; a second run changes nothing', async () => {
	const first = await sync();
	assert.equal(first.code, 0, first.output);
	assert.equal(first.output.match(/^created/gm)?.length, saleItems(catalog).length);
	const ids = await productIds();
	const second = await sync();
	assert.equal(second.output.match(/^right/gm)?.length, saleItems(catalog).length, second.output);
	assert.deepEqual(await productIds(), ids);
	const payments = await live();
	for (const item of saleItems(catalog)) {
		assert.equal((await payments.createCheckout(checkout(item.sku))).amount, item.price_cents);
	}
});

it('finds the products again by their metadata where the file is lost', async () => {
	const ids = await productIds();
	await rm(file);
	assert.equal((await sync()).code, 0);
	assert.deepEqual(await productIds(), ids);
});

it('neither reprices nor sells a product whose price was changed at Polar, and says so', async () => {
	const payments = await live();
	const id = (await productIds())['shared_5000'] ?? '';
	await polar.products.update(id, { prices: [{ amount_type: 'fixed', price_amount: 1, price_currency: 'usd' }] });
	await assert.rejects(payments.createCheckout(checkout('shared_5000')), { code: 'provider_failed' }, 'noticed at the checkout itself');
	await assert.rejects(payments.createCheckout(checkout('shared_5000')), { message: /its price is 1 usd, the catalog says 2000 usd/ });
	assert.match((await payments.createCheckout(checkout('shared_1000'))).url, /^http/);
	const ran = await sync();
	assert.equal(ran.code, 1);
	assert.match(ran.output, /^wrong +shared_5000 .*its price is 1 usd, the catalog says 2000 usd/m);
	assert.match(ran.output, /Nothing that exists is repriced/);
	await polar.products.update(id, { prices: [{ amount_type: 'fixed', price_amount: 2000, price_currency: 'usd' }] });
	assert.equal((await sync()).code, 0);
	assert.match((await payments.createCheckout(checkout('shared_5000'))).url, /^http/);
});

it('does not sell a product that is archived, has two prices or another interval', async () => {
	const ids = await productIds();
	await polar.products.update(ids['domain_1000'] ?? '', { is_archived: true });
	const [price] = (await polar.products.get(ids['domain_5000'] ?? '')).prices;
	await polar.products.update(ids['domain_5000'] ?? '', { prices: [{ id: price?.id ?? '' }, { amount_type: 'fixed', price_amount: 1900, price_currency: 'eur' }] });
	const payments = await live();
	await assert.rejects(payments.createCheckout(checkout('domain_1000')), { message: /or it is archived/ });
	await assert.rejects(payments.createCheckout(checkout('domain_5000')), { message: /2 prices, it must have one/ });
	await assert.rejects(payments.createCheckout(checkout('not_sold')), { code: 'provider_failed' });
	assert.match((await payments.createCheckout(checkout('domain_10000'))).url, /^http/);
});

it('says so where Polar cannot be asked', async () => {
	const away = await sync({ POLAR_BASE_URL: 'http://127.0.0.1:9' });
	assert.deepEqual([away.code, /Polar cannot be reached/.test(away.output)], [2, true]);
	const refused = await sync({ POLAR_ACCESS_TOKEN: 'wrong' });
	assert.deepEqual([refused.code, /Polar refused with 401/.test(refused.output)], [2, true]);
	assert.ok(!refused.output.includes('wrong'));
});
