// Connects and disconnects sites.
//
// Invariants: the same home with the same license is the same site, with its Domain pool; a site has one token, the newest;
// no site is connected beyond the plan's number (those that a smaller plan leaves over stay connected, and may come back
// with a new token, until the owner chooses); credits stay when a site goes.
import { randomUUID } from 'node:crypto';
import { planOf, type CatalogFile } from '../catalog/catalog.ts';
import type { Queryable } from '../db/database.ts';
import { openPool } from '../ledger/open-pool.ts';
import { Problem } from '../problems.ts';
import { canonicalHome, homeIdentity } from './home.ts';
import { lookAtBalances } from './low-balance.ts';
import { mintSiteToken } from './tokens.ts';

export interface ConnectedToken {
	account_id: string;
	site_id: string;
	/** Told this once; only its hash is kept. */
	site_token: string;
}

interface SiteToConnect {
	account_id: string;
	license_id: string;
	home: string;
	site_name: string;
}

/**
 * Gives the home a new token and a new epoch; its former token is worth nothing from then on. Runs in the caller's transaction.
 * @throws Problem `site_limit_reached`, `not_found` (no such license).
 */
export async function connectSite(tx: Queryable, catalog: CatalogFile, site: SiteToConnect, now: Date): Promise<ConnectedToken> {
	const { account_id, license_id } = site;
	// The license's row lets two sites that connect at once count each other.
	const license = await tx.query<{ plan: string }>('SELECT plan FROM licenses WHERE account_id = $1 AND license_id = $2 FOR UPDATE', [
		account_id,
		license_id,
	]);
	const plan = license.rows[0]?.plan;
	// Asked after the lock was had: a deletion that held it has disconnected all sites, and no other may follow.
	const account = await tx.query('SELECT 1 FROM accounts WHERE account_id = $1 AND deleted_at IS NULL', [account_id]);
	if (plan === undefined || account.rowCount !== 1) {
		throw new Problem('not_found', 'This license is gone.');
	}
	const known = await tx.query<{ site_id: string; has_seat: boolean }>(
		`SELECT site_id, disconnected_at IS NULL AS has_seat FROM sites
			WHERE account_id = $1 AND license_id = $2 AND home_identity = $3`,
		[account_id, license_id, homeIdentity(site.home)],
	);
	const site_id = known.rows[0]?.site_id ?? randomUUID();
	if (known.rows[0]?.has_seat !== true) {
		await refuseWithoutSeat(tx, account_id, license_id, planOf(catalog, plan).sites);
		// Of a site that comes back: what it had when it went is no news.
		await tx.query('DELETE FROM low_balance_watches WHERE account_id = $1 AND site_id = $2', [account_id, site_id]);
	}
	const { token, hash } = mintSiteToken(account_id, site_id);
	await tx.query(
		`INSERT INTO sites AS s (account_id, site_id, license_id, home, name, token_hash, epoch, connected_at)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
			ON CONFLICT (account_id, site_id) DO UPDATE SET home = excluded.home, name = excluded.name, token_hash = excluded.token_hash,
				moved_token_hash = NULL, epoch = excluded.epoch, connected_at = excluded.connected_at, disconnected_at = NULL`,
		[account_id, site_id, license_id, canonicalHome(site.home), storedName(site.site_name), hash, randomUUID(), now],
	);
	await openPool(tx, { account_id, license_id, pool_id: site_id });
	await lookAtBalances(tx, account_id, license_id);
	return { account_id, site_id, site_token: token };
}

async function refuseWithoutSeat(tx: Queryable, account_id: string, license_id: string, limit: number): Promise<void> {
	const seats = await tx.query<{ used: number }>(
		'SELECT count(*)::integer AS used FROM sites WHERE account_id = $1 AND license_id = $2 AND disconnected_at IS NULL',
		[account_id, license_id],
	);
	if ((seats.rows[0]?.used ?? 0) >= limit) {
		throw new Problem('site_limit_reached', `The license allows ${limit} connected sites: disconnect one first.`);
	}
}

/** A site's name as it is kept: without what no database takes. */
export function storedName(site_name: string): string {
	return site_name.replace(/\p{Cc}/gu, ' ').trim();
}

/** Revokes the site's token and frees its seat. Its pool and its row stay for when it comes back. */
export async function disconnectSite(db: Queryable, account_id: string, site_id: string, now: Date): Promise<void> {
	await db.query('UPDATE sites SET token_hash = NULL, moved_token_hash = NULL, disconnected_at = $3 WHERE account_id = $1 AND site_id = $2 AND disconnected_at IS NULL', [
		account_id,
		site_id,
		now,
	]);
}
