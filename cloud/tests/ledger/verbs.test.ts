// The ledger's verbs one by one: burn order, replay, refusals, first end wins, caps, lapse, what is owed.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it, before, afterEach } from 'node:test';
import type { Database } from '../../src/db/database.ts';
import { readBalance, spendable, total, touchLicense } from '../../src/ledger/balance.ts';
import { capture } from '../../src/ledger/capture.ts';
import { clawBack } from '../../src/ledger/claw-back.ts';
import { expire } from '../../src/ledger/expire.ts';
import { findHolds } from '../../src/ledger/find-holds.ts';
import { grant } from '../../src/ledger/grant.ts';
import { release } from '../../src/ledger/release.ts';
import { HOLD_LIFETIME_MS, reserve } from '../../src/ledger/reserve.ts';
import { transfer } from '../../src/ledger/transfer.ts';
import { Problem } from '../../src/problems.ts';
import { freshDatabase } from '../support/database.ts';
import { assertInvariants } from '../support/invariants.ts';
import { NOW, balanceOf, openLicense, openSite, reservation } from '../support/ledger.ts';

const RESULT = { alt_text: 'A red barn in snow' };

describe('the ledger', () => {
	let db: Database;
	before(async () => {
		db = await freshDatabase();
	});
	afterEach(() => assertInvariants(db, NOW));

	it('takes Domain Credits first, then Shared, and says how much came from which', async () => {
		const site = await openLicense(db, { domain: 4, shared: 10 });
		const { actions } = await reserve(db, site, [reservation(3), reservation(3), reservation(2)], NOW);
		const balance = await balanceOf(db, site);
		assert.deepEqual(
			actions.map(({ state, from_domain, from_shared }) => [state, from_domain, from_shared]),
			[['reserved', 3, 0], ['reserved', 1, 2], ['reserved', 0, 2]],
		);
		assert.equal(balance.site.domain, 0);
		assert.equal(balance.license.shared, 6);
		assert.equal(balance.site.held, 8);
		assert.equal(balance.site.cap_used, 4);
	});

	it('refuses every later action after the first that the balance cannot cover, and writes nothing for them', async () => {
		const site = await openLicense(db, { shared: 5 });
		const wanted = [reservation(4), reservation(3), reservation(1)];
		const { actions } = await reserve(db, site, wanted, NOW);
		assert.deepEqual(actions.map(({ state, code }) => [state, code]), [
			['reserved', null],
			['refused', 'insufficient_credits'],
			['refused', 'insufficient_credits'],
		]);
		const known = await findHolds(db, site, wanted.map(({ action_id }) => action_id));
		assert.equal(known.actions.length, 1);
		await grant(db, { account_id: site.account_id, pool_id: site.license_id, kind: 'purchase', amount: 10, source: `order:${randomUUID()}` }, NOW);
		const after_purchase = await reserve(db, site, wanted.slice(1), NOW);
		assert.deepEqual(after_purchase.actions.map(({ state }) => state), ['reserved', 'reserved'], 'a refused id stays usable');
	});

	it('answers a repeated id with what became of it and takes nothing again', async () => {
		const site = await openLicense(db, { shared: 10 });
		const wanted = reservation(4);
		await reserve(db, site, [wanted], NOW);
		const while_open = await reserve(db, site, [wanted], NOW);
		assert.equal(while_open.actions[0]?.state, 'held');
		await capture(db, site, [{ action_id: wanted.action_id, result: RESULT }], NOW);
		const repeated = await reserve(db, site, [wanted], NOW);
		assert.equal(repeated.actions[0]?.state, 'captured');
		assert.deepEqual(repeated.actions[0].result, RESULT);
		assert.equal((await balanceOf(db, site)).license.shared, 6);
	});

	it('refuses a known id with another fingerprint', async () => {
		const site = await openLicense(db, { shared: 10 });
		const wanted = reservation(4);
		await reserve(db, site, [wanted], NOW);
		const { actions } = await reserve(db, site, [reservation(5, wanted.action_id)], NOW);
		assert.deepEqual([actions[0]?.state, actions[0]?.code], ['refused', 'key_reused']);
	});

	it('lets the first end of a hold win', async () => {
		const site = await openLicense(db, { domain: 2, shared: 10 });
		const wanted = reservation(4);
		await reserve(db, site, [wanted], NOW);
		await release(db, site, [{ action_id: wanted.action_id, code: 'provider_failed' }], NOW);
		const late = await capture(db, site, [{ action_id: wanted.action_id, result: RESULT }], NOW);
		assert.equal(late.actions[0]?.state, 'released');
		assert.equal(total(await balanceOf(db, site)), 12);
		await release(db, site, [{ action_id: wanted.action_id, code: 'provider_failed' }], NOW);
		assert.equal(total(await balanceOf(db, site)), 12);
	});

	it('captures once, however often it is told to', async () => {
		const site = await openLicense(db, { domain: 2, shared: 10 });
		const wanted = reservation(4);
		await reserve(db, site, [wanted], NOW);
		const endings = await Promise.all(
			Array.from({ length: 8 }, () => capture(db, site, [{ action_id: wanted.action_id, result: RESULT }], NOW)),
		);
		assert.ok(endings.every(({ actions }) => actions[0]?.state === 'captured'));
		const balance = await readBalance(db, site.account_id, site.site_id, NOW);
		assert.equal(balance && total(balance), 8);
		assert.equal(balance?.site.held, 0);
	});

	it('expires what is past its time, and nothing before', async () => {
		const site = await openLicense(db, { shared: 10 });
		const start_ms = NOW.getTime() + HOLD_LIFETIME_MS;
		await expire(db, new Date(start_ms));
		await reserve(db, site, [reservation(4)], new Date(start_ms));
		assert.equal(await expire(db, new Date(start_ms + HOLD_LIFETIME_MS - 1)), 0);
		assert.equal(await expire(db, new Date(start_ms + HOLD_LIFETIME_MS)), 1);
		const balance = await readBalance(db, site.account_id, site.site_id, NOW);
		assert.equal(balance?.license.shared, 10);
	});

	it('enters a grant once per source', async () => {
		const site = await openLicense(db);
		const order = { account_id: site.account_id, pool_id: site.site_id, kind: 'purchase', amount: 1000, source: 'order:1' } as const;
		const granted = await Promise.all(Array.from({ length: 8 }, () => grant(db, order, NOW)));
		assert.equal(granted.filter(Boolean).length, 1);
		assert.equal(await grant(db, { ...order, pool_id: site.license_id }, NOW), false, 'nor into another pool of the account');
		const balance = await readBalance(db, site.account_id, site.site_id, NOW);
		assert.equal(balance && total(balance), 1000);
	});

	it('never passes a cap, says so in its own code, and leaves Domain Credits out of it', async () => {
		const site = await openLicense(db, { domain: 2, shared: 100, cap: 5 });
		const { actions } = await reserve(db, site, [reservation(4), reservation(3), reservation(1)], NOW);
		assert.deepEqual(actions.map(({ state, code }) => [state, code]), [
			['reserved', null],
			['reserved', null],
			['refused', 'site_cap_reached'],
		]);
		assert.equal(spendable(await balanceOf(db, site)), 0);
		const december = new Date('2026-12-01T00:00:00.000Z');
		const next_month = await reserve(db, site, [reservation(5)], december);
		assert.equal(next_month.actions[0]?.state, 'reserved');
		assert.equal((await balanceOf(db, site, december)).site.cap_used, 5);
	});

	it('freezes credits while a plan is lapsed, lets open holds settle, and gives all back on renewal', async () => {
		const site = await openLicense(db, { domain: 7, shared: 30 });
		const open = reservation(3);
		await reserve(db, site, [open], NOW);
		const lapsed_at = new Date('2026-12-27T12:00:00.000Z');
		const refused = await reserve(db, site, [reservation(1)], lapsed_at);
		assert.deepEqual([refused.actions[0]?.state, refused.actions[0]?.code], ['refused', 'license_lapsed']);
		const frozen = await balanceOf(db, site, lapsed_at);
		assert.deepEqual([frozen.license.status, spendable(frozen)], ['lapsed', 0]);
		const settled = await capture(db, site, [{ action_id: open.action_id, result: RESULT }], lapsed_at);
		assert.equal(settled.actions[0]?.state, 'captured');
		const before = await balanceOf(db, site, lapsed_at);
		await db.query('UPDATE licenses SET paid_until = $2 WHERE license_id = $1', [site.license_id, new Date('2027-01-27T12:00:00Z')]);
		await touchLicense(db, site.account_id, site.license_id);
		const renewed = await readBalance(db, site.account_id, site.site_id, lapsed_at);
		assert.equal(renewed && spendable(renewed), 34);
		assert.ok((renewed?.license.version ?? 0) > before.license.version);
	});

	it('says of the free plan that it has no credits', async () => {
		const site = await openLicense(db, { plan: 'free', paid_until: null, shared: 10 });
		const { actions } = await reserve(db, site, [reservation(1)], NOW);
		assert.equal(actions[0]?.code, 'plan_has_no_credits');
	});

	it('pays what the license owes from a release and from a grant, before anything is available', async () => {
		const site = await openLicense(db, { domain: 5, shared: 10 });
		const wanted = reservation(8);
		await reserve(db, site, [wanted], NOW);
		await clawBack(db, { account_id: site.account_id, pool_id: site.license_id, amount: 27, source: 'refund:1' }, NOW);
		await release(db, site, [{ action_id: wanted.action_id, code: 'provider_failed' }], NOW);
		const released = await balanceOf(db, site);
		assert.deepEqual([released.license.owed, released.license.shared, released.site.domain], [12, 0, 0]);
		await grant(db, { account_id: site.account_id, pool_id: site.site_id, kind: 'purchase', amount: 20, source: 'order:2' }, NOW);
		const paid = await readBalance(db, site.account_id, site.site_id, NOW);
		assert.deepEqual([paid?.license.owed, paid?.license.shared, paid?.site.domain], [0, 0, 8]);
	});

	it('takes a refund back from its pool, then from Shared, once per source', async () => {
		const site = await openLicense(db, { domain: 5, shared: 4 });
		const refund = { account_id: site.account_id, pool_id: site.site_id, amount: 8, source: 'refund:1' };
		const taken = await Promise.all(Array.from({ length: 6 }, () => clawBack(db, refund, NOW)));
		assert.equal(taken.filter(Boolean).length, 1);
		const balance = await readBalance(db, site.account_id, site.site_id, NOW);
		assert.deepEqual([balance?.site.domain, balance?.license.shared, balance?.license.owed], [0, 1, 0]);
	});

	it('moves a disconnected site’s Domain Credits once, and nothing while the site is connected', async () => {
		const from = await openLicense(db, { domain: 5 });
		const to = await openSite(db, from, { domain: 1 });
		const move = { account_id: from.account_id, transfer_id: randomUUID(), from_site_id: from.site_id, to_site_id: to.site_id };
		await assert.rejects(transfer(db, move, NOW), (error) => error instanceof Problem && error.code === 'forbidden');
		await db.query('UPDATE sites SET disconnected_at = $2 WHERE site_id = $1', [from.site_id, NOW]);
		assert.deepEqual(await Promise.all([transfer(db, move, NOW), transfer(db, move, NOW)]), [5, 5]);
		const balance = await readBalance(db, to.account_id, to.site_id, NOW);
		assert.equal(balance?.site.domain, 6);
		const stranger = await openLicense(db);
		await assert.rejects(
			transfer(db, { ...move, transfer_id: randomUUID(), to_site_id: stranger.site_id }, NOW),
			(error) => error instanceof Problem && error.code === 'not_found',
		);
	});

	it('keeps two sites apart: a site never spends another one’s Domain Credits', async () => {
		const one = await openLicense(db, { domain: 5 });
		const other = await openSite(db, one);
		const { actions } = await reserve(db, other, [reservation(1)], NOW);
		assert.equal(actions[0]?.code, 'insufficient_credits');
	});

	it('serves callers at once without passing what there is', async () => {
		const site = await openLicense(db, { domain: 11, shared: 20 });
		const others = await Promise.all([openSite(db, site, { domain: 3 }), openSite(db, site, { domain: 3 })]);
		const answers = await Promise.all(
			Array.from({ length: 60 }, (_, index) => reserve(db, [site, ...others][index % 3] ?? site, [reservation(2)], NOW)),
		);
		const taken = answers.flatMap(({ actions }) => actions).filter(({ state }) => state === 'reserved');
		// 37 credits, in twos, with three Domain pools of odd size of which the last credit joins one from Shared.
		assert.equal(taken.length, 18);
	});
});
