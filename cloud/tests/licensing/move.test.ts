// A site that moved, or a copy of it: the owner takes it along to its new home, and of two that hold one token one goes on.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import type { Connection } from '../../src/http/schemas.ts';
import { grant } from '../../src/ledger/grant.ts';
import { createLicenseKey } from '../../src/licensing/license-keys.ts';
import { assertProblem, startCloud, type Answer, type ConnectedTestSite } from '../support/cloud.ts';
import { assertInvariants } from '../support/invariants.ts';

const cloud = await startCloud();
const { db, clock } = cloud.services;

const newHome = (): string => `http://${randomUUID()}.localhost`;

/** What the site's WordPress sends from `home`, where it finds itself now. */
function move(site: ConnectedTestSite, home: string): Promise<Answer<Connection>> {
	return cloud.request<Connection>('POST', '/v1/site/move', { site: { ...site, home }, body: { home, site_name: 'Moved' } });
}

function withKey(license_key: string, home: string): Promise<Answer<Connection>> {
	return cloud.request<Connection>('POST', '/v1/connections/key', { body: { license_key, home, site_name: '' } });
}

const keyOf = (site: ConnectedTestSite): Promise<string> => db.transaction((tx) => createLicenseKey(tx, site.account_id, site.license_id, clock()));
const setPlan = (site: ConnectedTestSite, plan: string): Promise<unknown> => db.query('UPDATE licenses SET plan = $2 WHERE account_id = $1', [site.account_id, plan]);

