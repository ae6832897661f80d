// Applies a subscription as it was read from Polar: which license it governs, and what that license's plan and dates are.
//
// Invariants:
// 1. One subscription governs a license at a time; the license's plan and dates are its, of its newest reading.
// 2. While one is in force, another bought for the same license is surplus: it is ended, and what it cost is given back.
// 3. One that follows another that is not in force any more has that one ended, so that nothing is charged twice.
// 4. A deleted account has no subscription that goes on: one that was paid for later is ended.
import type { Queryable } from '../db/database.ts';
import { touchLicense } from '../ledger/balance.ts';
import { isDeleted, lockAccount } from '../licensing/accounts.ts';
import { openLicense } from '../licensing/licenses.ts';
import { lookAtBalances } from '../licensing/low-balance.ts';
import { planOf } from '../catalog/catalog.ts';
import { planOfSku } from '../catalog/offers.ts';
import { queueMail } from '../mail/outbox.ts';
import type { Services } from '../services.ts';
import { claimSubscription, UUID } from './claims.ts';
import { isBegun, isEnded, isInForce, planDates, type PlanDates } from './plan-dates.ts';
import { changedAt, type PolarSubscription } from './polar-shapes.ts';
import { queueTask } from './polar-tasks.ts';

type Context = Pick<Services, 'db' | 'catalog' | 'clock' | 'log' | 'payments'>;

export type SubscriptionRole = 'governing' | 'earlier' | 'surplus';

/** `unclaimed`: of no account, or for nothing we sell; `not_begun`: its first payment is awaited or failed. */
export type SubscriptionOutcome = 'applied' | 'known' | 'unclaimed' | 'not_begun';

interface SubscriptionRow {
	subscription_id: string;
	license_id: string;
	plan: string;
	status: string;
	role: SubscriptionRole;
	began_at: Date;
	followed_at: Date | null;
	/** Its license may spend by it now: in force at Polar, and within its grace. */
	holds: boolean;
	is_stale: boolean;
}

const GRACE_DAYS = 7;
const SOON_MS = 60_000;
const LATE_MS = 300_000;
const SELDOM_MS = 6 * 3_600_000;

/** Reads it from Polar and applies it. @throws Problem where Polar cannot be asked */
export async function refreshSubscription(context: Context, subscription_id: string): Promise<SubscriptionOutcome> {
	const read = await context.payments.readSubscription(subscription_id);
	return read === undefined ? 'unclaimed' : applySubscription(context, read);
}

/** Safe to call at any time, in any order, any number of times. @throws Problem where Polar must be asked about another one and cannot */
export async function applySubscription(context: Context, read: PolarSubscription): Promise<SubscriptionOutcome> {
	const account_id = await claimSubscription(context, read);
	if (account_id === undefined) {
		context.log.error({ subscription_id: read.id }, 'a subscription belongs to no account');
		return 'unclaimed';
	}
	const next_id = read.pending_update?.product_id ?? undefined;
	const next_sku = next_id === undefined ? undefined : await context.payments.skuOf(next_id);
	const next_plan = next_sku === undefined ? null : (planOfSku(context.catalog, next_sku)?.id ?? null);
	const confirmed = new Set<string>();
	for (;;) {
		const answer = await context.db.transaction((tx) => applyToAccount(tx, context, account_id, read, next_plan, confirmed));
		if (typeof answer === 'string') {
			return answer;
		}
		// What is known of the other one may be old: it decides only as Polar says it is now.
		confirmed.add(answer.confirm);
		await refreshSubscription(context, answer.confirm);
	}
}

