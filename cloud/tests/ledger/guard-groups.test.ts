// What holds for the actions of several sites in one transaction, and for who shares one.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sqlState, type Database, type DatabasePool, type IsolationLevel } from '../../src/db/database.ts';
import { callTogether } from '../../src/ledger/call.ts';
import { CAPTURE } from '../../src/ledger/capture.ts';
import { clawBack } from '../../src/ledger/claw-back.ts';
import { createGroups } from '../../src/ledger/groups.ts';
import type { HoldsAnswer } from '../../src/ledger/hold.ts';
import { createLedger, type Ledger } from '../../src/ledger/ledger.ts';
import { RELEASE } from '../../src/ledger/release.ts';
import { RESERVE, reserve, reserveCall, type Reservation } from '../../src/ledger/reserve.ts';
import { settleCall } from '../../src/ledger/settle.ts';
import { Problem } from '../../src/problems.ts';
import { freshDatabase } from '../support/database.ts';
import { balanceOf, NOW, openLicense, openSite, reservation, type LedgerSite } from '../support/ledger.ts';
import { counts, outcomes, refund } from './guard-scene.ts';
import { inside, meet } from './meet.ts';

const RESULT = { alt_text: 'A red barn in snow' };
const CODE = 'provider_failed' as const;
const LOCK = 'SELECT 1 FROM pools WHERE account_id = $1 AND pool_id = $2 FOR UPDATE';

/** Reserves for several sites in one statement, and answers what became of each call's actions. */
async function reserveTogether(db: Database, wanted: readonly (readonly [LedgerSite, readonly Reservation[]])[]): Promise<(string | null)[][]> {
	const answers = await callTogether(db, RESERVE, wanted.map(([site, reservations]) => reserveCall(site, reservations)), NOW);
	return answers.map(outcomes);
}

for (const isolation of ['read committed', 'serializable'] as const satisfies IsolationLevel[]) {
	describe(`a group in SQL, ${isolation}`, () => {
		let db: DatabasePool;
		before(async () => {
			db = await freshDatabase({ isolation });
		});

		it('a group counts what its other sites took from Shared', async () => {
			const site = await openLicense(db, { shared: 10 });
			const other = await openSite(db, site);
			const answers = await reserveTogether(db, [[site, [reservation(6)]], [other, [reservation(6)]]]);
			assert.deepEqual(answers.flat().sort(), ['insufficient_credits', 'reserved']);
			assert.equal((await balanceOf(db, site)).license.shared, 4);
		});

		it('a group takes from each site’s own Domain Credits', async () => {
			const site = await openLicense(db, { domain: 10 });
			const other = await openSite(db, site, { domain: 3 });
			const stranger = await openLicense(db, { domain: 5 });
			const wanted = [[site, [reservation(6)]], [other, [reservation(3)]], [stranger, [reservation(4)]]] as const;
			assert.deepEqual(await reserveTogether(db, wanted), [['reserved'], ['reserved'], ['reserved']]);
			assert.deepEqual(await Promise.all([site, other, stranger].map((of) => counts(db, of))), [[0, 4, 0, 6], [0, 0, 0, 3], [0, 1, 0, 4]]);
		});

		it('a group refuses one call without refusing the next', async () => {
			const site = await openLicense(db, { domain: 10 });
			const [refused, too_dear, fits] = [reservation(1), reservation(11), reservation(2)];
			const calls = [reserveCall(site, [refused], 'unavailable'), reserveCall(site, [too_dear]), reserveCall(site, [fits])];
			const answers = await callTogether(db, RESERVE, calls, NOW);
			assert.deepEqual(answers.map(outcomes), [['unavailable'], ['insufficient_credits'], ['reserved']]);
		});

		it('a group answers each call with its own actions', async () => {
			const [site, other] = [await openLicense(db, { domain: 10 }), await openLicense(db, { shared: 10 })];
			const wanted = [reservation(1), reservation(2), reservation(3)];
			await reserveTogether(db, [[site, wanted.slice(0, 1)], [other, wanted.slice(1)]]);
			const endings = wanted.map(({ action_id }) => ({ action_id, result: RESULT }));
			const unknown = { action_id: reservation(1).action_id, result: RESULT };
			const answers = await callTogether(
				db,
				CAPTURE,
				[settleCall(other, [unknown, ...endings.slice(2)]), settleCall(site, endings.slice(0, 1)), settleCall(other, endings.slice(1, 2))],
				NOW,
			);
			assert.deepEqual(answers.map(({ actions }) => actions.map(({ id, state, result }) => [id, state, result])), [
				[[wanted[2]?.action_id, 'captured', RESULT]],
				[[wanted[0]?.action_id, 'captured', RESULT]],
				[[wanted[1]?.action_id, 'captured', RESULT]],
			]);
		});

		it('a group pays what is owed once', async () => {
			const site = await openLicense(db, { shared: 10 });
			const other = await openSite(db, site);
			const wanted = [reservation(5), reservation(5)] as const;
			await reserveTogether(db, [[site, [wanted[0]]], [other, [wanted[1]]]]);
			await clawBack(db, refund(site, 7, 'refund:1'), NOW);
			const calls = [settleCall(site, [{ action_id: wanted[0].action_id, code: CODE }]), settleCall(other, [{ action_id: wanted[1].action_id, code: CODE }])];
			await callTogether(db, RELEASE, calls, NOW);
			assert.deepEqual(await counts(db, site), [3, 0, 0, 0]);
		});

		it('a group waits for no lock longer than a second', async () => {
			const [site, other] = [await openLicense(db, { domain: 5 }), await openLicense(db, { domain: 5 })];
			await db.transaction(async (tx) => {
				await tx.query(LOCK, [other.account_id, other.site_id]);
				const waiting = reserveTogether(db, [[site, [reservation(1)]], [other, [reservation(1)]]]);
				await assert.rejects(waiting, (error) => sqlState(error) === '55P03');
			});
			assert.deepEqual(await counts(db, site), [0, 5, 0, 0]);
		});
	});
}

