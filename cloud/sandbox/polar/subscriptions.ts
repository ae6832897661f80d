/* Polar's subscriptions: list, get, change plan, cancel, revoke; and what the end of a billing period does. */

import { Type } from 'typebox';
import type { models } from '@polar-sh/sdk/2026-10';
import type { App } from '../shared/server.ts';
import { invalid, notFound, problem } from './errors.ts';
import { among, hasMetadata, many, page, Paging, Uuids } from './lists.ts';
import { productOf, showOrder, showSubscription } from './present.ts';
import { commitWithEvents, newOrder, orderPaidEvents, periodEnd } from './purchase.ts';
import type { Context, OrderRecord, SubscriptionRecord } from './records.ts';
import { now } from './records.ts';
import { IdParams, Metadata, Nullable } from './schemas.ts';
import { DEFAULT_COUNTRY } from './tax.ts';
import type { Happening } from './events.ts';

/** The events that a change of a subscription sends. */
type SubscriptionEvent = Extract<Happening['type'], `subscription.${string}`>;

const ended = ['canceled', 'unpaid', 'incomplete_expired'];

function save(
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

const Cancellation = {
	customer_cancellation_reason: Nullable(Type.String()),
	customer_cancellation_comment: Nullable(Type.String()),
};

const Update = Type.Object({
	...Cancellation,
	cancel_at_period_end: Type.Optional(Type.Boolean()),
	revoke: Type.Optional(Type.Literal(true)),
	product_id: Nullable(Type.String()),
	metadata: Type.Optional(Metadata),
});

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

function cancelAtPeriodEnd(context: Context, before: SubscriptionRecord, cancel: boolean): SubscriptionRecord {
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

/** Another plan from now on; its price is charged from the next period on. */
function changeProduct(context: Context, before: SubscriptionRecord, productId: string): SubscriptionRecord {
	const product = context.tables.get('products', productId);
	const price = product?.prices.find(
		({ is_archived: gone, price_currency: currency }) => !gone && currency === before.currency,
	);
	if (!product || !price || !product.is_recurring || product.is_archived) {
		throw invalid(
			['body', 'product_id'],
			'Product does not exist, or has no recurring price in this currency.',
			productId,
		);
	}
	const row: SubscriptionRecord = {
		...before,
		modified_at: now(),
		product_id: product.id,
		amount: price.price_amount,
	};
	return save(context, row, ['subscription.updated']);
}

/**
 * The end of the billing period, now: one that was cancelled ends; any other begins a new period, and its order is
 * paid or (`failed`) stays pending, which makes the subscription past due until an order is paid.
 */
export function renew(context: Context, before: SubscriptionRecord, outcome: 'paid' | 'failed'): SubscriptionRecord {
	if (ended.includes(before.status) || before.cancel_at_period_end) {
		return revoke(context, before);
	}
	const product = productOf(context, before.product_id);
	const customer = context.tables.get('customers', before.customer_id);
	const start = before.current_period_end;
	const paid = outcome === 'paid';
	const order = newOrder(context, {
		product,
		price: { id: null, price_amount: before.amount, price_currency: before.currency },
		customerId: before.customer_id,
		country: customer?.billing_address?.country ?? DEFAULT_COUNTRY,
		checkoutId: null,
		subscriptionId: before.id,
		reason: 'subscription_cycle',
		metadata: before.metadata,
		name: customer?.billing_name ?? null,
		paid,
	});
	const row: SubscriptionRecord = {
		...before,
		modified_at: now(),
		status: paid ? 'active' : 'past_due',
		past_due_at: paid ? null : now(),
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
		order,
	);
}

const Query = Type.Object({
	...Paging,
	product_id: Uuids,
	customer_id: Uuids,
	external_customer_id: many(),
	status: many(),
	active: Type.Optional(Type.Boolean()),
	cancel_at_period_end: Type.Optional(Type.Boolean()),
});

export function subscriptionRoutes(app: App, context: Context): void {
	const { tables } = context;

	const find = (id: string): SubscriptionRecord => {
		const subscription = tables.get('subscriptions', id);
		if (!subscription) {
			throw notFound('Subscription');
		}
		return subscription;
	};

	app.get('/v1/subscriptions/', { schema: { querystring: Query } }, ({ query }): models.ListResourceSubscription =>
		page(
			tables
				.all('subscriptions')
				.filter(
					(row) =>
						among(query.product_id, row.product_id) &&
						among(query.customer_id, row.customer_id) &&
						among(query.status as string[] | undefined, row.status) &&
						among(
							query.external_customer_id as string[] | undefined,
							tables.get('customers', row.customer_id)?.external_id,
						) &&
						(query.active === undefined || query.active === !ended.includes(row.status)) &&
						(query.cancel_at_period_end === undefined || query.cancel_at_period_end === row.cancel_at_period_end) &&
						hasMetadata(query, row.metadata),
				),
			query,
			['created_at', 'started_at', 'status', 'current_period_end', 'amount'],
			(row) => showSubscription(context, row),
		),
	);

	app.get('/v1/subscriptions/:id', { schema: { params: IdParams } }, ({ params }) =>
		showSubscription(context, find(params.id)),
	);

	app.delete('/v1/subscriptions/:id', { schema: { params: IdParams } }, ({ params }) =>
		showSubscription(context, revoke(context, find(params.id))),
	);

	app.patch('/v1/subscriptions/:id', { schema: { params: IdParams, body: Update } }, ({ params, body }) => {
		let row = find(params.id);
		if (ended.includes(row.status)) {
			throw problem(403, 'AlreadyCanceledSubscription', 'This subscription is already canceled.');
		}
		row = {
			...row,
			metadata: body.metadata ?? row.metadata,
			customer_cancellation_reason:
				(body.customer_cancellation_reason as models.CustomerCancellationReason | null | undefined) ??
				row.customer_cancellation_reason,
			customer_cancellation_comment: body.customer_cancellation_comment ?? row.customer_cancellation_comment,
		};
		if (body.revoke) {
			row = revoke(context, row);
		} else if (body.cancel_at_period_end !== undefined) {
			row = cancelAtPeriodEnd(context, row, body.cancel_at_period_end);
		} else if (body.product_id) {
			row = changeProduct(context, row, body.product_id);
		} else {
			row = save(context, { ...row, modified_at: now() }, ['subscription.updated']);
		}
		return showSubscription(context, row);
	});
}
