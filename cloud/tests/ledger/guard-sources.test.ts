// The ledger's guards that stand in TypeScript, each by a test that fails where it is taken out, which remove-guards.ts does.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { claimOffer, endOffer } from '../../src/billing/first-purchase.ts';
import type { Queryable } from '../../src/db/database.ts';
import { createLease } from '../../src/db/lease.ts';
import { expire } from '../../src/ledger/expire.ts';
import { HOLD_LIFETIME_MS, reserve } from '../../src/ledger/reserve.ts';
import { freshDatabase } from '../support/database.ts';
import { NOW, openLicense, reservation, type LedgerSite } from '../support/ledger.ts';
import { meet } from './meet.ts';

const db = await freshDatabase();
const after = (ms: number): Date => new Date(NOW.getTime() + ms);

/** Claims the offer for a new checkout of the site's license, and writes that where it may. */
async function begin(tx: Queryable, { account_id, license_id }: LedgerSite): Promise<string> {
	const checkout_id = randomUUID();
	const { outcome } = await claimOffer(tx, account_id, license_id, checkout_id, NOW);
	if (outcome === 'claimed') {
		await tx.query(
			`INSERT INTO checkouts (account_id, checkout_id, license_id, pool_id, kind, sku, credits, price_cents, currency, url, created_at, poll_after)
				VALUES ($1, $2, $3, $3, 'first_time_offer', 'first_time_offer', 30000, 4900, 'usd', 'http://polar.localhost/', $4, $4)`,
			[account_id, checkout_id, license_id, NOW],
		);
	}
	return outcome;
}

describe('guards in TypeScript', () => {
	it('expire ends nothing before its time', async () => {
		await reserve(db, await openLicense(db, { shared: 10 }), [reservation(4)], NOW);
		assert.equal(await expire(db, after(HOLD_LIFETIME_MS - 1)), 0);
		assert.equal(await expire(db, after(HOLD_LIFETIME_MS)), 1);
	});

	it('a lease has one holder until it ends', async () => {
		const [one, other] = [createLease(db, 'duty', 1000), createLease(db, 'duty', 1000)];
		assert.equal(await one.hold(NOW), true);
		assert.equal(await other.hold(after(999)), false);
		assert.equal(await one.hold(after(999)), true, 'its holder renews it');
		assert.equal(await other.hold(after(1999)), true, 'another has it once it ended');
	});

	it('the offer is claimed by one checkout', async () => {
		const site = await openLicense(db);
		assert.deepEqual([await begin(db, site), await begin(db, site)], ['claimed', 'same_license']);
	});

	it('the offer is claimed under its row’s lock', async () => {
		const site = await openLicense(db);
		await db.query('INSERT INTO first_purchases (account_id) VALUES ($1)', [site.account_id]);
		// The first has read that nobody claims the offer, and waits there until the second is under way.
		const gate = Promise.withResolvers<void>();
		const reached = Promise.withResolvers<void>();
		let first_outcome: Promise<string> | undefined;
		const pausing = (tx: Queryable): Queryable => ({
			query: async (text: unknown, values?: unknown) => {
				if (String(text).startsWith('UPDATE first_purchases')) {
					reached.resolve();
					await gate.promise;
				}
				return tx.query(text as string, values as unknown[]);
			},
		});
		const { waited, answer } = await meet(
			db,
			(first) => {
				first_outcome = begin(pausing(first), site);
				return reached.promise;
			},
			() => db.transaction((tx) => begin(tx, site)),
			() => {
				gate.resolve();
				return first_outcome ?? assert.fail();
			},
		);
		assert.deepEqual([waited, await first_outcome, answer], [true, 'claimed', 'same_license']);
	});

	it('the offer ends with the first paid pack', async () => {
		const site = await openLicense(db);
		await endOffer(db, site.account_id, 'order-1', NOW);
		assert.equal(await begin(db, site), 'refused');
	});
});
