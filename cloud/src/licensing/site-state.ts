// Reads all that a connected site shows: itself, its account, its license, its balance, and what it can buy.
import { offerState } from '../billing/first-purchase.ts';
import { planOf } from '../catalog/catalog.ts';
import { catalogFor } from '../catalog/offers.ts';
import type { SiteState } from '../http/schemas.ts';
import { readBalance } from '../ledger/balance.ts';
import { Problem } from '../problems.ts';
import type { Services } from '../services.ts';
import { maskEmail } from './accounts.ts';

interface StateRow {
	home: string;
	connected_at: Date;
	is_manager: boolean;
	hide_shared: boolean;
	email: string | null;
	license_id: string;
	plan: string;
	trial_ends_at: Date | null;
	paid_until: Date | null;
	ends_at: Date | null;
	sites_used: number;
}

/** @throws Problem `not_found` where the site is gone. */
export async function readSiteState(
	services: Pick<Services, 'db' | 'catalog' | 'clock'>,
	site: { account_id: string; site_id: string },
): Promise<SiteState> {
	const { db, catalog, clock } = services;
	const now = clock();
	const found = await db.query<StateRow>(
		`SELECT s.home, s.connected_at, s.is_manager, s.hide_shared, a.email, l.license_id, l.plan, l.trial_ends_at, l.paid_until, l.ends_at,
				(SELECT count(*)::integer FROM sites o WHERE o.account_id = s.account_id AND o.license_id = s.license_id
					AND o.disconnected_at IS NULL) AS sites_used
			FROM sites s
			JOIN accounts a ON a.account_id = s.account_id
			JOIN licenses l ON l.account_id = s.account_id AND l.license_id = s.license_id
			WHERE s.account_id = $1 AND s.site_id = $2`,
		[site.account_id, site.site_id],
	);
	const row = found.rows[0];
	const balance = await readBalance(db, site.account_id, site.site_id, now);
	if (row === undefined || balance === undefined) {
		throw new Problem('not_found', 'This site is gone.');
	}
	const plan = planOf(catalog, row.plan);
	const { status } = balance.license;
	const offer = await offerState(db, site.account_id, row.license_id, now);
	return {
		site: {
			id: site.site_id,
			home: row.home,
			connected_at: row.connected_at.toISOString(),
			is_manager: row.is_manager,
			hide_shared: row.hide_shared,
		},
		account: { email_masked: row.email === null ? '' : maskEmail(row.email) },
		license: {
			id: row.license_id,
			plan: plan.id,
			plan_name: plan.name,
			status,
			past_due: status === 'active' && row.ends_at === null && row.paid_until !== null && row.paid_until <= now,
			trial_ends_at: row.trial_ends_at?.toISOString() ?? null,
			renews_at: row.ends_at === null ? (row.paid_until?.toISOString() ?? null) : null,
			ends_at: row.ends_at?.toISOString() ?? null,
			sites_used: row.sites_used,
			sites_limit: plan.sites,
		},
		balance,
		catalog: catalogFor(catalog, status, offer),
	};
}
