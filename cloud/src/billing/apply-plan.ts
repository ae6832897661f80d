// Puts a paid plan onto its license: the plan, how long it is paid, and the credits that it includes.
//
// Invariant: a plan's credits are granted once per license and plan; a larger plan grants what it includes beyond what plans
// already gave to the license.
import type { CatalogFile, CatalogPlan } from '../catalog/catalog.ts';
import { planSku } from '../catalog/offers.ts';
import type { Queryable } from '../db/database.ts';
import { grant } from '../ledger/grant.ts';
import type { PolarOrder } from './polar-shapes.ts';

interface PaidPlan {
	account_id: string;
	license_id: string;
	plan: CatalogPlan;
	order: PolarOrder;
}

/** The plan sold under this SKU. */
export function planOfSku(catalog: CatalogFile, sku: string): CatalogPlan | undefined {
	return catalog.plans.find((plan) => planSku(plan.id) === sku);
}

/** Returns the credits granted. The account is locked; the dates are Polar's newest, so that they never go backwards. */
export async function applyPlan(tx: Queryable, { account_id, license_id, plan, order }: PaidPlan, now: Date): Promise<number> {
	const paid_until = order.subscription?.current_period_end ?? new Date(now.getTime() + periodMs(plan)).toISOString();
	await tx.query(
		`UPDATE licenses SET plan = $3, paid_until = greatest(paid_until, $4::timestamptz), ends_at = $5, subscription_id = $6
			WHERE account_id = $1 AND license_id = $2`,
		[account_id, license_id, plan.id, paid_until, order.subscription?.ends_at ?? null, order.subscription_id],
	);
	const given = await tx.query<{ credits: number }>(
		`SELECT coalesce(sum(amount), 0)::bigint AS credits FROM entries WHERE account_id = $1 AND pool_id = $2 AND kind = 'plan'`,
		[account_id, license_id],
	);
	const amount = plan.credits - (given.rows[0]?.credits ?? 0);
	if (amount <= 0) {
		return 0;
	}
	const source = `plan:${license_id}:${plan.id}`;
	return (await grant(tx, { account_id, pool_id: license_id, kind: 'plan', amount, source }, now)) ? amount : 0;
}

/** How long one payment lasts where Polar names no subscription. */
function periodMs(plan: CatalogPlan): number {
	return (plan.interval === 'year' ? 366 : 31) * 86_400_000;
}
