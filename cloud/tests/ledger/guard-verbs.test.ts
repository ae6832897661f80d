// The guards inside the ledger's verbs, each by a test of its own that fails where it is taken out, which remove-guards.ts does.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, describe, it } from 'node:test';
import type { Database, DatabasePool, IsolationLevel } from '../../src/db/database.ts';
import { capture } from '../../src/ledger/capture.ts';
import { clawBack } from '../../src/ledger/claw-back.ts';
import { findHolds } from '../../src/ledger/find-holds.ts';
import { grant } from '../../src/ledger/grant.ts';
import { release } from '../../src/ledger/release.ts';
import { reserve } from '../../src/ledger/reserve.ts';
import { transfer } from '../../src/ledger/transfer.ts';
import { Problem, type ProblemCode } from '../../src/problems.ts';
import { freshDatabase } from '../support/database.ts';
import { balanceOf, NOW, openLicense, openSite, reservation } from '../support/ledger.ts';
import { counts, leaver, outcomes, purchase, refund } from './guard-scene.ts';

const RESULT = { alt_text: 'A red barn in snow' };
const after = (days: number): Date => new Date(NOW.getTime() + days * 86_400_000);

let db: DatabasePool;

/** The verbs as where every first answer is lost, so that the same statement is sent again. */
const losing = (): Database => ({
	...db,
	verb: async (statement) => {
		await db.verb(statement);
		return db.verb(statement);
	},
});

const refusedWith = (code: ProblemCode) => (error: unknown) => error instanceof Problem && error.code === code;

async function entered(pool_id: string): Promise<number[]> {
	const found = await db.query<{ amount: number }>('SELECT amount FROM entries WHERE pool_id = $1 ORDER BY seq', [pool_id]);
	return found.rows.map((row) => row.amount);
}

async function statusAt(at: Date, dates: { trial_ends_at?: Date; paid_until?: Date; ends_at?: Date }): Promise<string | undefined> {
	const found = await db.query<{ status: string }>(`SELECT license_status('pro', $1, $2, $3, $4) AS status`, [
		dates.trial_ends_at ?? null,
		dates.paid_until ?? null,
		dates.ends_at ?? null,
		at,
	]);
	return found.rows[0]?.status;
}

