// What turns with the clock, to the millisecond: a month's cap, a trial's end, the grace of a late renewal, a hold's expiry.
import assert from 'node:assert/strict';
import { afterEach, before, describe, it } from 'node:test';
import type { Database } from '../../src/db/database.ts';
import { capture } from '../../src/ledger/capture.ts';
import { expire } from '../../src/ledger/expire.ts';
import { HOLD_LIFETIME_MS, reserve } from '../../src/ledger/reserve.ts';
import { freshDatabase } from '../support/database.ts';
import { assertInvariants } from '../support/invariants.ts';
import { balanceOf, openLicense, reservation, type LedgerSite } from '../support/ledger.ts';
import { outcomes } from './guard-scene.ts';

const RESULT = { alt_text: 'A red barn in snow' };
const DECEMBER = new Date('2026-12-01T00:00:00.000Z');
const before_ms = (time: Date, ms = 1): Date => new Date(time.getTime() - ms);
const after_ms = (time: Date, ms: number): Date => new Date(time.getTime() + ms);
const PAID = new Date('2027-06-01T00:00:00Z');

describe('clocks', () => {
	let db: Database;
	before(async () => {
		db = await freshDatabase();
	});
	afterEach(() => assertInvariants(db, after_ms(DECEMBER, HOLD_LIFETIME_MS)));

	const use = async (site: LedgerSite, now: Date): Promise<(number | null)[]> => {
		const { held, cap_used } = (await balanceOf(db, site, now)).site;
		return [held, cap_used];
	};

	it('a cap begins anew with the UTC month, not a millisecond before', async () => {
		const site = await openLicense(db, { shared: 20, cap: 5, paid_until: PAID });
		assert.deepEqual(outcomes(await reserve(db, site, [reservation(5)], before_ms(DECEMBER))), ['reserved']);
		assert.deepEqual(outcomes(await reserve(db, site, [reservation(1)], before_ms(DECEMBER))), ['site_cap_reached']);
		assert.equal((await balanceOf(db, site, before_ms(DECEMBER))).site.cap_resets_at, DECEMBER.toISOString());
		assert.deepEqual(outcomes(await reserve(db, site, [reservation(5)], DECEMBER)), ['reserved']);
		assert.equal((await balanceOf(db, site, DECEMBER)).site.cap_resets_at, '2027-01-01T00:00:00.000Z');
		await expire(db, after_ms(DECEMBER, HOLD_LIFETIME_MS));
	});

	it('what was reserved in one month and captured in the next counts in the first', async () => {
		const site = await openLicense(db, { shared: 20, cap: 5, paid_until: PAID });
		const wanted = reservation(4);
		await reserve(db, site, [wanted], before_ms(DECEMBER));
		assert.deepEqual(await use(site, DECEMBER), [4, 0], 'it is held in December, and no use of December’s');
		await capture(db, site, [{ action_id: wanted.action_id, result: RESULT }], after_ms(DECEMBER, 1000));
		assert.deepEqual(await use(site, after_ms(DECEMBER, 1000)), [0, 0]);
		assert.deepEqual(await use(site, before_ms(DECEMBER)), [0, 4]);
	});

	it('what was reserved in one month and expired in the next is given back to the first', async () => {
		const site = await openLicense(db, { shared: 20, cap: 5, paid_until: PAID });
		await reserve(db, site, [reservation(4)], before_ms(DECEMBER));
		await expire(db, after_ms(DECEMBER, HOLD_LIFETIME_MS));
		assert.deepEqual([await use(site, before_ms(DECEMBER)), await use(site, DECEMBER)], [[0, 0], [0, 0]]);
		assert.deepEqual(outcomes(await reserve(db, site, [reservation(5)], before_ms(DECEMBER))), ['reserved']);
		await expire(db, after_ms(DECEMBER, HOLD_LIFETIME_MS));
	});

	it('a trial ends at its time, and what is open then still settles', async () => {
		const site = await openLicense(db, { shared: 20, paid_until: null, trial_ends_at: DECEMBER });
		const wanted = reservation(4);
		assert.equal((await balanceOf(db, site, before_ms(DECEMBER))).license.status, 'trialing');
		assert.deepEqual(outcomes(await reserve(db, site, [wanted], before_ms(DECEMBER))), ['reserved']);
		assert.deepEqual(outcomes(await reserve(db, site, [reservation(1)], DECEMBER)), ['license_lapsed']);
		assert.deepEqual(outcomes(await capture(db, site, [{ action_id: wanted.action_id, result: RESULT }], DECEMBER)), ['captured']);
	});

	it('a late renewal has 7 days of grace, and what is kept after them is there again with the renewal', async () => {
		const grace_ends = DECEMBER;
		const site = await openLicense(db, { domain: 3, shared: 20, paid_until: before_ms(grace_ends, 7 * 86_400_000) });
		assert.deepEqual(outcomes(await reserve(db, site, [reservation(4)], before_ms(grace_ends))), ['reserved']);
		assert.deepEqual(outcomes(await reserve(db, site, [reservation(1)], grace_ends)), ['license_lapsed']);
		await expire(db, after_ms(DECEMBER, HOLD_LIFETIME_MS));
		await db.query('UPDATE licenses SET paid_until = $2 WHERE license_id = $1', [site.license_id, PAID]);
		const { license, site: own } = await balanceOf(db, site, after_ms(DECEMBER, HOLD_LIFETIME_MS));
		assert.deepEqual([license.status, license.shared, own.domain, own.held], ['active', 20, 3, 0]);
	});

	it('a hold can be captured until it is swept, and is swept from its expiry on', async () => {
		const site = await openLicense(db, { shared: 20, paid_until: PAID });
		const wanted = reservation(4);
		await reserve(db, site, [wanted], DECEMBER);
		assert.equal(await expire(db, after_ms(DECEMBER, HOLD_LIFETIME_MS - 1)), 0);
		assert.deepEqual(outcomes(await capture(db, site, [{ action_id: wanted.action_id, result: RESULT }], after_ms(DECEMBER, HOLD_LIFETIME_MS))), ['captured']);
		const late = reservation(4);
		await reserve(db, site, [late], DECEMBER);
		assert.equal(await expire(db, after_ms(DECEMBER, HOLD_LIFETIME_MS)), 1);
		assert.deepEqual(outcomes(await capture(db, site, [{ action_id: late.action_id, result: RESULT }], after_ms(DECEMBER, HOLD_LIFETIME_MS))), ['expired']);
	});
});
