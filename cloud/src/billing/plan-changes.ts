// What an owner wishes for a plan in force: another one, its end, or that it goes on after all. A wish is written at once and
// carried out by the billing worker, so that no page waits for Polar.
import { planSku, planOfSku } from '../catalog/offers.ts';
import type { Queryable } from '../db/database.ts';
import { lockAccount } from '../licensing/accounts.ts';
import { Problem } from '../problems.ts';
import type { Services } from '../services.ts';
import { ENDED, isInForce } from './plan-dates.ts';
import { queueTask, type TaskKind } from './polar-tasks.ts';

interface LicenseKeyPair {
	account_id: string;
	license_id: string;
}

export interface PlanState {
	/** The one that the license's plan and dates are of; null where none was ever bought. */
	subscription: {
		id: string;
		/** Polar's word; `past_due`: a payment failed. */
		status: string;
		plan: string;
		current_period_end: Date;
		cancels_at_period_end: boolean;
		/** The plan that follows at the next renewal. */
		next_plan: string | null;
	} | null;
	/** The owner's last wish, until it is done. */
	change: {
		kind: Exclude<TaskKind, 'refund_order' | 'end_subscription'>;
		state: 'pending' | 'failed';
		plan: string | null;
		failure: 'payment_failed' | 'refused' | null;
		asked_at: Date;
	} | null;
}

export async function readPlanState(db: Queryable, { account_id, license_id }: LicenseKeyPair): Promise<PlanState> {
	const found = await db.query<NonNullable<PlanState['subscription']>>(
		`SELECT subscription_id AS id, status, plan, current_period_end, cancels_at_period_end, next_plan
			FROM subscriptions WHERE account_id = $1 AND license_id = $2 AND role = 'governing'`,
		[account_id, license_id],
	);
	const subscription = found.rows[0] ?? null;
	const wish = await db.query<NonNullable<PlanState['change']> & { state: string }>(
		`SELECT kind, state, plan, failure, created_at AS asked_at FROM polar_tasks
			WHERE account_id = $1 AND target_id = $2 AND kind IN ('change_plan', 'cancel_plan', 'uncancel_plan')
			ORDER BY created_at DESC LIMIT 1`,
		[account_id, subscription?.id ?? null],
	);
	const change = wish.rows[0];
	return { subscription, change: change === undefined || (change.state as string) === 'done' ? null : change };
}

/**
 * A dearer plan is charged for and had at once, and the difference in credits is granted when it is paid; a cheaper one follows at the
 * next renewal. Undoes a cancellation.
 * @throws Problem `not_found` (no such plan, or no plan in force), `invalid_request` (it is that plan already)
 */
export async function changePlan(services: Services, license: LicenseKeyPair, plan_id: string): Promise<void> {
	const plan = planOfSku(services.catalog, planSku(plan_id));
	if (plan === undefined || plan.price_cents === 0) {
		throw new Problem('not_found', 'The catalog has no such paid plan.');
	}
	await wish(services, license, (subscription) => {
		if ((subscription.next_plan ?? subscription.plan) === plan.id && !subscription.cancels_at_period_end) {
			throw new Problem('invalid_request', `The license has the plan ${plan.name} already.`);
		}
		return { kind: 'change_plan', plan: plan.id };
	});
}

/** At the end of the period that is paid. @throws Problem `not_found` (no plan in force) */
export async function cancelPlan(services: Services, license: LicenseKeyPair): Promise<void> {
	await wish(services, license, () => ({ kind: 'cancel_plan' }));
}

/** The plan goes on, where it was cancelled but has not ended. @throws Problem `not_found` (no plan in force) */
export async function uncancelPlan(services: Services, license: LicenseKeyPair): Promise<void> {
	await wish(services, license, () => ({ kind: 'uncancel_plan' }));
}

/** Ends every subscription of an account now, as when it is deleted; in the caller's transaction. */
export async function endAllPlans(tx: Queryable, account_id: string, now: Date): Promise<void> {
	const running = await tx.query<{ subscription_id: string }>(
		'SELECT subscription_id FROM subscriptions WHERE account_id = $1 AND status <> ALL ($2)',
		[account_id, ENDED],
	);
	for (const { subscription_id } of running.rows) {
		await queueTask(tx, { account_id, kind: 'end_subscription', target_id: subscription_id }, now);
	}
}

type Running = NonNullable<PlanState['subscription']>;

async function wish(
	{ db, clock }: Services,
	license: LicenseKeyPair,
	decide: (subscription: Running) => { kind: TaskKind; plan?: string },
): Promise<void> {
	await db.transaction(async (tx) => {
		await lockAccount(tx, license.account_id);
		const { subscription } = await readPlanState(tx, license);
		if (subscription === null || !isInForce(subscription.status)) {
			throw new Problem('not_found', 'This license has no plan in force.');
		}
		await queueTask(tx, { account_id: license.account_id, target_id: subscription.id, ...decide(subscription) }, clock());
	});
}