async function applyToAccount(
	tx: Queryable,
	context: Context,
	account_id: string,
	read: PolarSubscription,
	next_plan: string | null,
	confirmed: ReadonlySet<string>,
): Promise<SubscriptionOutcome | { confirm: string }> {
	const now = context.clock();
	await lockAccount(tx, account_id);
	const known = await findRow(tx, account_id, 'subscription_id', read.id, changedAt(read), now);
	if (known?.is_stale === true) {
		return 'known';
	}
	const plan = planSold(context, read) ?? known?.plan;
	if (plan === undefined || (known === undefined && !isBegun(read.status))) {
		return plan === undefined ? 'unclaimed' : 'not_begun';
	}
	const license_id = known?.license_id ?? (await licenseOf(tx, account_id, read)) ?? (await openLicense(tx, account_id, now));
	const dates = planDates(read);
	let role = known?.role;
	let followed_at = known?.followed_at ?? null;
	if (role === undefined) {
		const other = await findRow(tx, account_id, 'governing', license_id, changedAt(read), now);
		role = other === undefined ? 'governing' : roleBeside(other, read);
		if (role === 'surplus' && other !== undefined && !confirmed.has(other.subscription_id)) {
			return { confirm: other.subscription_id };
		}
		followed_at = role === 'earlier' ? (other?.began_at ?? null) : null;
		if (role === 'governing' && other !== undefined) {
			await follow(tx, account_id, other, read, now);
		}
	}
	await write(tx, { account_id, license_id, plan, next_plan, role, followed_at, read, dates }, now);
	if (role !== 'governing') {
		if (isInForce(read.status)) {
			await queueTask(tx, { account_id, kind: 'end_subscription', target_id: read.id }, now);
		}
		return 'applied';
	}
	if (!isEnded(read.status) && (await isDeleted(tx, account_id))) {
		await queueTask(tx, { account_id, kind: 'end_subscription', target_id: read.id }, now);
		return 'applied';
	}
	await setPlan(tx, { account_id, license_id, plan, subscription_id: read.id, dates });
	if (read.status === 'past_due' && known?.status !== 'past_due') {
		await tellFailure(tx, context, { account_id, license_id, plan, dates }, now);
	}
	return 'applied';
}

/** A row by its own id, or the one that governs a license. */
async function findRow(tx: Queryable, account_id: string, by: 'subscription_id' | 'governing', id: string, changed_at: string, now: Date): Promise<SubscriptionRow | undefined> {
	const found = await tx.query<SubscriptionRow>(
		`SELECT subscription_id, license_id, plan, status, role, began_at, followed_at, changed_at > $3 AS is_stale,
				status IN ('active', 'trialing', 'past_due')
					AND ($4 < ends_at OR (ends_at IS NULL AND $4::timestamptz - paid_until < $5 * interval '1 day')) AS holds
			FROM subscriptions WHERE account_id = $1 AND ${by === 'governing' ? "license_id = $2 AND role = 'governing'" : 'subscription_id = $2'}`,
		[account_id, id, changed_at, now, GRACE_DAYS],
	);
	return found.rows[0];
}

/** The part of a subscription that is seen for the first time, beside the one that governs its license so far. */
function roleBeside(other: SubscriptionRow, read: PolarSubscription): SubscriptionRole {
	if (other.holds) {
		return isInForce(read.status) ? 'surplus' : 'earlier';
	}
	return isInForce(read.status) || new Date(read.created_at) > other.began_at ? 'governing' : 'earlier';
}

async function follow(tx: Queryable, account_id: string, other: SubscriptionRow, read: PolarSubscription, now: Date): Promise<void> {
	await tx.query(`UPDATE subscriptions SET role = 'earlier', followed_at = $3 WHERE account_id = $1 AND subscription_id = $2`, [
		account_id,
		other.subscription_id,
		read.created_at,
	]);
	if (!isEnded(other.status)) {
		await queueTask(tx, { account_id, kind: 'end_subscription', target_id: other.subscription_id }, now);
	}
}

interface Written {
	account_id: string;
	license_id: string;
	plan: string;
	next_plan: string | null;
	role: SubscriptionRole;
	/** Of one that is `earlier`: since when another governs. */
	followed_at: Date | null;
	read: PolarSubscription;
	dates: PlanDates;
}

