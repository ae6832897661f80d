/* The shapes of request bodies that several of Polar's resources share. */

import { Type } from 'typebox';
import type { Static, TSchema } from 'typebox';

export const Nullable = <T extends TSchema>(schema: T) => Type.Optional(Type.Union([schema, Type.Null()]));

/** Polar keeps up to 50 pairs: keys of up to 40 characters, texts of up to 500. */
export const Metadata = Type.Record(
	Type.String({ minLength: 1, maxLength: 40 }),
	Type.Union([Type.String({ maxLength: 500 }), Type.Number(), Type.Boolean()]),
	{ maxProperties: 50 },
);

export const WebUrl = Type.String({ pattern: '^https?://', maxLength: 2083 });

export const IdParams = Type.Object({ id: Type.String() });

/** Only fixed prices are spoken; Polar's least price is 50 cents, or nothing at all. */
export const FixedPrice = Type.Object({
	amount_type: Type.Literal('fixed'),
	price_amount: Type.Integer({ minimum: 0, maximum: 99_999_999 }),
	price_currency: Type.Optional(Type.String({ pattern: '^[a-z]{3}$' })),
	tax_behavior: Nullable(Type.Literal('exclusive')),
});
export type FixedPrice = Static<typeof FixedPrice>;

export const Interval = Type.Enum(['day', 'week', 'month', 'year']);

export const Visibility = Type.Enum(['draft', 'private', 'public']);
