// Checkouts: one id is one checkout, the first-time offer is claimed by one at a time, and only plans in force buy packs.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { applyOrder } from '../../src/billing/apply-order.ts';
import { beginPackCheckout } from '../../src/billing/checkouts.ts';
import { beginPlanCheckout } from '../../src/billing/choose-plan.ts';
import { customerPortalUrl, receiptUrl } from '../../src/billing/portal.ts';
import { listPurchases } from '../../src/billing/purchases.ts';
import { watchCheckouts } from '../../src/billing/watch-checkouts.ts';
import type { Catalog, Checkout } from '../../src/http/schemas.ts';
import { createLicenseKey } from '../../src/licensing/license-keys.ts';
import { asSite, assertProblem, startCloud, type Answer, type ConnectedTestSite } from '../support/cloud.ts';

const cloud = await startCloud();
const { services } = cloud;
const { db } = services;
const OFFER = 'first_time_30000';

type Begun = Answer<{ checkout: Checkout }>;

function begin(site: ConnectedTestSite, sku: string, id: string = randomUUID()): Promise<Begun> {
	return cloud.request('POST', '/v1/checkouts', { site, body: { id, sku } });
}

async function polarCheckouts(): Promise<{ id: string; metadata: Record<string, string>; customer_email: string; external_customer_id: string; success_url: string }[]> {
	const listed = await fetch(`${cloud.polar.url}/v1/checkouts/?limit=100`, { headers: { authorization: `Bearer ${services.config.polar.access_token}` } });
	return ((await listed.json()) as { items: never[] }).items;
}

async function pack(site: ConnectedTestSite, sku: string): Promise<Pick<Catalog['packs'][number], 'available' | 'unavailable_reason'>> {
	const found = (await cloud.state(site)).catalog.packs.find((one) => one.sku === sku);
	assert.ok(found !== undefined);
	return { available: found.available, unavailable_reason: found.unavailable_reason };
}

async function payAndApply(checkout: Checkout): Promise<void> {
	const order = await services.payments.readOrder(await cloud.pay(checkout));
	assert.ok(order !== undefined);
	assert.equal(await applyOrder(services, order), 'applied');
}