describe('the order of a group’s locks', () => {
	const SITES = 8;
	/** Each verb on many sites of as many licenses, whose pools of the kind it then waits for. */
	const verbs: Record<string, { opening: { domain?: number; shared?: number }; lock_of: 'site_id' | 'license_id'; verb: (tx: Database, sites: LedgerSite[], held: Reservation[]) => Promise<unknown> }> = {
		'a group locks Domain pools in the order of their ids': {
			opening: { domain: 5 },
			lock_of: 'site_id',
			verb: (tx, sites) => reserveTogether(tx, sites.map((site) => [site, [reservation(1)]])),
		},
		'reserve locks Shared pools in the order of their ids': {
			opening: { shared: 5 },
			lock_of: 'license_id',
			verb: (tx, sites) => reserveTogether(tx, sites.map((site) => [site, [reservation(1)]])),
		},
		'settle locks Shared pools in the order of their ids': {
			opening: { shared: 5 },
			lock_of: 'license_id',
			verb: (tx, sites, held) =>
				callTogether(tx, RELEASE, sites.map((site, index) => settleCall(site, [{ action_id: held[index]?.action_id ?? '', code: CODE }])), NOW),
		},
	};
	for (const [name, { opening, lock_of, verb }] of Object.entries(verbs)) {
		it(name, async () => {
			const db = await freshDatabase();
			// Of some order that is not theirs the lowest may be first by chance, but not each time.
			for (let round = 0; round < 4; round++) {
				const sites = await Promise.all(Array.from({ length: SITES }, () => openLicense(db, opening)));
				const held = sites.map(() => reservation(1));
				for (const [index, site] of sites.entries()) {
					await reserve(db, site, held.slice(index, index + 1), NOW);
				}
				const [lowest, ...others] = sites.toSorted((left, right) => (left[lock_of] < right[lock_of] ? -1 : 1));
				assert.ok(lowest);
				const { waited } = await meet(
					db,
					(first) => first.query(LOCK, [lowest.account_id, lowest[lock_of]]),
					() => db.transaction(async (tx) => verb(inside(tx), sites.toReversed(), held.toReversed())),
					async (first) => {
						for (const other of others) {
							await first.query(`${LOCK} NOWAIT`, [other.account_id, other[lock_of]]);
						}
					},
				);
				assert.equal(waited, true);
			}
		});
	}
});

