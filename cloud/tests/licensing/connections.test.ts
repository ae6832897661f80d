// Sites: connected by key or code, one token each, seats by plan, the same home always the same site.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import type { Connection } from '../../src/http/schemas.ts';
import { grant } from '../../src/ledger/grant.ts';
import { mintConnectCode } from '../../src/licensing/connect-codes.ts';
import { createLicenseKey } from '../../src/licensing/license-keys.ts';
import { homeIdentity, registrableDomain } from '../../src/licensing/home.ts';
import { maskEmail } from '../../src/licensing/accounts.ts';
import { asSite, assertProblem, pkce, startCloud, type Answer, type ConnectedTestSite } from '../support/cloud.ts';

const cloud = await startCloud();
const { db, clock } = cloud.services;

const newHome = (): string => `http://${randomUUID()}.localhost`;

function withKey(license_key: string, home: string): Promise<Answer<Connection>> {
	return cloud.request<Connection>('POST', '/v1/connections/key', { body: { license_key, home, site_name: 'Example' } });
}

function withCode(connect_code: string, verifier: string, home: string): Promise<Answer<Connection>> {
	return cloud.request<Connection>('POST', '/v1/connections/code', { body: { connect_code, verifier, home, site_name: 'Example' } });
}

/** A license on the agency plan (25 sites) with its key. */
async function agency(): Promise<{ site: ConnectedTestSite; key: string }> {
	const site = await cloud.trialSite();
	await db.query("UPDATE licenses SET plan = 'agency' WHERE account_id = $1", [site.account_id]);
	return { site, key: await keyOf(site) };
}

function keyOf(site: ConnectedTestSite): Promise<string> {
	return db.transaction((tx) => createLicenseKey(tx, site.account_id, site.license_id, clock()));
}

describe('a license key', () => {
	it('connects a site, however it is typed, and is kept as a hash only', async () => {
		const { key } = await agency();
		const answer = await withKey(` ${key.toLowerCase().replaceAll('-', ' ')} `, newHome());
		assert.equal(answer.status, 200);
		assert.equal(answer.body.state.license.sites_used, 2);
		const stored = await db.query('SELECT * FROM license_keys');
		assert.ok(!JSON.stringify(stored.rows).includes(key));
	});

	it('that is wrong is not found', async () => {
		const { key } = await agency();
		const last = key.slice(-1);
		assertProblem(await withKey(key.slice(0, -1) + (last === 'A' ? 'B' : 'A'), newHome()), 404, 'not_found');
		assertProblem(await withKey('no key at all', newHome()), 404, 'not_found');
	});

	it('that was replaced no longer connects, and leaves what is connected', async () => {
		const { site, key } = await agency();
		const other = asSite((await withKey(key, newHome())).body, newHome(), '', site.account_id);
		const next = await keyOf(site);
		assertProblem(await withKey(key, newHome()), 404, 'not_found');
		assert.equal((await withKey(next, newHome())).status, 200);
		assert.equal((await cloud.request('GET', '/v1/site', { site: { ...other, home: other.state.site.home } })).status, 200);
	});

	it('connects no more sites than the plan has, also at once; a site that goes frees its seat', async () => {
		const site = await cloud.trialSite();
		const key = await keyOf(site);
		assertProblem(await withKey(key, newHome()), 403, 'site_limit_reached');
		await cloud.request('DELETE', '/v1/site', { site });
		await cloud.openConnections();
		const answers = await Promise.all(Array.from({ length: 6 }, () => withKey(key, newHome())));
		assert.equal(answers.filter((answer) => answer.status === 200).length, 1);
		assert.equal(answers.filter((answer) => answer.status === 403).length, 5);
	});

	it('connects the same home as the same site, whatever its scheme or slash, with its Domain pool', async () => {
		const { site, key } = await agency();
		await grant(db, { account_id: site.account_id, pool_id: site.site_id, kind: 'purchase', amount: 40, source: 'order:1' }, clock());
		await cloud.request('DELETE', '/v1/site', { site });
		const again = await withKey(key, `${site.home.replace('http:', 'https:')}/`);
		assert.equal(again.status, 200);
		assert.equal(again.body.state.site.id, site.site_id);
		assert.equal(again.body.state.balance.site.domain, 40);
		assert.equal(again.body.state.license.sites_used, 1);
		assert.notEqual(again.body.state.balance.epoch, site.state.balance.epoch);
	});
});

