// An agency's view: what each site takes from the Shared pool, caps and hidden figures, and who may neither see nor set them.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { disconnectSite } from '../../src/licensing/connect-site.ts';
import { setManager } from '../../src/licensing/site-settings.ts';
import { capture } from '../../src/ledger/capture.ts';
import { grant } from '../../src/ledger/grant.ts';
import { reserve } from '../../src/ledger/reserve.ts';
import { managerSite, sisterSite } from '../support/agency.ts';
import { assertProblem, startCloud, type Answer, type ConnectedTestSite } from '../support/cloud.ts';
import { reservation } from '../support/ledger.ts';
import type { Balance } from '../../src/http/schemas.ts';

interface ListedSite {
	id: string;
	home: string;
	name: string;
	connected: boolean;
	is_manager: boolean;
	hide_shared: boolean;
	domain: number;
	cap: number | null;
	months: { month: string; shared: number }[];
}

const cloud = await startCloud();
const { db } = cloud.services;

/** Spends so many credits, one action of at most 15 at a time. */
async function spend(site: ConnectedTestSite, credits: number, at = new Date()): Promise<string[]> {
	const outcomes: string[] = [];
	for (let left = credits; left > 0; left -= 15) {
		const wanted = reservation(Math.min(15, left));
		const { actions } = await reserve(db, site, [wanted], at);
		outcomes.push(actions[0]?.code ?? 'done');
		if (actions[0]?.state === 'reserved') {
			await capture(db, site, [{ action_id: wanted.action_id, result: {} }], at);
		}
	}
	return outcomes;
}

async function list(manager: ConnectedTestSite): Promise<{ sites: ListedSite[]; balance: Balance }> {
	const answer = await cloud.request<{ sites: ListedSite[]; balance: Balance }>('GET', '/v1/sites', { site: manager });
	assert.equal(answer.status, 200, JSON.stringify(answer.body));
	return answer.body;
}

const setCap = (by: ConnectedTestSite, site_id: string, cap: unknown): Promise<Answer<{ site: ListedSite; balance: Balance }>> =>
	cloud.request('PUT', `/v1/sites/${site_id}/cap`, { site: by, body: { cap } });
const hide = (by: ConnectedTestSite, site_id: string, hide_shared: unknown): Promise<Answer<{ site: ListedSite; balance: Balance }>> =>
	cloud.request('PUT', `/v1/sites/${site_id}/hide-shared`, { site: by, body: { hide_shared } });
const taken = (sites: ListedSite[], months_ago = 0): Record<string, number> =>
	Object.fromEntries(sites.map((site) => [site.id, site.months.at(-1 - months_ago)?.shared ?? -1]));

describe('GET /v1/sites', () => {
	it('lists the sites of the license, the one that took most this month first', async () => {
		const manager = await managerSite(cloud);
		const [small, large] = [await sisterSite(cloud, manager, 'Small'), await sisterSite(cloud, manager, 'Large')];
		await grant(db, { account_id: manager.account_id, pool_id: small.site_id, kind: 'purchase', amount: 30, source: `order:${randomUUID()}` }, new Date());
		await spend(small, 40);
		await spend(large, 60);
		const { sites, balance } = await list(manager);
		assert.deepEqual(sites.map((site) => site.id), [large.site_id, small.site_id, manager.site_id]);
		assert.deepEqual(taken(sites), { [large.site_id]: 60, [small.site_id]: 10, [manager.site_id]: 0 }, 'Domain Credits are no part of it');
		assert.equal(balance.license.shared, 430);
		const { months, ...shown } = sites[1] ?? assert.fail();
		assert.deepEqual(shown, {
			id: small.site_id, home: small.home, name: 'Small', connected: true, is_manager: false, hide_shared: false, domain: 0, cap: null,
		});
		assert.equal(months.length, 6);
		assert.equal(months.at(-1)?.month, new Date().toISOString().slice(0, 7));
	});

	it('adds up to what the Shared pool says was taken, set aside included', async () => {
		const manager = await managerSite(cloud);
		const other = await sisterSite(cloud, manager);
		await spend(other, 20);
		await reserve(db, manager, [reservation(9)], new Date());
		const { sites } = await list(manager);
		const pool = await db.query<{ taken: number }>('SELECT spent + held AS taken FROM pools WHERE account_id = $1 AND pool_id = $2', [
			manager.account_id,
			manager.license_id,
		]);
		assert.equal(Object.values(taken(sites)).reduce((sum, credits) => sum + credits, 0), pool.rows[0]?.taken);
	});

	it('tells each month by itself, in the month of the reservation', async () => {
		const manager = await managerSite(cloud);
		const now = new Date();
		await spend(manager, 5, new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 10)));
		await spend(manager, 7, new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 5, 10)));
		await spend(manager, 9, new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 6, 10)));
		const [site] = (await list(manager)).sites;
		assert.deepEqual(site?.months.map((month) => month.shared), [7, 0, 0, 0, 5, 0]);
	});

	it('keeps a disconnected site on the list while it holds or took something', async () => {
		const manager = await managerSite(cloud);
		const [empty, rich, busy] = [await sisterSite(cloud, manager), await sisterSite(cloud, manager), await sisterSite(cloud, manager)];
		await grant(db, { account_id: manager.account_id, pool_id: rich.site_id, kind: 'purchase', amount: 30, source: `order:${randomUUID()}` }, new Date());
		await spend(busy, 3);
		for (const site of [empty, rich, busy]) {
			await disconnectSite(db, site.account_id, site.site_id, new Date());
		}
		const { sites } = await list(manager);
		assert.deepEqual(sites.filter((site) => !site.connected).map((site) => [site.id, site.domain]), [[busy.site_id, 0], [rich.site_id, 30]]);
	});

	it('is refused to a site that is no manager, and again once it is none any more', async () => {
		const manager = await managerSite(cloud);
		const client = await sisterSite(cloud, manager);
		assertProblem(await cloud.request('GET', '/v1/sites', { site: client }), 403, 'forbidden');
		assertProblem(await cloud.request('GET', '/v1/sites'), 401, 'unauthenticated');
		await setManager(db, manager.account_id, manager.site_id, false);
		assertProblem(await cloud.request('GET', '/v1/sites', { site: manager }), 403, 'forbidden');
	});

	it('shows no site of another license, also not of the same account', async () => {
		const [manager, stranger] = [await managerSite(cloud), await managerSite(cloud)];
		const { sites } = await list(manager);
		assert.deepEqual(sites.map((site) => site.id), [manager.site_id]);
		for (const change of [setCap(manager, stranger.site_id, 5), hide(manager, stranger.site_id, true), setCap(manager, randomUUID(), 5)]) {
			assertProblem(await change, 404, 'not_found');
		}
		const kept = await db.query('SELECT cap, hide_shared FROM sites WHERE site_id = $1', [stranger.site_id]);
		assert.deepEqual(kept.rows, [{ cap: null, hide_shared: false }]);
	});
});

