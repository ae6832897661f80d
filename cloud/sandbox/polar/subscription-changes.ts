/* What happens to Polar's subscriptions: another plan, cancelling, pausing, ending, and the end of a billing period. */

import { invalid, problem } from './errors.ts';
import type { Happening } from './events.ts';
import { productOf, showOrder, showSubscription } from './present.ts';
import { commitWithEvents, newOrder, orderPaidEvents, periodEnd } from './purchase.ts';
import type { Context, OrderRecord, Price, ProductRecord, SubscriptionRecord } from './records.ts';
import { newId, now } from './records.ts';
import { DEFAULT_COUNTRY } from './tax.ts';

/** The events that a change of a subscription sends. */
type SubscriptionEvent = Extract<Happening['type'], `subscription.${string}`>;

export const ended: string[] = ['canceled', 'unpaid', 'incomplete_expired'];

/** Commits a subscription, and the order that came of its change, with their events. */
export function save(
	context: Context,
	row: SubscriptionRecord,
	types: SubscriptionEvent[],
	order?: OrderRecord,
): SubscriptionRecord {
	commitWithEvents(
		context,
		[{ table: 'subscriptions', row }, ...(order ? [{ table: 'orders' as const, row: order }] : [])],
		() => {
			const data = showSubscription(context, row);
			const orders: Happening[] = !order
				? []
				: order.paid
					? orderPaidEvents(context, order)
					: [{ type: 'order.created', data: showOrder(context, order) }];
			return [...types.map((type) => ({ type, data })), ...orders];
		},
	);
	return row;
}

/** Ends a subscription now. */
export function revoke(context: Context, before: SubscriptionRecord): SubscriptionRecord {
	if (ended.includes(before.status)) {
		throw problem(403, 'AlreadyCanceledSubscription', 'This subscription is already canceled.');
	}
	const at = now();
	const row: SubscriptionRecord = {
		...before,
		modified_at: at,
		status: 'canceled',
		canceled_at: before.canceled_at ?? at,
		ends_at: at,
		ended_at: at,
	};
	return save(context, row, ['subscription.updated', 'subscription.canceled', 'subscription.revoked']);
}

/** Cancels at the end of the period, or undoes that. */
export function cancelAtPeriodEnd(context: Context, before: SubscriptionRecord, cancel: boolean): SubscriptionRecord {
	if (cancel === before.cancel_at_period_end) {
		throw cancel
			? problem(403, 'AlreadyCanceledSubscription', 'This subscription is already canceled.')
			: problem(409, 'SubscriptionNotScheduledToCancel', 'This subscription is not scheduled to be canceled.');
	}
	const row: SubscriptionRecord = {
		...before,
		modified_at: now(),
		cancel_at_period_end: cancel,
		canceled_at: cancel ? now() : null,
		ends_at: cancel ? before.current_period_end : null,
	};
	return save(context, row, ['subscription.updated', cancel ? 'subscription.canceled' : 'subscription.uncanceled']);
}

function recurringProduct(context: Context, subscription: SubscriptionRecord, id: string): { product: ProductRecord; price: Price } {
	const product = context.tables.get('products', id);
	const price = product?.prices.find(
		({ is_archived: gone, price_currency: currency }) => !gone && currency === subscription.currency,
	);
	if (!product || !price || !product.is_recurring || product.is_archived) {
		throw invalid(['body', 'product_id'], 'Product does not exist, or has no recurring price in this currency.', id);
	}
	return { product, price };
}

/**
 * Another plan. `invoice`: from now on, and the difference for the rest of the period is charged at once; `next_period`: from
 * the next period on.
 */
export function changeProduct(
	context: Context,
	before: SubscriptionRecord,
	productId: string,
	proration: 'invoice' | 'next_period',
): SubscriptionRecord {
	if (before.cancel_at_period_end || before.status !== 'active') {
		throw problem(403, 'AlreadyCanceledSubscription', 'This subscription is already canceled or will be at the end of the period, or is not active.');
	}
	const { product, price } = recurringProduct(context, before, productId);
	const at = now();
	if (proration === 'next_period') {
		const pending = {
			created_at: at,
			modified_at: null,
			id: newId(),
			applies_at: before.current_period_end,
			product_id: product.id,
			seats: null,
			units: null,
		};
		return save(context, { ...before, modified_at: at, pending_update: pending }, ['subscription.updated']);
	}
	const row: SubscriptionRecord = {
		...before,
		modified_at: at,
		product_id: product.id,
		amount: price.price_amount,
		pending_update: null,
	};
	const [start, end, today] = [before.current_period_start, before.current_period_end, at].map((moment) => Date.parse(moment));
	const left = Math.min(1, Math.max(0, ((end ?? 0) - (today ?? 0)) / Math.max(1, (end ?? 0) - (start ?? 0))));
	const difference = Math.round((price.price_amount - before.amount) * left);
	const order = difference > 0 ? orderOf(context, row, 'subscription_update', difference, true) : undefined;
	return save(context, row, ['subscription.updated'], order);
}