describe('who shares a group', () => {
	let db: DatabasePool;
	before(async () => {
		db = await freshDatabase();
	});

	interface Sent {
		ledger: Ledger;
		/** How many actions each statement had, in the order in which they were sent. */
		sizes: number[];
		splits: unknown[];
	}

	/** A ledger whose statements are watched; `meddle` may do one's work otherwise. */
	function watched(meddle: (run: () => Promise<unknown>, size: number) => Promise<unknown> = (run) => run()): Sent {
		const sizes: number[] = [];
		const splits: unknown[] = [];
		const watch = <T>(statement: { values: readonly unknown[] }, run: () => Promise<T>): Promise<T> => {
			const ids = statement.values.find((value): value is unknown[] => Array.isArray(value)) ?? [];
			sizes.push(ids.length);
			return meddle(run, ids.length) as Promise<T>;
		};
		const watching: Database = {
			...db,
			verb: (statement) => watch(statement, () => db.verb(statement)),
			query: ((statement: { name: string; text: string; values: unknown[] }) => watch(statement, () => db.query(statement))) as Database['query'],
		};
		return { ledger: createLedger({ db: watching, clock: () => NOW, groups: true, onSplit: (error) => splits.push(error) }), sizes, splits };
	}

	const answered = async (...answers: Promise<HoldsAnswer>[]): Promise<(string | null)[]> => (await Promise.all(answers)).flatMap(outcomes);

	it('calls that come together go together, a lone one by itself', async () => {
		const { ledger, sizes } = watched();
		const [site, other] = [await openLicense(db, { domain: 5 }), await openLicense(db, { shared: 5 })];
		const wanted = [reservation(1), reservation(2)] as const;
		assert.deepEqual(await answered(ledger.reserve(site, [wanted[0]]), ledger.reserve(other, [wanted[1]])), ['reserved', 'reserved']);
		assert.deepEqual(
			await answered(
				ledger.capture(site, [{ action_id: wanted[0].action_id, result: RESULT }]),
				ledger.release(other, [{ action_id: wanted[1].action_id, code: CODE }]),
			),
			['captured', 'released'],
		);
		assert.deepEqual(sizes, [2, 1, 1]);
	});

	it('one id is in a group once', async () => {
		const { ledger, sizes, splits } = watched();
		const site = await openLicense(db, { shared: 9 });
		const wanted = reservation(4);
		assert.deepEqual(await answered(ledger.reserve(site, [wanted]), ledger.reserve(site, [wanted])), ['reserved', 'held']);
		assert.deepEqual([sizes, splits, await counts(db, site)], [[1, 1], [], [5, 0, 0, 4]]);
	});

	it('a group that fails fails none of its members', async () => {
		const { ledger, sizes, splits } = watched();
		const [site, other] = [await openLicense(db, { shared: 9 }), await openLicense(db, { shared: 9 })];
		const broken = { ...reservation(4), fingerprint: Buffer.from('short') };
		const failing = ledger.reserve(other, [broken]);
		const fine = ledger.reserve(site, [reservation(4)]);
		await assert.rejects(failing, (error) => sqlState(error) === '23514');
		assert.deepEqual([outcomes(await fine), sizes, splits.length], [['reserved'], [2, 1, 1], 1]);
		assert.deepEqual([await counts(db, site), await counts(db, other)], [[5, 0, 0, 4], [9, 0, 0, 0]]);
	});

	it('a group whose answer was lost charges once', async () => {
		const { ledger, sizes } = watched(async (run, size) => {
			const answer = await run();
			if (size > 1) {
				throw new Error('Connection terminated unexpectedly');
			}
			return answer;
		});
		const [site, other] = [await openLicense(db, { domain: 9 }), await openLicense(db, { shared: 9 })];
		const wanted = [reservation(4), reservation(3)] as const;
		assert.deepEqual(await answered(ledger.reserve(site, [wanted[0]]), ledger.reserve(other, [wanted[1]])), ['reserved', 'reserved']);
		const captures = [ledger.capture(site, [{ action_id: wanted[0].action_id, result: RESULT }]), ledger.capture(other, [{ action_id: wanted[1].action_id, result: RESULT }])];
		assert.deepEqual(await answered(...captures), ['captured', 'captured']);
		assert.deepEqual(sizes, [2, 1, 1, 2, 1, 1]);
		assert.deepEqual([await counts(db, site), await counts(db, other)], [[0, 5, 0, 0], [6, 0, 0, 0]]);
	});

	it('a pool that is locked for long holds up its own account alone', async () => {
		const { ledger, splits } = watched();
		const [site, hot] = [await openLicense(db, { domain: 5 }), await openLicense(db, { domain: 5 })];
		const blocked = await db.transaction(async (tx) => {
			await tx.query(LOCK, [hot.account_id, hot.site_id]);
			const waiting = ledger.reserve(hot, [reservation(1)]);
			assert.deepEqual(await answered(ledger.reserve(site, [reservation(1)])), ['reserved']);
			assert.deepEqual(await answered(ledger.reserve(site, [reservation(1)])), ['reserved']);
			return { waiting };
		});
		assert.deepEqual([outcomes(await blocked.waiting), splits.length], [['reserved'], 1]);
	});
});

