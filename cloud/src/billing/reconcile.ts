// Compares Polar's orders, refunds, disputes and subscriptions with the ledger, and on request mends what differs.
//
// A difference is told only when it is still there after both sides were read again: payments land while this runs.
import type { Queryable } from '../db/database.ts';
import type { Services } from '../services.ts';
import { applyDisputes, disputedCents } from './apply-dispute.ts';
import { applyOrder } from './apply-order.ts';
import { applySubscription } from './apply-subscription.ts';
import { creditsGone, readEntered, type OrderCredits } from './order-credits.ts';
import { isBegun, isInForce, planDates } from './plan-dates.ts';
import type { PolarDispute, PolarOrder, PolarSubscription } from './polar-shapes.ts';

export interface Difference {
	what: 'order' | 'subscription' | 'license';
	/** Its id: at Polar, or the license's. */
	id: string;
	/** What differs, for a person. */
	detail: string;
}

export interface Reconciled {
	orders: number;
	subscriptions: number;
	/** Those found. */
	differences: Difference[];
	/** Those that are left after mending; all of them where nothing was mended. */
	left: Difference[];
}

type Context = Pick<Services, 'db' | 'catalog' | 'clock' | 'log' | 'payments'>;

interface Options {
	mend: boolean;
	/** Called for each as it is found, and again with `mended` where it is gone. */
	onDifference?: (difference: Difference, state: 'found' | 'mended' | 'left') => void;
	/** Called before each thing that is compared: what it throws ends the comparison. */
	onStep?: () => Promise<void>;
}

/** @throws Problem where Polar cannot be asked */
export async function reconcile(context: Context, options: Options): Promise<Reconciled> {
	const result: Reconciled = { orders: 0, subscriptions: 0, differences: [], left: [] };
	const check = async (find: () => Promise<Difference | undefined>, mend: () => Promise<unknown>): Promise<void> => {
		const found = await find();
		if (found === undefined) {
			return;
		}
		result.differences.push(found);
		options.onDifference?.(found, 'found');
		if (options.mend) {
			await mend();
		}
		const still = options.mend ? await find() : found;
		if (still !== undefined) {
			result.left.push(still);
		}
		options.onDifference?.(still ?? found, still === undefined ? 'mended' : 'left');
	};
	const step = options.onStep ?? (async () => undefined);
	await compareSubscriptions(context, result, check, step);
	await compareOrders(context, result, check, step);
	return result;
}

type Step = () => Promise<void>;
type Check = (find: () => Promise<Difference | undefined>, mend: () => Promise<unknown>) => Promise<void>;

async function compareSubscriptions(context: Context, result: Reconciled, check: Check, step: Step): Promise<void> {
	const { payments, db } = context;
	const seen = new Set<string>();
	for await (const { id, read } of payments.subscriptions()) {
		await step();
		result.subscriptions++;
		seen.add(id);
		if (read === undefined || (await subscriptionDifference(context, read)) !== undefined) {
			const again = (): Promise<PolarSubscription | undefined> => payments.readSubscription(id).catch(() => undefined);
			await check(
				async () => {
					const fresh = await again();
					return fresh === undefined ? { what: 'subscription', id, detail: 'Polar answers it in an unknown shape' } : subscriptionDifference(context, fresh);
				},
				async () => {
					const fresh = await again();
					return fresh === undefined ? undefined : applySubscription(context, fresh);
				},
			);
		}
	}
	const ours = await db.query<{ subscription_id: string }>('SELECT subscription_id FROM subscriptions');
	for (const { subscription_id: id } of ours.rows.filter((row) => !seen.has(row.subscription_id))) {
		await check(
			async () => ((await payments.readSubscription(id)) === undefined ? { what: 'subscription', id, detail: 'is here, but Polar does not know it' } : undefined),
			async () => undefined,
		);
	}
	await compareLicenses(context, check);
}

interface KnownSubscription {
	plan: string;
	status: string;
	role: string;
	cancels_at_period_end: boolean;
	is_same_dates: boolean;
	is_same_license: boolean;
}

async function subscriptionDifference({ db, catalog }: Context, read: PolarSubscription): Promise<Difference | undefined> {
	if (!isBegun(read.status) || (read.product.metadata['catalog'] !== catalog.id && read.metadata['account_id'] === undefined)) {
		return undefined;
	}
	const dates = planDates(read);
	const found = await db.query<KnownSubscription>(
		`SELECT s.plan, s.status, s.role, s.cancels_at_period_end,
				(s.paid_until, s.ends_at) IS NOT DISTINCT FROM ($2::timestamptz, $3::timestamptz) AS is_same_dates,
				s.role <> 'governing' OR (l.subscription_id, l.plan, l.paid_until, l.ends_at) IS NOT DISTINCT FROM
					(s.subscription_id, s.plan, s.paid_until, s.ends_at) AS is_same_license
			FROM subscription_claims c
			JOIN subscriptions s ON s.account_id = c.account_id AND s.subscription_id = c.subscription_id
			JOIN licenses l ON l.account_id = s.account_id AND l.license_id = s.license_id
			WHERE c.subscription_id = $1`,
		[read.id, dates.paid_until, dates.ends_at],
	);
	const known = found.rows[0];
	const sku = read.product.metadata['sku'];
	const differs = (detail: string): Difference => ({ what: 'subscription', id: read.id, detail });
	if (known === undefined) {
		return differs(`is ${read.status} at Polar and not known here`);
	}
	if (known.status !== read.status || known.cancels_at_period_end !== read.cancel_at_period_end || !known.is_same_dates) {
		return differs(`is ${read.status} at Polar, ${known.status} here, or has other dates`);
	}
	if (`plan_${known.plan}` !== sku) {
		return differs(`is for ${String(sku)} at Polar, for plan_${known.plan} here`);
	}
	if (known.role !== 'governing' && isInForce(read.status)) {
		return differs(`is ${known.role} and still ${read.status}: it is to be ended`);
	}
	return known.is_same_license ? undefined : differs("governs its license, whose plan or dates are not the subscription's");
}

