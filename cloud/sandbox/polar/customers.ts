/* Polar's customers (create, list, get, update; also by external id) and the sessions that open their portal. */

import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { models } from '@polar-sh/sdk/2026-10';
import type { App } from '../shared/server.ts';
import { invalid, notFound } from './errors.ts';
import { hasMetadata, page, Paging } from './lists.ts';
import { showSession } from './present.ts';
import { commitWithEvents, newCustomer } from './purchase.ts';
import type { Context, CustomerRecord, SessionRecord } from './records.ts';
import { newId, newSecret, now } from './records.ts';
import { IdParams, Metadata, Nullable, WebUrl } from './schemas.ts';

const SESSION_LIFETIME_MS = 60 * 60 * 1000;

const Create = Type.Object({
	email: Type.String({ format: 'email' }),
	external_id: Nullable(Type.String()),
	name: Nullable(Type.String()),
	metadata: Type.Optional(Metadata),
	locale: Nullable(Type.String()),
});

const Update = Type.Object({
	email: Nullable(Type.String({ format: 'email' })),
	external_id: Nullable(Type.String()),
	name: Nullable(Type.String()),
	metadata: Type.Optional(Metadata),
	locale: Nullable(Type.String()),
});

const Session = Type.Object({
	customer_id: Type.Optional(Type.String()),
	external_customer_id: Type.Optional(Type.String()),
	return_url: Nullable(WebUrl),
});

export function customerRoutes(app: App, context: Context): void {
	const { tables } = context;

	const find = (test: (customer: CustomerRecord) => boolean): CustomerRecord => {
		const customer = tables.all('customers').find(test);
		if (!customer) {
			throw notFound('Customer');
		}
		return customer;
	};
	const byId = (id: string): CustomerRecord => find((customer) => customer.id === id);
	const byExternalId = (id: string): CustomerRecord => find((customer) => customer.external_id === id);

	/** An email and an external id are one customer's alone, and an external id once set stays. */
	const refuseTaken = (email: string, externalId: string | null | undefined, self?: CustomerRecord): void => {
		const others = tables.all('customers').filter(({ id }) => id !== self?.id);
		if (others.some((customer) => customer.email.toLowerCase() === email.toLowerCase())) {
			throw invalid(['body', 'email'], 'A customer with this email address already exists.', email);
		}
		if (externalId && others.some((customer) => customer.external_id === externalId)) {
			throw invalid(['body', 'external_id'], 'A customer with this external ID already exists.', externalId);
		}
		if (self?.external_id && externalId !== undefined && externalId !== self.external_id) {
			throw invalid(['body', 'external_id'], 'Customer external ID cannot be updated.', externalId);
		}
	};

	const update = (before: CustomerRecord, body: Static<typeof Update>): CustomerRecord => {
		refuseTaken(body.email ?? before.email, body.external_id, before);
		const row: CustomerRecord = {
			...before,
			modified_at: now(),
			email: body.email ?? before.email,
			external_id: body.external_id ?? before.external_id ?? null,
			name: body.name ?? before.name,
			metadata: body.metadata ?? before.metadata,
			locale: body.locale ?? before.locale ?? null,
		};
		commitWithEvents(context, [{ table: 'customers', row }], () => [{ type: 'customer.updated', data: row }]);
		return row;
	};

	const Query = Type.Object({
		...Paging,
		email: Type.Optional(Type.String()),
		query: Type.Optional(Type.String()),
	});
	app.get('/v1/customers/', { schema: { querystring: Query } }, ({ query }): models.ListResourceCustomer =>
		page(
			tables
				.all('customers')
				.filter(
					(customer) =>
						(query.email === undefined || query.email.toLowerCase() === customer.email.toLowerCase()) &&
						`${customer.email} ${customer.name ?? ''}`.includes(query.query ?? '') &&
						hasMetadata(query, customer.metadata),
				),
			query,
			['created_at', 'email'],
			(customer) => customer,
		),
	);

	app.post('/v1/customers/', { schema: { body: Create } }, ({ body }, reply) => {
		refuseTaken(body.email, body.external_id);
		const row = newCustomer({
			email: body.email,
			external_id: body.external_id ?? null,
			name: body.name ?? null,
			metadata: body.metadata ?? {},
			locale: body.locale ?? null,
		});
		commitWithEvents(context, [{ table: 'customers', row }], () => [{ type: 'customer.created', data: row }]);
		return reply.code(201).send(row);
	});

	app.get('/v1/customers/:id', { schema: { params: IdParams } }, ({ params }) => byId(params.id));
	app.patch('/v1/customers/:id', { schema: { params: IdParams, body: Update } }, ({ params, body }) =>
		update(byId(params.id), body),
	);
	app.get('/v1/customers/external/:id', { schema: { params: IdParams } }, ({ params }) => byExternalId(params.id));
	app.patch('/v1/customers/external/:id', { schema: { params: IdParams, body: Update } }, ({ params, body }) =>
		update(byExternalId(params.id), body),
	);

	app.post('/v1/customer-sessions/', { schema: { body: Session } }, ({ body }, reply) => {
		const customer = tables
			.all('customers')
			.find(({ id, external_id: externalId }) =>
				body.customer_id ? id === body.customer_id : Boolean(externalId) && externalId === body.external_customer_id,
			);
		if (!customer) {
			const field = body.customer_id ? 'customer_id' : 'external_customer_id';
			throw invalid(['body', field], 'Customer does not exist.', body[field]);
		}
		const row: SessionRecord = {
			id: newId(),
			created_at: now(),
			token: newSecret('polar_cst_'),
			customer_id: customer.id,
			return_url: body.return_url ?? null,
			expires_at: new Date(Date.now() + SESSION_LIFETIME_MS).toISOString(),
		};
		tables.commit([{ table: 'sessions', row }]);
		return reply.code(201).send(showSession(context, row));
	});
}
