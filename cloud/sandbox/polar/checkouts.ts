/* Polar's checkout sessions: create, list, get, update. They are paid on the checkout page. */

import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { models } from '@polar-sh/sdk/2026-10';
import type { App } from '../shared/server.ts';
import { invalid, notFound, problem } from './errors.ts';
import { among, many, page, Paging, Uuids } from './lists.ts';
import { offeredPrices, showCheckout, statusOf } from './present.ts';
import { newPrice } from './products.ts';
import { commitWithEvents } from './purchase.ts';
import type { CheckoutRecord, Context, CustomerRecord, ProductRecord } from './records.ts';
import { newId, newSecret, now } from './records.ts';
import { FixedPrice, IdParams, Metadata, Nullable, WebUrl } from './schemas.ts';
import { COUNTRIES, DEFAULT_COUNTRY } from './tax.ts';

const LIFETIME_MS = 60 * 60 * 1000;

const Address = Type.Object({ country: Type.String({ pattern: '^[A-Z]{2}$' }) });

const shared = {
	metadata: Type.Optional(Metadata),
	customer_metadata: Nullable(Metadata),
	custom_field_data: Type.Optional(
		Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()])),
	),
	customer_name: Nullable(Type.String({ maxLength: 256 })),
	customer_email: Nullable(Type.String({ format: 'email' })),
	customer_ip_address: Nullable(Type.String()),
	customer_billing_address: Nullable(Address),
	is_business_customer: Nullable(Type.Boolean()),
	allow_discount_codes: Nullable(Type.Boolean()),
	require_billing_address: Nullable(Type.Boolean()),
	currency: Nullable(Type.String({ pattern: '^[a-z]{3}$' })),
	locale: Nullable(Type.String()),
	success_url: Nullable(WebUrl),
	return_url: Nullable(WebUrl),
	embed_origin: Nullable(Type.String()),
	/* Only products of a free price take an amount; fixed prices are what they are. */
	amount: Nullable(Type.Integer({ minimum: 0 })),
	discount_id: Nullable(Type.String()),
};

const Create = Type.Object({
	...shared,
	products: Type.Array(Type.String({ format: 'uuid' }), { minItems: 1 }),
	prices: Nullable(Type.Record(Type.String(), Type.Array(FixedPrice, { minItems: 1 }))),
	customer_id: Nullable(Type.String()),
	external_customer_id: Nullable(Type.String()),
});
type Create = Static<typeof Create>;

const Update = Type.Object({ ...shared, product_id: Nullable(Type.String()) });
type Update = Static<typeof Update>;

/** The country in an address when the test checkout knows it; else the default, where no tax is due. */
const countryOf = (code: string | undefined): models.CountryAlpha2 =>
	COUNTRIES.find((country) => country.code === code)?.code ?? DEFAULT_COUNTRY;

function refuseUnspoken(body: Create | Update): void {
	if (body.discount_id) {
		throw invalid(['body', 'discount_id'], 'Discount does not exist (this sandbox has none)', body.discount_id);
	}
}

/** The products of a new checkout, all of them on sale. */
function wantedProducts({ tables }: Context, ids: string[]): ProductRecord[] {
	return ids.map((id, index) => {
		const product = tables.get('products', id);
		if (!product) {
			throw invalid(['body', 'products', index], 'Product does not exist.', id);
		}
		if (product.is_archived) {
			throw invalid(['body', 'products', index], 'Product is archived.', id);
		}
		return product;
	});
}

function knownCustomer({ tables }: Context, body: Create): CustomerRecord | undefined {
	if (body.customer_id) {
		const customer = tables.get('customers', body.customer_id);
		if (!customer) {
			throw invalid(['body', 'customer_id'], 'Customer does not exist.', body.customer_id);
		}
		return customer;
	}
	return body.external_customer_id
		? tables.all('customers').find((customer) => customer.external_id === body.external_customer_id)
		: undefined;
}

/** The checkout, if each of its products has a price in its currency. */
function withPrices(context: Context, checkout: CheckoutRecord): CheckoutRecord {
	for (const product of wantedProducts(context, checkout.product_ids)) {
		if (!offeredPrices(checkout, product).some((price) => price.price_currency === checkout.currency)) {
			throw invalid(['body', 'currency'], `${product.name} has no price in ${checkout.currency}`, checkout.currency);
		}
	}
	return checkout;
}

