/* Polar's disputes: list and get, and what a buyer's bank does. No webhook tells of them, as in Polar. */

import { Type } from 'typebox';
import type { models } from '@polar-sh/sdk/2026-10';
import type { App } from '../shared/server.ts';
import { invalid, notFound } from './errors.ts';
import { among, many, page, Paging, Uuids } from './lists.ts';
import { customerOf } from './present.ts';
import type { Context, DisputeRecord } from './records.ts';
import { newId, now } from './records.ts';
import { refund } from './refunds.ts';
import { IdParams } from './schemas.ts';
import { refundedTax } from './tax.ts';

function show(context: Context, { customer_id: customerId, ...row }: DisputeRecord): models.Dispute {
	return { ...row, customer: customerOf(context, customerId) };
}

/** What a status says of a dispute. */
const standing = (status: models.DisputeStatus): Pick<DisputeRecord, 'status' | 'resolved' | 'closed'> => ({
	status,
	resolved: status === 'won' || status === 'lost',
	closed: status === 'won' || status === 'lost' || status === 'prevented',
});

/** A bank disputes an order's payment, all of it or `amount` (net). One that is `prevented` is a refund instead. */
export function dispute(context: Context, orderId: string, amount: number | undefined, status: models.DisputeStatus): models.Dispute {
	const order = context.tables.get('orders', orderId);
	if (!order || !order.paid || order.refundable_amount === 0) {
		throw invalid(['body', 'order_id'], 'Order not found, or nothing of it is left to dispute', orderId);
	}
	const disputed = Math.min(amount ?? order.refundable_amount, order.refundable_amount);
	const row: DisputeRecord = {
		id: newId(),
		created_at: now(),
		modified_at: null,
		...standing(status),
		amount: disputed,
		tax_amount: refundedTax(order, disputed),
		currency: order.currency,
		reason: 'fraudulent',
		evidence_due_by: null,
		past_due: false,
		order_id: order.id,
		payment_id: newId(),
		case_id: null,
		customer_id: order.customer_id,
	};
	context.tables.commit([{ table: 'disputes', row }]);
	if (status === 'prevented') {
		const { customer_id: _customer, case_id: _case, ...shown } = row;
		refund(context, { order_id: order.id, amount: disputed, reason: 'dispute_prevention', status: 'succeeded', dispute: shown });
	}
	return show(context, row);
}

/** The bank decides. */
export function settleDispute(context: Context, id: string, status: models.DisputeStatus): models.Dispute {
	const before = context.tables.get('disputes', id);
	if (!before) {
		throw notFound('Dispute');
	}
	const row: DisputeRecord = { ...before, modified_at: now(), ...standing(status) };
	context.tables.commit([{ table: 'disputes', row }]);
	return show(context, row);
}

const Query = Type.Object({ ...Paging, order_id: Uuids, status: many() });

export function disputeRoutes(app: App, context: Context): void {
	const { tables } = context;

	app.get('/v1/disputes/', { schema: { querystring: Query } }, ({ query }): models.ListResourceDispute =>
		page(
			tables
				.all('disputes')
				.filter((row) => among(query.order_id, row.order_id) && among(query.status as string[] | undefined, row.status)),
			query,
			['created_at', 'amount'],
			(row) => show(context, row),
		),
	);

	app.get('/v1/disputes/:id', { schema: { params: IdParams } }, ({ params }) => {
		const row = tables.get('disputes', params.id);
		if (!row) {
			throw notFound('Dispute');
		}
		return show(context, row);
	});
}
