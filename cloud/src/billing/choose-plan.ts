// What follows when an owner chooses a plan: a checkout, or a license that the site can be connected to at once.
import { lockAccount } from '../licensing/accounts.ts';
import type { ConnectRequest } from '../licensing/connect-request.ts';
import type { CatalogFile } from '../catalog/catalog.ts';
import type { Queryable } from '../db/database.ts';
import type { LicenseStatus } from '../http/schemas.ts';
import { licenseForHome, openLicense } from '../licensing/licenses.ts';
import { Problem } from '../problems.ts';
import type { Services } from '../services.ts';
import { openAtPolar, writePlanCheckout, type CheckoutRow } from './checkouts.ts';

export type PlanChoice = { next: 'pay'; checkout: CheckoutRow } | { next: 'connect'; license_id: string };

/**
 * A license whose plan is paid for is not sold another: the site is connected to it instead. The free plan costs nothing and
 * takes nothing away from a license that is trialing or lapsed.
 * @throws Problem `not_found` (no such plan), `unavailable`, `provider_failed`
 */
export async function choosePlan(services: Services, account_id: string, plan_id: string, request: ConnectRequest): Promise<PlanChoice> {
	const { db, catalog, clock } = services;
	const plan = catalog.plans.find((one) => one.id === plan_id);
	if (plan === undefined) {
		throw new Problem('not_found', 'The catalog has no such plan.');
	}
	const choice = await db.transaction(async (tx): Promise<PlanChoice> => {
		await lockAccount(tx, account_id);
		const { license_id, status } = await licenseForHome(tx, catalog, account_id, request.home, clock());
		if (plan.price_cents === 0 || status === 'active') {
			return { next: 'connect', license_id };
		}
		return { next: 'pay', checkout: await writePlanCheckout(tx, services, { account_id, license_id }, plan.id, request) };
	});
	return choice.next === 'pay' ? { next: 'pay', checkout: await openAtPolar(services, choice.checkout) } : choice;
}

/**
 * The checkout of a plan for a license, from the account's own pages; without a license, for the one that is free, or a new one.
 * @throws Problem `not_found` (no such plan or license), `forbidden` (a plan is in force: it is changed, not bought again), `unavailable`, `provider_failed`
 */
export async function beginPlanCheckout(services: Services, buyer: { account_id: string; license_id: string | null }, plan_id: string): Promise<CheckoutRow> {
	const { db, catalog, clock } = services;
	const { account_id } = buyer;
	const plan = catalog.plans.find((one) => one.id === plan_id && one.price_cents > 0);
	if (plan === undefined) {
		throw new Problem('not_found', 'The catalog has no such plan.');
	}
	const row = await db.transaction(async (tx) => {
		await lockAccount(tx, account_id);
		const license_id = buyer.license_id ?? (await licenseForPlan(tx, catalog, account_id, clock()));
		const license = await tx.query<{ status: LicenseStatus }>(
			'SELECT license_status(plan, trial_ends_at, paid_until, ends_at, $3) AS status FROM licenses WHERE account_id = $1 AND license_id = $2',
			[account_id, license_id, clock()],
		);
		const status = license.rows[0]?.status;
		if (status === undefined) {
			throw new Problem('not_found', 'This account has no such license.');
		}
		if (status === 'active') {
			throw new Problem('forbidden', 'This license has a plan in force: change it instead.');
		}
		return writePlanCheckout(tx, services, { account_id, license_id }, plan.id, null);
	});
	return openAtPolar(services, row);
}

/** A license without a plan that no site uses; else a new one, unless the catalog allows no more. The account is locked. */
async function licenseForPlan(tx: Queryable, catalog: CatalogFile, account_id: string, now: Date): Promise<string> {
	const found = await tx.query<{ license_id: string; is_unused: boolean }>(
		`SELECT l.license_id, l.plan = 'free' AND NOT EXISTS (
				SELECT 1 FROM sites s WHERE s.account_id = l.account_id AND s.license_id = l.license_id AND s.disconnected_at IS NULL) AS is_unused
			FROM licenses l WHERE l.account_id = $1 ORDER BY is_unused DESC, l.created_at, l.license_id`,
		[account_id],
	);
	const [first] = found.rows;
	const is_full = catalog.licenses_per_account !== null && found.rows.length >= catalog.licenses_per_account;
	return first !== undefined && (first.is_unused || is_full) ? first.license_id : openLicense(tx, account_id, now);
}