describe('a checkout', () => {
	it('carries who it is for: metadata set by the server, the buyer\'s email, the account as customer', async () => {
		const site = await cloud.trialSite();
		const checkout = await cloud.checkout(site, 'domain_5000');
		const made = (await polarCheckouts()).find((one) => one.metadata['checkout_id'] === checkout.id);
		assert.ok(made !== undefined);
		assert.deepEqual(made.metadata, {
			account: `${site.email[0] ?? ''}…@example.com`,
			website: site.home.replace('http://', ''),
			account_id: site.account_id,
			checkout_id: checkout.id,
			license_id: site.license_id,
			site_id: site.site_id,
			sku: 'domain_5000',
		});
		assert.equal(made.customer_email, site.email);
		assert.equal(made.external_customer_id, site.account_id);
		assert.equal(made.success_url, `http://cloud.localhost/checkout/done?account=${site.account_id}&checkout=${checkout.id}`);
	});

	it('asked for again by its id, also at once, is the same; the id for another pack is refused', async () => {
		const site = await cloud.trialSite();
		const id = randomUUID();
		await cloud.openConnections();
		const answers = await Promise.all(Array.from({ length: 5 }, () => begin(site, 'shared_1000', id)));
		assert.deepEqual(answers.map((answer) => answer.status), [200, 200, 200, 200, 200]);
		assert.equal(new Set(answers.map((answer) => answer.body.checkout.url)).size, 1);
		assert.equal((await begin(site, 'shared_1000', id)).body.checkout.url, answers[0]?.body.checkout.url);
		assertProblem(await begin(site, 'shared_5000', id), 422, 'key_reused');
	});

	it('that Polar could not open is opened by a repeat', async () => {
		const site = await cloud.trialSite();
		const id = randomUUID();
		cloud.polar.faults.add({ effect: 'status', status: 500, method: 'POST', path: '/v1/checkouts' });
		assertProblem(await begin(site, 'shared_1000', id), 503, 'unavailable');
		assertProblem(await cloud.request('GET', `/v1/checkouts/${id}`, { site }), 404, 'not_found');
		cloud.polar.faults.add({ effect: 'disconnect', when: 'after', method: 'POST', path: '/v1/checkouts' });
		assertProblem(await begin(site, 'shared_1000', id), 503, 'unavailable');
		const opened = await begin(site, 'shared_1000', id);
		assert.equal(opened.status, 200);
		assert.equal(opened.body.checkout.id, id);
	});

	it('paid on a page whose address was lost in a crash is granted all the same', async () => {
		const site = await cloud.trialSite();
		const id = randomUUID();
		cloud.polar.faults.add({ effect: 'disconnect', when: 'after', method: 'POST', path: '/v1/checkouts' });
		assertProblem(await begin(site, 'domain_1000', id), 503, 'unavailable');
		const lost = (await polarCheckouts()).find((one) => one.metadata['checkout_id'] === id);
		const paid = await fetch(`${cloud.polar.url}/_sandbox/checkouts/${lost?.id ?? ''}/pay`, { method: 'POST' });
		const order = await services.payments.readOrder(((await paid.json()) as { order: { id: string } }).order.id);
		assert.ok(order !== undefined);
		assert.equal(await applyOrder(services, order), 'applied');
		assert.equal((await cloud.state(site)).balance.site.domain, 1000);
	});

	it('that Polar refuses says that it is not the buyer\'s fault', async () => {
		const site = await cloud.trialSite();
		cloud.polar.faults.add({ effect: 'status', status: 400, method: 'POST', path: '/v1/checkouts' });
		assertProblem(await begin(site, 'shared_1000'), 502, 'provider_failed');
	});

	it('ends when Polar says that it expired', async () => {
		const site = await cloud.trialSite();
		const checkout = await cloud.checkout(site, 'shared_1000');
		const made = (await polarCheckouts()).find((one) => one.metadata['checkout_id'] === checkout.id);
		await fetch(`${cloud.polar.url}/_sandbox/checkouts/${made?.id ?? ''}/expire`, { method: 'POST' });
		await db.query("UPDATE checkouts SET poll_after = CASE checkout_id WHEN $1 THEN '-infinity'::timestamptz ELSE 'infinity' END", [checkout.id]);
		await watchCheckouts(services);
		const { body } = await cloud.request<{ checkout: Checkout }>('GET', `/v1/checkouts/${checkout.id}`, { site });
		assert.equal(body.checkout.status, 'expired');
	});

	it('that is paid names its order as soon as that is known, also while it cannot be applied', async () => {
		const site = await cloud.trialSite();
		const checkout = await cloud.checkout(site, 'shared_1000');
		const order_id = await cloud.pay(checkout);
		const look = async (): Promise<Pick<Checkout, 'status' | 'order_id'>> => {
			await db.query("UPDATE checkouts SET poll_after = CASE checkout_id WHEN $1 THEN '-infinity'::timestamptz ELSE 'infinity' END", [checkout.id]);
			await watchCheckouts(services).catch(() => undefined);
			const { status, order_id: named } = (await cloud.request<{ checkout: Checkout }>('GET', `/v1/checkouts/${checkout.id}`, { site })).body.checkout;
			return { status, order_id: named };
		};
		// A database that takes no order.
		await db.query('ALTER TABLE orders ADD CONSTRAINT takes_none CHECK (false) NOT VALID');
		try {
			assert.deepEqual(await look(), { status: 'paid', order_id });
			assert.equal((await cloud.state(site)).balance.license.shared, 500);
		} finally {
			await db.query('ALTER TABLE orders DROP CONSTRAINT takes_none');
		}
		assert.deepEqual(await look(), { status: 'granted', order_id });
		assert.equal((await cloud.state(site)).balance.license.shared, 1500);
	});

	it('belongs to its license: another one does not find it, and unknown packs are not sold', async () => {
		const [site, other] = [await cloud.trialSite(), await cloud.trialSite()];
		const checkout = await cloud.checkout(site, 'shared_1000');
		assertProblem(await cloud.request('GET', `/v1/checkouts/${checkout.id}`, { site: other }), 404, 'not_found');
		assertProblem(await begin(site, 'shared_2'), 404, 'not_found');
		assertProblem(await cloud.request('POST', '/v1/checkouts', { site, body: { id: randomUUID(), sku: 'shared_1000', credits: 9 } }), 400, 'invalid_request');
	});

	it('needs a plan in force', async () => {
		const site = await cloud.trialSite();
		cloud.ahead_ms = 8 * 86_400_000;
		const lapsed = await begin(site, 'shared_1000');
		const shown = await pack(site, 'shared_1000');
		cloud.ahead_ms = 0;
		assertProblem(lapsed, 403, 'license_lapsed');
		assert.deepEqual(shown, { available: false, unavailable_reason: 'license_lapsed' });
		await db.query("UPDATE licenses SET plan = 'free' WHERE license_id = $1", [site.license_id]);
		assertProblem(await begin(site, 'shared_1000'), 403, 'plan_has_no_credits');
		assert.deepEqual(await pack(site, OFFER), { available: false, unavailable_reason: 'plan_has_no_credits' });
	});
});