describe('PUT /v1/sites/{site_id}/cap', () => {
	it('stops the site at exactly its figure, and lets it go on once it is lifted', async () => {
		const manager = await managerSite(cloud);
		const client = await sisterSite(cloud, manager);
		const answer = await setCap(manager, client.site_id, 30);
		assert.deepEqual([answer.status, answer.body.site.cap], [200, 30]);
		assert.deepEqual(await spend(client, 45), ['done', 'done', 'site_cap_reached']);
		assert.deepEqual((await cloud.state(client)).balance.site.cap_used, 30);
		assert.deepEqual(await spend(manager, 15), ['done'], 'the others go on');
		assert.equal((await setCap(manager, client.site_id, null)).body.site.cap, null);
		assert.deepEqual(await spend(client, 15), ['done']);
	});

	it('tells the site of its new cap by a newer half of its balance', async () => {
		const manager = await managerSite(cloud);
		const client = await sisterSite(cloud, manager);
		const before = (await cloud.state(client)).balance.site;
		await setCap(manager, client.site_id, 0);
		const after = (await cloud.state(client)).balance.site;
		assert.deepEqual([after.cap, after.version > before.version], [0, true]);
	});

	it('is refused to all but managers, and with a cap that is none', async () => {
		const manager = await managerSite(cloud);
		const client = await sisterSite(cloud, manager);
		assertProblem(await setCap(client, client.site_id, null), 403, 'forbidden');
		for (const cap of [-1, 1.5, '5', 2_000_000_000, undefined, true]) {
			assertProblem(await setCap(manager, client.site_id, cap), 400, 'invalid_request');
		}
		assertProblem(await setCap(manager, client.site_id.toUpperCase(), 5), 400, 'invalid_request');
		assert.equal((await cloud.state(client)).balance.site.cap, null);
	});
});

describe('PUT /v1/sites/{site_id}/hide-shared', () => {
	it('hides the pool from a client site, which then buys for itself only', async () => {
		const manager = await managerSite(cloud);
		const client = await sisterSite(cloud, manager);
		assert.equal((await hide(manager, client.site_id, true)).body.site.hide_shared, true);
		assert.equal((await cloud.state(client)).site.hide_shared, true);
		for (const sku of ['shared_1000', 'first_time_30000']) {
			const body = { id: randomUUID(), sku };
			const refused = await cloud.request('POST', '/v1/checkouts', { site: client, body });
			assertProblem(refused, 403, 'forbidden');
		}
		assert.equal((await cloud.checkout(client, 'domain_1000')).pool, 'domain');
		await hide(manager, client.site_id, false);
		assert.equal((await cloud.checkout(client, 'shared_1000')).pool, 'shared');
	});

	it('is not for a manager site, nor set by any other', async () => {
		const manager = await managerSite(cloud);
		const client = await sisterSite(cloud, manager);
		assertProblem(await hide(manager, manager.site_id, true), 403, 'forbidden');
		assertProblem(await hide(client, client.site_id, false), 403, 'forbidden');
		assertProblem(await hide(manager, client.site_id, 'yes'), 400, 'invalid_request');
	});
});

describe('GET /v1/checkouts?state=open', () => {
	it("lists the site's own checkouts that are not settled, newest first, until they end", async () => {
		const manager = await managerSite(cloud);
		const other = await sisterSite(cloud, manager);
		const first = await cloud.checkout(manager, 'domain_1000');
		const second = await cloud.checkout(manager, 'shared_1000');
		await cloud.checkout(other, 'domain_1000');
		const open = async (): Promise<string[]> => {
			const answer = await cloud.request<{ checkouts: { id: string }[] }>('GET', '/v1/checkouts?state=open', { site: manager });
			assert.equal(answer.status, 200);
			return answer.body.checkouts.map((checkout) => checkout.id);
		};
		assert.deepEqual(await open(), [second.id, first.id]);
		await db.query("UPDATE checkouts SET status = 'granted' WHERE checkout_id = $1", [second.id]);
		assert.deepEqual(await open(), [first.id]);
		cloud.ahead_ms = 25 * 60 * 60_000;
		assert.deepEqual(await open(), []);
		cloud.ahead_ms = 0;
		assertProblem(await cloud.request('GET', '/v1/checkouts', { site: manager }), 400, 'invalid_request');
		assertProblem(await cloud.request('GET', '/v1/checkouts?state=paid', { site: manager }), 400, 'invalid_request');
	});
});
