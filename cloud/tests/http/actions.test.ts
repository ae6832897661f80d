// /v1/actions over HTTP: who may ask, what a wrong request is told, and how much may be asked. Nothing of it changes a balance.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { assertProblem, startCloud, type Answer, type ConnectedTestSite } from '../support/cloud.ts';
import { imageAction } from '../support/image-action.ts';

const cloud = await startCloud({
	configure: (config) => {
		config.site_rate_per_minute = 60;
	},
});

describe('/v1/actions', () => {
	let site: ConnectedTestSite;

	/** An action with wrong fields too. */
	const action = (changes: object = {}): object => ({ ...imageAction(), ...changes });
	const post = (body: object, as: ConnectedTestSite = site): Promise<Answer<unknown>> => cloud.request('POST', '/v1/actions', { body, site: as });
	const assertUntouched = async (): Promise<void> => {
		const { balance } = await cloud.state(site);
		assert.deepEqual([balance.license.shared, balance.site.held], [500, 0]);
	};

	before(async () => {
		site = await cloud.trialSite();
	});

	it('needs a token that is right and not revoked', async () => {
		assertProblem(await cloud.request('POST', '/v1/actions', { body: { actions: [action()] } }), 401, 'unauthenticated');
		const forged = { ...site, site_token: `${site.site_token.slice(0, -4)}AAAA` };
		assertProblem(await post({ actions: [action()] }, forged), 401, 'unauthenticated');
		assertProblem(await post({ actions: [action()] }, { ...site, site_token: 'nonsense' }), 401, 'unauthenticated');
		const leaver = await cloud.trialSite();
		await cloud.request('DELETE', '/v1/site', { site: leaver });
		assertProblem(await post({ actions: [action()] }, leaver), 401, 'unauthenticated');
	});

	it('is told that the site moved where it asks from another home', async () => {
		assertProblem(await post({ actions: [action()] }, { ...site, home: 'http://elsewhere.localhost' }), 409, 'site_moved');
		await assertUntouched();
	});

	const wrong: [string, () => object][] = [
		['no action', () => ({ actions: [] })],
		['26 actions', () => ({ actions: Array.from({ length: 26 }, () => action()) })],
		['an id twice', () => { const twice = action(); return { actions: [twice, twice] }; }],
		['an unknown field', () => ({ actions: [{ ...action(), cost: 1 }] })],
		['an unknown feature', () => ({ actions: [action({ feature: 'poem' })] })],
		['an id that is none', () => ({ actions: [action({ id: 'one' })] })],
		['a negative quote', () => ({ actions: [action({ max_cost: -1 })] })],
		['a fractional quote', () => ({ actions: [action({ max_cost: 1.5 })] })],
		['an overflowing quote', () => ({ actions: [action({ max_cost: 2 ** 60 })] })],
		['a quote in words', () => ({ actions: [action({ max_cost: '1' })] })],
		['no input', () => ({ actions: [{ ...action(), input: {} }] })],
		['an array', () => []],
	];
	for (const [name, body] of wrong) {
		it(`refuses ${name}`, async () => {
			assertProblem(await post(body()), 400, 'invalid_request');
			await assertUntouched();
		});
	}

	it('refuses JSON that is none, and text that is no UTF-8', async () => {
		for (const body of ['{"actions": [', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])]) {
			const response = await fetch(`${cloud.url}/v1/actions`, {
				method: 'POST',
				headers: { authorization: `Bearer ${site.site_token}`, 'site-home': site.home, 'content-type': 'application/json' },
				body,
			});
			assertProblem({ status: response.status, body: await response.json(), headers: response.headers }, 400, 'invalid_request');
		}
		await assertUntouched();
	});

	it('refuses more than 12 MiB', async () => {
		const large = imageAction();
		const input = { ...large.input, image: { media_type: 'image/png', data: 'A'.repeat(13 * 1024 * 1024) } };
		assertProblem(await post({ actions: [{ ...large, input }] }), 413, 'payload_too_large');
		await assertUntouched();
	});

	it('answers ids of another site as it answers unknown ones', async () => {
		const stranger = await cloud.trialSite();
		const ids = [randomUUID(), randomUUID()].join(',');
		const answer = await cloud.request<{ actions: unknown[] }>('GET', `/v1/actions?ids=${ids}`, { site: stranger });
		assert.deepEqual([answer.status, answer.body.actions], [200, []]);
		assertProblem(await cloud.request('GET', '/v1/actions?ids=one,two,three,four,five,six,seven', { site }), 400, 'invalid_request');
		assertProblem(await cloud.request('GET', '/v1/actions', { site }), 400, 'invalid_request');
	});

	it('limits a site, says when it may ask again, and leaves other sites alone', async () => {
		const busy = await cloud.trialSite();
		const other = await cloud.trialSite();
		let last = await post({ actions: [] }, busy);
		assert.equal(last.headers.get('ratelimit-limit'), '60');
		for (let count = 1; count < 61; count++) {
			last = await post({ actions: [] }, busy);
		}
		assertProblem(last, 429, 'rate_limited');
		assert.ok(Number(last.headers.get('retry-after')) >= 1);
		assertProblem(await post({ actions: [] }, other), 400, 'invalid_request');
	});
});
