/*
 * The pages that people see: the test checkout, its confirmation, a receipt, the customer's portal, and what happened.
 *
 * The checkout's form is posted to its own address with `action` = pay, decline, update or cancel, `customer_email`,
 * `country` and, when there is a choice, `product_id`. Paying answers 303 to the success URL.
 */

import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { FastifyReply } from 'fastify';
import { formatMoney, formatTime, sendPage } from '../shared/pages.ts';
import type { App } from '../shared/server.ts';
import { offeredPrices, productOf, showCheckout, statusOf } from './present.ts';
import { commitWithEvents, pay } from './purchase.ts';
import type { CheckoutRecord, Context } from './records.ts';
import { now } from './records.ts';
import { COUNTRIES } from './tax.ts';

const Form = Type.Object({
	action: Type.Enum(['pay', 'decline', 'update', 'cancel']),
	customer_email: Type.Optional(Type.String()),
	country: Type.Optional(Type.String()),
	product_id: Type.Optional(Type.String()),
});
type Form = Static<typeof Form>;

const SecretParams = Type.Object({ secret: Type.String() });

const notices: Record<string, string> = {
	declined: 'The card was declined. No money moved, nothing was bought. You can try again.',
	cancelled: 'Nothing was bought. You can close this tab, or pay after all.',
	email: 'Enter an email address, such as name@example.com, then pay again.',
	total: 'The total has changed. Check it, then pay.',
};

/** A metadata key as a label: account_email → Account email. */
const labelOf = (key: string): string => {
	const words = key.replaceAll(/[_-]+/g, ' ').trim();
	return words.charAt(0).toUpperCase() + words.slice(1);
};

function checkoutPage(context: Context, reply: FastifyReply, checkout: CheckoutRecord, notice?: string): FastifyReply {
	const shown = showCheckout(context, checkout);
	const money = (amount: number): string => formatMoney(amount, shown.currency);
	return sendPage(reply, 'checkout', {
		title: 'Test checkout',
		notice: notice && notices[notice],
		action: `/checkout/${checkout.client_secret}`,
		product: shown.product,
		products: shown.products.map(({ id, name }) => ({ id, name })),
		interval: shown.product?.recurring_interval,
		details: Object.entries(checkout.metadata).map(([key, value]) => ({ label: labelOf(key), value })),
		email: checkout.customer_email ?? '',
		country: checkout.country,
		countries: COUNTRIES,
		amount: money(shown.amount),
		tax: money(shown.tax_amount ?? 0),
		total: money(shown.total_amount),
	});
}

const successUrl = (context: Context, checkout: CheckoutRecord): string =>
	showCheckout(context, checkout).success_url.replaceAll('{CHECKOUT_ID}', checkout.id);

/** What the form says, kept; a product that this checkout does not offer, or not in its currency, is not taken. */
function withForm(context: Context, checkout: CheckoutRecord, form: Form): CheckoutRecord {
	const chosen = checkout.product_ids.find((id) => id === form.product_id) ?? checkout.product_id;
	const isOffered = offeredPrices(checkout, productOf(context, chosen)).some(
		(price) => price.price_currency === checkout.currency,
	);
	return {
		...checkout,
		product_id: isOffered ? chosen : checkout.product_id,
		country: COUNTRIES.find(({ code }) => code === form.country)?.code ?? checkout.country,
		customer_email: form.customer_email?.trim() || checkout.customer_email,
		modified_at: now(),
	};
}

function submit(context: Context, reply: FastifyReply, before: CheckoutRecord, form: Form): FastifyReply {
	const page = `/checkout/${before.client_secret}`;
	if (statusOf(before) !== 'open') {
		return reply.redirect(before.status === 'succeeded' ? successUrl(context, before) : page, 303);
	}
	if (form.action === 'cancel') {
		return reply.redirect(before.return_url ?? `${page}?notice=cancelled`, 303);
	}
	const checkout = withForm(context, before, form);
	commitWithEvents(context, [{ table: 'checkouts', row: checkout }], () => [
		{ type: 'checkout.updated', data: showCheckout(context, checkout) },
	]);
	if (form.action === 'decline') {
		return reply.redirect(`${page}?notice=declined`, 303);
	}
	const isChanged = showCheckout(context, checkout).total_amount !== showCheckout(context, before).total_amount;
	if (form.action === 'update' || isChanged) {
		return reply.redirect(isChanged ? `${page}?notice=total` : page, 303);
	}
	if (!/^[^\s@]+@[^\s@]+$/.test(checkout.customer_email ?? '')) {
		return reply.redirect(`${page}?notice=email`, 303);
	}
	const payment = pay(context, checkout);
	return reply.redirect(payment.outcome === 'expired' ? page : successUrl(context, checkout), 303);
}

