// What is read of Polar's answers: only these fields, and only when they have these shapes.
import Type, { type Static, type TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { Problem } from '../problems.ts';

const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Id = Type.String({ minLength: 1, maxLength: 100 });
const Moment = Type.String({ format: 'date-time' });
const Metadata = Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()]));
const Cents = Type.Integer({ minimum: 0, maximum: 2_000_000_000 });

export const PolarOrder = Type.Object({
	id: Id,
	created_at: Moment,
	status: Type.String(),
	paid: Type.Boolean(),
	net_amount: Cents,
	currency: Type.String({ minLength: 3, maxLength: 3 }),
	checkout_id: Nullable(Id),
	subscription_id: Nullable(Id),
	metadata: Metadata,
	customer: Type.Object({ external_id: Type.Optional(Nullable(Type.String())) }),
	product: Nullable(Type.Object({ metadata: Metadata })),
	subscription: Nullable(Type.Object({ current_period_end: Nullable(Moment), ends_at: Nullable(Moment) })),
});
export type PolarOrder = Static<typeof PolarOrder>;

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

/** The answer, when it has the shape. @throws Problem `provider_failed`, naming the field but never its value */
export function parsePolar<T extends TSchema>(schema: T, answer: unknown): Static<T> {
	if (!Value.Check(schema, answer)) {
		const [fault] = Value.Errors(schema, answer);
		throw new Problem('provider_failed', `Polar answered in an unknown shape at ${fault?.instancePath ?? 'the top'}.`);
	}
	return answer;
}
