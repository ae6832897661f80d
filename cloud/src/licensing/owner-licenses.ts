// What an owner sees of an account: its licenses, their pools, and every site that is or was connected. Nothing is locked.
import type { Queryable } from '../db/database.ts';
import type { LicenseStatus } from '../http/schemas.ts';

export interface OwnedSite {
	site_id: string;
	license_id: string;
	home: string;
	name: string;
	is_connected: boolean;
	disconnected_at: Date | null;
	is_manager: boolean;
	hide_shared: boolean;
	/** The most of Shared in a month; null: none. */
	cap: number | null;
	/** Domain Credits, holds excluded. */
	domain: number;
	/** Set aside in the Domain pool while actions run. */
	held: number;
	/** Taken from Shared in this UTC month, running actions included. */
	shared_used: number;
}

export interface OwnedLicense {
	license_id: string;
	plan: string;
	status: LicenseStatus;
	trial_ends_at: Date | null;
	paid_until: Date | null;
	ends_at: Date | null;
	/** Shared Credits, holds excluded. */
	shared: number;
	held: number;
	/** Of refunded orders: what comes in pays it first. */
	owed: number;
	/** When the key in force was made; null: there is none. */
	key_created_at: Date | null;
	/** Connected ones first, by name. */
	sites: OwnedSite[];
}

/** The first day of the UTC month, as site_months counts it. */
const MONTH = "date_trunc('month', $2::timestamptz AT TIME ZONE 'UTC')::date";

/** All licenses of the account, the oldest first. */
export async function ownedLicenses(db: Queryable, account_id: string, now: Date): Promise<OwnedLicense[]> {
	const licenses = await db.query<Omit<OwnedLicense, 'sites'>>(
		`SELECT l.license_id, l.plan, l.trial_ends_at, l.paid_until, l.ends_at, p.available AS shared, p.held, p.owed,
				license_status(l.plan, l.trial_ends_at, l.paid_until, l.ends_at, $2) AS status,
				(SELECT max(k.created_at) FROM license_keys k
					WHERE k.account_id = l.account_id AND k.license_id = l.license_id AND k.revoked_at IS NULL) AS key_created_at
			FROM licenses l JOIN pools p ON p.account_id = l.account_id AND p.pool_id = l.license_id
			WHERE l.account_id = $1 ORDER BY l.created_at, l.license_id`,
		[account_id, now],
	);
	const sites = await db.query<OwnedSite>(
		`SELECT s.site_id, s.license_id, s.home, s.name, s.disconnected_at IS NULL AS is_connected, s.disconnected_at, s.is_manager,
				s.hide_shared, s.cap, p.available AS domain, p.held, coalesce(m.held + m.spent, 0)::bigint AS shared_used
			FROM sites s
			JOIN pools p ON p.account_id = s.account_id AND p.pool_id = s.site_id
			LEFT JOIN site_months m ON m.account_id = s.account_id AND m.site_id = s.site_id AND m.month = ${MONTH}
			WHERE s.account_id = $1 ORDER BY s.disconnected_at IS NOT NULL, s.home_identity, s.site_id`,
		[account_id, now],
	);
	const by_license = Map.groupBy(sites.rows, (site) => site.license_id);
	return licenses.rows.map((license) => ({ ...license, sites: by_license.get(license.license_id) ?? [] }));
}

/** Its payment is late or failed, and its days of grace run. */
export function isPastDue(license: Pick<OwnedLicense, 'status' | 'ends_at' | 'paid_until'>, now: Date): boolean {
	return license.status === 'active' && license.ends_at === null && license.paid_until !== null && license.paid_until <= now;
}
