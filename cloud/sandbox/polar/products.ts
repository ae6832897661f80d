/* Polar's products: list, create, get, update. */

import { Type } from 'typebox';
import type { models } from '@polar-sh/sdk/2026-10';
import type { App } from '../shared/server.ts';
import { invalid, notFound } from './errors.ts';
import { among, hasMetadata, many, page, Paging, Uuids } from './lists.ts';
import { commitWithEvents } from './purchase.ts';
import type { Context, Price, ProductRecord } from './records.ts';
import { newId, now, ORGANIZATION_ID } from './records.ts';
import { FixedPrice, IdParams, Interval, Metadata, Nullable, Visibility } from './schemas.ts';

const Create = Type.Object({
	name: Type.String({ minLength: 3 }),
	description: Nullable(Type.String()),
	metadata: Type.Optional(Metadata),
	prices: Type.Array(FixedPrice, { minItems: 1 }),
	recurring_interval: Nullable(Interval),
	recurring_interval_count: Nullable(Type.Integer({ minimum: 1, maximum: 999 })),
	visibility: Type.Optional(Visibility),
});

const Update = Type.Object({
	name: Nullable(Type.String({ minLength: 3 })),
	description: Nullable(Type.String()),
	metadata: Type.Optional(Metadata),
	is_archived: Nullable(Type.Boolean()),
	visibility: Nullable(Visibility),
	prices: Nullable(Type.Array(Type.Union([FixedPrice, Type.Object({ id: Type.String() })]), { minItems: 1 })),
});

/** A price as Polar keeps it; in US dollars unless told. */
export const newPrice = (given: FixedPrice, productId: string, source: models.ProductPriceSource): Price => ({
	id: newId(),
	created_at: now(),
	modified_at: null,
	source,
	amount_type: 'fixed',
	price_currency: given.price_currency ?? 'usd',
	tax_behavior: given.tax_behavior ?? null,
	is_archived: false,
	product_id: productId,
	price_amount: given.price_amount,
});

/** Prices that are not named again are archived, as in Polar: orders still refer to them. */
function replacedPrices(product: ProductRecord, given: (FixedPrice | { id: string })[]): Price[] {
	const kept = given.flatMap((price) => ('id' in price ? [price.id] : []));
	const unknown = kept.find((id) => !product.prices.some((price) => price.id === id));
	if (unknown !== undefined) {
		throw invalid(['body', 'prices'], 'Price does not exist', unknown);
	}
	return [
		...product.prices.map((price) => ({ ...price, is_archived: price.is_archived || !kept.includes(price.id) })),
		...given.flatMap((price) => ('id' in price ? [] : [newPrice(price, product.id, 'catalog')])),
	];
}

/** As Polar shows it: without its archived prices. */
const show = (product: ProductRecord): models.Product => ({
	...product,
	prices: product.prices.filter((price) => !price.is_archived),
});

export function productRoutes(app: App, context: Context): void {
	const { tables } = context;

	const find = (id: string): ProductRecord => {
		const product = tables.get('products', id);
		if (!product) {
			throw notFound('Product');
		}
		return product;
	};

	const Query = Type.Object({
		...Paging,
		id: Uuids,
		query: Type.Optional(Type.String()),
		is_archived: Type.Optional(Type.Boolean()),
		is_recurring: Type.Optional(Type.Boolean()),
		visibility: many(),
	});
	app.get('/v1/products/', { schema: { querystring: Query } }, ({ query }): models.ListResourceProduct =>
		page(
			tables
				.all('products')
				.filter(
					(product) =>
						among(query.id, product.id) &&
						among(query.visibility as string[] | undefined, product.visibility) &&
						product.name.toLowerCase().includes((query.query ?? '').toLowerCase()) &&
						(query.is_archived === undefined || query.is_archived === product.is_archived) &&
						(query.is_recurring === undefined || query.is_recurring === product.is_recurring) &&
						hasMetadata(query, product.metadata),
				),
			query,
			['created_at', 'name'],
			show,
		),
	);

	app.post('/v1/products/', { schema: { body: Create } }, ({ body }, reply) => {
		const id = newId();
		const interval = body.recurring_interval ?? null;
		const product: ProductRecord = {
			id,
			created_at: now(),
			modified_at: null,
			name: body.name,
			description: body.description ?? null,
			visibility: body.visibility ?? 'public',
			recurring_interval: interval,
			recurring_interval_count: interval && (body.recurring_interval_count ?? 1),
			meter_interval: null,
			meter_interval_count: null,
			trial_interval: null,
			trial_interval_count: null,
			is_recurring: interval !== null,
			is_archived: false,
			is_deletable: true,
			organization_id: ORGANIZATION_ID,
			metadata: body.metadata ?? {},
			prices: body.prices.map((price) => newPrice(price, id, 'catalog')),
			benefits: [],
			medias: [],
			attached_custom_fields: [],
		};
		commitWithEvents(context, [{ table: 'products', row: product }], () => [
			{ type: 'product.created', data: show(product) },
		]);
		return reply.code(201).send(show(product));
	});

	app.get('/v1/products/:id', { schema: { params: IdParams } }, ({ params }) => show(find(params.id)));

	app.patch('/v1/products/:id', { schema: { params: IdParams, body: Update } }, ({ params, body }) => {
		const before = find(params.id);
		const product: ProductRecord = {
			...before,
			modified_at: now(),
			name: body.name ?? before.name,
			description: body.description === undefined ? before.description : body.description,
			metadata: body.metadata ?? before.metadata,
			visibility: body.visibility ?? before.visibility,
			is_archived: body.is_archived ?? before.is_archived,
			prices: body.prices ? replacedPrices(before, body.prices) : before.prices,
		};
		commitWithEvents(context, [{ table: 'products', row: product }], () => [
			{ type: 'product.updated', data: show(product) },
		]);
		return show(product);
	});
}
