// Applies an order as it was read from Polar: what it gives, and what refunds and disputes take back of it.
//
// Invariants:
// 1. An order gives at most once: it is claimed by one account, and its row commits together with all that it changes.
// 2. What is applied was read from Polar and is paid; a webhook's payload is never believed; an older reading changes nothing.
// 3. What stands at the end follows from the newest reading alone, in whatever order readings came and however often.
// 4. A paid order is never stranded: without its checkout or its site it goes to the license's Shared pool, without a license to
//    one that is opened for it; what has no account or no product of ours is kept and named by `reconcile`.
// 5. A second first-time offer, and a plan beside one that is in force, give nothing and are refunded, each once.
import { planOf } from '../catalog/catalog.ts';
import { planOfSku } from '../catalog/offers.ts';
import type { Queryable } from '../db/database.ts';
import { grant } from '../ledger/grant.ts';
import { lockAccount } from '../licensing/accounts.ts';
import type { Services } from '../services.ts';
import { refreshSubscription } from './apply-subscription.ts';
import { claimOrder, noteProblem } from './claims.ts';
import { endOffer, isOfferUsedByAnother } from './first-purchase.ts';
import { correctCredits, orderSource, readEntered, type OrderCredits } from './order-credits.ts';
import { tellReceipt, tellRefund } from './order-mails.ts';
import { changedAt, type PolarOrder } from './polar-shapes.ts';
import { queueTask } from './polar-tasks.ts';
import { readBought, type Bought } from './what-was-bought.ts';

/** `known`: nothing to change. `refused`: it gives nothing and is refunded. `unclaimed`: kept for a person to look at. */
export type OrderOutcome = 'applied' | 'changed' | 'known' | 'not_paid' | 'refused' | 'unclaimed';

export type OrderRefusal = 'offer_used' | 'plan_in_force';

type Context = Pick<Services, 'db' | 'catalog' | 'clock' | 'log' | 'payments'>;

/** An order's row, as applying reads it. */
interface OrderRow extends OrderCredits {
	license_id: string;
	sku: string;
	refusal: OrderRefusal | null;
	is_stale: boolean;
}

/** Reads it from Polar and applies it. @throws Problem where Polar cannot be asked */
export async function refreshOrder(context: Context, order_id: string): Promise<OrderOutcome> {
	const order = await context.payments.readOrder(order_id);
	return order === undefined ? 'unclaimed' : applyOrder(context, order);
}

/** Safe to call at any time, in any order, any number of times, from any number of processes. @throws Problem where Polar must be asked more and cannot */
export async function applyOrder(context: Context, order: PolarOrder): Promise<OrderOutcome> {
	if (!order.paid || !['paid', 'partially_refunded', 'refunded'].includes(order.status)) {
		return 'not_paid';
	}
	if (isAnothersCatalog(context, order)) {
		return 'unclaimed';
	}
	const account_id = await claimOrder(context, order);
	if (account_id === undefined) {
		await noteProblem(context, order.id, 'no_account');
		return 'unclaimed';
	}
	if (order.subscription_id !== null && !(await isApplied(context.db, account_id, order.id))) {
		await applyWhatCameBefore(context, order, order.subscription_id);
	}
	const outcome = await context.db.transaction((tx) => applyToAccount(tx, context, account_id, order));
	await noteProblem(context, order.id, outcome === 'unclaimed' ? 'unknown_product' : null);
	if (outcome !== 'known') {
		context.log.info({ order_id: order.id, account_id, outcome }, 'an order was applied');
	}
	return outcome;
}

/** Polar's organization may sell for other services too: their orders are none of ours. */
function isAnothersCatalog({ catalog }: Context, order: PolarOrder): boolean {
	const named = order.product?.metadata['catalog'];
	return typeof named === 'string' && named !== catalog.id && order.metadata['account_id'] === undefined;
}

async function isApplied(db: Queryable, account_id: string, order_id: string): Promise<boolean> {
	const found = await db.query('SELECT 1 FROM orders WHERE account_id = $1 AND order_id = $2', [account_id, order_id]);
	return found.rowCount === 1;
}

