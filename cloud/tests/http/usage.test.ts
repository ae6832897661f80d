// What a site is told of its own actions: order, filters, pages, sums by day, and that it is told of nobody else's.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { capture } from '../../src/ledger/capture.ts';
import { expire } from '../../src/ledger/expire.ts';
import { release } from '../../src/ledger/release.ts';
import { reserve, type Reservation } from '../../src/ledger/reserve.ts';
import { managerSite, sisterSite } from '../support/agency.ts';
import { assertProblem, startCloud, type ConnectedTestSite } from '../support/cloud.ts';
import { reservation } from '../support/ledger.ts';

interface Page {
	lines: { id: string; outcome: string; code: string | null; cost: number; from_domain: number; from_shared: number; at: string }[];
	next_cursor: string | null;
}
interface Summary {
	from: string;
	to: string;
	total: { credits: number; actions: number };
	days: { day: string; feature: string; actions: number; credits: number; from_domain: number; from_shared: number }[];
	pace: { credits: number; days: number };
}

const DAY_MS = 24 * 60 * 60_000;
const cloud = await startCloud();
const { db } = cloud.services;

/** One action, begun so many days ago at noon UTC, with this end. */
async function act(site: ConnectedTestSite, days_ago: number, end: 'held' | 'captured' | 'released', changes: Partial<Reservation> = {}): Promise<string> {
	const at = new Date(noonToday() - days_ago * DAY_MS);
	const wanted = { ...reservation(changes.cost ?? 1), ...changes };
	const reserved = await reserve(db, site, [wanted], at);
	assert.equal(reserved.actions[0]?.state, 'reserved');
	if (end === 'captured') {
		await capture(db, site, [{ action_id: wanted.action_id, result: { alt_text: 'x' } }], at);
	} else if (end === 'released') {
		await release(db, site, [{ action_id: wanted.action_id, code: 'provider_failed' }], at);
	}
	return wanted.action_id;
}

/** The last noon UTC. */
function noonToday(): number {
	return Math.floor((Date.now() - DAY_MS / 2) / DAY_MS) * DAY_MS + DAY_MS / 2;
}

const dayOf = (days_ago: number): string => new Date(noonToday() - days_ago * DAY_MS).toISOString().slice(0, 10);

async function page(site: ConnectedTestSite, query = ''): Promise<Page> {
	const answer = await cloud.request<Page>('GET', `/v1/usage${query}`, { site });
	assert.equal(answer.status, 200, JSON.stringify(answer.body));
	return answer.body;
}

const ids = async (site: ConnectedTestSite, query = ''): Promise<string[]> => (await page(site, query)).lines.map((line) => line.id);

async function summary(site: ConnectedTestSite, query = ''): Promise<Summary> {
	const answer = await cloud.request<Summary>('GET', `/v1/usage/summary${query}`, { site });
	assert.equal(answer.status, 200, JSON.stringify(answer.body));
	return answer.body;
}