describe("a checkout from the account's own pages", () => {
	it('is for the license where no site is named, and only Shared packs can be so bought', async () => {
		const site = await cloud.trialSite();
		const license = { account_id: site.account_id, license_id: site.license_id, site_id: null };
		const begun = await beginPackCheckout(services, license, { id: randomUUID(), sku: 'shared_1000' });
		assert.deepEqual([begun.pool_id, begun.site_id], [site.license_id, null]);
		const made = (await polarCheckouts()).find((one) => one.metadata['checkout_id'] === begun.checkout_id);
		assert.equal(made?.metadata['website'], 'all sites of the license');
		await assert.rejects(beginPackCheckout(services, license, { id: randomUUID(), sku: 'domain_1000' }), { code: 'invalid_request' });
	});

	it('of a plan opens a license where the account has none that is free', async () => {
		const site = await cloud.trialSite();
		const first = await beginPlanCheckout(services, { account_id: site.account_id, license_id: null }, 'pro');
		assert.notEqual(first.license_id, site.license_id);
		const again = await beginPlanCheckout(services, { account_id: site.account_id, license_id: null }, 'pro');
		assert.equal(again.checkout_id, first.checkout_id);
		await assert.rejects(beginPlanCheckout(services, { account_id: site.account_id, license_id: randomUUID() }, 'pro'), { code: 'not_found' });
		await assert.rejects(beginPlanCheckout(services, { account_id: site.account_id, license_id: null }, 'free'), { code: 'not_found' });
	});
});

describe("Polar's own pages", () => {
	it('are led to: the portal of who bought something, and the receipt of an own order', async () => {
		const [site, other] = [await cloud.trialSite(), await cloud.trialSite()];
		await assert.rejects(customerPortalUrl(services, site.account_id, 'http://cloud.localhost/account'), { code: 'not_found' });
		const order_id = await cloud.pay(await cloud.checkout(site, 'shared_1000'));
		const order = await services.payments.readOrder(order_id);
		assert.ok(order !== undefined);
		await applyOrder(services, order);
		const portal = await fetch(await customerPortalUrl(services, site.account_id, 'http://cloud.localhost/account'));
		assert.match(await portal.text(), /1,000 Shared Credits|Your purchases/);
		assert.equal((await fetch(await receiptUrl(services, site.account_id, order_id))).status, 200);
		await assert.rejects(receiptUrl(services, other.account_id, order_id), { code: 'not_found' });
		const { purchases } = await listPurchases(db, site);
		assert.deepEqual(purchases.map(({ order_id: id, price_cents, currency, has_receipt, state }) => [id, price_cents, currency, has_receipt, state]), [
			[order_id, 500, 'USD', true, 'granted'],
		]);
	});

	it('purchases are listed by pages, newest first, for the account, a license or a site', async () => {
		const site = await cloud.trialSite();
		for (const sku of ['shared_1000', 'domain_1000', 'shared_5000', 'domain_5000', 'shared_1000']) {
			await payAndApply(await cloud.checkout(site, sku));
		}
		const all = (await listPurchases(db, { account_id: site.account_id })).purchases.map((purchase) => purchase.order_id);
		assert.equal(all.length, 5);
		const paged: string[] = [];
		for (let cursor: string | undefined; ; ) {
			const page = await listPurchases(db, site, { cursor, per_page: 2 });
			paged.push(...page.purchases.map((purchase) => purchase.order_id));
			if (page.next_cursor === null) {
				break;
			}
			cursor = page.next_cursor;
		}
		assert.deepEqual(paged, all);
		assert.deepEqual((await listPurchases(db, { ...site, license_id: randomUUID() })).purchases, []);
		await assert.rejects(listPurchases(db, site, { cursor: 'nonsense' }), { code: 'invalid_request' });
	});
});

