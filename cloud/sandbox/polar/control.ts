/*
 * The Polar sandbox's own controls, outside of Polar's API. No token is asked for: it listens on this machine only.
 *
 * Faults (JSON; each strikes `count` times (default 1, null: until deleted), after `after` matches, every `every_nth`):
 *   GET    /_sandbox/faults          the list, with how often each matched and struck
 *   POST   /_sandbox/faults          one fault: an HttpFault (shared/faults.ts), whose `path` defaults to /v1/,
 *                                    or a WebhookFault (polar/events.ts)
 *   DELETE /_sandbox/faults[/:id]    all of them, or one
 * Webhooks:
 *   PUT    /_sandbox/webhook-url     { url: string | null }: where events go from now on
 *   GET    /_sandbox/webhooks        every event with its attempts, newest first
 *   POST   /_sandbox/webhooks        { type, data }: signs and sends an event of any type
 *   POST   /_sandbox/webhooks/:id/redeliver
 * What people and banks do:
 *   POST   /_sandbox/checkouts/:id/pay       { customer_email?, country?, currency?, discount_percent? } → { outcome, order }
 *   POST   /_sandbox/checkouts/:id/expire
 *   POST   /_sandbox/refunds                 { order_id, amount?, reason?, status?: pending | succeeded }
 *   POST   /_sandbox/refunds/:id/settle      { status: succeeded | failed | canceled }
 *   POST   /_sandbox/disputes                { order_id, amount?, status? (default needs_response) }
 *   POST   /_sandbox/disputes/:id/settle     { status: under_review | won | lost }
 *   POST   /_sandbox/subscriptions/:id/renew { outcome?: paid | failed }: its period ends now
 *   POST   /_sandbox/subscriptions/:id/payment { outcome: paid | given_up }: the payment that failed
 */

import { Type } from 'typebox';
import type { FaultList } from '../shared/faults.ts';
import { faultRoutes, HttpFault } from '../shared/faults.ts';
import type { App } from '../shared/server.ts';
import { dispute, settleDispute } from './disputes.ts';
import { notFound, problem } from './errors.ts';
import { showCheckout, showOrder, showSubscription } from './present.ts';
import { commitWithEvents, pay } from './purchase.ts';
import type { CheckoutRecord, Context } from './records.ts';
import { now } from './records.ts';
import { Reason, refund, settleRefund } from './refunds.ts';
import { IdParams, Nullable, WebUrl } from './schemas.ts';
import { renew, settlePayment } from './subscription-changes.ts';
import { COUNTRIES } from './tax.ts';
import { asChanges, WebhookFault } from './events.ts';

export type PolarFault = HttpFault | WebhookFault;
const PolarFault = Type.Union([HttpFault, WebhookFault]);

const Pay = Type.Union([
	Type.Null(),
	Type.Object({
		customer_email: Type.Optional(Type.String({ format: 'email' })),
		country: Type.Optional(Type.String()),
		currency: Type.Optional(Type.String({ pattern: '^[a-z]{3}$' })),
		discount_percent: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })),
	}),
]);

const NewRefund = Type.Object({
	order_id: Type.String(),
	amount: Type.Optional(Type.Integer({ minimum: 1 })),
	reason: Type.Optional(Reason),
	status: Type.Optional(Type.Enum(['pending', 'succeeded'])),
});

const Settle = Type.Object({
	status: Type.Enum(['succeeded', 'failed', 'canceled']),
});

const DisputeStatus = Type.Enum(['prevented', 'early_warning', 'needs_response', 'under_review', 'lost', 'won']);
const NewDispute = Type.Object({ order_id: Type.String(), amount: Type.Optional(Type.Integer({ minimum: 1 })), status: Type.Optional(DisputeStatus) });

const Renew = Type.Union([Type.Null(), Type.Object({ outcome: Type.Optional(Type.Enum(['paid', 'failed'])) })]);