for (const isolation of ['read committed', 'serializable'] as const satisfies IsolationLevel[]) {
	describe(`guards inside the verbs, ${isolation}`, () => {
		before(async () => {
			db = await freshDatabase({ isolation });
		});

		it('reserve takes Domain Credits first', async () => {
			const site = await openLicense(db, { domain: 4, shared: 10 });
			const { actions } = await reserve(db, site, [reservation(3), reservation(3)], NOW);
			assert.deepEqual(actions.map(({ from_domain, from_shared }) => [from_domain, from_shared]), [[3, 0], [1, 2]]);
		});

		it('reserve locks Shared where all that a site wants is more than its Domain Credits', async () => {
			const site = await openLicense(db, { domain: 4, shared: 10 });
			const { actions } = await reserve(db, site, [reservation(3), reservation(3)], NOW);
			assert.deepEqual(actions.map(({ from_domain, from_shared }) => [from_domain, from_shared]), [[3, 0], [1, 2]]);
		});

		it('reserve takes nothing for a known id', async () => {
			const site = await openLicense(db, { domain: 20 });
			const known = reservation(3);
			await reserve(db, site, [known], NOW);
			const before = await balanceOf(db, site);
			assert.deepEqual(outcomes(await reserve(db, site, [known], NOW)), ['held']);
			assert.deepEqual(outcomes(await reserve(db, site, [reservation(5)], after(60))), ['license_lapsed']);
			assert.deepEqual(await balanceOf(db, site), before, 'nor is its version another');
			assert.deepEqual(outcomes(await reserve(db, site, [known, reservation(4)], NOW)), ['held', 'reserved']);
			assert.deepEqual(await counts(db, site), [0, 13, 0, 7]);
		});

		it('reserve refuses every new action where it is told to', async () => {
			const site = await openLicense(db, { domain: 20 });
			const known = reservation(3);
			await reserve(db, site, [known], NOW);
			assert.deepEqual(outcomes(await reserve(db, site, [known, reservation(4)], NOW, 'unavailable')), ['held', 'unavailable']);
			assert.deepEqual(await counts(db, site), [0, 17, 0, 3]);
		});

		it('reserve refuses what the balance cannot cover', async () => {
			const site = await openLicense(db, { shared: 3 });
			assert.deepEqual(outcomes(await reserve(db, site, [reservation(4)], NOW)), ['insufficient_credits']);
		});

		it('reserve counts what earlier actions of the call took from Shared', async () => {
			const site = await openLicense(db, { shared: 5 });
			assert.deepEqual(outcomes(await reserve(db, site, [reservation(3), reservation(3)], NOW)), ['reserved', 'insufficient_credits']);
		});

		it('reserve counts what earlier actions of the call took from Domain', async () => {
			const site = await openLicense(db, { domain: 5 });
			assert.deepEqual(outcomes(await reserve(db, site, [reservation(3), reservation(3)], NOW)), ['reserved', 'insufficient_credits']);
		});

		it('reserve never passes the cap', async () => {
			const site = await openLicense(db, { shared: 20, cap: 3 });
			assert.deepEqual(outcomes(await reserve(db, site, [reservation(4)], NOW)), ['site_cap_reached']);
		});

		it('reserve counts the month toward the cap', async () => {
			const site = await openLicense(db, { shared: 20, cap: 5 });
			await reserve(db, site, [reservation(4)], NOW);
			assert.deepEqual(outcomes(await reserve(db, site, [reservation(2)], NOW)), ['site_cap_reached']);
		});

		it('reserve counts the call itself toward the cap', async () => {
			const site = await openLicense(db, { shared: 20, cap: 5 });
			assert.deepEqual(outcomes(await reserve(db, site, [reservation(4), reservation(2)], NOW)), ['reserved', 'site_cap_reached']);
		});

		it('reserve notes the month it took from', async () => {
			const site = await openLicense(db, { shared: 20 });
			await reserve(db, site, [reservation(4)], NOW);
			await reserve(db, site, [reservation(2)], NOW);
			const balance = await balanceOf(db, site);
			assert.deepEqual([balance.site.cap_used, balance.site.held], [6, 6]);
		});

		it('reserve refuses a free plan', async () => {
			const site = await openLicense(db, { plan: 'free', paid_until: null, shared: 10 });
			assert.deepEqual(outcomes(await reserve(db, site, [reservation(1)], NOW)), ['plan_has_no_credits']);
		});

		it('reserve refuses a lapsed license', async () => {
			const site = await openLicense(db, { shared: 10 });
			assert.deepEqual(outcomes(await reserve(db, site, [reservation(1)], after(60))), ['license_lapsed']);
		});

		it('reserve refuses an id with another fingerprint', async () => {
			const site = await openLicense(db, { shared: 10 });
			const wanted = reservation(4);
			await reserve(db, site, [wanted], NOW);
			assert.deepEqual(outcomes(await reserve(db, site, [reservation(5, wanted.action_id)], NOW)), ['key_reused']);
		});

		it('reserve knows its own attempt after a lost answer', async () => {
			const site = await openLicense(db, { shared: 10 });
			const answer = await reserve(losing(), site, [reservation(4)], NOW);
			assert.deepEqual([outcomes(answer), (await balanceOf(db, site)).license.shared], [['reserved'], 6]);
		});

		it('reserve hands an open hold to no other attempt', async () => {
			const site = await openLicense(db, { shared: 10 });
			const wanted = reservation(4);
			await reserve(db, site, [wanted], NOW);
			assert.deepEqual(outcomes(await reserve(db, site, [wanted], NOW)), ['held']);
		});

		it('reserve raises the site’s version also where only Shared was taken', async () => {
			const site = await openLicense(db, { shared: 10 });
			const before = await balanceOf(db, site);
			await reserve(db, site, [reservation(4)], NOW);
			assert.ok((await balanceOf(db, site)).site.version > before.site.version);
		});

		it('settle ends a hold once', async () => {
			const site = await openLicense(db, { domain: 2, shared: 10 });
			const wanted = reservation(4);
			await reserve(db, site, [wanted, reservation(5)], NOW);
			await capture(db, site, [{ action_id: wanted.action_id, result: RESULT }], NOW);
			const late = await release(db, site, [{ action_id: wanted.action_id, code: 'provider_failed' }], NOW);
			assert.deepEqual([outcomes(late), await counts(db, site)], [['captured'], [3, 0, 0, 5]]);
		});

		it('settle stores the result with the charge', async () => {
			const site = await openLicense(db, { shared: 10 });
			const wanted = reservation(4);
			await reserve(db, site, [wanted], NOW);
			await capture(db, site, [{ action_id: wanted.action_id, result: RESULT }], NOW);
			const { actions } = await findHolds(db, site, [wanted.action_id]);
			assert.deepEqual(actions[0]?.result, RESULT);
		});

		it('settle enters what was spent from Domain', async () => {
			const site = await openLicense(db, { domain: 10 });
			const wanted = reservation(4);
			await reserve(db, site, [wanted], NOW);
			await capture(db, site, [{ action_id: wanted.action_id, result: RESULT }], NOW);
			assert.deepEqual(await entered(site.site_id), [10, -4]);
		});

		it('settle enters what was spent from Shared', async () => {
			const site = await openLicense(db, { shared: 10 });
			const wanted = reservation(4);
			await reserve(db, site, [wanted], NOW);
			await capture(db, site, [{ action_id: wanted.action_id, result: RESULT }], NOW);
			assert.deepEqual(await entered(site.license_id), [10, -4]);
		});

		it('settle pays what is owed from released Shared Credits first', async () => {
			const site = await openLicense(db, { shared: 10 });
			const wanted = reservation(8);
			await reserve(db, site, [wanted], NOW);
			await clawBack(db, refund(site, 7, 'refund:1'), NOW);
			await release(db, site, [{ action_id: wanted.action_id, code: 'provider_failed' }], NOW);
			assert.deepEqual(await counts(db, site), [3, 0, 0, 0]);
		});

		it('settle pays what is owed from released Domain Credits first', async () => {
			const site = await openLicense(db, { domain: 10 });
			const wanted = reservation(8);
			await reserve(db, site, [wanted], NOW);
			await clawBack(db, refund(site, 7, 'refund:1', site.site_id), NOW);
			await release(db, site, [{ action_id: wanted.action_id, code: 'provider_failed' }], NOW);
			assert.deepEqual(await counts(db, site), [0, 3, 0, 0]);
		});

		it('settle numbers the entries of a group', async () => {
			const site = await openLicense(db, { domain: 3, shared: 10 });
			const wanted = [reservation(1), reservation(1), reservation(3), reservation(2)];
			await reserve(db, site, wanted, NOW);
			await capture(db, site, wanted.map(({ action_id }) => ({ action_id, result: RESULT })), NOW);
			assert.deepEqual([await entered(site.site_id), await entered(site.license_id)], [[3, -1, -1, -1], [10, -2, -2]]);
		});

		it('settle raises a pool’s version by its entries', async () => {
			const site = await openLicense(db, { domain: 10 });
			const wanted = [reservation(1), reservation(1), reservation(1)];
			await reserve(db, site, [...wanted], NOW);
			await capture(db, site, wanted.slice(0, 2).map(({ action_id }) => ({ action_id, result: RESULT })), NOW);
			await capture(db, site, wanted.slice(2).map(({ action_id }) => ({ action_id, result: RESULT })), NOW);
			const { site: half } = await balanceOf(db, site);
			const found = await db.query<{ seq: number }>('SELECT max(seq) AS seq FROM entries WHERE pool_id = $1', [site.site_id]);
			assert.ok(half.version > (found.rows[0]?.seq ?? Infinity));
		});

		it('settle gives back what the month held', async () => {
			const site = await openLicense(db, { shared: 10 });
			const wanted = reservation(4);
			await reserve(db, site, [wanted], NOW);
			await release(db, site, [{ action_id: wanted.action_id, code: 'provider_failed' }], NOW);
			const balance = await balanceOf(db, site);
			assert.deepEqual([balance.site.held, balance.site.cap_used], [0, 0]);
		});

		it('settle moves the month from held to spent', async () => {
			const site = await openLicense(db, { shared: 10 });
			const wanted = reservation(4);
			await reserve(db, site, [wanted], NOW);
			await capture(db, site, [{ action_id: wanted.action_id, result: RESULT }], NOW);
			const balance = await balanceOf(db, site);
			assert.deepEqual([balance.site.held, balance.site.cap_used], [0, 4]);
		});

		it('grant enters a source once', async () => {
			const site = await openLicense(db);
			assert.equal(await grant(db, purchase(site, 5, 'order:1'), NOW), true);
			assert.equal(await grant(db, purchase(site, 5, 'order:1'), NOW), false);
			assert.equal(await grant(db, purchase(site, 5, 'order:1', site.site_id), NOW), false, 'nor into another pool');
			assert.deepEqual(await counts(db, site), [5, 0, 0, 0]);
		});

		it('grant pays what is owed first', async () => {
			const site = await openLicense(db);
			await clawBack(db, refund(site, 7, 'refund:1'), NOW);
			await grant(db, purchase(site, 10, 'order:1', site.site_id), NOW);
			assert.deepEqual(await counts(db, site), [0, 3, 0, 0]);
		});

		it('claw-back takes a source once', async () => {
			const site = await openLicense(db, { shared: 10 });
			assert.equal(await clawBack(db, refund(site, 3, 'refund:1'), NOW), true);
			assert.equal(await clawBack(db, refund(site, 3, 'refund:1'), NOW), false);
			assert.deepEqual(await counts(db, site), [7, 0, 0, 0]);
			const owing = await openLicense(db);
			await clawBack(db, refund(owing, 3, 'refund:1'), NOW);
			await clawBack(db, refund(owing, 3, 'refund:1'), NOW);
			assert.deepEqual(await counts(db, owing), [0, 0, 3, 0], 'also where nothing could be taken');
		});

		it('claw-back takes no more than the pool has', async () => {
			const site = await openLicense(db, { shared: 4 });
			await clawBack(db, refund(site, 7, 'refund:1'), NOW);
			assert.deepEqual(await counts(db, site), [0, 0, 3, 0]);
		});

		it('claw-back takes no more than Shared has', async () => {
			const site = await openLicense(db, { domain: 2, shared: 4 });
			await clawBack(db, refund(site, 9, 'refund:1', site.site_id), NOW);
			assert.deepEqual(await counts(db, site), [0, 0, 3, 0]);
		});

		it('transfer stays within the license', async () => {
			const { from, move } = await leaver(db);
			const stranger = await openLicense(db);
			await assert.rejects(transfer(db, move(stranger), NOW), refusedWith('not_found'));
			const license_id = randomUUID();
			await db.query(`INSERT INTO licenses (account_id, license_id, plan, created_at) VALUES ($1, $2, 'pro', $3)`, [from.account_id, license_id, NOW]);
			const other = await openSite(db, { account_id: from.account_id, license_id });
			await assert.rejects(transfer(db, move(other), NOW), refusedWith('not_found'));
		});

		it('transfer goes to a connected site', async () => {
			const { to, move } = await leaver(db);
			await db.query('UPDATE sites SET disconnected_at = $2 WHERE site_id = $1', [to.site_id, NOW]);
			await assert.rejects(transfer(db, move(), NOW), refusedWith('not_found'));
		});

		it('transfer happens once', async () => {
			const { from, to, move } = await leaver(db);
			const once = move();
			assert.equal(await transfer(db, once, NOW), 5);
			await grant(db, purchase(from, 2, 'order:late', from.site_id), NOW);
			assert.equal(await transfer(db, once, NOW), 5);
			assert.deepEqual(await counts(db, to), [0, 5, 0, 0]);
		});

		it('transfer needs a disconnected site', async () => {
			const { from, move } = await leaver(db);
			await db.query('UPDATE sites SET disconnected_at = NULL WHERE site_id = $1', [from.site_id]);
			await assert.rejects(transfer(db, move(), NOW), refusedWith('forbidden'));
		});

		it('transfer waits until nothing is owed', async () => {
			const { from, move } = await leaver(db);
			await clawBack(db, refund(from, 3, 'refund:1'), NOW);
			await assert.rejects(transfer(db, move(), NOW), refusedWith('forbidden'));
		});

		it('transfer refuses an empty pool', async () => {
			const { from, move } = await leaver(db);
			await clawBack(db, refund(from, 5, 'refund:1', from.site_id), NOW);
			await assert.rejects(transfer(db, move(), NOW), refusedWith('invalid_request'));
		});

		it('license status: a renewal that is late has 7 days of grace, and no more', async () => {
			assert.equal(await statusAt(after(7), { paid_until: NOW }), 'lapsed');
			assert.equal(await statusAt(new Date(after(7).getTime() - 1), { paid_until: NOW }), 'active');
		});

		it('license status: a trial ends', async () => {
			assert.equal(await statusAt(NOW, { trial_ends_at: after(1) }), 'trialing');
			assert.equal(await statusAt(after(1), { trial_ends_at: after(1) }), 'lapsed');
		});

		it('license status: a cancelled plan ends', async () => {
			assert.equal(await statusAt(NOW, { paid_until: NOW, ends_at: after(1) }), 'active');
			assert.equal(await statusAt(after(1), { paid_until: NOW, ends_at: after(1) }), 'lapsed');
		});
	});
}