describe('the first-time offer', () => {
	it('is one checkout of the account, in however many tabs it is asked for at once', async () => {
		const site = await cloud.trialSite();
		await cloud.openConnections();
		const answers = await Promise.all(Array.from({ length: 6 }, () => begin(site, OFFER)));
		assert.deepEqual(answers.map((answer) => answer.status), [200, 200, 200, 200, 200, 200]);
		assert.equal(new Set(answers.map((answer) => answer.body.checkout.id)).size, 1);
		assert.equal(new Set(answers.map((answer) => answer.body.checkout.url)).size, 1);
		assert.deepEqual(await pack(site, OFFER), { available: true, unavailable_reason: null });
	});

	it('is one checkout also when it is asked for at once after an earlier checkout ended', async () => {
		const site = await cloud.trialSite();
		const ended = await cloud.checkout(site, OFFER);
		await db.query("UPDATE checkouts SET status = 'expired' WHERE checkout_id = $1", [ended.id]);
		await cloud.openConnections();
		const answers = await Promise.all(Array.from({ length: 6 }, () => begin(site, OFFER)));
		const ids = new Set(answers.map((answer) => answer.body.checkout.id));
		assert.equal(ids.size, 1);
		assert.ok(!ids.has(ended.id));
	});

	it('ends with the first paid pack, whichever it is', async () => {
		const site = await cloud.trialSite();
		await payAndApply(await cloud.checkout(site, 'domain_1000'));
		assert.deepEqual(await pack(site, OFFER), { available: false, unavailable_reason: 'offer_used' });
		assertProblem(await begin(site, OFFER), 403, 'offer_used');
		assert.deepEqual(await pack(site, 'shared_1000'), { available: true, unavailable_reason: null });
	});

	it('gives 30,000 credits for $49', async () => {
		const site = await cloud.trialSite();
		const checkout = await cloud.checkout(site, OFFER);
		assert.deepEqual([checkout.credits, checkout.price_cents], [30_000, 4900]);
		await payAndApply(checkout);
		assert.equal((await cloud.state(site)).balance.license.shared, 30_500);
		assertProblem(await begin(site, OFFER), 403, 'offer_used');
	});

	it('claimed for one license is not to be had for another of the account, until that checkout ends', async () => {
		const site = await cloud.trialSite();
		const license_id = randomUUID();
		await db.query("INSERT INTO licenses (account_id, license_id, plan, paid_until, created_at) VALUES ($1, $2, 'pro', now() + interval '1 day', now())", [
			site.account_id,
			license_id,
		]);
		await db.query("INSERT INTO pools (account_id, pool_id, license_id, kind) VALUES ($1, $2, $2, 'shared')", [site.account_id, license_id]);
		const license_key = await db.transaction((tx) => createLicenseKey(tx, site.account_id, license_id, new Date()));
		const home = `http://${randomUUID()}.localhost`;
		const connected = await cloud.request<never>('POST', '/v1/connections/key', { body: { license_key, home, site_name: '' } });
		const other = asSite(connected.body, home, site.email, site.account_id);

		const claimed = await cloud.checkout(site, OFFER);
		assert.deepEqual(await pack(other, OFFER), { available: false, unavailable_reason: 'offer_claimed' });
		assertProblem(await begin(other, OFFER), 403, 'offer_used');
		await db.query("UPDATE checkouts SET status = 'expired' WHERE checkout_id = $1", [claimed.id]);
		assert.deepEqual(await pack(other, OFFER), { available: true, unavailable_reason: null });
		const now_theirs = await begin(other, OFFER);
		assert.equal(now_theirs.status, 200);
		assert.notEqual(now_theirs.body.checkout.id, claimed.id);
	});
});
