// Fills a database with licenses of one site each, quickly, through the tables themselves.
import { createHash } from 'node:crypto';
import { mintSiteToken } from '../src/licensing/tokens.ts';
import type { Database } from '../src/db/database.ts';
import type { ConnectedSite } from '../tests/support/connected-site.ts';
import type { LedgerSite } from '../tests/support/ledger.ts';

export type SeededSite = LedgerSite;

const CREDITS = 1_000_000;

/** `count` accounts, each with a license in force until 2099, a site, and credits in both pools. */
export async function seedLicenses(db: Database, count: number): Promise<SeededSite[]> {
	const ids = Array.from({ length: count }, (_, index) => ({
		account_id: uuidOf(`account ${index}`),
		license_id: uuidOf(`license ${index}`),
		site_id: uuidOf(`site ${index}`),
	}));
	const columns = [ids.map((id) => id.account_id), ids.map((id) => id.license_id), ids.map((id) => id.site_id)];
	const from = 'FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS t (account_id, license_id, site_id)';
	for (const sql of [
		`INSERT INTO accounts (account_id, email, created_at) SELECT account_id, account_id || '@example.com', now() ${from}`,
		`INSERT INTO licenses (account_id, license_id, plan, paid_until, created_at) SELECT account_id, license_id, 'pro', '2099-01-01', now() ${from}`,
		`INSERT INTO sites (account_id, site_id, license_id, home, name, epoch, connected_at)
			SELECT account_id, site_id, license_id, 'https://' || site_id || '.example.com', 'A site', site_id, now() ${from}`,
		`INSERT INTO pools (account_id, pool_id, license_id, kind, available, credited) SELECT account_id, license_id, license_id, 'shared', ${CREDITS}, ${CREDITS} ${from}`,
		`INSERT INTO pools (account_id, pool_id, license_id, kind, available, credited) SELECT account_id, site_id, license_id, 'domain', ${CREDITS}, ${CREDITS} ${from}`,
	]) {
		await db.query(sql, columns);
	}
	// Only what was filled: a table known to be empty is scanned in whole by every plan made until its next ANALYZE.
	await db.query('VACUUM ANALYZE accounts, licenses, sites, pools');
	return ids;
}

/** Tokens for these sites. */
export async function connectedSites(db: Database, sites: readonly SeededSite[]): Promise<ConnectedSite[]> {
	const connected = sites.map((site) => ({ ...site, ...mintSiteToken(site.account_id, site.site_id), home: `https://${site.site_id}.example.com` }));
	await db.query(
		`UPDATE sites s SET token_hash = t.hash FROM unnest($1::uuid[], $2::uuid[], $3::bytea[]) AS t (account_id, site_id, hash)
			WHERE s.account_id = t.account_id AND s.site_id = t.site_id`,
		[connected.map((site) => site.account_id), connected.map((site) => site.site_id), connected.map((site) => site.hash)],
	);
	return connected;
}

function uuidOf(name: string): string {
	return createHash('sha256').update(name).digest('hex').slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
