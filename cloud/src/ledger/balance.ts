// Verb: reads a site's balance, and the two figures that are derived from one. Nothing is locked.
import type { Database, Queryable } from '../db/database.ts';
import type { Balance, LicenseStatus } from '../http/schemas.ts';
import type { SiteKey } from './hold.ts';

/** The balance of a site, both halves from one snapshot; undefined where there is no such site. */
export async function readBalance(db: Database, account_id: string, site_id: string, now: Date): Promise<Balance | undefined> {
	const [balance] = await readBalances(db, [{ account_id, site_id }], now);
	return balance;
}

/** Of several sites at once, in order. */
export async function readBalances(db: Database, sites: readonly SiteKey[], now: Date): Promise<(Balance | undefined)[]> {
	const rows = await db.verb<BalanceRow>({
		name: 'read-balances',
		// In a SELECT of their own the arrays do not tell the planner how long they are: it keeps one plan for all lengths.
		text: `SELECT a.n, b.* FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) WITH ORDINALITY a (account_id, site_id, n)
			CROSS JOIN LATERAL read_balance(a.account_id, a.site_id, $3) b`,
		values: [sites.map(({ account_id }) => account_id), sites.map(({ site_id }) => site_id), now],
	});
	const by_n = new Map(rows.map((row) => [row.n, toBalance(row, now)]));
	return sites.map((_, index) => by_n.get(index + 1));
}

function toBalance(row: BalanceRow, now: Date): Balance {
	const { epoch, status, shared, owed, license_version, domain, held, cap, cap_used, site_version } = row;
	const cap_resets_at = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1)).toISOString();
	return {
		epoch,
		as_of: now.toISOString(),
		license: { status, shared, owed, version: license_version },
		site: { domain, held, cap, cap_used, cap_resets_at, version: site_version },
	};
}

interface BalanceRow {
	n: number;
	epoch: string;
	status: LicenseStatus;
	shared: number;
	owed: number;
	license_version: number;
	domain: number;
	held: number;
	cap: number | null;
	cap_used: number;
	site_version: number;
}

/**
 * Tells clients that something of the license other than its credits changed (its plan, its dates): the license's half
 * of every balance then carries a higher version.
 */
export async function touchLicense(db: Queryable, account_id: string, license_id: string): Promise<void> {
	await db.query('UPDATE pools SET version = version + 1 WHERE account_id = $1 AND pool_id = $2', [account_id, license_id]);
}

/** Shared + Domain, holds excluded. */
export function total(balance: Balance): number {
	return balance.license.shared + balance.site.domain;
}

/** What the site can spend now: nothing without a plan in force, else Domain + Shared up to what its cap leaves. */
export function spendable(balance: Balance): number {
	if (balance.license.status !== 'active' && balance.license.status !== 'trialing') {
		return 0;
	}
	const { cap, cap_used, domain } = balance.site;
	const allowed = cap === null ? balance.license.shared : Math.max(0, cap - cap_used);
	return domain + Math.min(balance.license.shared, allowed);
}
