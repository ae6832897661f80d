// What a site is told of its license's purchases: its own pool's and the Shared one's, and no other site's.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { processInbox } from '../../src/billing/process-inbox.ts';
import { setHideShared } from '../../src/licensing/site-settings.ts';
import { managerSite, sisterSite } from '../support/agency.ts';
import { assertProblem, startCloud, type ConnectedTestSite } from '../support/cloud.ts';

interface Listed {
	order_id: string;
	at: string;
	sku: string;
	pool: string;
	credits: number;
	price_cents: number;
	state: string;
	receipt_url: string | null;
}

const cloud = await startCloud();
const { services } = cloud;

async function buy(site: ConnectedTestSite, sku: string): Promise<string> {
	const order_id = await cloud.pay(await cloud.checkout(site, sku));
	await services.inbox.receive({ webhook_id: randomUUID(), type: 'order.paid', payload: { type: 'order.paid', data: { id: order_id } } });
	await processInbox(services);
	return order_id;
}

async function list(site: ConnectedTestSite, query = ''): Promise<{ purchases: Listed[]; next_cursor: string | null }> {
	const answer = await cloud.request<{ purchases: Listed[]; next_cursor: string | null }>('GET', `/v1/purchases${query}`, { site });
	assert.equal(answer.status, 200, JSON.stringify(answer.body));
	return answer.body;
}

const orders = async (site: ConnectedTestSite): Promise<string[]> => (await list(site)).purchases.map((purchase) => purchase.order_id);

describe('GET /v1/purchases', () => {
	it('lists what was bought, newest first, with its pool, price and receipt', async () => {
		const site = await cloud.trialSite();
		const first = await buy(site, 'domain_1000');
		const second = await buy(site, 'shared_5000');
		const { purchases, next_cursor } = await list(site);
		assert.equal(next_cursor, null);
		assert.deepEqual(
			purchases.map(({ order_id, sku, pool, credits, price_cents, state }) => [order_id, sku, pool, credits, price_cents, state]),
			[
				[second, 'shared_5000', 'shared', 5000, 2000, 'granted'],
				[first, 'domain_1000', 'domain', 1000, 500, 'granted'],
			],
		);
		for (const { order_id, receipt_url } of purchases) {
			assert.ok(receipt_url === null || receipt_url === `http://cloud.localhost/account/receipts/${order_id}`, String(receipt_url));
		}
	});

	it("tells a site of the license's Shared purchases, and of no other site's own", async () => {
		const site = await managerSite(cloud);
		const sister = await sisterSite(cloud, site);
		const shared = await buy(site, 'shared_1000');
		const own = await buy(site, 'domain_1000');
		const sisters = await buy(sister, 'domain_5000');
		assert.deepEqual(await orders(site), [own, shared]);
		assert.deepEqual(await orders(sister), [sisters, shared]);
		assert.deepEqual(await orders(await cloud.trialSite()), []);
	});

	it('tells a site that hides Shared of its own pool only', async () => {
		const site = await cloud.trialSite();
		await buy(site, 'shared_1000');
		const own = await buy(site, 'domain_1000');
		await setHideShared(services.db, site.account_id, site.site_id, true);
		assert.deepEqual(await orders(site), [own]);
	});

	it('refuses a cursor that it did not make, and whoever is no site', async () => {
		const site = await cloud.trialSite();
		const made_up = [['+275760-01-01', 'x'], ['2026-11-20T00:00:00Z', '\u0000'], ['2026-11-20', 1], 'x', null].map((value) =>
			Buffer.from(JSON.stringify(value)).toString('base64url'),
		);
		for (const cursor of [...made_up, 'abc', '']) {
			assertProblem(await cloud.request('GET', `/v1/purchases?cursor=${cursor}`, { site }), 400, 'invalid_request');
		}
		assertProblem(await cloud.request('GET', '/v1/purchases'), 401, 'unauthenticated');
	});
});