/** A plan's order is judged by its subscription, and each gives what those before it did not: so these come first. */
async function applyWhatCameBefore(context: Context, order: PolarOrder, subscription_id: string): Promise<void> {
	await refreshSubscription(context, subscription_id);
	for (const earlier of await context.payments.ordersOfSubscription(subscription_id)) {
		if (earlier.id === order.id || new Date(earlier.created_at) > new Date(order.created_at)) {
			return;
		}
		const account_id = earlier.paid ? await claimOrder(context, earlier) : undefined;
		if (account_id !== undefined && !(await isApplied(context.db, account_id, earlier.id))) {
			await context.db.transaction((tx) => applyToAccount(tx, context, account_id, earlier));
		}
	}
}

async function applyToAccount(tx: Queryable, context: Context, account_id: string, order: PolarOrder): Promise<OrderOutcome> {
	const now = context.clock();
	await lockAccount(tx, account_id);
	const known = await findOrder(tx, account_id, order.id, changedAt(order));
	if (known?.is_stale === true) {
		return 'known';
	}
	if (known !== undefined) {
		return update(tx, context, known, order, now);
	}
	const bought = await readBought(tx, context, account_id, order);
	if (bought === undefined) {
		return 'unclaimed';
	}
	const refusal = await refusalOf(tx, account_id, order, bought);
	const credits = refusal === null ? await creditsOf(tx, context, account_id, order, bought) : 0;
	const row = await insert(tx, { account_id, order, bought, refusal, credits }, now);
	if (refusal === null) {
		await enterGrant(tx, row, bought.kind === 'plan' ? 'plan' : 'purchase', now);
		if (bought.kind !== 'plan') {
			await endOffer(tx, account_id, order.id, now);
		}
		await tellReceipt(tx, context.catalog, { account_id, order, bought, credits }, now);
	} else if (order.refundable_amount > 0) {
		await queueTask(tx, { account_id, kind: 'refund_order', target_id: order.id }, now);
	}
	await correct(tx, row, order, now);
	await endCheckout(tx, bought, refusal !== null || order.status === 'refunded' ? 'refunded' : 'granted', order.id);
	return refusal === null ? 'applied' : 'refused';
}

export async function findOrder(tx: Queryable, account_id: string, order_id: string, changed_at: string | null): Promise<OrderRow | undefined> {
	const found = await tx.query<OrderRow>(
		`SELECT account_id, order_id, license_id, pool_id, sku, credits, net_cents, refunded_cents, disputed_cents, status, removed_credits,
				refusal, coalesce(changed_at > $3, false) AS is_stale
			FROM orders WHERE account_id = $1 AND order_id = $2 FOR UPDATE`,
		[account_id, order_id, changed_at],
	);
	return found.rows[0];
}

/** Brings a row, and the ledger, to what Polar says now. */
async function update(tx: Queryable, { catalog }: Context, known: OrderRow, order: PolarOrder, now: Date): Promise<OrderOutcome> {
	const row = { ...known, status: order.status, net_cents: order.net_amount, refunded_cents: order.refunded_amount };
	const changed = await tx.query(
		`UPDATE orders SET status = $3, net_cents = $4, refunded_cents = $5, has_receipt = $6, changed_at = $7 WHERE account_id = $1 AND order_id = $2
			AND (status, net_cents, refunded_cents, has_receipt, changed_at) IS DISTINCT FROM ($3, $4::integer, $5::integer, $6::boolean, $7::timestamptz)`,
		[row.account_id, row.order_id, row.status, row.net_cents, row.refunded_cents, order.receipt_number !== null, changedAt(order)],
	);
	if (known.refusal !== null && order.refundable_amount > 0) {
		await queueTask(tx, { account_id: row.account_id, kind: 'refund_order', target_id: row.order_id }, now);
	}
	const is_entered = known.refusal !== null || (await enterGrant(tx, row, planOfSku(catalog, row.sku) === undefined ? 'purchase' : 'plan', now)) === 'known';
	const is_corrected = await correct(tx, row, order, now);
	return changed.rowCount === 1 || !is_entered || is_corrected ? 'changed' : 'known';
}