function newCheckout(context: Context, body: Create): CheckoutRecord {
	const products = wantedProducts(context, body.products);
	const customer = knownCustomer(context, body);
	const prices = Object.entries(body.prices ?? {});
	return withPrices(context, {
		id: newId(),
		created_at: now(),
		modified_at: null,
		expires_at: new Date(Date.now() + LIFETIME_MS).toISOString(),
		client_secret: newSecret('polar_c_'),
		status: 'open',
		success_url: body.success_url ?? null,
		return_url: body.return_url ?? null,
		embed_origin: body.embed_origin ?? null,
		product_ids: products.map(({ id }) => id),
		product_id: products[0]?.id ?? '',
		ad_hoc_prices: Object.fromEntries(
			prices.map(([id, list]) => [id, list.map((price) => newPrice(price, id, 'ad_hoc'))]),
		),
		currency: body.currency ?? 'usd',
		country: countryOf(body.customer_billing_address?.country ?? customer?.billing_address?.country),
		customer_id: customer?.id ?? null,
		external_customer_id: body.external_customer_id ?? customer?.external_id ?? null,
		customer_name: body.customer_name ?? customer?.name ?? null,
		customer_email: body.customer_email ?? customer?.email ?? null,
		customer_ip_address: body.customer_ip_address ?? null,
		customer_metadata: body.customer_metadata ?? {},
		metadata: body.metadata ?? {},
		custom_field_data: body.custom_field_data ?? {},
		locale: body.locale ?? null,
		is_business_customer: body.is_business_customer ?? false,
		allow_discount_codes: body.allow_discount_codes ?? true,
		require_billing_address: body.require_billing_address ?? false,
	});
}

function updated(context: Context, before: CheckoutRecord, body: Update): CheckoutRecord {
	if (statusOf(before) !== 'open') {
		throw problem(403, 'AlreadyActiveSubscriptionError', `Checkout is ${statusOf(before)}.`);
	}
	if (body.product_id && !before.product_ids.includes(body.product_id)) {
		throw invalid(['body', 'product_id'], 'Product is not available in this checkout.', body.product_id);
	}
	return withPrices(context, {
		...before,
		modified_at: now(),
		product_id: body.product_id ?? before.product_id,
		currency: body.currency ?? before.currency,
		country: body.customer_billing_address ? countryOf(body.customer_billing_address.country) : before.country,
		customer_name: body.customer_name ?? before.customer_name,
		customer_email: body.customer_email ?? before.customer_email,
		customer_ip_address: body.customer_ip_address ?? before.customer_ip_address,
		customer_metadata: body.customer_metadata ?? before.customer_metadata,
		metadata: body.metadata ?? before.metadata,
		custom_field_data: body.custom_field_data ?? before.custom_field_data,
		success_url: body.success_url ?? before.success_url,
		return_url: body.return_url ?? before.return_url,
		locale: body.locale ?? before.locale,
	});
}

export function checkoutRoutes(app: App, context: Context): void {
	const { tables } = context;

	const find = (id: string): CheckoutRecord => {
		const checkout = tables.get('checkouts', id);
		if (!checkout) {
			throw notFound('Checkout');
		}
		return checkout;
	};

	const Query = Type.Object({
		...Paging,
		product_id: Uuids,
		customer_id: Uuids,
		external_customer_id: many(),
		status: many(),
		query: Type.Optional(Type.String()),
	});
	app.get('/v1/checkouts/', { schema: { querystring: Query } }, ({ query }): models.ListResourceCheckout =>
		page(
			tables
				.all('checkouts')
				.filter(
					(checkout) =>
						among(query.product_id, checkout.product_id) &&
						among(query.customer_id, checkout.customer_id) &&
						among(query.external_customer_id as string[] | undefined, checkout.external_customer_id) &&
						among(query.status as string[] | undefined, statusOf(checkout)) &&
						(checkout.customer_email ?? '').includes(query.query ?? ''),
				),
			query,
			['created_at', 'expires_at', 'status'],
			(checkout) => showCheckout(context, checkout),
		),
	);

	app.post('/v1/checkouts/', { schema: { body: Create } }, ({ body }, reply) => {
		refuseUnspoken(body);
		const checkout = newCheckout(context, body);
		const shown = (): models.Checkout => showCheckout(context, checkout);
		commitWithEvents(context, [{ table: 'checkouts', row: checkout }], () => [
			{ type: 'checkout.created', data: shown() },
		]);
		return reply.code(201).send(shown());
	});

	app.get('/v1/checkouts/:id', { schema: { params: IdParams } }, ({ params }) =>
		showCheckout(context, find(params.id)),
	);

	app.patch('/v1/checkouts/:id', { schema: { params: IdParams, body: Update } }, ({ params, body }) => {
		refuseUnspoken(body);
		const checkout = updated(context, find(params.id), body);
		const shown = (): models.Checkout => showCheckout(context, checkout);
		commitWithEvents(context, [{ table: 'checkouts', row: checkout }], () => [
			{ type: 'checkout.updated', data: shown() },
		]);
		return shown();
	});
}
