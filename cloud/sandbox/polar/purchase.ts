/* What happens in Polar when a checkout is paid: a customer, a subscription and an order, and the events of all. */

import type { Change } from '../shared/tables.ts';
import { chargedPrice, productOf, showCheckout, showOrder, showSubscription, statusOf } from './present.ts';
import type {
	CheckoutRecord,
	Context,
	CustomerRecord,
	OrderRecord,
	PolarSchema,
	Price,
	ProductRecord,
	SubscriptionRecord,
} from './records.ts';
import { newId, now, ORGANIZATION_ID } from './records.ts';
import { quote } from './tax.ts';
import type { Happening } from './events.ts';
import { asChanges } from './events.ts';

/** Writes a change with the events it causes, then sends them. The events show the state after the change. */
export function commitWithEvents(
	context: Context,
	changes: Change<PolarSchema>[],
	happenings: () => Happening[],
): void {
	context.tables.commit(changes);
	const events = context.webhooks.record(happenings());
	context.tables.commit(asChanges(events));
	context.webhooks.send(events);
}

/** A new customer with nothing but what is given. */
export function newCustomer(given: Partial<CustomerRecord> & { email: string }): CustomerRecord {
	return {
		id: newId(),
		created_at: now(),
		modified_at: null,
		metadata: {},
		external_id: null,
		email_verified: false,
		type: 'individual',
		name: null,
		billing_name: null,
		billing_address: null,
		tax_id: null,
		locale: null,
		organization_id: ORGANIZATION_ID,
		default_payment_method_id: null,
		deleted_at: null,
		first_user_event_at: null,
		avatar_url: null,
		...given,
	};
}

/**
 * The customer that a checkout belongs to. As in Polar an email is one customer's alone: a buyer who is known by
 * email stays that customer, and is given the external id only if there is none yet.
 */
function buyer({ tables }: Context, checkout: CheckoutRecord, email: string): CustomerRecord {
	const customers = tables.all('customers');
	const known =
		customers.find(({ id }) => id === checkout.customer_id) ??
		customers.find(
			(customer) => checkout.external_customer_id !== null && customer.external_id === checkout.external_customer_id,
		) ??
		customers.find((customer) => customer.email.toLowerCase() === email.toLowerCase());
	const external = checkout.external_customer_id;
	if (known) {
		return known.external_id || external === null ? known : { ...known, external_id: external, modified_at: now() };
	}
	return newCustomer({
		email,
		external_id: external,
		name: checkout.customer_name,
		billing_address: { country: checkout.country },
		metadata: checkout.customer_metadata,
	});
}

/** The end of a billing period, in UTC; the 31st becomes the last day of a shorter month. */
export function periodEnd(start: string, interval: SubscriptionRecord['recurring_interval'], count: number): string {
	const end = new Date(start);
	if (interval === 'day' || interval === 'week') {
		end.setUTCDate(end.getUTCDate() + count * (interval === 'week' ? 7 : 1));
		return end.toISOString();
	}
	const day = end.getUTCDate();
	end.setUTCDate(1);
	end.setUTCMonth(end.getUTCMonth() + count * (interval === 'year' ? 12 : 1));
	const lastDay = new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() + 1, 0)).getUTCDate();
	end.setUTCDate(Math.min(day, lastDay));
	return end.toISOString();
}

function newSubscription(
	checkout: CheckoutRecord,
	product: ProductRecord,
	price: Price,
	customerId: string,
): SubscriptionRecord {
	const start = now();
	const interval = product.recurring_interval ?? 'month';
	const count = product.recurring_interval_count ?? 1;
	return {
		id: newId(),
		created_at: start,
		modified_at: null,
		amount: price.price_amount,
		currency: price.price_currency,
		recurring_interval: interval,
		recurring_interval_count: count,
		status: 'active',
		current_period_start: start,
		current_period_end: periodEnd(start, interval, count),
		current_meter_period_start: null,
		current_meter_period_end: null,
		trial_start: null,
		trial_end: null,
		cancel_at_period_end: false,
		canceled_at: null,
		started_at: start,
		ends_at: null,
		ended_at: null,
		past_due_at: null,
		pause_at_period_end: false,
		paused_at: null,
		resumes_at: null,
		customer_id: customerId,
		product_id: product.id,
		discount_id: null,
		discount: null,
		checkout_id: checkout.id,
		units: null,
		customer_cancellation_reason: null,
		customer_cancellation_comment: null,
		metadata: checkout.metadata,
		custom_field_data: checkout.custom_field_data,
		meters: [],
		pending_update: null,
	};
}

export interface NewOrder {
	product: ProductRecord;
	price: Pick<Price, 'price_amount' | 'price_currency'> & { id: string | null };
	customerId: string;
	country: CheckoutRecord['country'];
	checkoutId: string | null;
	subscriptionId: string | null;
	reason: OrderRecord['billing_reason'];
	metadata: OrderRecord['metadata'];
	name: string | null;
	paid: boolean;
	/** Off the price, by a discount of the shop. */
	discountPercent?: number;
}

