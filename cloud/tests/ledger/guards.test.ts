// The ledger's constraints and locks, so that none hides another: constraints are tried by direct SQL, locks by two
// transactions that meet. Each test fails where its guard is taken out, which remove-guards.ts does.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { constraintOf, type Database, type IsolationLevel } from '../../src/db/database.ts';
import { capture } from '../../src/ledger/capture.ts';
import { clawBack } from '../../src/ledger/claw-back.ts';
import { grant } from '../../src/ledger/grant.ts';
import { release } from '../../src/ledger/release.ts';
import { reserve } from '../../src/ledger/reserve.ts';
import { setCap } from '../../src/ledger/set-cap.ts';
import { transfer } from '../../src/ledger/transfer.ts';
import { freshDatabase } from '../support/database.ts';
import { balanceOf, NOW, openLicense, openSite, reservation, type LedgerSite } from '../support/ledger.ts';
import { CONSTRAINTS, LEDGER_TABLES, SCENE } from './guard-constraints.ts';
import { counts, leaver, outcomes, purchase, refund } from './guard-scene.ts';
import { inside, meet } from './meet.ts';

const RESULT = { alt_text: 'A red barn in snow' };

const scene = await freshDatabase();
for (const statement of SCENE) {
	await scene.query(statement);
}

describe('constraints', () => {
	for (const [name, { table, refuses }] of Object.entries(CONSTRAINTS)) {
		it(`${name} refuses what breaks it`, async () => {
			for (const statement of refuses) {
				const refused = await scene
					.transaction(async (tx) => {
						await tx.query(statement);
						throw new Error('Nothing refused it.');
					})
					.then(() => '', (error: unknown) => constraintOf(error) || String(error));
				assert.equal(refused, name, `${table}: ${statement}`);
			}
		});
	}

	it('none guards the ledger untried', async () => {
		const found = await scene.query<{ name: string }>(
			`SELECT c.conname::text AS name FROM pg_constraint c WHERE c.conrelid = ANY ($1::regclass[]) AND c.contype IN ('c', 'p', 'u', 'f')
				UNION SELECT i.indexrelid::regclass::text FROM pg_index i WHERE i.indrelid = ANY ($1::regclass[]) AND i.indisunique`,
			[LEDGER_TABLES],
		);
		assert.deepEqual(found.rows.map((row) => row.name).filter((name) => CONSTRAINTS[name] === undefined), []);
	});
});

for (const isolation of ['read committed', 'serializable'] as const satisfies IsolationLevel[]) {
	describe(`locks, ${isolation}`, () => {
		let db: Database;
		before(async () => {
			db = await freshDatabase({ isolation });
		});

		it('a group locks Domain before it reads it', async () => {
			const site = await openLicense(db, { domain: 10 });
			const rest = await meet(db, (first) => reserve(first, site, [reservation(6)], NOW), () => reserve(db, site, [reservation(6)], NOW));
			assert.deepEqual([rest.waited, outcomes(rest.answer)], [true, ['insufficient_credits']]);
			const twice = await openLicense(db, { domain: 20 });
			const wanted = reservation(6);
			const repeat = await meet(db, (first) => reserve(first, twice, [wanted], NOW), () => reserve(db, twice, [wanted], NOW));
			assert.deepEqual([outcomes(repeat.answer), await counts(db, twice)], [['held'], [0, 14, 0, 6]]);
			const settling = await openLicense(db, { domain: 10 });
			const held = reservation(6);
			await reserve(db, settling, [held], NOW);
			const { waited } = await meet(
				db,
				(first) => grant(first, purchase(settling, 5, 'order:late', settling.site_id), NOW),
				() => capture(db, settling, [{ action_id: held.action_id, result: RESULT }], NOW),
			);
			assert.deepEqual([waited, await counts(db, settling)], [true, [0, 9, 0, 0]]);
		});

		it('reserve locks Shared before it reads it', async () => {
			const site = await openLicense(db, { shared: 10 });
			const other = await openSite(db, site);
			const rest = await meet(db, (first) => reserve(first, site, [reservation(6)], NOW), () => reserve(db, other, [reservation(6)], NOW));
			assert.deepEqual([rest.waited, outcomes(rest.answer)], [true, ['insufficient_credits']]);
			const capped = await openLicense(db, { shared: 20, cap: 5 });
			const over = await meet(db, (first) => reserve(first, capped, [reservation(4)], NOW), () => reserve(db, capped, [reservation(4)], NOW));
			assert.deepEqual(outcomes(over.answer), ['site_cap_reached']);
		});

		it('settle locks Shared before it reads what is owed', async () => {
			const site = await openLicense(db, { shared: 10 });
			const wanted = reservation(6);
			await reserve(db, site, [wanted], NOW);
			const { waited } = await meet(
				db,
				(first) => clawBack(first, refund(site, 10, 'refund:1'), NOW),
				() => release(db, site, [{ action_id: wanted.action_id, code: 'provider_failed' }], NOW),
			);
			const { license } = await balanceOf(db, site);
			assert.deepEqual([waited, license.owed, license.shared], [true, 0, 0]);
		});

		it('settle locks Shared also where only Domain Credits are given back', async () => {
			const site = await openLicense(db, { domain: 6 });
			const wanted = reservation(6);
			await reserve(db, site, [wanted], NOW);
			const { waited } = await meet(
				db,
				(first) => clawBack(first, refund(site, 4, 'refund:1'), NOW),
				() => release(db, site, [{ action_id: wanted.action_id, code: 'provider_failed' }], NOW),
			);
			assert.deepEqual([waited, await counts(db, site)], [true, [0, 2, 0, 0]]);
		});

		it('settle locks Shared before it enters a charge there', async () => {
			const site = await openLicense(db, { shared: 10 });
			const wanted = reservation(6);
			await reserve(db, site, [wanted], NOW);
			const { waited } = await meet(
				db,
				(first) => grant(first, purchase(site, 5, 'order:late'), NOW),
				() => capture(db, site, [{ action_id: wanted.action_id, result: RESULT }], NOW),
			);
			assert.deepEqual([waited, await counts(db, site)], [true, [9, 0, 0, 0]]);
		});

		it('grant locks its pools before it reads them', async () => {
			const site = await openLicense(db, { shared: 4 });
			const { waited } = await meet(
				db,
				(first) => clawBack(first, refund(site, 10, 'refund:1'), NOW),
				() => db.transaction((tx) => grant(tx, purchase(site, 20, 'order:2', site.site_id), NOW)),
			);
			assert.deepEqual([waited, await counts(db, site)], [true, [0, 14, 0, 0]]);
		});

		it('claw-back locks its pools before it reads them', async () => {
			const site = await openLicense(db, { shared: 10 });
			const { waited } = await meet(
				db,
				(first) => reserve(first, site, [reservation(6)], NOW),
				() => db.transaction((tx) => clawBack(tx, refund(site, 10, 'refund:1'), NOW)),
			);
			assert.deepEqual([waited, await counts(db, site)], [true, [0, 0, 6, 6]]);
		});

		it('transfer locks its pools before it reads them', async () => {
			const { from, to, move } = await leaver(db);
			const { waited, answer } = await meet(
				db,
				(first) => grant(first, purchase(from, 4, 'order:late', from.site_id), NOW),
				() => transfer(db, move(), NOW),
			);
			assert.deepEqual([waited, answer, await counts(db, to)], [true, 9, [0, 9, 0, 0]]);
		});

		it('a cap is set under the Domain pool’s lock', async () => {
			const site = await openLicense(db, { shared: 10 });
			const { waited, answer } = await meet(
				db,
				(first) => setCap(first, site.account_id, site.site_id, 0),
				() => reserve(db, site, [reservation(1)], NOW),
			);
			assert.deepEqual([waited, outcomes(answer)], [true, ['site_cap_reached']]);
		});
	});
}

