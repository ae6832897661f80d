// Opens licenses and chooses the one that a home belongs to.
import { randomUUID } from 'node:crypto';
import type { CatalogFile } from '../catalog/catalog.ts';
import type { Queryable } from '../db/database.ts';
import type { LicenseStatus } from '../http/schemas.ts';
import { openPool } from '../ledger/open-pool.ts';
import { homeIdentity } from './home.ts';

export interface License {
	license_id: string;
	plan: string;
	status: LicenseStatus;
	trial_ends_at: Date | null;
	paid_until: Date | null;
	/** Connected sites. */
	sites_used: number;
	/** A site with the home that was asked for is or was connected with it. */
	has_home: boolean;
}

/** All licenses of an account, the one that last had this home first, then the oldest first. */
export async function licensesOf(db: Queryable, account_id: string, home: string, now: Date): Promise<License[]> {
	const found = await db.query<License>(
		`SELECT l.license_id, l.plan, l.trial_ends_at, l.paid_until,
				license_status(l.plan, l.trial_ends_at, l.paid_until, l.ends_at, $3) AS status,
				(SELECT count(*)::integer FROM sites s WHERE s.account_id = l.account_id AND s.license_id = l.license_id
					AND s.disconnected_at IS NULL) AS sites_used,
				home.site_id IS NOT NULL AS has_home
			FROM licenses l
			LEFT JOIN sites home ON home.account_id = l.account_id AND home.license_id = l.license_id AND home.home_identity = $2
			WHERE l.account_id = $1
			ORDER BY home.site_id IS NULL, home.disconnected_at IS NOT NULL, home.connected_at DESC, l.created_at, l.license_id`,
		[account_id, homeIdentity(home), now],
	);
	return found.rows;
}

/** A new license on the free plan with its empty Shared pool. The account must be locked. */
export async function openLicense(tx: Queryable, account_id: string, now: Date): Promise<string> {
	const license_id = randomUUID();
	await tx.query("INSERT INTO licenses (account_id, license_id, plan, created_at) VALUES ($1, $2, 'free', $3)", [account_id, license_id, now]);
	await openPool(tx, { account_id, license_id, pool_id: license_id });
	return license_id;
}

/**
 * The license that a plan for this home goes to: the home's own, so that key, sites and pools stay; else a free one that no
 * site uses; else a new one, unless the catalog allows no more. The account must be locked.
 */
export async function licenseForHome(tx: Queryable, catalog: CatalogFile, account_id: string, home: string, now: Date): Promise<License> {
	const licenses = await licensesOf(tx, account_id, home, now);
	const is_full = catalog.licenses_per_account !== null && licenses.length >= catalog.licenses_per_account;
	const chosen =
		licenses.find((license) => license.has_home) ??
		licenses.find((license) => license.status === 'free' && license.sites_used === 0) ??
		(is_full ? licenses[0] : undefined);
	if (chosen !== undefined) {
		return chosen;
	}
	const license_id = await openLicense(tx, account_id, now);
	return { license_id, plan: 'free', status: 'free', trial_ends_at: null, paid_until: null, sites_used: 0, has_home: false };
}