/** A new order, numbered after the orders there are. */
export function newOrder({ tables }: Context, given: NewOrder): OrderRecord {
	const subtotal = given.price.price_amount;
	const discount = Math.round((subtotal * (given.discountPercent ?? 0)) / 100);
	const cost = quote(subtotal - discount, given.country);
	const at = now();
	const number = String(tables.all('orders').length + 1).padStart(4, '0');
	return {
		id: newId(),
		created_at: at,
		modified_at: null,
		status: given.paid ? 'paid' : 'pending',
		paid: given.paid,
		subtotal_amount: subtotal,
		discount_amount: discount,
		net_amount: cost.net_amount,
		tax_amount: cost.tax_amount,
		total_amount: cost.total_amount,
		applied_balance_amount: 0,
		due_amount: given.paid ? 0 : cost.total_amount,
		refunded_amount: 0,
		refunded_tax_amount: 0,
		refundable_amount: given.paid ? cost.net_amount : 0,
		refundable_tax_amount: given.paid ? cost.tax_amount : 0,
		currency: given.price.price_currency,
		billing_reason: given.reason,
		billing_name: given.name,
		billing_address: { country: given.country },
		invoice_number: `SANDBOX-${number}`,
		is_invoice_generated: false,
		receipt_number: given.paid ? `SANDBOX-R${number}` : null,
		units: null,
		customer_id: given.customerId,
		product_id: given.product.id,
		discount_id: null,
		discount: null,
		subscription_id: given.subscriptionId,
		checkout_id: given.checkoutId,
		next_payment_attempt_at: null,
		metadata: given.metadata,
		custom_field_data: {},
		platform_fee_amount: 0,
		platform_fee_currency: null,
		items: [
			{
				id: newId(),
				created_at: at,
				modified_at: null,
				label: given.product.name,
				amount: subtotal,
				tax_amount: cost.tax_amount,
				proration: false,
				product_price_id: given.price.id,
				start_timestamp: null,
				end_timestamp: null,
			},
		],
		description: given.product.name,
	};
}

/** The events of an order paid at once. Polar makes the order first, pending, and then it is paid. */
export function orderPaidEvents(context: Context, order: OrderRecord): Happening[] {
	const paid = showOrder(context, order);
	const pending = {
		...paid,
		status: 'pending' as const,
		paid: false,
		due_amount: paid.total_amount,
		refundable_amount: 0,
		refundable_tax_amount: 0,
		receipt_number: null,
	};
	return [
		{ type: 'order.created', data: pending },
		{ type: 'order.updated', data: paid },
		{ type: 'order.paid', data: paid },
	];
}

export type Payment = { outcome: 'paid' | 'already_paid'; order: OrderRecord } | { outcome: 'expired' };

/**
 * Pays a checkout whose email and country stand. Paid once, it stays so: a second click or a reload gets the same
 * order. `discountPercent` is what a code of the shop takes off.
 */
export function pay(context: Context, checkout: CheckoutRecord, discountPercent = 0): Payment {
	const { tables } = context;
	const earlier = tables.all('orders').find((order) => order.checkout_id === checkout.id);
	if (earlier) {
		return { outcome: 'already_paid', order: earlier };
	}
	if (statusOf(checkout) !== 'open') {
		return { outcome: 'expired' };
	}
	const product = productOf(context, checkout.product_id);
	const price = chargedPrice(context, checkout);
	const customer = buyer(context, checkout, checkout.customer_email ?? '');
	const isNew = tables.get('customers', customer.id) === undefined;
	const subscription = product.is_recurring ? newSubscription(checkout, product, price, customer.id) : undefined;
	const order = newOrder(context, {
		product,
		price,
		customerId: customer.id,
		country: checkout.country,
		checkoutId: checkout.id,
		subscriptionId: subscription?.id ?? null,
		reason: subscription ? 'subscription_create' : 'purchase',
		metadata: checkout.metadata,
		name: checkout.customer_name,
		paid: true,
		discountPercent,
	});
	const succeeded: CheckoutRecord = {
		...checkout,
		status: 'succeeded',
		customer_id: customer.id,
		modified_at: now(),
	};
	const changes: Change<PolarSchema>[] = [
		{ table: 'customers', row: customer },
		...(subscription ? [{ table: 'subscriptions' as const, row: subscription }] : []),
		{ table: 'orders', row: order },
		{ table: 'checkouts', row: succeeded },
	];
	commitWithEvents(context, changes, () => {
		const subscribed = subscription && showSubscription(context, subscription);
		return [
			{ type: 'checkout.updated', data: { ...showCheckout(context, succeeded), status: 'confirmed' } },
			...(isNew ? [{ type: 'customer.created' as const, data: customer }] : []),
			...(subscribed
				? [
						{ type: 'subscription.created' as const, data: subscribed },
						{ type: 'subscription.active' as const, data: subscribed },
						{ type: 'subscription.updated' as const, data: subscribed },
					]
				: []),
			...orderPaidEvents(context, order),
			{ type: 'checkout.updated', data: showCheckout(context, succeeded) },
		];
	});
	return { outcome: 'paid', order };
}