describe('the order of locks', () => {
	const verbs: Record<string, (db: Database, site: LedgerSite, other: LedgerSite) => Promise<unknown>> = {
		reserve: (tx, site) => reserve(tx, site, [reservation(1)], NOW),
		settle: (tx, site) => release(tx, site, [{ action_id: site.site_id, code: 'provider_failed' }], NOW),
		grant: (tx, site) => grant(tx, purchase(site, 1, 'order:1', site.site_id), NOW),
		'claw-back': (tx, site) => clawBack(tx, refund(site, 1, 'refund:1', site.site_id), NOW),
		transfer: async (tx, site, other) => {
			await tx.query('UPDATE sites SET disconnected_at = $2 WHERE site_id = $1', [site.site_id, NOW]);
			const move = { account_id: site.account_id, transfer_id: site.site_id, from_site_id: site.site_id, to_site_id: other.site_id };
			return transfer(tx, move, NOW).catch(() => undefined);
		},
	};

	for (const [name, verb] of Object.entries(verbs)) {
		it(`${name} locks its pools in the order of kind and id`, async () => {
			const fresh = await freshDatabase();
			const [site, other] = await licenseIdFirst(fresh);
			const [lowest] = [site.site_id, other.site_id].sort();
			const lock = 'SELECT 1 FROM pools WHERE account_id = $1 AND pool_id = $2 FOR UPDATE';
			const { waited } = await meet(
				fresh,
				(first) => first.query(lock, [site.account_id, name === 'transfer' ? lowest : site.site_id]),
				() =>
					fresh.transaction(async (tx) => {
						// Rows then come as they lie in the table, the license's pool first.
						await tx.query('SET LOCAL enable_indexscan = off');
						await tx.query('SET LOCAL enable_bitmapscan = off');
						return verb(inside(tx), site, other);
					}),
				// Waiting for a Domain pool, it has not locked Shared.
				(first) => first.query(`${lock} NOWAIT`, [site.account_id, site.license_id]),
			);
			assert.equal(waited, true);
		});
	}

	/** Two sites of a license whose id, and so its pool's, comes before theirs. */
	async function licenseIdFirst(fresh: Database): Promise<[LedgerSite, LedgerSite]> {
		for (;;) {
			const site = await openLicense(fresh);
			const other = await openSite(fresh, site);
			if (site.license_id < site.site_id && site.license_id < other.site_id) {
				return [site, other];
			}
		}
	}
});
