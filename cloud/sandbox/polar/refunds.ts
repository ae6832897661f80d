/* Polar's refunds: create and list, and what a refund does to its order. */

import { Type } from 'typebox';
import type { models } from '@polar-sh/sdk/2026-10';
import type { App } from '../shared/server.ts';
import { invalid, problem } from './errors.ts';
import { among, many, page, Paging, Uuids } from './lists.ts';
import { showOrder } from './present.ts';
import { commitWithEvents } from './purchase.ts';
import type { Context, OrderRecord, RefundRecord } from './records.ts';
import { newId, now, ORGANIZATION_ID } from './records.ts';
import { Metadata, Nullable } from './schemas.ts';
import { refundedTax } from './tax.ts';

/** An order after `amount` (net) and `tax` went back to the buyer; less than nothing when a refund was reversed. */
function afterRefund(order: OrderRecord, amount: number, tax: number): OrderRecord {
	const refunded = order.refunded_amount + amount;
	const refundedTaxAmount = order.refunded_tax_amount + tax;
	return {
		...order,
		modified_at: now(),
		refunded_amount: refunded,
		refunded_tax_amount: refundedTaxAmount,
		refundable_amount: order.net_amount - refunded,
		refundable_tax_amount: order.tax_amount - refundedTaxAmount,
		status: refunded === 0 ? 'paid' : refunded === order.net_amount ? 'refunded' : 'partially_refunded',
	};
}

export interface NewRefund {
	order_id: string;
	/** Net, in the currency's smallest unit; all that is left when not given. */
	amount?: number;
	reason: models.RefundReason;
	metadata?: models.MetadataOutputType;
	revoke_benefits?: boolean;
	/** `pending` has no effect on the order until it succeeds. */
	status: 'pending' | 'succeeded';
	/** That led to it. */
	dispute?: models.RefundDispute;
}

/** Refunds an order, or throws what Polar answers when that cannot be. */
export function refund(context: Context, given: NewRefund): RefundRecord {
	const order = context.tables.get('orders', given.order_id);
	if (!order || !order.paid) {
		throw invalid(['body', 'order_id'], 'Order not found', given.order_id);
	}
	if (order.refundable_amount === 0) {
		throw problem(403, 'RefundedAlready', `Order is already fully refunded: ${order.id}`);
	}
	if (given.revoke_benefits && order.subscription_id !== null) {
		throw problem(
			400,
			'RevokeSubscriptionBenefitsProhibited',
			'Subscription benefits can only be revoked upon cancellation',
		);
	}
	const amount = given.amount ?? order.refundable_amount;
	if (amount > order.refundable_amount) {
		throw invalid(['body', 'amount'], 'Refund amount exceeds refundable amount', amount);
	}
	const made: RefundRecord = {
		id: newId(),
		created_at: now(),
		modified_at: null,
		metadata: given.metadata ?? {},
		status: given.status,
		reason: given.reason,
		amount,
		tax_amount: refundedTax(order, amount),
		currency: order.currency,
		organization_id: ORGANIZATION_ID,
		order_id: order.id,
		subscription_id: order.subscription_id,
		customer_id: order.customer_id,
		revoke_benefits: given.revoke_benefits ?? false,
		dispute: given.dispute ?? null,
	};
	save(context, 'refund.created', made, order, made.status === 'succeeded' ? 1 : 0);
	return made;
}

/** Commits a refund and adds it `times` (1, 0 or -1) to its order. */
function save(
	context: Context,
	type: 'refund.created' | 'refund.updated',
	row: RefundRecord,
	order: OrderRecord,
	times: number,
): void {
	const after = times === 0 ? order : afterRefund(order, times * row.amount, times * row.tax_amount);
	commitWithEvents(
		context,
		[
			{ table: 'refunds', row },
			{ table: 'orders', row: after },
		],
		() => [
			{ type, data: row },
			...(times === 0 ? [] : [{ type: 'order.updated' as const, data: showOrder(context, after) }]),
			...(times === 1 ? [{ type: 'order.refunded' as const, data: showOrder(context, after) }] : []),
		],
	);
}

/** What a bank does later: a pending refund succeeds or fails, a succeeded one is sent back. */
export function settleRefund(context: Context, id: string, status: 'succeeded' | 'failed' | 'canceled'): RefundRecord {
	const before = context.tables.get('refunds', id);
	const order = before && context.tables.get('orders', before.order_id);
	if (!before || !order) {
		throw problem(404, 'ResourceNotFound', 'Refund not found.');
	}
	const times = Number(status === 'succeeded') - Number(before.status === 'succeeded');
	if (times === 1 && before.amount > order.refundable_amount) {
		throw invalid(['body', 'status'], 'Refund amount exceeds refundable amount', before.amount);
	}
	const after: RefundRecord = { ...before, status, modified_at: now() };
	save(context, 'refund.updated', after, order, times);
	return after;
}

export const Reason = Type.Enum([
	'duplicate',
	'fraudulent',
	'customer_request',
	'service_disruption',
	'satisfaction_guarantee',
	'dispute_prevention',
	'other',
]);

const Create = Type.Object({
	order_id: Type.String(),
	reason: Reason,
	amount: Type.Integer({ minimum: 1 }),
	comment: Nullable(Type.String()),
	metadata: Type.Optional(Metadata),
	revoke_benefits: Type.Optional(Type.Boolean()),
});

const Query = Type.Object({
	...Paging,
	id: Uuids,
	order_id: Uuids,
	subscription_id: Uuids,
	customer_id: Uuids,
	external_customer_id: many(),
	succeeded: Type.Optional(Type.Boolean()),
});

export function refundRoutes(app: App, context: Context): void {
	const { tables } = context;

	app.get('/v1/refunds/', { schema: { querystring: Query } }, ({ query }): models.ListResourceRefund =>
		page(
			tables
				.all('refunds')
				.filter(
					(row) =>
						among(query.id, row.id) &&
						among(query.order_id, row.order_id) &&
						among(query.subscription_id, row.subscription_id) &&
						among(query.customer_id, row.customer_id) &&
						among(
							query.external_customer_id as string[] | undefined,
							tables.get('customers', row.customer_id)?.external_id,
						) &&
						(query.succeeded === undefined || query.succeeded === (row.status === 'succeeded')),
				),
			query,
			['created_at', 'amount'],
			(row) => row,
		),
	);

	app.post('/v1/refunds/', { schema: { body: Create } }, ({ body }, reply) => {
		const { comment: _comment, ...given } = body;
		return reply.code(201).send(refund(context, { ...given, status: 'succeeded' }));
	});
}