describe('the turns of groups', () => {
	const of = (account_id: string, ...action_ids: string[]) => ({ site: { account_id, site_id: account_id }, action_ids });
	type Asked = ReturnType<typeof of>;

	/** Groups whose statements end when told to. */
	function slow(): { call: (call: Asked) => Promise<string>; sent: string[][]; end: () => void } {
		const sent: string[][] = [];
		const ends: (() => void)[] = [];
		const work = async (calls: readonly Asked[]): Promise<string[]> => {
			sent.push(calls.flatMap(({ action_ids }) => action_ids));
			await new Promise<void>((resolve) => ends.push(resolve));
			return calls.map(({ action_ids }) => action_ids.join());
		};
		const call = createGroups<Asked, string>({ together: work, alone: async (one) => (await work([one])).join() });
		return { call, sent, end: () => ends.shift()?.() };
	}
	const turn = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

	it('an account is in one group at a time', async () => {
		const { call, sent, end } = slow();
		const answers = [call(of('a', '1')), turn().then(() => call(of('a', '2'))), turn().then(() => call(of('b', '3')))];
		await turn();
		await turn();
		assert.deepEqual(sent, [['1'], ['3']]);
		end();
		await turn();
		assert.deepEqual(sent, [['1'], ['3'], ['2']]);
		end();
		end();
		assert.deepEqual(await Promise.all(answers), ['1', '2', '3']);
	});

	it('whoever is on its way for long makes room for others', async (t) => {
		t.mock.timers.enable({ apis: ['setTimeout'] });
		const { call, sent, end } = slow();
		const answers = ['1', '2', '3', '4'].map(async (id) => {
			for (let before = 1; before < Number(id); before++) {
				await turn();
			}
			return call(of(id, id));
		});
		for (let turns = 0; turns < 5; turns++) {
			await turn();
		}
		assert.deepEqual(sent, [['1'], ['2'], ['3']]);
		t.mock.timers.tick(1000);
		await turn();
		assert.deepEqual(sent, [['1'], ['2'], ['3'], ['4']]);
		['1', '2', '3', '4'].forEach(end);
		assert.deepEqual(await Promise.all(answers), ['1', '2', '3', '4']);
	});

	it('who gets no turn within 5 s is told so', async (t) => {
		t.mock.timers.enable({ apis: ['setTimeout'] });
		const { call, sent, end } = slow();
		const first = call(of('a', '1'));
		await turn();
		const second = call(of('a', '2'));
		await turn();
		const clock = t.mock.method(performance, 'now', () => 1e12);
		t.mock.timers.tick(5000);
		await assert.rejects(second, (error) => error instanceof Problem && error.code === 'unavailable');
		clock.mock.restore();
		end();
		assert.deepEqual([await first, sent], ['1', [['1']]]);
	});

	it('a group is no larger than it may be', async () => {
		const { call, sent, end } = slow();
		const ids = Array.from({ length: 130 }, (_, index) => String(index));
		const answers = ids.map((id) => call(of(id, id)));
		await turn();
		assert.deepEqual(sent.map((group) => group.length), [64, 64, 2]);
		end();
		end();
		end();
		assert.deepEqual(await Promise.all(answers), ids);
	});
});