/** An order for a subscription's product. */
function orderOf(
	context: Context,
	subscription: SubscriptionRecord,
	reason: OrderRecord['billing_reason'],
	amount: number,
	paid: boolean,
): OrderRecord {
	const customer = context.tables.get('customers', subscription.customer_id);
	return newOrder(context, {
		product: productOf(context, subscription.product_id),
		price: { id: null, price_amount: amount, price_currency: subscription.currency },
		customerId: subscription.customer_id,
		country: customer?.billing_address?.country ?? DEFAULT_COUNTRY,
		checkoutId: null,
		subscriptionId: subscription.id,
		reason,
		metadata: subscription.metadata,
		name: customer?.billing_name ?? null,
		paid,
	});
}

/** Pauses at the end of the period, or undoes that. */
export function pauseAtPeriodEnd(context: Context, before: SubscriptionRecord, pause: boolean): SubscriptionRecord {
	if (before.status !== 'active') {
		throw problem(403, 'PauseResumeNotAllowed', 'Only an active subscription can be paused.');
	}
	return save(context, { ...before, modified_at: now(), pause_at_period_end: pause }, ['subscription.updated']);
}

/** A paused subscription goes on with a new period from now, which is charged. */
export function resume(context: Context, before: SubscriptionRecord): SubscriptionRecord {
	if (before.status !== 'paused') {
		throw problem(403, 'PauseResumeNotAllowed', 'Only a paused subscription can be resumed.');
	}
	const start = now();
	const row: SubscriptionRecord = {
		...before,
		modified_at: start,
		status: 'active',
		paused_at: null,
		resumes_at: null,
		current_period_start: start,
		current_period_end: periodEnd(start, before.recurring_interval, before.recurring_interval_count),
	};
	return save(context, row, ['subscription.updated', 'subscription.resumed'], orderOf(context, row, 'subscription_cycle', row.amount, true));
}

/**
 * The end of the billing period, now: one that was cancelled ends, one to be paused pauses; any other begins a new period,
 * with the plan that was to follow, and its order is paid or (`failed`) stays pending, which makes the subscription past due.
 */
export function renew(context: Context, before: SubscriptionRecord, outcome: 'paid' | 'failed'): SubscriptionRecord {
	if (ended.includes(before.status) || before.cancel_at_period_end) {
		return revoke(context, before);
	}
	const at = now();
	if (before.pause_at_period_end) {
		const paused: SubscriptionRecord = { ...before, modified_at: at, status: 'paused', paused_at: at, pause_at_period_end: false };
		return save(context, paused, ['subscription.updated', 'subscription.paused']);
	}
	const next_id = before.pending_update?.product_id ?? before.product_id;
	const start = before.current_period_end;
	const paid = outcome === 'paid';
	const row: SubscriptionRecord = {
		...before,
		modified_at: at,
		status: paid ? 'active' : 'past_due',
		past_due_at: paid ? null : at,
		product_id: next_id,
		amount: next_id === before.product_id ? before.amount : recurringProduct(context, before, next_id).price.price_amount,
		pending_update: null,
		current_period_start: start,
		current_period_end: periodEnd(start, before.recurring_interval, before.recurring_interval_count),
	};
	const recovered = paid && before.status === 'past_due';
	return save(
		context,
		row,
		[
			'subscription.cycled',
			'subscription.updated',
			...(recovered ? ['subscription.active' as const] : []),
			...(paid ? [] : ['subscription.past_due' as const]),
		],
		orderOf(context, row, 'subscription_cycle', row.amount, paid),
	);
}

/** The payment that failed at the renewal: it goes through after all, or is given up. */
export function settlePayment(context: Context, before: SubscriptionRecord, outcome: 'paid' | 'given_up'): SubscriptionRecord {
	if (before.status !== 'past_due') {
		throw problem(409, 'NotPastDue', 'No payment of this subscription is awaited.');
	}
	const at = now();
	if (outcome === 'given_up') {
		return save(context, { ...before, modified_at: at, status: 'unpaid' }, ['subscription.updated', 'subscription.revoked']);
	}
	const open = context.tables.all('orders').findLast((order) => order.subscription_id === before.id && !order.paid);
	const order: OrderRecord | undefined = open && {
		...open,
		modified_at: at,
		status: 'paid',
		paid: true,
		due_amount: 0,
		refundable_amount: open.net_amount,
		refundable_tax_amount: open.tax_amount,
		receipt_number: open.invoice_number,
	};
	return save(context, { ...before, modified_at: at, status: 'active', past_due_at: null }, ['subscription.updated', 'subscription.active'], order);
}
