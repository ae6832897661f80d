// What ledger tests begin with: an account with a license, its Shared pool, and sites with their Domain pools.
import { createHash, randomUUID } from 'node:crypto';
import type { Balance } from '../../src/http/schemas.ts';
import { readBalance } from '../../src/ledger/balance.ts';
import type { Database } from '../../src/db/database.ts';
import type { Reservation } from '../../src/ledger/reserve.ts';
import { grant } from '../../src/ledger/grant.ts';
import { openPool } from '../../src/ledger/open-pool.ts';

export const NOW = new Date('2026-11-20T12:00:00.000Z');

export interface LedgerSite {
	account_id: string;
	license_id: string;
	site_id: string;
}

interface Opening {
	shared?: number;
	domain?: number;
	cap?: number | null;
	plan?: string;
	paid_until?: Date | null;
	trial_ends_at?: Date | null;
}

/** An account with one license in force until December and one site. */
export async function openLicense(db: Database, opening: Opening = {}): Promise<LedgerSite> {
	const account_id = randomUUID();
	const license_id = randomUUID();
	await db.query('INSERT INTO accounts (account_id, email, created_at) VALUES ($1, $2, $3)', [account_id, `${account_id}@example.com`, NOW]);
	await db.query(
		'INSERT INTO licenses (account_id, license_id, plan, trial_ends_at, paid_until, created_at) VALUES ($1, $2, $3, $4, $5, $6)',
		[
			account_id,
			license_id,
			opening.plan ?? 'pro',
			opening.trial_ends_at ?? null,
			opening.paid_until === undefined ? new Date('2026-12-20T12:00:00Z') : opening.paid_until,
			NOW,
		],
	);
	await openPool(db, { account_id, license_id, pool_id: license_id });
	if (opening.shared) {
		await grant(db, { account_id, pool_id: license_id, kind: 'purchase', amount: opening.shared, source: `order:${randomUUID()}` }, NOW);
	}
	return openSite(db, { account_id, license_id }, opening);
}

/** One more site of a license. */
export async function openSite(
	db: Database,
	license: { account_id: string; license_id: string },
	opening: Pick<Opening, 'domain' | 'cap'> = {},
): Promise<LedgerSite> {
	const { account_id, license_id } = license;
	const site_id = randomUUID();
	await db.query(
		`INSERT INTO sites (account_id, site_id, license_id, home, name, token_hash, epoch, cap, connected_at)
			VALUES ($1, $2, $3, $4, 'A site', NULL, $5, $6, $7)`,
		[account_id, site_id, license_id, `https://${site_id}.example.com`, randomUUID(), opening.cap ?? null, NOW],
	);
	await openPool(db, { account_id, license_id, pool_id: site_id });
	if (opening.domain) {
		await grant(db, { account_id, pool_id: site_id, kind: 'purchase', amount: opening.domain, source: `order:${randomUUID()}` }, NOW);
	}
	return { account_id, license_id, site_id };
}

/** The site's balance, which it must have. */
export async function balanceOf(db: Database, site: LedgerSite, now: Date = NOW): Promise<Balance> {
	const balance = await readBalance(db, site.account_id, site.site_id, now);
	if (balance === undefined) {
		throw new Error(`There is no site ${site.site_id}.`);
	}
	return balance;
}

/** A reservation of `cost` credits with an id of its own. */
export function reservation(cost: number, action_id: string = randomUUID()): Reservation {
	return {
		action_id,
		run_id: null,
		feature: 'image_alt',
		subject: { type: 'attachment', id: '1' },
		actor: '1',
		fingerprint: createHash('sha256').update(String(cost)).digest(),
		cost,
	};
}
