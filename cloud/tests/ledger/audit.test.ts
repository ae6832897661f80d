// The audit finds what is planted: for each invariant a fault by direct SQL, which that invariant reports and no other.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import type { Database } from '../../src/db/database.ts';
import { capture } from '../../src/ledger/capture.ts';
import { clawBack } from '../../src/ledger/claw-back.ts';
import { grant } from '../../src/ledger/grant.ts';
import { INVARIANTS } from '../../src/ledger/invariants.ts';
import { release } from '../../src/ledger/release.ts';
import { reserve } from '../../src/ledger/reserve.ts';
import { freshDatabase } from '../support/database.ts';
import { NOW, openLicense, reservation, type LedgerSite } from '../support/ledger.ts';

interface Scene extends LedgerSite {
	open: string;
	captured: string;
	released: string;
	/** A license without any credits, of another account. */
	empty: LedgerSite;
}

interface Fault {
	/** The invariant that it breaks, by its name. */
	breaks: string;
	what: string;
	/** The guard that has to go first. */
	without?: string;
	plant: (db: Database, scene: Scene) => Promise<unknown>;
}

const dropped = {
	add_up: 'ALTER TABLE pools DROP CONSTRAINT pools_add_up',
	not_negative: 'ALTER TABLE pools DROP CONSTRAINT pools_not_negative',
};

