// Verb: lists the sites of a license with what each takes from the Shared pool, month by month. Nothing is locked. docs/LEDGER.md, "Usage".
import type { Queryable } from '../db/database.ts';

/** This month and the five before it. */
export const TREND_MONTHS = 6;

export interface SiteUse {
	site_id: string;
	home: string;
	name: string;
	connected: boolean;
	is_manager: boolean;
	hide_shared: boolean;
	/** Domain Credits that are available. */
	domain: number;
	/** The most that it may take from Shared in a UTC month; null for no limit. */
	cap: number | null;
	/** Shared Credits taken in each UTC month, set aside or spent, the oldest first, this month last. */
	months: { month: string; shared: number }[];
}

interface SiteRow extends Omit<SiteUse, 'months'> {
	taken: Record<string, number>;
}

/**
 * Every connected site, and those disconnected ones that still hold Domain Credits or took Shared ones in these months; the
 * one that took most this month first. `site_id` for that one alone.
 */
export async function usageOfSites(
	db: Queryable,
	license: { account_id: string; license_id: string },
	now: Date,
	site_id: string | null = null,
): Promise<SiteUse[]> {
	const months = monthsUntil(now);
	const found = await db.query<SiteRow>(
		`SELECT s.site_id, s.home, s.name, s.disconnected_at IS NULL AS connected, s.is_manager, s.hide_shared, s.cap,
				domain.available AS domain, coalesce(used.taken, '{}') AS taken
			FROM sites s
			JOIN pools domain ON domain.account_id = s.account_id AND domain.pool_id = s.site_id
			LEFT JOIN LATERAL (
				SELECT jsonb_object_agg(to_char(m.month, 'YYYY-MM'), m.held + m.spent) AS taken
				FROM site_months m
				WHERE m.account_id = s.account_id AND m.site_id = s.site_id AND m.month BETWEEN $3 AND $4 AND m.held + m.spent > 0
			) used ON true
			WHERE s.account_id = $1 AND s.license_id = $2 AND ($5::uuid IS NULL OR s.site_id = $5)
				AND (s.disconnected_at IS NULL OR domain.available > 0 OR used.taken IS NOT NULL OR $5 IS NOT NULL)`,
		[license.account_id, license.license_id, `${months[0]}-01`, `${months.at(-1)}-01`, site_id],
	);
	const sites = found.rows.map(({ taken, ...site }) => ({ ...site, months: months.map((month) => ({ month, shared: taken[month] ?? 0 })) }));
	return sites.sort(byMostTaken);
}

/** Of this month, of last month, then by address. */
function byMostTaken(one: SiteUse, other: SiteUse): number {
	const taken = (site: SiteUse, months_ago: number): number => site.months.at(-1 - months_ago)?.shared ?? 0;
	return (
		taken(other, 0) - taken(one, 0) ||
		taken(other, 1) - taken(one, 1) ||
		(one.home < other.home ? -1 : 1)
	);
}

function monthsUntil(now: Date): string[] {
	return Array.from({ length: TREND_MONTHS }, (_, index) =>
		new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - (TREND_MONTHS - 1 - index), 1)).toISOString().slice(0, 7),
	);
}
