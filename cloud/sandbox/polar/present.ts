/* Turns what is kept into the shapes that Polar answers with. */

import type { models } from '@polar-sh/sdk/2026-10';
import type {
	CheckoutRecord,
	Context,
	CustomerRecord,
	OrderRecord,
	Price,
	ProductRecord,
	SessionRecord,
	SubscriptionRecord,
} from './records.ts';
import { ORGANIZATION_ID } from './records.ts';
import { quote } from './tax.ts';

/** A row that another row refers to. Rows are never deleted, so that its absence is a defect. */
function must<T>(row: T | undefined, what: string): T {
	if (row === undefined) {
		throw new Error(`${what} is referred to but not kept.`);
	}
	return row;
}

export const productOf = ({ tables }: Context, id: string): ProductRecord =>
	must(tables.get('products', id), 'A product');
export const customerOf = ({ tables }: Context, id: string): CustomerRecord =>
	must(tables.get('customers', id), 'A customer');

/** The prices that a checkout offers for one of its products: its own, or else the product's. */
export const offeredPrices = (checkout: CheckoutRecord, product: ProductRecord): Price[] =>
	checkout.ad_hoc_prices[product.id] ?? product.prices.filter((price) => !price.is_archived);

/** The price that a checkout charges: that of its chosen product in its currency. */
export const chargedPrice = (context: Context, checkout: CheckoutRecord): Price =>
	must(
		offeredPrices(checkout, productOf(context, checkout.product_id)).find(
			(price) => price.price_currency === checkout.currency,
		),
		'A price',
	);

/** `open` turns into `expired` by time alone. */
export const statusOf = (checkout: CheckoutRecord): models.CheckoutStatus =>
	checkout.status === 'open' && new Date(checkout.expires_at) <= new Date() ? 'expired' : checkout.status;

export const checkoutUrl = (context: Context, checkout: CheckoutRecord): string =>
	`${context.publicUrl()}/checkout/${checkout.client_secret}`;

function showCheckoutProduct(checkout: CheckoutRecord, product: ProductRecord): models.CheckoutProduct {
	const { metadata: _metadata, is_deletable: _deletable, attached_custom_fields: _fields, ...shown } = product;
	return { ...shown, benefits: [], prices: offeredPrices(checkout, product) };
}

export function showCheckout(context: Context, checkout: CheckoutRecord): models.Checkout {
	const { ad_hoc_prices: _prices, product_ids: productIds, country, ...kept } = checkout;
	const price = chargedPrice(context, checkout);
	const cost = quote(price.price_amount, country);
	const products = productIds.map((id) => showCheckoutProduct(checkout, productOf(context, id)));
	const url = checkoutUrl(context, checkout);
	return {
		...kept,
		status: statusOf(checkout),
		url,
		success_url: checkout.success_url ?? `${url}/confirmation`,
		payment_processor: 'stripe',
		payment_processor_metadata: {},
		payment_method_type: null,
		...cost,
		discount_amount: 0,
		tax_behavior: 'exclusive',
		organization_id: ORGANIZATION_ID,
		product_price_id: price.id,
		product: products.find((product) => product.id === checkout.product_id) ?? null,
		products,
		product_price: price,
		prices: Object.fromEntries(products.map((product) => [product.id, product.prices])),
		customer_billing_name: checkout.customer_name,
		customer_billing_address: { country },
		customer_tax_id: null,
		billing_address_fields: {
			country: 'required',
			state: 'disabled',
			city: 'disabled',
			postal_code: 'disabled',
			line1: 'disabled',
			line2: 'disabled',
		},
		units: null,
		min_units: null,
		max_units: null,
		allow_trial: null,
		active_trial_interval: null,
		active_trial_interval_count: null,
		trial_interval: null,
		trial_interval_count: null,
		trial_end: null,
		discount: null,
		discount_id: null,
		is_discount_applicable: false,
		is_free_product_price: price.price_amount === 0,
		is_payment_required: cost.total_amount > 0,
		is_payment_setup_required: productOf(context, checkout.product_id).is_recurring,
		is_payment_form_required: cost.total_amount > 0,
		subscription_id: null,
		attached_custom_fields: [],
	};
}

export function showOrder(context: Context, order: OrderRecord): models.Order {
	const product = order.product_id === null ? null : productOf(context, order.product_id);
	const subscription =
		order.subscription_id === null
			? null
			: must(context.tables.get('subscriptions', order.subscription_id), 'A subscription');
	return { ...order, customer: customerOf(context, order.customer_id), product, subscription };
}

export function showSubscription(context: Context, subscription: SubscriptionRecord): models.Subscription {
	const product = productOf(context, subscription.product_id);
	return { ...subscription, customer: customerOf(context, subscription.customer_id), product, prices: product.prices };
}

export function showSession(context: Context, session: SessionRecord): models.CustomerSession {
	const { token, customer_id: customerId } = session;
	return {
		...session,
		modified_at: null,
		customer_portal_url: `${context.publicUrl()}/portal/${token}`,
		customer: customerOf(context, customerId),
	};
}