/** The ledger's own entry is the truth about what was granted: a row that says something else is mended by it. */
async function enterGrant(tx: Queryable, row: OrderCredits, kind: 'plan' | 'purchase', now: Date): Promise<'entered' | 'known'> {
	const { account_id, order_id, pool_id } = row;
	const entered = await readEntered(tx, account_id, order_id);
	if (entered.granted === row.credits && (entered.pool_id ?? pool_id) === pool_id) {
		return 'known';
	}
	if (entered.pool_id !== null) {
		row.credits = entered.granted;
		row.pool_id = entered.pool_id;
		await tx.query('UPDATE orders SET credits = $3, pool_id = $4, removed_credits = least(removed_credits, $3) WHERE account_id = $1 AND order_id = $2', [
			account_id,
			order_id,
			row.credits,
			row.pool_id,
		]);
	} else {
		await grant(tx, { account_id, pool_id, kind, amount: row.credits, source: orderSource(order_id) }, now);
	}
	return 'entered';
}

async function correct(tx: Queryable, row: OrderCredits, order: PolarOrder, now: Date): Promise<boolean> {
	const correction = await correctCredits(tx, row, now);
	if (order.refunded_amount > 0) {
		await tellRefund(tx, row, order, correction, now);
	}
	return correction.taken > 0 || correction.returned > 0;
}

async function refusalOf(tx: Queryable, account_id: string, order: PolarOrder, bought: Bought): Promise<OrderRefusal | null> {
	if (bought.kind === 'first_time_offer' && (await isOfferUsedByAnother(tx, account_id, order.id))) {
		return 'offer_used';
	}
	if (bought.kind !== 'plan') {
		return null;
	}
	const surplus = await tx.query(
		`SELECT 1 FROM subscriptions WHERE account_id = $1 AND subscription_id = $2 AND (role = 'surplus' OR followed_at < $3::timestamptz)`,
		[account_id, order.subscription_id, order.created_at],
	);
	return surplus.rowCount === 1 ? 'plan_in_force' : null;
}

/** A plan's credits are granted once per license and plan; a larger plan grants what it includes beyond what plans gave so far. */
async function creditsOf(tx: Queryable, { catalog }: Context, account_id: string, order: PolarOrder, bought: Bought): Promise<number> {
	if (bought.kind !== 'plan') {
		return bought.credits;
	}
	const plan = planOfSku(catalog, bought.sku);
	const given = await tx.query<{ credits: number }>(
		`SELECT coalesce(sum(amount), 0)::bigint AS credits FROM entries WHERE account_id = $1 AND pool_id = $2 AND kind = 'plan' AND source <> $3`,
		[account_id, bought.license_id, orderSource(order.id)],
	);
	return Math.max(0, (plan?.credits ?? planOf(catalog, bought.sku).credits) - (given.rows[0]?.credits ?? 0));
}

interface NewOrder {
	account_id: string;
	order: PolarOrder;
	bought: Bought;
	refusal: OrderRefusal | null;
	credits: number;
}

async function insert(tx: Queryable, { account_id, order, bought, refusal, credits }: NewOrder, now: Date): Promise<OrderCredits> {
	await tx.query(
		`INSERT INTO orders (account_id, order_id, checkout_id, license_id, pool_id, site_id, went_to_shared, subscription_id, sku, credits, refusal,
				status, net_cents, currency, refunded_cents, has_receipt, paid_at, applied_at, changed_at)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`,
		[
			account_id,
			order.id,
			bought.checkout?.checkout_id ?? null,
			bought.license_id,
			bought.pool_id,
			bought.site_id,
			bought.went_to_shared,
			order.subscription_id,
			bought.sku,
			credits,
			refusal,
			order.status,
			order.net_amount,
			order.currency,
			order.refunded_amount,
			order.receipt_number !== null,
			order.created_at,
			now,
			changedAt(order),
		],
	);
	return {
		account_id,
		order_id: order.id,
		pool_id: bought.pool_id,
		credits,
		net_cents: order.net_amount,
		refunded_cents: order.refunded_amount,
		disputed_cents: 0,
		status: order.status,
		removed_credits: 0,
	};
}

/** A checkout that was granted stays so, whichever other order names it; it shows the pool that the credits went to. */
async function endCheckout(tx: Queryable, { checkout, pool_id }: Bought, status: 'granted' | 'refunded', order_id: string): Promise<void> {
	if (checkout !== undefined) {
		await tx.query(
			`UPDATE checkouts SET status = $3, order_id = $4, pool_id = $5 WHERE account_id = $1 AND checkout_id = $2 AND status <> 'granted'`,
			[checkout.account_id, checkout.checkout_id, status, order_id, pool_id],
		);
	}
}