const FAULTS: readonly Fault[] = [
	{
		breaks: 'a pool adds up',
		what: 'a credit that came from nowhere',
		without: dropped.add_up,
		plant: (db, { site_id }) => db.query('UPDATE pools SET credited = credited + 1 WHERE pool_id = $1', [site_id]),
	},
	{
		breaks: 'nothing is negative',
		what: 'a pool with less than nothing removed',
		without: dropped.not_negative,
		plant: (db, { site_id }) => db.query('UPDATE pools SET removed = -1, credited = credited - removed - 1 WHERE pool_id = $1', [site_id]),
	},
	{
		breaks: 'nothing is owed while something is available, and only Shared owes',
		what: 'a debt beside credits',
		without: 'ALTER TABLE pools DROP CONSTRAINT pools_owe_or_have',
		plant: async (db, scene) => {
			await oweByRow(db, scene, 2);
			await db.query('UPDATE pools SET owed = 2 WHERE pool_id = $1', [scene.license_id]);
		},
	},
	{
		breaks: 'nothing is owed while something is available, and only Shared owes',
		what: 'a Domain pool that owes',
		without: 'ALTER TABLE pools DROP CONSTRAINT pools_owe_or_have',
		plant: (db, { empty }) => db.query('UPDATE pools SET owed = 2 WHERE pool_id = $1', [empty.site_id]),
	},
	{
		breaks: 'what is owed is what claw-backs left over, less what was paid since',
		what: 'a debt that no claw-back left',
		plant: (db, { empty }) => db.query('UPDATE pools SET owed = 2 WHERE pool_id = $1', [empty.license_id]),
	},
	{
		breaks: 'what is owed is what claw-backs left over, less what was paid since',
		what: 'a debt that was forgiven',
		plant: async (db, { empty }) => {
			await clawBack(db, { account_id: empty.account_id, pool_id: empty.license_id, amount: 3, source: 'refund:1' }, NOW);
			await db.query('UPDATE pools SET owed = 0 WHERE pool_id = $1', [empty.license_id]);
		},
	},
	{
		breaks: 'the entries of a pool are its available + held',
		what: 'an entry that was edited',
		plant: (db, { site_id }) => db.query(`UPDATE entries SET amount = amount + 1 WHERE pool_id = $1 AND kind = 'purchase'`, [site_id]),
	},
	{
		breaks: 'an entry is of a pool',
		what: 'an entry of no pool',
		plant: (db, { account_id }) =>
			db.query(`INSERT INTO entries (account_id, pool_id, seq, kind, amount, created_at) VALUES ($1, $2, 1, 'plan', 5, $3)`, [account_id, randomUUID(), NOW]),
	},
	{
		breaks: 'what is held is the sum of the open holds',
		what: 'a held credit without its hold',
		plant: (db, { license_id }) => db.query('UPDATE pools SET held = held + 1, available = available - 1 WHERE pool_id = $1', [license_id]),
	},
	{
		breaks: 'what is spent is the sum of the captured holds',
		what: 'a spent credit without its hold',
		plant: (db, { license_id }) => db.query('UPDATE pools SET spent = spent + 1, credited = credited + 1 WHERE pool_id = $1', [license_id]),
	},
	{
		breaks: 'a captured hold is entered as it was split, any other not at all',
		what: 'a charge entered under another action',
		plant: (db, { captured }) => db.query('UPDATE entries SET action_id = $2 WHERE action_id = $1', [captured, randomUUID()]),
	},
	{
		breaks: 'a captured hold is entered as it was split, any other not at all',
		what: 'an entry for what was given back',
		plant: (db, { captured, released }) => db.query('UPDATE entries SET action_id = $2 WHERE action_id = $1', [captured, released]),
	},
	{
		breaks: 'a hold is split into what it costs',
		what: 'a hold that costs more than was taken',
		without: 'ALTER TABLE holds DROP CONSTRAINT holds_split',
		plant: (db, { released }) => db.query('UPDATE holds SET cost = cost + 1 WHERE action_id = $1', [released]),
	},
	{
		breaks: 'what was charged in the last 30 days has a result, and nothing else has one',
		what: 'a charge without its result',
		plant: (db, { captured }) => db.query('DELETE FROM results WHERE action_id = $1', [captured]),
	},
	{
		breaks: 'what was charged in the last 30 days has a result, and nothing else has one',
		what: 'a result of what was not charged',
		plant: (db, { account_id, site_id, released }) =>
			db.query(`INSERT INTO results (account_id, site_id, action_id, result, created_at) VALUES ($1, $2, $3, '{}', $4)`, [account_id, site_id, released, NOW]),
	},
	{
		breaks: 'what was charged in the last 30 days has a result, and nothing else has one',
		what: 'a result of no action',
		plant: (db, { account_id, site_id }) =>
			db.query(`INSERT INTO results (account_id, site_id, action_id, result, created_at) VALUES ($1, $2, $3, '{}', $4)`, [account_id, site_id, randomUUID(), NOW]),
	},
	{
		breaks: 'one source is entered once in an account',
		what: 'a source in two pools',
		without: 'DROP INDEX entries_source_once',
		plant: (db, { account_id }) => db.query(`UPDATE entries SET source = 'order:1' WHERE account_id = $1 AND kind = 'purchase'`, [account_id]),
	},
	{
		breaks: 'a paid order with credits is entered once, with the credits it was sold for',
		what: 'a paid order that was never granted',
		plant: (db, scene) => sell(db, scene, 'order-1', 1000, 0),
	},
	{
		breaks: 'a paid order with credits is entered once, with the credits it was sold for',
		what: 'a paid order that was granted too little',
		plant: (db, scene) => sell(db, scene, 'order-1', 1000, 999),
	},
	{
		breaks: "a month's use is that of its holds",
		what: 'a month that counts a credit too many',
		plant: (db, { site_id }) => db.query('UPDATE site_months SET spent = spent + 1 WHERE site_id = $1', [site_id]),
	},
	{
		breaks: "a month's use is that of its holds",
		what: 'a month without its row',
		plant: (db, { site_id }) => db.query('DELETE FROM site_months WHERE site_id = $1', [site_id]),
	},
	{
		breaks: 'no hold outlives its expiry by more than a minute of sweeps',
		what: 'a hold that no sweep ended',
		plant: (db, { open }) => db.query('UPDATE holds SET expires_at = $2 WHERE action_id = $1', [open, new Date(NOW.getTime() - 61_000)]),
	},
	{
		breaks: 'the first-time offer is sold at most once per account',
		what: 'the offer sold twice',
		plant: async (db, scene) => {
			await sell(db, scene, 'order-1', 30_000, 30_000, await beginOffer(db, scene));
			await sell(db, scene, 'order-2', 30_000, 30_000, await beginOffer(db, scene));
		},
	},
	{
		breaks: 'starter credits are given at most once per account and once per domain',
		what: 'starter credits from two sources',
		plant: async (db, { account_id, license_id }) => {
			for (const source of ['trial', 'trial:again']) {
				await grant(db, { account_id, pool_id: license_id, kind: 'starter', amount: 500, source }, NOW);
			}
		},
	},
	{
		breaks: 'starter credits are given at most once per account and once per domain',
		what: 'two trials in an account',
		without: 'DROP INDEX licenses_one_trial',
		plant: async (db, { account_id }) => {
			for (let count = 0; count < 2; count++) {
				await db.query(`INSERT INTO licenses (account_id, license_id, plan, trial_ends_at, created_at) VALUES ($1, $2, 'pro', $3, $3)`, [
					account_id,
					randomUUID(),
					NOW,
				]);
			}
		},
	},
	{
		breaks: "an entry's number is within its pool's version",
		what: 'an entry from the future',
		plant: (db, { site_id }) => db.query(`UPDATE entries SET seq = 99 WHERE pool_id = $1 AND kind = 'purchase'`, [site_id]),
	},
];