describe('a connect code', () => {
	it('connects the home it was made for, with the verifier of its challenge, once', async () => {
		const { site } = await agency();
		const [{ verifier, challenge }, home] = [pkce(), newHome()];
		const code = await mintConnectCode(db, { ...site, home, challenge }, clock());
		assertProblem(await withCode(code, pkce().verifier, home), 403, 'forbidden');
		assertProblem(await withCode(code, verifier, newHome()), 403, 'forbidden');
		const answer = await withCode(code, verifier, home);
		assert.equal(answer.status, 200);
		assert.equal(answer.body.state.license.id, site.license_id);
		assertProblem(await withCode(code, verifier, home), 410, 'code_expired');
	});

	it('is refused when too old or unknown', async () => {
		const { site } = await agency();
		const [{ verifier, challenge }, home] = [pkce(), newHome()];
		const code = await mintConnectCode(db, { ...site, home, challenge }, clock());
		cloud.ahead_ms = 600_001;
		assertProblem(await withCode(code, verifier, home), 410, 'code_expired');
		cloud.ahead_ms = 0;
		assertProblem(await withCode('x'.repeat(43), verifier, home), 410, 'code_expired');
	});

	it('lets one of several exchanges at once win', async () => {
		const { site } = await agency();
		const [{ verifier, challenge }, home] = [pkce(), newHome()];
		const code = await mintConnectCode(db, { ...site, home, challenge }, clock());
		await cloud.openConnections();
		const answers = await Promise.all(Array.from({ length: 6 }, () => withCode(code, verifier, home)));
		assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, 410, 410, 410, 410, 410]);
	});

	it('stays usable when there is no seat', async () => {
		const site = await cloud.trialSite();
		const [{ verifier, challenge }, home] = [pkce(), newHome()];
		const code = await mintConnectCode(db, { ...site, home, challenge }, clock());
		assertProblem(await withCode(code, verifier, home), 403, 'site_limit_reached');
		await cloud.request('DELETE', '/v1/site', { site });
		assert.equal((await withCode(code, verifier, home)).status, 200);
	});
});

describe('a site name', () => {
	it('may hold anything: what no database takes is left out', async () => {
		const { site, key } = await agency();
		const answer = await cloud.request<Connection>('POST', '/v1/connections/key', {
			body: { license_key: key, home: site.home, site_name: ' Ünï\u0000\u001b \'; DROP TABLE sites; -- ' },
		});
		assert.equal(answer.status, 200);
		const stored = await db.query('SELECT name FROM sites WHERE site_id = $1', [site.site_id]);
		assert.deepEqual(stored.rows, [{ name: "Ünï   '; DROP TABLE sites; --" }]);
	});
});

describe('a site token', () => {
	it('is refused when it is missing, wrong, replaced or of another home', async () => {
		const { site, key } = await agency();
		assertProblem(await cloud.request('GET', '/v1/site'), 401, 'unauthenticated');
		assertProblem(await cloud.request('GET', '/v1/site', { site: { ...site, site_token: site.site_token.slice(0, -2) + 'AA' } }), 401, 'unauthenticated');
		assertProblem(await cloud.request('GET', '/v1/site', { site: { ...site, home: newHome() } }), 409, 'site_moved');
		const again = await withKey(key, site.home);
		assertProblem(await cloud.request('GET', '/v1/site', { site }), 401, 'unauthenticated');
		assert.equal((await cloud.request('GET', '/v1/site', { site: { ...site, site_token: again.body.site_token } })).status, 200);
	});

	it('is worth nothing after the site disconnected; the credits stay', async () => {
		const site = await cloud.trialSite();
		assert.equal((await cloud.request('DELETE', '/v1/site', { site })).status, 204);
		assertProblem(await cloud.request('GET', '/v1/site', { site }), 401, 'unauthenticated');
		const pool = await db.query('SELECT available FROM pools WHERE pool_id = $1', [site.license_id]);
		assert.deepEqual(pool.rows, [{ available: 500 }]);
	});
});

describe('an unauthenticated operation', () => {
	it('is limited by the caller\'s address', async () => {
		const strict = await startCloud({ configure: (config) => { config.rate_limit_per_minute = 3; } });
		const body = { license_key: 'x', home: newHome(), site_name: '' };
		const answers: Answer<unknown>[] = [];
		for (let index = 0; index < 5; index++) {
			answers.push(await strict.request('POST', '/v1/connections/key', { body }));
		}
		assert.deepEqual(answers.map((answer) => answer.status), [404, 404, 404, 429, 429]);
		assertProblem(answers[4] as Answer<unknown>, 429, 'rate_limited');
		assert.match(answers[4]?.headers.get('retry-after') ?? '', /^\d+$/);
		await strict.stop();
	});
});

describe('a home', () => {
	it('is its host, port unless default, and path', () => {
		assert.equal(homeIdentity('https://Example.com/'), 'example.com');
		assert.equal(homeIdentity('http://example.com:80/shop/'), 'example.com/shop');
		assert.equal(homeIdentity('http://localhost:8888'), 'localhost:8888');
		assert.equal(homeIdentity('https://bücher.example'), 'xn--bcher-kva.example');
		assert.throws(() => homeIdentity('ftp://example.com'), { code: 'invalid_request' });
		assert.throws(() => homeIdentity('https://user@example.com'), { code: 'invalid_request' });
	});

	it('belongs to a registrable domain by the public suffix list, unless it is local', () => {
		assert.equal(registrableDomain('https://shop.example.co.uk/x'), 'example.co.uk');
		assert.equal(registrableDomain('https://me.github.io'), 'me.github.io');
		for (const local of ['http://localhost:8888', 'http://127.0.0.1', 'http://[::1]:80', 'http://shop.test', 'http://nas.local']) {
			assert.equal(registrableDomain(local), undefined, local);
		}
	});

	it('hides all of an email but what its owner recognises', () => {
		assert.equal(maskEmail('anna@example.com'), 'a…@example.com');
		assert.equal(maskEmail('😀x@example.com'), '😀…@example.com');
	});
});
