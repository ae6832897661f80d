// Random sequences of all verbs against the model: same answers, same balances, every invariant, at both isolation levels.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Database, IsolationLevel } from '../../src/db/database.ts';
import { readBalance } from '../../src/ledger/balance.ts';
import { callTogether } from '../../src/ledger/call.ts';
import { CAPTURE, capture } from '../../src/ledger/capture.ts';
import { clawBack } from '../../src/ledger/claw-back.ts';
import { expire } from '../../src/ledger/expire.ts';
import { grant } from '../../src/ledger/grant.ts';
import { RELEASE, release } from '../../src/ledger/release.ts';
import { RESERVE, reserveCall } from '../../src/ledger/reserve.ts';
import { settleCall } from '../../src/ledger/settle.ts';
import { setCap } from '../../src/ledger/set-cap.ts';
import { transfer } from '../../src/ledger/transfer.ts';
import { Problem } from '../../src/problems.ts';
import { freshDatabase } from '../support/database.ts';
import { openLicense, openSite, reservation, type LedgerSite } from '../support/ledger.ts';
import { audit } from '../support/operations.ts';
import { LedgerModel } from './ledger-model.ts';

const SITES = 3;
const START_MS = Date.parse('2026-11-20T12:00:00Z');
/** More for a long run: LEDGER_RUNS=2000. A failure prints its seed; LEDGER_SEED replays it. */
const RUNS = Number(process.env['LEDGER_RUNS'] ?? 20);
const SEED = process.env['LEDGER_SEED'] === undefined ? undefined : Number(process.env['LEDGER_SEED']);

const site = fc.nat(SITES - 1);
const pool = fc.oneof(site, fc.constant('shared' as const));
const cost = fc.integer({ min: 1, max: 15 });
/** Which of the ids made so far; a batch of new ones where there are none. */
const pick = fc.array(fc.nat(1000), { minLength: 1, maxLength: 25, size: 'max' });
/** What Shared begins with: nothing, little, or enough for all. */
const start = fc.constantFrom(0, 60, 5000);

