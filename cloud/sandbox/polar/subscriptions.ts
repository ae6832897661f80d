/* Polar's subscriptions over HTTP: list, get, change plan, cancel, pause, resume, revoke. */

import { Type } from 'typebox';
import type { models } from '@polar-sh/sdk/2026-10';
import type { App } from '../shared/server.ts';
import { notFound, problem } from './errors.ts';
import { among, hasMetadata, many, page, Paging, Uuids } from './lists.ts';
import { showSubscription } from './present.ts';
import type { Context, SubscriptionRecord } from './records.ts';
import { now } from './records.ts';
import { IdParams, Metadata, Nullable } from './schemas.ts';
import { cancelAtPeriodEnd, changeProduct, ended, pauseAtPeriodEnd, resume, revoke, save } from './subscription-changes.ts';

const Cancellation = {
	customer_cancellation_reason: Nullable(Type.String()),
	customer_cancellation_comment: Nullable(Type.String()),
};

const Update = Type.Object({
	...Cancellation,
	cancel_at_period_end: Type.Optional(Type.Boolean()),
	revoke: Type.Optional(Type.Literal(true)),
	product_id: Nullable(Type.String()),
	proration_behavior: Nullable(Type.Enum(['invoice', 'next_period'])),
	/* Null: a change that was to follow is taken back. */
	pending_update: Type.Optional(Type.Null()),
	pause_at_period_end: Type.Optional(Type.Boolean()),
	resume: Type.Optional(Type.Literal(true)),
	metadata: Type.Optional(Metadata),
});

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
			row = changeProduct(context, row, body.product_id, body.proration_behavior ?? 'invoice');
		} else if (body.pause_at_period_end !== undefined) {
			row = pauseAtPeriodEnd(context, row, body.pause_at_period_end);
		} else if (body.resume) {
			row = resume(context, row);
		} else if (body.pending_update === null) {
			row = save(context, { ...row, modified_at: now(), pending_update: null }, ['subscription.updated']);
		} else {
			row = save(context, { ...row, modified_at: now() }, ['subscription.updated']);
		}
		return showSubscription(context, row);
	});
}