describe('GET /v1/usage', () => {
	it('lists what each action cost and from which pool, newest first; what failed cost nothing', async () => {
		const site = await cloud.trialSite();
		const charged = await act(site, 3, 'captured', { cost: 4 });
		const failed = await act(site, 2, 'released', { cost: 5, feature: 'draft' });
		const open = await act(site, 1, 'held', { cost: 2, run_id: randomUUID() });
		const { lines, next_cursor } = await page(site);
		assert.equal(next_cursor, null);
		assert.deepEqual(
			lines.map(({ id, outcome, code, cost, from_domain, from_shared }) => [id, outcome, code, cost, from_domain, from_shared]),
			[
				[open, 'in_progress', null, 2, 0, 2],
				[failed, 'failed', 'provider_failed', 0, 0, 0],
				[charged, 'completed', null, 4, 0, 4],
			],
		);
		assert.deepEqual(lines[2], {
			id: charged,
			at: new Date(noonToday() - 3 * DAY_MS).toISOString(),
			feature: 'image_alt',
			subject: { type: 'attachment', id: '1' },
			actor: '1',
			run_id: null,
			outcome: 'completed',
			code: null,
			cost: 4,
			from_domain: 0,
			from_shared: 4,
		});
	});

	it('adds up to what the pools say was spent and is set aside', async () => {
		const site = await cloud.trialSite();
		await act(site, 2, 'captured', { cost: 7 });
		await act(site, 2, 'released', { cost: 9 });
		await act(site, 1, 'held', { cost: 3 });
		const { lines } = await page(site);
		const pools = await db.query<{ taken: number }>('SELECT sum(spent + held)::integer AS taken FROM pools WHERE account_id = $1', [site.account_id]);
		assert.equal(lines.reduce((sum, line) => sum + line.from_domain + line.from_shared, 0), pools.rows[0]?.taken);
	});

	it('filters by feature, outcome, person, run and time, and by several of them at once', async () => {
		const site = await cloud.trialSite();
		const run_id = randomUUID();
		const draft = await act(site, 5, 'captured', { feature: 'draft', actor: '7' });
		const failed = await act(site, 4, 'released', { actor: '7' });
		const late = await act(site, 3, 'held');
		await expire(db, new Date());
		const of_run = await act(site, 2, 'held', { run_id });
		assert.deepEqual(await ids(site, '?feature=draft'), [draft]);
		assert.deepEqual(await ids(site, '?outcome=completed'), [draft]);
		assert.deepEqual(await ids(site, '?outcome=failed'), [late, failed], 'what took too long failed too');
		assert.deepEqual(await ids(site, '?outcome=in_progress'), [of_run]);
		assert.deepEqual(await ids(site, '?actor=7'), [failed, draft]);
		assert.deepEqual(await ids(site, `?run_id=${run_id}`), [of_run]);
		assert.deepEqual(await ids(site, `?from=${dayOf(4)}T00:00:00Z&to=${dayOf(2)}T00:00:00Z`), [late, failed]);
		assert.deepEqual(await ids(site, '?actor=7&outcome=failed'), [failed]);
		assert.deepEqual(await ids(site, '?feature=rewrite'), []);
	});

	it('goes on from its cursor, each line once, with the filters that are sent with it', async () => {
		const site = await cloud.trialSite();
		const begun: string[] = [];
		for (let days_ago = 9; days_ago > 0; days_ago--) {
			begun.unshift(await act(site, days_ago, 'captured', { actor: days_ago % 3 === 0 ? '2' : '1' }));
		}
		const read: string[] = [];
		for (let cursor: string | null = ''; cursor !== null; ) {
			const answer: Page = await page(site, `?per_page=4${cursor === '' ? '' : `&cursor=${cursor}`}`);
			read.push(...answer.lines.map((line) => line.id));
			cursor = answer.next_cursor;
		}
		assert.deepEqual(read, begun);
		const first = await page(site, '?actor=1&per_page=4');
		assert.deepEqual(await ids(site, `?actor=1&per_page=4&cursor=${first.next_cursor}`), begun.filter((_id, index) => (index + 1) % 3 !== 0).slice(4));
	});

	it('tells of no other site, also none of the same license', async () => {
		const [site, stranger] = [await managerSite(cloud), await cloud.trialSite()];
		const sister = await sisterSite(cloud, site);
		await act(site, 1, 'captured');
		await act(stranger, 1, 'captured');
		assert.deepEqual(await ids(sister), []);
		assert.deepEqual((await summary(sister)).days, []);
		assert.equal((await ids(site)).length, 1);
	});

	it('refuses what it cannot mean, and says which part', async () => {
		const site = await cloud.trialSite();
		for (const query of [
			'per_page=0', 'per_page=501', 'per_page=1e2', 'per_page=', 'cursor=', 'cursor=abc', 'cursor=%00', 'feature=alt', 'outcome=refused',
			'actor=', "actor='--", 'run_id=1', 'from=yesterday', 'from=2026-02-30T00:00:00', 'to=2026-13-01T00:00:00Z', 'from=2026-01-32T00:00:00Z',
			'feature=draft&feature=rewrite', 'page=2',
		]) {
			assertProblem(await cloud.request('GET', `/v1/usage?${query}`, { site }), 400, 'invalid_request');
		}
		assertProblem(await cloud.request('GET', '/v1/usage'), 401, 'unauthenticated');
		assertProblem(await cloud.request('GET', '/v1/usage/summary'), 401, 'unauthenticated');
	});
});

describe('GET /v1/usage/summary', () => {
	it('adds up what was charged by UTC day and feature', async () => {
		const site = await cloud.trialSite();
		await act(site, 2, 'captured', { cost: 5, feature: 'draft' });
		await act(site, 2, 'captured', { cost: 1 });
		await act(site, 2, 'captured', { cost: 2 });
		await act(site, 2, 'released', { cost: 9 });
		await act(site, 1, 'held', { cost: 8 });
		await act(site, 1, 'captured', { cost: 3 });
		const { days, total, pace } = await summary(site);
		assert.deepEqual(days, [
			{ day: dayOf(2), feature: 'draft', actions: 1, credits: 5, from_domain: 0, from_shared: 5 },
			{ day: dayOf(2), feature: 'image_alt', actions: 2, credits: 3, from_domain: 0, from_shared: 3 },
			{ day: dayOf(1), feature: 'image_alt', actions: 1, credits: 3, from_domain: 0, from_shared: 3 },
		]);
		assert.deepEqual(total, { credits: 11, actions: 4 });
		assert.equal(pace.credits, 11);
		assert.ok([2, 3].includes(pace.days), 'it began 2 days before the last noon');
	});

	it('takes the pace over 28 days, without what is older', async () => {
		const site = await cloud.trialSite();
		await act(site, 60, 'captured', { cost: 15 });
		await act(site, 20, 'captured', { cost: 4 });
		assert.deepEqual((await summary(site)).pace, { credits: 4, days: 28 });
	});

	it('adds up the time that is asked for: its beginning is in, its end is not', async () => {
		const site = await cloud.trialSite();
		for (const days_ago of [30, 29, 28]) {
			await act(site, days_ago, 'captured', { cost: 1 });
		}
		const asked = `?from=${dayOf(30)}T12:00:00.000Z&to=${dayOf(28)}T12:00:00.000Z`;
		const { days, from, to } = await summary(site, asked);
		assert.deepEqual(days.map(({ day }) => day), [dayOf(30), dayOf(29)]);
		assert.deepEqual([from, to], [`${dayOf(30)}T12:00:00.000Z`, `${dayOf(28)}T12:00:00.000Z`]);
	});

	it('says of a site that did nothing that nothing was spent', async () => {
		const { days, total, pace } = await summary(await cloud.trialSite());
		assert.deepEqual([days, total, pace], [[], { credits: 0, actions: 0 }, { credits: 0, days: 28 }]);
	});

	it('refuses a time that ends before it begins, or is longer than a year', async () => {
		const site = await cloud.trialSite();
		for (const query of ['from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z', 'from=2024-01-01T00:00:00Z&to=2026-01-01T00:00:00Z', 'from=2099-01-01T00:00:00Z']) {
			assertProblem(await cloud.request('GET', `/v1/usage/summary?${query}`, { site }), 400, 'invalid_request');
		}
	});
});