const step = fc.oneof(
	{ weight: 8, arbitrary: fc.record({ verb: fc.constant('reserve' as const), site, costs: fc.array(cost, { minLength: 1, maxLength: 25, size: 'max' }) }) },
	{ weight: 3, arbitrary: fc.record({ verb: fc.constant('reserveTogether' as const), calls: fc.array(fc.record({ site, costs: fc.array(cost, { minLength: 1, maxLength: 9 }) }), { minLength: 2, maxLength: 6 }) }) },
	{ weight: 2, arbitrary: fc.record({ verb: fc.constant('settleTogether' as const), state: fc.constantFrom('captured' as const, 'released' as const), pick }) },
	{ weight: 2, arbitrary: fc.record({ verb: fc.constant('repeat' as const), site, pick, cost: fc.option(cost) }) },
	{ weight: 6, arbitrary: fc.record({ verb: fc.constant('capture' as const), site, pick }) },
	{ weight: 4, arbitrary: fc.record({ verb: fc.constant('release' as const), site, pick }) },
	{ weight: 3, arbitrary: fc.record({ verb: fc.constant('grant' as const), pool, amount: fc.integer({ min: 1, max: 120 }), source: fc.nat(30) }) },
	{ weight: 2, arbitrary: fc.record({ verb: fc.constant('clawBack' as const), pool, amount: fc.integer({ min: 1, max: 90 }), source: fc.nat(30) }) },
	{ weight: 2, arbitrary: fc.record({ verb: fc.constant('cap' as const), site, cap: fc.option(fc.nat(60)) }) },
	{ weight: 1, arbitrary: fc.record({ verb: fc.constant('connect' as const), site, connected: fc.boolean() }) },
	{ weight: 2, arbitrary: fc.record({ verb: fc.constant('transfer' as const), from: site, to: site }) },
	{ weight: 2, arbitrary: fc.record({ verb: fc.constant('pass' as const), seconds: fc.constantFrom(1, 119, 120, 3600, 86_400 * 12) }) },
	{ weight: 2, arbitrary: fc.record({ verb: fc.constant('sweep' as const) }) },
	{ weight: 1, arbitrary: fc.record({ verb: fc.constant('renew' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

for (const isolation of ['read committed', 'serializable'] as const satisfies IsolationLevel[]) {
	describe(`the ledger against its model, ${isolation}`, () => {
		it(`answers as the model does, in ${RUNS} sequences`, { timeout: 3_600_000 }, async (t) => {
			const db = await freshDatabase({ isolation });
			await fc.assert(
				fc.asyncProperty(start, fc.array(step, { minLength: 5, maxLength: 60, size: 'max' }), (credits, steps) => replay(db, credits, steps)),
				{ numRuns: RUNS, ...(SEED === undefined ? {} : { seed: SEED }) },
			);
			await audit(t, db, new Date(START_MS));
		});
	});
}

interface Play {
	db: Database;
	model: LedgerModel;
	sites: LedgerSite[];
	/** Ids of each site, in the order they were first reserved. */
	ids: { id: string; cost: number }[][];
}

async function replay(db: Database, credits: number, steps: readonly Step[]): Promise<void> {
	const first = await openLicense(db, { shared: credits, paid_until: new Date(START_MS + 20 * 86_400_000) });
	const sites = [first, await openSite(db, first), await openSite(db, first)];
	const model = new LedgerModel(SITES, START_MS, START_MS + 20 * 86_400_000);
	if (credits > 0) {
		model.grant('shared', credits, 'start');
	}
	const play: Play = { db, model, sites, ids: [[], [], []] };
	for (const next of steps) {
		await take(play, next);
		await compare(play);
	}
}

async function take(play: Play, next: Step): Promise<void> {
	const { db, model } = play;
	const now = new Date(model.now_ms);
	switch (next.verb) {
		case 'reserve':
			return reserveBoth(play, [{ site: next.site, wanted: fresh(next.costs) }]);
		case 'reserveTogether':
			return reserveBoth(play, next.calls.map((call) => ({ site: call.site, wanted: fresh(call.costs) })));
		case 'settleTogether':
			return settleTogether(play, next.state, next.pick);
		case 'repeat':
			return reserveBoth(play, [{ site: next.site, wanted: chosen(play, next.site, next.pick).map((known) => ({ id: known.id, cost: next.cost ?? known.cost })) }]);
		case 'capture': {
			const ids = chosen(play, next.site, next.pick).map(({ id }) => id);
			await capture(db, siteOf(play, next.site), ids.map((action_id) => ({ action_id, result: { alt_text: 'x' } })), now);
			return model.settle(ids, 'captured');
		}
		case 'release': {
			const ids = chosen(play, next.site, next.pick).map(({ id }) => id);
			await release(db, siteOf(play, next.site), ids.map((action_id) => ({ action_id, code: 'provider_failed' as const })), now);
			return model.settle(ids, 'released');
		}
		case 'grant': {
			const source = `order:${next.source}`;
			const granted = await grant(db, { ...target(play, next.pool), kind: 'purchase', amount: next.amount, source }, now);
			return assert.equal(granted, model.grant(next.pool, next.amount, source));
		}
		case 'clawBack': {
			const source = `refund:${next.source}`;
			const taken = await clawBack(db, { ...target(play, next.pool), amount: next.amount, source }, now);
			return assert.equal(taken, model.clawBack(next.pool, next.amount, source));
		}
		case 'cap':
			await setCap(db, siteOf(play, next.site).account_id, siteOf(play, next.site).site_id, next.cap);
			model.site(next.site).cap = next.cap;
			return;
		case 'connect':
			await db.query('UPDATE sites SET disconnected_at = $2 WHERE site_id = $1', [siteOf(play, next.site).site_id, next.connected ? null : now]);
			model.site(next.site).connected = next.connected;
			return;
		case 'transfer':
			return assert.equal(await transferred(play, next.from, next.to, now), model.transfer(next.from, next.to));
		case 'pass':
			model.now_ms += next.seconds * 1000;
			return;
		case 'sweep': {
			// All at once: former sequences have left holds that are overdue as well.
			await expire(db, now, 1_000_000);
			// Site by site in the order of their ids: which of them pays what is owed depends on it.
			const overdue = model.overdue();
			const order = [...play.sites.keys()].sort((left, right) => (siteOf(play, left).site_id < siteOf(play, right).site_id ? -1 : 1));
			for (const index of order) {
				model.settle(overdue.filter((id) => model.holds.get(id)?.site === index), 'expired');
			}
			return;
		}
		case 'renew':
			model.paid_until_ms = model.now_ms + 20 * 86_400_000;
			await db.query('UPDATE licenses SET paid_until = $2 WHERE license_id = $1', [siteOf(play, 0).license_id, new Date(model.paid_until_ms)]);
	}
}

interface Wanted {
	site: number;
	wanted: { id: string; cost: number }[];
}

const fresh = (costs: readonly number[]): Wanted['wanted'] => costs.map((credits) => ({ id: randomUUID(), cost: credits }));

/** In one statement. Sites are served in the order of their ids, calls of one site in the order asked for. */
async function reserveBoth(play: Play, asked: readonly Wanted[]): Promise<void> {
	const calls = asked.filter(({ wanted }) => wanted.length > 0);
	if (calls.length === 0) {
		return;
	}
	const answers = await callTogether(
		play.db,
		RESERVE,
		calls.map(({ site: index, wanted }) => reserveCall(siteOf(play, index), wanted.map(({ id, cost: credits }) => reservation(credits, id)))),
		new Date(play.model.now_ms),
	);
	for (const position of inOrderOfSites(play, calls)) {
		const { site: index, wanted } = calls[position] ?? { site: 0, wanted: [] };
		const expected = play.model.reserve(index, wanted);
		assert.deepEqual(
			answers[position]?.actions.map(({ state, from_domain, from_shared, code }) => ({ state, code: state === 'refused' ? code : null, from_domain, from_shared })),
			expected,
		);
		play.ids[index]?.push(...wanted.filter((_, at) => expected[at]?.state === 'reserved'));
	}
}

/** Some of every site's, in one statement. */
async function settleTogether(play: Play, state: 'captured' | 'released', pick: readonly number[]): Promise<void> {
	const calls = play.sites.map((_, index) => ({ site: index, ids: chosen(play, index, pick).map(({ id }) => id) })).filter(({ ids }) => ids.length > 0);
	if (calls.length === 0) {
		return;
	}
	const ending = state === 'captured' ? { result: { alt_text: 'x' } } : { code: 'provider_failed' as const };
	await callTogether(
		play.db,
		state === 'captured' ? CAPTURE : RELEASE,
		calls.map(({ site: index, ids }) => settleCall(siteOf(play, index), ids.map((action_id) => ({ action_id, ...ending })))),
		new Date(play.model.now_ms),
	);
	for (const position of inOrderOfSites(play, calls)) {
		play.model.settle(calls[position]?.ids ?? [], state);
	}
}

/** Which of the calls comes when: what is left for one, and who pays what is owed, depends on it. */
function inOrderOfSites(play: Play, calls: readonly { site: number }[]): number[] {
	const idOf = (position: number): string => siteOf(play, calls[position]?.site ?? 0).site_id;
	return [...calls.keys()].sort((left, right) => (idOf(left) === idOf(right) ? left - right : idOf(left) < idOf(right) ? -1 : 1));
}

async function transferred(play: Play, from: number, to: number, now: Date): Promise<number | string> {
	const { account_id, site_id: from_site_id } = siteOf(play, from);
	try {
		return await transfer(play.db, { account_id, transfer_id: randomUUID(), from_site_id, to_site_id: siteOf(play, to).site_id }, now);
	} catch (error) {
		if (error instanceof Problem) {
			return error.code;
		}
		throw error;
	}
}

async function compare({ db, model, sites }: Play): Promise<void> {
	for (const [index, { account_id, site_id }] of sites.entries()) {
		const balance = await readBalance(db, account_id, site_id, new Date(model.now_ms));
		const expected = model.site(index);
		assert.deepEqual(
			[balance?.license.shared, balance?.license.owed, balance?.license.status, balance?.site.domain, balance?.site.held, balance?.site.cap, balance?.site.cap_used],
			[model.shared, model.owed, model.lapsed ? 'lapsed' : 'active', expected.domain, expected.held, expected.cap, model.capUsed(index)],
		);
	}
}

function siteOf(play: Play, index: number): LedgerSite {
	const found = play.sites[index];
	assert.ok(found);
	return found;
}

function target(play: Play, to: number | 'shared'): { account_id: string; pool_id: string } {
	const { account_id, license_id, site_id } = siteOf(play, to === 'shared' ? 0 : to);
	return { account_id, pool_id: to === 'shared' ? license_id : site_id };
}

/** Known ids of a site without repetition; none where there are none yet. */
function chosen(play: Play, index: number, numbers: readonly number[]): { id: string; cost: number }[] {
	const known = play.ids[index] ?? [];
	if (known.length === 0) {
		return [];
	}
	const positions = new Set(numbers.map((number) => number % known.length));
	return [...positions].flatMap((position) => known[position] ?? []);
}