async function write(tx: Queryable, { account_id, license_id, plan, next_plan, role, followed_at, read, dates }: Written, now: Date): Promise<void> {
	await tx.query(
		`INSERT INTO subscriptions AS s (account_id, subscription_id, license_id, plan, next_plan, status, role, followed_at, began_at,
				current_period_start, current_period_end, cancels_at_period_end, paid_until, ends_at, changed_at, poll_after)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
			ON CONFLICT (account_id, subscription_id) DO UPDATE SET plan = excluded.plan, next_plan = excluded.next_plan,
				status = excluded.status, current_period_start = excluded.current_period_start,
				current_period_end = excluded.current_period_end, cancels_at_period_end = excluded.cancels_at_period_end,
				paid_until = excluded.paid_until, ends_at = excluded.ends_at, changed_at = excluded.changed_at, poll_after = excluded.poll_after`,
		[
			account_id,
			read.id,
			license_id,
			plan,
			next_plan,
			read.status,
			role,
			followed_at,
			read.created_at,
			read.current_period_start,
			read.current_period_end,
			read.cancel_at_period_end,
			dates.paid_until,
			dates.ends_at,
			changedAt(read),
			nextLook(read, now),
		],
	);
}

/** Soon after something is to happen at Polar, often while it is late, else now and then, for what webhooks did not bring. */
function nextLook({ status, current_period_end }: PolarSubscription, now: Date): Date {
	const wait_ms = new Date(current_period_end).getTime() - now.getTime();
	if (isInForce(status) && (wait_ms <= 0 || status === 'past_due')) {
		return new Date(now.getTime() + LATE_MS);
	}
	return new Date(now.getTime() + (isInForce(status) ? Math.min(wait_ms + SOON_MS, SELDOM_MS) : SELDOM_MS));
}

async function setPlan(
	tx: Queryable,
	{ account_id, license_id, plan, subscription_id, dates }: { account_id: string; license_id: string; plan: string; subscription_id: string; dates: PlanDates },
): Promise<void> {
	const changed = await tx.query(
		`UPDATE licenses SET plan = $3, paid_until = $4, ends_at = $5, subscription_id = $6
			WHERE account_id = $1 AND license_id = $2
				AND (plan, paid_until, ends_at, subscription_id) IS DISTINCT FROM ($3, $4::timestamptz, $5::timestamptz, $6)`,
		[account_id, license_id, plan, dates.paid_until, dates.ends_at, subscription_id],
	);
	if (changed.rowCount === 1) {
		await touchLicense(tx, account_id, license_id);
		await lookAtBalances(tx, account_id, license_id);
	}
}

async function tellFailure(
	tx: Queryable,
	{ catalog }: Context,
	{ account_id, license_id, plan, dates }: { account_id: string; license_id: string; plan: string; dates: PlanDates },
	now: Date,
): Promise<void> {
	const grace_ends_at = new Date(new Date(dates.paid_until).getTime() + GRACE_DAYS * 86_400_000).toISOString();
	const facts = { plan_name: planOf(catalog, plan).name, grace_ends_at, license_id };
	await queueMail(tx, { account_id, mail_key: `payment_failed:${license_id}:${dates.paid_until}`, template: 'payment_failed', facts }, now);
}

/** The id of the plan that the subscription is for; undefined where the catalog has none such. */
function planSold({ catalog, log }: Context, { id, product }: PolarSubscription): string | undefined {
	const sku = product.metadata['catalog'] === catalog.id ? product.metadata['sku'] : undefined;
	const plan = typeof sku === 'string' ? planOfSku(catalog, sku) : undefined;
	if (plan === undefined) {
		log.error({ subscription_id: id, sku }, 'a subscription is for no plan of the catalog');
	}
	return plan?.id;
}

/** The license named by the metadata (set by this service) or by its checkout, else the account's oldest. */
async function licenseOf(tx: Queryable, account_id: string, read: PolarSubscription): Promise<string | undefined> {
	const named = read.metadata['license_id'];
	const found = await tx.query<{ license_id: string }>(
		`SELECT l.license_id FROM licenses l WHERE l.account_id = $1
			ORDER BY l.license_id = $2 DESC NULLS LAST,
				EXISTS (SELECT 1 FROM checkouts c WHERE c.account_id = $1 AND c.license_id = l.license_id AND c.polar_checkout_id = $3) DESC,
				l.created_at, l.license_id LIMIT 1`,
		[account_id, typeof named === 'string' && UUID.test(named) ? named : null, read.checkout_id],
	);
	return found.rows[0]?.license_id;
}