function message(reply: FastifyReply, status: number, title: string, text: string): FastifyReply {
	return sendPage(reply.code(status), 'message', { title, text });
}

function checkoutPages(app: App, context: Context): void {
	const { tables } = context;
	const find = (secret: string): CheckoutRecord | undefined =>
		tables.all('checkouts').find((checkout) => checkout.client_secret === secret);
	const unknown = (reply: FastifyReply): FastifyReply =>
		message(
			reply,
			404,
			'No such checkout',
			'This address belongs to no checkout. Go back to the shop and start again.',
		);

	const Notice = Type.Object({ notice: Type.Optional(Type.String()) });
	const page = { schema: { params: SecretParams, querystring: Notice } };
	app.get('/checkout/:secret', page, ({ params, query }, reply) => {
		const checkout = find(params.secret);
		if (!checkout) {
			return unknown(reply);
		}
		if (statusOf(checkout) === 'succeeded') {
			return reply.redirect(successUrl(context, checkout), 303);
		}
		if (statusOf(checkout) !== 'open') {
			const text = 'Nothing was bought. Go back to the shop and start again.';
			return message(reply, 410, 'This checkout has expired', text);
		}
		return checkoutPage(context, reply, checkout, query.notice);
	});

	app.post('/checkout/:secret', { schema: { params: SecretParams, body: Form } }, ({ params, body }, reply) => {
		const checkout = find(params.secret);
		return checkout ? submit(context, reply, checkout, body) : unknown(reply);
	});

	app.get('/checkout/:secret/confirmation', { schema: { params: SecretParams } }, ({ params }, reply) => {
		const checkout = find(params.secret);
		if (!checkout) {
			return unknown(reply);
		}
		return checkout.status === 'succeeded'
			? message(reply, 200, 'Paid', 'Test payment received: no money moved. You can close this tab.')
			: reply.redirect(`/checkout/${checkout.client_secret}`, 303);
	});
}

export function pageRoutes(app: App, context: Context): void {
	const { tables } = context;
	checkoutPages(app, context);

	const shortOrders = (orders: ReturnType<typeof tables.all<'orders'>>): object[] =>
		orders.map((order) => ({
			...order,
			at: formatTime(order.created_at),
			total: formatMoney(order.total_amount, order.currency),
			email: tables.get('customers', order.customer_id)?.email ?? '',
		}));

	app.get('/', (_request, reply) =>
		sendPage(reply, 'polar', {
			title: 'Payments sandbox',
			orders: shortOrders(tables.all('orders').reverse().slice(0, 20)),
			events: tables
				.all('events')
				.reverse()
				.slice(0, 30)
				.map((event) => ({ ...event, at: formatTime(event.created_at), last: event.attempts.at(-1) })),
		}),
	);

	app.get('/receipt/:secret', { schema: { params: SecretParams } }, ({ params }, reply) => {
		const order = tables.get('orders', params.secret);
		if (!order || order.receipt_number === null) {
			return message(reply, 404, 'No such receipt', 'This address belongs to no paid order.');
		}
		const money = (amount: number): string => formatMoney(amount, order.currency);
		return sendPage(reply, 'receipt', {
			title: `Receipt ${order.receipt_number}`,
			order,
			at: formatTime(order.created_at),
			email: tables.get('customers', order.customer_id)?.email ?? '',
			net: money(order.net_amount),
			tax: money(order.tax_amount),
			total: money(order.total_amount),
			refunded: order.refunded_amount > 0 ? money(order.refunded_amount + order.refunded_tax_amount) : null,
		});
	});

	app.get('/portal/:secret', { schema: { params: SecretParams } }, ({ params }, reply) => {
		const session = tables.all('sessions').find(({ token }) => token === params.secret);
		if (!session || new Date(session.expires_at) <= new Date()) {
			return message(reply, 404, 'This link has expired', 'Go back to the shop and open the portal again.');
		}
		const own = <T extends { customer_id: string }>(rows: T[]): T[] =>
			rows.filter((row) => row.customer_id === session.customer_id);
		return sendPage(reply, 'portal', {
			title: 'Your purchases',
			return_url: session.return_url,
			orders: shortOrders(own(tables.all('orders')).reverse()),
			subscriptions: own(tables.all('subscriptions')).map((row) => ({
				...row,
				name: productOf(context, row.product_id).name,
				price: formatMoney(row.amount, row.currency),
				until: formatTime(row.current_period_end),
			})),
		});
	});
}
