/* Polar's orders: list, get, invoice, receipt. Orders come from paid checkouts and from renewals. */

import { Type } from 'typebox';
import type { models } from '@polar-sh/sdk/2026-10';
import type { App } from '../shared/server.ts';
import { notFound, problem } from './errors.ts';
import { among, hasMetadata, many, Moment, page, Paging, Uuids } from './lists.ts';
import { showOrder } from './present.ts';
import type { Context, OrderRecord } from './records.ts';
import { now } from './records.ts';
import { IdParams } from './schemas.ts';

const Query = Type.Object({
	...Paging,
	product_id: Uuids,
	product_billing_type: many(),
	customer_id: Uuids,
	external_customer_id: many(),
	checkout_id: Uuids,
	subscription_id: Uuids,
	status: many(),
	created_after: Moment,
	created_before: Moment,
});

export function orderRoutes(app: App, context: Context): void {
	const { tables } = context;

	const find = (id: string): OrderRecord => {
		const order = tables.get('orders', id);
		if (!order) {
			throw notFound('Order');
		}
		return order;
	};

	app.get('/v1/orders/', { schema: { querystring: Query } }, ({ query }): models.ListResourceOrder =>
		page(
			tables
				.all('orders')
				.filter(
					(order) =>
						among(query.product_id, order.product_id) &&
						among(query.customer_id, order.customer_id) &&
						among(query.checkout_id, order.checkout_id) &&
						among(query.subscription_id, order.subscription_id) &&
						among(query.status as string[] | undefined, order.status) &&
						among(
							query.external_customer_id as string[] | undefined,
							tables.get('customers', order.customer_id)?.external_id,
						) &&
						among(
							query.product_billing_type as string[] | undefined,
							order.subscription_id === null ? 'one_time' : 'recurring',
						) &&
						(!query.created_after || new Date(order.created_at) >= new Date(query.created_after)) &&
						(!query.created_before || new Date(order.created_at) <= new Date(query.created_before)) &&
						hasMetadata(query, order.metadata),
				),
			query,
			['created_at', 'status', 'invoice_number', 'net_amount'],
			(order) => showOrder(context, order),
		),
	);

	app.get('/v1/orders/:id', { schema: { params: IdParams } }, ({ params }) => showOrder(context, find(params.id)));

	app.post('/v1/orders/:id/invoice', { schema: { params: IdParams } }, ({ params }, reply) => {
		const order = find(params.id);
		if (!order.paid) {
			throw problem(409, 'OrderNotEligibleForInvoice', 'Order is not eligible for invoice generation.');
		}
		tables.commit([{ table: 'orders', row: { ...order, is_invoice_generated: true, modified_at: now() } }]);
		return reply.code(202).send({});
	});

	app.get('/v1/orders/:id/invoice', { schema: { params: IdParams } }, ({ params }): models.OrderInvoice => {
		const order = find(params.id);
		if (!order.is_invoice_generated) {
			throw notFound('Invoice');
		}
		return { url: `${context.publicUrl()}/receipt/${order.id}` };
	});

	app.get('/v1/orders/:id/receipt', { schema: { params: IdParams } }, ({ params }): models.OrderReceipt => {
		const order = find(params.id);
		if (order.receipt_number === null) {
			throw notFound('Receipt');
		}
		return { url: `${context.publicUrl()}/receipt/${order.id}` };
	});
}
