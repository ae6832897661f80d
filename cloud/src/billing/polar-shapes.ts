// What is read of Polar's answers: only these fields, and only when they have these shapes.
import Type, { type Static, type TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { Problem } from '../problems.ts';

const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Id = Type.String({ minLength: 1, maxLength: 100 });
const Moment = Type.String({ format: 'date-time' });
const Metadata = Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()]));
const Cents = Type.Integer({ minimum: 0, maximum: 2_000_000_000 });

/** What an order says of the account it belongs to. */
const Customer = Type.Object({ external_id: Type.Optional(Nullable(Type.String())) });

export const PolarOrder = Type.Object({
	id: Id,
	created_at: Moment,
	modified_at: Nullable(Moment),
	status: Type.String(),
	paid: Type.Boolean(),
	billing_reason: Type.String(),
	/** After discounts, before tax. */
	net_amount: Cents,
	refunded_amount: Cents,
	refundable_amount: Cents,
	currency: Type.String({ minLength: 3, maxLength: 3 }),
	receipt_number: Nullable(Type.String()),
	checkout_id: Nullable(Id),
	subscription_id: Nullable(Id),
	metadata: Metadata,
	customer: Customer,
	product: Nullable(Type.Object({ metadata: Metadata })),
});
export type PolarOrder = Static<typeof PolarOrder>;

export const PolarSubscription = Type.Object({
	id: Id,
	created_at: Moment,
	modified_at: Nullable(Moment),
	status: Type.String({ minLength: 1, maxLength: 40 }),
	current_period_start: Moment,
	current_period_end: Moment,
	cancel_at_period_end: Type.Boolean(),
	ends_at: Nullable(Moment),
	ended_at: Nullable(Moment),
	paused_at: Nullable(Moment),
	checkout_id: Nullable(Id),
	metadata: Metadata,
	customer: Customer,
	product: Type.Object({ metadata: Metadata }),
	pending_update: Nullable(Type.Object({ product_id: Nullable(Id) })),
});
export type PolarSubscription = Static<typeof PolarSubscription>;

export const PolarRefund = Type.Object({ id: Id, created_at: Moment, order_id: Id });
export type PolarRefund = Static<typeof PolarRefund>;

export const PolarDispute = Type.Object({
	id: Id,
	created_at: Moment,
	modified_at: Nullable(Moment),
	status: Type.String({ minLength: 1, maxLength: 40 }),
	/** Without tax. */
	amount: Cents,
	order_id: Id,
});
export type PolarDispute = Static<typeof PolarDispute>;

export const PolarCheckout = Type.Object({
	id: Id,
	status: Type.Union([
		Type.Literal('open'),
		Type.Literal('expired'),
		Type.Literal('confirmed'),
		Type.Literal('succeeded'),
		Type.Literal('failed'),
	]),
	url: Type.String({ pattern: '^https?://', maxLength: 2083 }),
	expires_at: Moment,
	/** Before discounts and tax. */
	amount: Cents,
	currency: Type.String({ minLength: 3, maxLength: 3 }),
});
export type PolarCheckout = Static<typeof PolarCheckout>;

export const PolarProduct = Type.Object({
	id: Id,
	name: Type.String(),
	is_archived: Type.Boolean(),
	recurring_interval: Nullable(Type.String()),
	metadata: Metadata,
	prices: Type.Array(
		Type.Object({
			amount_type: Type.String(),
			price_amount: Type.Optional(Type.Unknown()),
			price_currency: Type.Optional(Type.Unknown()),
		}),
	),
});
export type PolarProduct = Static<typeof PolarProduct>;

/** A page of Polar's, for the buyer's browser. */
export const PolarPage = Type.Object({ url: Type.String({ pattern: '^https?://', maxLength: 2083 }) });

export const PolarSession = Type.Object({ customer_portal_url: Type.String({ pattern: '^https?://', maxLength: 2083 }) });

/** When Polar last changed it. */
export function changedAt(read: { created_at: string; modified_at: string | null }): string {
	return read.modified_at ?? read.created_at;
}

/** The answer, when it has the shape. @throws Problem `provider_failed`, naming the field but never its value */
export function parsePolar<T extends TSchema>(schema: T, answer: unknown): Static<T> {
	if (!Value.Check(schema, answer)) {
		const [fault] = Value.Errors(schema, answer);
		throw new Problem('provider_failed', `Polar answered in an unknown shape at ${fault?.instancePath ?? 'the top'}.`);
	}
	return answer;
}