describe('moving a site', () => {
	it('keeps its id, its credits and its seat, under a new home, token and epoch', async () => {
		const site = await cloud.trialSite();
		await grant(db, { account_id: site.account_id, pool_id: site.site_id, kind: 'purchase', amount: 40, source: 'order:1' }, clock());
		const home = newHome();
		assertProblem(await cloud.request('GET', '/v1/site', { site: { ...site, home } }), 409, 'site_moved');
		const moved = await move(site, home);
		assert.equal(moved.status, 200);
		const { state, site_token } = moved.body;
		assert.deepEqual(
			[state.site.id, state.site.home, state.balance.site.domain, state.balance.license.shared, state.license.sites_used],
			[site.site_id, home, 40, 500, 1],
		);
		assert.notEqual(state.balance.epoch, site.state.balance.epoch);
		assert.equal((await cloud.request('GET', '/v1/site', { site: { ...site, site_token, home } })).status, 200);
		await assertInvariants(db);
	});

	it('ends the old token, wherever it is used: the copy that asked first goes on', async () => {
		const site = await cloud.trialSite();
		const home = newHome();
		assert.equal((await move(site, home)).status, 200);
		assertProblem(await cloud.request('GET', '/v1/site', { site }), 401, 'unauthenticated');
		assertProblem(await move(site, newHome()), 401, 'unauthenticated');
	});

	it('whose answer was lost is asked again with the same token, from its new home alone, until the new token is used', async () => {
		const site = await cloud.trialSite();
		const home = newHome();
		assert.equal((await move(site, home)).status, 200);
		assertProblem(await cloud.request('GET', '/v1/site', { site: { ...site, home } }), 401, 'unauthenticated');
		assertProblem(await move(site, newHome()), 401, 'unauthenticated');
		const elsewhere = { site: { ...site, home }, body: { home: newHome(), site_name: '' } };
		assertProblem(await cloud.request('POST', '/v1/site/move', elsewhere), 401, 'unauthenticated');
		assert.equal((await move(site, home)).status, 200);
		const again = await move(site, home);
		assert.deepEqual([again.status, again.body.state.site.id, again.body.state.license.sites_used], [200, site.site_id, 1]);
		const moved = { ...site, home, site_token: again.body.site_token };
		assert.equal((await cloud.request('GET', '/v1/site', { site: moved })).status, 200);
		assertProblem(await move(site, home), 401, 'unauthenticated');
		assert.equal((await cloud.request('GET', '/v1/site', { site: moved })).status, 200);
	});

	it('cannot be asked again once the site was disconnected or connected anew', async () => {
		for (const end of ['DELETE', 'key'] as const) {
			const site = await cloud.trialSite();
			const home = newHome();
			const { site_token } = (await move(site, home)).body;
			const ended = end === 'key' ? await withKey(await keyOf(site), home) : await cloud.request(end, '/v1/site', { site: { ...site, home, site_token } });
			assert.ok(ended.status < 300);
			assertProblem(await move(site, home), 401, 'unauthenticated');
		}
	});

	it('lets one of several at once win', async () => {
		const site = await cloud.trialSite();
		await cloud.openConnections();
		const answers = await Promise.all(Array.from({ length: 6 }, () => move(site, newHome())));
		assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, 401, 401, 401, 401, 401]);
		const rows = await db.query<{ home: string }>('SELECT home FROM sites WHERE account_id = $1', [site.account_id]);
		assert.deepEqual(rows.rows, [{ home: answers.find((answer) => answer.status === 200)?.body.state.site.home }]);
	});

	it('onto the home of another site of the license is refused, connected or not, and changes nothing', async () => {
		const site = await cloud.trialSite();
		await setPlan(site, 'agency');
		const other = newHome();
		const connected = await withKey(await keyOf(site), other);
		assert.equal(connected.status, 200);
		const refused = await move(site, other.replace('http:', 'https:'));
		assertProblem(refused, 403, 'forbidden');
		assert.match((refused.body as unknown as { detail: string }).detail, /Another connected site/);
		await cloud.request('DELETE', '/v1/site', { site: { ...site, home: other, site_token: connected.body.site_token } });
		assertProblem(await move(site, other), 403, 'forbidden');
		assert.equal((await cloud.state(site)).site.home, site.home);
	});

	it('needs a token in force and a whole address', async () => {
		const site = await cloud.trialSite();
		assertProblem(await cloud.request('POST', '/v1/site/move', { body: { home: newHome(), site_name: '' } }), 401, 'unauthenticated');
		assertProblem(await move(site, 'ftp://example.com'), 400, 'invalid_request');
		assertProblem(await cloud.request('POST', '/v1/site/move', { site, body: { home: newHome(), site_name: '', site_id: randomUUID() } }), 400, 'invalid_request');
		await cloud.request('DELETE', '/v1/site', { site });
		assertProblem(await move(site, newHome()), 401, 'unauthenticated');
	});

	it('of the same home renews the token only', async () => {
		const site = await cloud.trialSite();
		const renewed = await move(site, site.home);
		assert.deepEqual([renewed.status, renewed.body.state.site.id], [200, site.site_id]);
		assertProblem(await cloud.request('GET', '/v1/site', { site }), 401, 'unauthenticated');
	});
});

describe('a smaller plan', () => {
	it('leaves the sites beyond its number working, lets each of them reconnect, and takes no further one', async () => {
		const site = await cloud.trialSite();
		await setPlan(site, 'agency');
		const key = await keyOf(site);
		const home = newHome();
		const second = await withKey(key, home);
		await setPlan(site, 'pro');
		assert.equal((await cloud.state(site)).license.sites_used, 2);
		assert.equal((await cloud.state(site)).license.sites_limit, 1);
		assert.equal((await cloud.request('GET', '/v1/site', { site: { ...site, home, site_token: second.body.site_token } })).status, 200);
		const again = await withKey(key, home);
		assert.deepEqual([again.status, again.body.state.license.sites_used], [200, 2]);
		assertProblem(await withKey(key, newHome()), 403, 'site_limit_reached');
		await cloud.request('DELETE', '/v1/site', { site: { ...site, home, site_token: again.body.site_token } });
		assertProblem(await withKey(key, home), 403, 'site_limit_reached');
	});
});