function webhookControls(app: App, { tables, webhooks }: Context): void {
	app.put('/_sandbox/webhook-url', { schema: { body: Type.Object({ url: Nullable(WebUrl) }) } }, ({ body }) => {
		webhooks.setUrl(body.url ?? undefined);
		return { url: body.url ?? null };
	});

	app.get('/_sandbox/webhooks', () => ({ items: tables.all('events').reverse() }));

	const Other = Type.Object({ type: Type.String({ minLength: 1 }), data: Type.Unknown() });
	app.post('/_sandbox/webhooks', { schema: { body: Other } }, ({ body }, reply) => {
		const event = webhooks.recordOther(body.type, body.data);
		tables.commit(asChanges([event]));
		webhooks.send([event]);
		return reply.code(201).send(event);
	});

	app.post('/_sandbox/webhooks/:id/redeliver', { schema: { params: IdParams } }, ({ params }, reply) => {
		const event = tables.get('events', params.id);
		if (!event) {
			throw notFound('Webhook event');
		}
		webhooks.redeliver(event);
		return reply.code(202).send({});
	});
}

export function controlRoutes(app: App, context: Context, faults: FaultList<PolarFault>): void {
	const { tables } = context;
	faultRoutes(app, faults, PolarFault);
	webhookControls(app, context);

	const findCheckout = (id: string): CheckoutRecord => {
		const checkout = tables.get('checkouts', id);
		if (!checkout) {
			throw notFound('Checkout');
		}
		return checkout;
	};

	app.post('/_sandbox/checkouts/:id/pay', { schema: { params: IdParams, body: Pay } }, ({ params, body }) => {
		const checkout = findCheckout(params.id);
		const country = COUNTRIES.find(({ code }) => code === body?.country)?.code ?? checkout.country;
		const email = body?.customer_email ?? checkout.customer_email;
		if (email === null) {
			throw problem(400, 'BadRequest', 'The checkout has no email: give customer_email.');
		}
		const paying = { ...checkout, country, customer_email: email, currency: body?.currency ?? checkout.currency };
		const payment = pay(context, paying, body?.discount_percent);
		if (payment.outcome === 'expired') {
			throw problem(410, 'ExpiredCheckoutError', 'The checkout has expired.');
		}
		return { outcome: payment.outcome, order: showOrder(context, payment.order) };
	});

	app.post('/_sandbox/checkouts/:id/expire', { schema: { params: IdParams } }, ({ params }) => {
		const checkout = findCheckout(params.id);
		if (checkout.status !== 'open') {
			throw problem(409, 'NotOpenCheckout', 'Only an open checkout can expire.');
		}
		const row: CheckoutRecord = { ...checkout, status: 'expired', expires_at: now(), modified_at: now() };
		commitWithEvents(context, [{ table: 'checkouts', row }], () => [
			{ type: 'checkout.expired', data: showCheckout(context, row) },
			{ type: 'checkout.updated', data: showCheckout(context, row) },
		]);
		return showCheckout(context, row);
	});

	app.post('/_sandbox/refunds', { schema: { body: NewRefund } }, ({ body }, reply) =>
		reply.code(201).send(refund(context, { reason: 'customer_request', status: 'succeeded', ...body })),
	);

	app.post('/_sandbox/refunds/:id/settle', { schema: { params: IdParams, body: Settle } }, ({ params, body }) =>
		settleRefund(context, params.id, body.status),
	);

	app.post('/_sandbox/disputes', { schema: { body: NewDispute } }, ({ body }, reply) =>
		reply.code(201).send(dispute(context, body.order_id, body.amount, body.status ?? 'needs_response')),
	);

	app.post(
		'/_sandbox/disputes/:id/settle',
		{ schema: { params: IdParams, body: Type.Object({ status: DisputeStatus }) } },
		({ params, body }) => settleDispute(context, params.id, body.status),
	);

	app.post('/_sandbox/subscriptions/:id/renew', { schema: { params: IdParams, body: Renew } }, ({ params, body }) => {
		const subscription = tables.get('subscriptions', params.id);
		if (!subscription) {
			throw notFound('Subscription');
		}
		return showSubscription(context, renew(context, subscription, body?.outcome ?? 'paid'));
	});

	const Payment = Type.Object({ outcome: Type.Enum(['paid', 'given_up']) });
	app.post('/_sandbox/subscriptions/:id/payment', { schema: { params: IdParams, body: Payment } }, ({ params, body }) => {
		const subscription = tables.get('subscriptions', params.id);
		if (!subscription) {
			throw notFound('Subscription');
		}
		return showSubscription(context, settlePayment(context, subscription, body.outcome));
	});
}