/** A site with an open, a captured and a given-back action, each over both pools; and a license without anything. */
async function play(db: Database): Promise<Scene> {
	const site = await openLicense(db, { domain: 6, shared: 30 });
	const [captured, released, open] = [reservation(5), reservation(4), reservation(3)];
	await reserve(db, site, [captured, released, open], NOW);
	await capture(db, site, [{ action_id: captured.action_id, result: { alt_text: 'x' } }], NOW);
	await release(db, site, [{ action_id: released.action_id, code: 'provider_failed' }], NOW);
	const empty = await openLicense(db);
	return { ...site, captured: captured.action_id, released: released.action_id, open: open.action_id, empty };
}

/** A claw-back's row by itself, of which all is owed. */
async function oweByRow(db: Database, { account_id, license_id }: Scene, owed: number): Promise<void> {
	await db.query(
		`INSERT INTO claw_backs (account_id, source, pool_id, license_id, amount, from_pool, from_shared, owed, created_at)
			VALUES ($1, 'refund:1', $2, $2, $3, 0, 0, $3, $4)`,
		[account_id, license_id, owed, NOW],
	);
}

async function beginOffer(db: Database, { account_id, license_id }: Scene): Promise<string> {
	const checkout_id = randomUUID();
	await db.query(
		`INSERT INTO checkouts (account_id, checkout_id, license_id, pool_id, kind, sku, credits, price_cents, currency, created_at, poll_after)
			VALUES ($1, $2, $3, $3, 'first_time_offer', 'first_time_offer', 30000, 4900, 'usd', $4, $4)`,
		[account_id, checkout_id, license_id, NOW],
	);
	return checkout_id;
}

/** An order of so many credits, and the grant that it got; 0 for none. */
async function sell(db: Database, scene: Scene, order_id: string, credits: number, granted: number, checkout_id: string | null = null): Promise<void> {
	const { account_id, license_id } = scene;
	await db.query(
		`INSERT INTO orders (account_id, order_id, checkout_id, license_id, pool_id, sku, credits, net_cents, currency, paid_at, applied_at)
			VALUES ($1, $2, $3, $4, $4, 'shared_1000', $5, 500, 'usd', $6, $6)`,
		[account_id, order_id, checkout_id, license_id, credits, NOW],
	);
	if (granted > 0) {
		await grant(db, { account_id, pool_id: license_id, kind: 'purchase', amount: granted, source: `order:${order_id}` }, NOW);
	}
}

/** Names of the invariants that report something. */
async function broken(db: Database): Promise<string[]> {
	const names: string[] = [];
	for (const { name, faults, uses_now } of INVARIANTS) {
		const found = await db.query(faults, uses_now === true ? [NOW] : []);
		if (found.rows.length > 0) {
			names.push(name);
		}
	}
	return names;
}

describe('the audit', () => {
	for (const { breaks, what, without, plant } of FAULTS) {
		it(`finds ${what}: ${breaks}`, async () => {
			const db = await freshDatabase();
			const scene = await play(db);
			assert.deepEqual(await broken(db), [], 'before');
			if (without !== undefined) {
				await db.query(without);
			}
			await plant(db, scene);
			assert.deepEqual(await broken(db), [breaks]);
		});
	}

	it('has a fault planted for each of its invariants', () => {
		const planted = new Set(FAULTS.map(({ breaks }) => breaks));
		assert.deepEqual(INVARIANTS.map(({ name }) => name).filter((name) => !planted.has(name)), []);
	});
});
