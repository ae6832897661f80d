// Fills a database with licenses of one site each, quickly, through the tables themselves.
import { mintSiteToken } from '../src/licensing/tokens.ts';
import type { Database } from '../src/db/database.ts';
import type { ConnectedSite } from '../tests/support/connected-site.ts';
import type { LedgerSite } from '../tests/support/ledger.ts';

export type SeededSite = LedgerSite;

const CREDITS = 1_000_000;
const ENTRIES_PER_STATEMENT = 1_000_000;

/**
 * `pools` / 2 accounts, each with a license in force until 2099, one site, and credits in both pools; and `entries` entries
 * spread over the Domain pools, which add up to nothing.
 */
export async function seedLicenses(db: Database, pools: number, entries = 0): Promise<SeededSite[]> {
	const count = Math.ceil(pools / 2);
	const ids = `SELECT md5('account ' || n)::uuid AS account_id, md5('license ' || n)::uuid AS license_id, md5('site ' || n)::uuid AS site_id
		FROM generate_series(1, ${count}) n`;
	const last_version = 1 + Math.ceil(entries / count);
	for (const sql of [
		`INSERT INTO accounts (account_id, email, created_at) SELECT account_id, account_id || '@example.com', now() FROM (${ids}) t`,
		`INSERT INTO licenses (account_id, license_id, plan, paid_until, created_at) SELECT account_id, license_id, 'pro', '2099-01-01', now() FROM (${ids}) t`,
		`INSERT INTO sites (account_id, site_id, license_id, home, name, epoch, connected_at)
			SELECT account_id, site_id, license_id, 'https://' || site_id || '.example.com', 'A site', site_id, now() FROM (${ids}) t`,
		`INSERT INTO pools (account_id, pool_id, license_id, kind, available, credited) SELECT account_id, license_id, license_id, 'shared', ${CREDITS}, ${CREDITS} FROM (${ids}) t`,
		`INSERT INTO pools (account_id, pool_id, license_id, kind, available, credited, version) SELECT account_id, site_id, license_id, 'domain', ${CREDITS}, ${CREDITS}, ${last_version} FROM (${ids}) t`,
	]) {
		await db.query(sql);
	}
	// An index is built in a fraction of the time that so many insertions into it take.
	if (entries > 0) {
		await db.query('ALTER TABLE entries DROP CONSTRAINT entries_pkey');
	}
	for (let from = 0; from < entries; from += ENTRIES_PER_STATEMENT) {
		await db.query(
			`INSERT INTO entries (account_id, pool_id, seq, kind, amount, created_at)
				SELECT md5('account ' || 1 + i % ${count})::uuid, md5('site ' || 1 + i % ${count})::uuid, 1 + i / ${count}, 'transfer',
					CASE WHEN (i / ${count}) % 2 = 0 THEN 1 ELSE -1 END, now()
				FROM generate_series(${from}, ${Math.min(from + ENTRIES_PER_STATEMENT, entries) - 1}) i`,
		);
	}
	if (entries > 0) {
		await db.query('ALTER TABLE entries ADD CONSTRAINT entries_pkey PRIMARY KEY (account_id, pool_id, seq)');
	}
	// Only what was filled: a table known to be empty is scanned in whole by every plan made until its next ANALYZE.
	await db.query(`VACUUM ANALYZE accounts, licenses, sites, pools${entries > 0 ? ', entries' : ''}`);
	return (await db.query<SeededSite>('SELECT account_id, license_id, site_id FROM sites')).rows;
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

/** Takes all that is available in Domain pools away, so that everything comes from Shared. */
export async function withoutDomainCredits(db: Database): Promise<void> {
	await db.query(`UPDATE pools SET available = 0, removed = removed + available WHERE kind = 'domain'`);
	await db.query('VACUUM ANALYZE pools');
}