/** A license that says it is paid for by a subscription that does not govern it. */
async function compareLicenses({ db }: Context, check: Check): Promise<void> {
	const found = await db.query<{ account_id: string; license_id: string; subscription_id: string }>(
		`SELECT l.account_id, l.license_id, l.subscription_id FROM licenses l WHERE l.subscription_id IS NOT NULL AND NOT EXISTS (
			SELECT 1 FROM subscriptions s WHERE s.account_id = l.account_id AND s.license_id = l.license_id
				AND s.subscription_id = l.subscription_id AND s.role = 'governing')`,
	);
	for (const { license_id, subscription_id } of found.rows) {
		await check(
			async () => ({ what: 'license', id: license_id, detail: `names the subscription ${subscription_id}, which does not govern it` }),
			async () => undefined,
		);
	}
}

async function compareOrders(context: Context, result: Reconciled, check: Check, step: Step): Promise<void> {
	const { payments, db, log } = context;
	const disputes = new Map<string, PolarDispute[]>();
	for await (const { id, read } of payments.disputes()) {
		if (read === undefined) {
			log.error({ dispute_id: id }, 'a dispute could not be read');
		} else {
			disputes.set(read.order_id, [...(disputes.get(read.order_id) ?? []), read]);
		}
	}
	const seen = new Set<string>();
	for await (const { id, read } of payments.orders()) {
		await step();
		result.orders++;
		seen.add(id);
		if (read !== undefined && (await orderDifference(context, read, disputes.get(id) ?? [])) === undefined) {
			continue;
		}
		const again = (): Promise<PolarOrder | undefined> => payments.readOrder(id).catch(() => undefined);
		await check(
			async () => {
				const fresh = await again();
				return fresh === undefined ? { what: 'order', id, detail: 'Polar answers it in an unknown shape' } : orderDifference(context, fresh, await disputesOf(context, id));
			},
			async () => {
				const fresh = await again();
				if (fresh !== undefined) {
					await applyOrder(context, fresh);
					await applyDisputes(context, id, await disputesOf(context, id));
				}
			},
		);
	}
	const ours = await db.query<{ order_id: string }>('SELECT order_id FROM orders');
	for (const { order_id: id } of ours.rows.filter((row) => !seen.has(row.order_id))) {
		await check(
			async () => ((await payments.readOrder(id)) === undefined ? { what: 'order', id, detail: 'was granted here, but Polar does not know it' } : undefined),
			async () => undefined,
		);
	}
}

async function disputesOf({ payments }: Context, order_id: string): Promise<PolarDispute[]> {
	const disputes: PolarDispute[] = [];
	for await (const { read } of payments.disputes(order_id)) {
		if (read !== undefined) {
			disputes.push(read);
		}
	}
	return disputes;
}

async function orderDifference({ db, catalog }: Context, read: PolarOrder, disputes: readonly PolarDispute[]): Promise<Difference | undefined> {
	const differs = (detail: string): Difference => ({ what: 'order', id: read.id, detail });
	const named = read.product?.metadata['catalog'];
	if (!read.paid || (typeof named === 'string' && named !== catalog.id && read.metadata['account_id'] === undefined)) {
		return undefined;
	}
	const known = await findKnown(db, read.id);
	if (known === undefined) {
		const claim = await db.query<{ problem: string | null }>('SELECT problem FROM order_claims WHERE order_id = $1', [read.id]);
		return differs(`is paid at Polar and not applied here${claim.rows[0]?.problem == null ? '' : `: ${claim.rows[0].problem}`}`);
	}
	if (known.net_cents !== read.net_amount || known.refunded_cents !== read.refunded_amount || known.status !== read.status) {
		return differs(`${read.refunded_amount} of ${read.net_amount} cents are refunded at Polar, ${known.refunded_cents} of ${known.net_cents} here`);
	}
	if (known.disputed_cents !== disputedCents(disputes)) {
		return differs(`${disputedCents(disputes)} cents are disputed at Polar, ${known.disputed_cents} here`);
	}
	const entered = await readEntered(db, known.account_id, known.order_id);
	if (entered.granted !== known.credits || (entered.pool_id ?? known.pool_id) !== known.pool_id) {
		return differs(`gives ${known.credits} credits, the ledger has ${entered.granted}`);
	}
	const gone = creditsGone(known);
	if (entered.removed !== gone || known.removed_credits !== gone) {
		return differs(`${gone} of its credits are to be taken back, the ledger took ${entered.removed}, the order says ${known.removed_credits}`);
	}
	return known.refusal !== null && read.refundable_amount > 0 ? differs(`gave nothing (${known.refusal}) and is not refunded yet`) : undefined;
}

async function findKnown(db: Queryable, order_id: string): Promise<(OrderCredits & { refusal: string | null }) | undefined> {
	const found = await db.query<OrderCredits & { refusal: string | null }>(
		`SELECT o.account_id, o.order_id, o.pool_id, o.credits, o.net_cents, o.refunded_cents, o.disputed_cents, o.status, o.removed_credits, o.refusal
			FROM order_claims c JOIN orders o ON o.account_id = c.account_id AND o.order_id = c.order_id WHERE c.order_id = $1`,
		[order_id],
	);
	return found.rows[0];
}
