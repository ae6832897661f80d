// The shapes of usage, purchases and an agency's sites in the /v1 contract.
import Type, { type Static } from 'typebox';
import { FEATURE_INPUTS, type Feature } from '../features/inputs.ts';
import { Nullable, Word } from '../shapes.ts';
import { Balance, Checkout, Code, Credits, Exact, PoolKind, Timestamp, Uuid } from './schemas.ts';

const FeatureName = Type.Unsafe<Feature>({ type: 'string', enum: Object.keys(FEATURE_INPUTS) });
const Cents = Type.Integer({ minimum: 0 });
const Month = Type.String({ pattern: '^[0-9]{4}-(0[1-9]|1[0-2])$', description: 'a UTC calendar month' });

// Of an address, where every value is text.
const Time = (description: string) =>
	Type.String({ pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,6})?Z$', description });
const Cursor = Type.String({ pattern: '^[A-Za-z0-9_-]{1,200}$', description: 'next_cursor of the page before' });
const PerPage = Type.String({ pattern: '^([1-9][0-9]?|[1-4][0-9]{2}|500)$', description: '1 to 500; 50 where it is not given' });
export const Paging = { cursor: Type.Optional(Cursor), per_page: Type.Optional(PerPage) };
export const Period = {
	from: Type.Optional(Time('UTC, ISO 8601')),
	to: Type.Optional(Time('UTC, ISO 8601; this moment is not in it')),
};

export const UsageQuery = Exact({
	feature: Type.Optional(FeatureName),
	outcome: Type.Optional(Word('completed', 'failed', 'in_progress')),
	actor: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_:.-]{1,64}$' })),
	run_id: Type.Optional(Uuid),
	...Period,
	...Paging,
});
export type UsageQuery = Static<typeof UsageQuery>;

export const UsageLine = Exact({
	id: Uuid,
	at: Timestamp,
	feature: FeatureName,
	subject: Exact({ type: Type.String(), id: Type.String() }),
	actor: Type.String(),
	run_id: Nullable(Uuid),
	outcome: Word('completed', 'failed', 'expired', 'in_progress'),
	code: Nullable(Code),
	cost: Type.Integer({ minimum: 0, maximum: 15, description: 'what was charged; what is set aside while it is in progress' }),
	from_domain: Type.Integer({ minimum: 0, maximum: 15 }),
	from_shared: Type.Integer({ minimum: 0, maximum: 15 }),
});
export type UsageLine = Static<typeof UsageLine>;
export const UsagePage = Exact({ lines: Type.Array(UsageLine), next_cursor: Nullable(Type.String()) });

export const UsageSummary = Exact({
	from: Timestamp,
	to: Timestamp,
	total: Exact({ credits: Credits, actions: Credits }),
	days: Type.Array(
		Exact({
			day: Type.String({ format: 'date', description: 'UTC' }),
			feature: FeatureName,
			actions: Credits,
			credits: Credits,
			from_domain: Credits,
			from_shared: Credits,
		}),
	),
	pace: Exact(
		{ credits: Credits, days: Type.Integer({ minimum: 1, maximum: 28 }) },
		{ description: 'credits spent in the last so many days: 28, or fewer where the first action is more recent' },
	),
});

export const Purchase = Exact({
	order_id: Type.String(),
	at: Timestamp,
	kind: Word('pack', 'plan'),
	sku: Type.String(),
	pool: PoolKind,
	credits: Credits,
	price_cents: Cents,
	currency: Type.String(),
	state: Word('granted', 'partly_refunded', 'refunded', 'disputed', 'not_granted'),
	reason: Nullable(Word('offer_used', 'plan_in_force')),
	went_to_shared: Type.Boolean({ description: 'bought for a site that was gone: its credits went to the Shared pool' }),
	refunded_cents: Cents,
	removed_credits: Credits,
	receipt_url: Nullable(Type.String({ format: 'uri' })),
});
export const PurchasesQuery = Exact({ cursor: Type.Optional(Cursor) });
export const PurchasesPage = Exact({ purchases: Type.Array(Purchase), next_cursor: Nullable(Type.String()) });

export const OpenCheckouts = Exact({ checkouts: Type.Array(Checkout), balance: Balance });

export const LicenseSite = Exact({
	id: Uuid,
	home: Type.String(),
	name: Type.String(),
	connected: Type.Boolean(),
	is_manager: Type.Boolean(),
	hide_shared: Type.Boolean(),
	domain: Credits,
	cap: Nullable(Credits),
	months: Type.Array(Exact({ month: Month, shared: Credits }), {
		minItems: 6,
		maxItems: 6,
		description: 'Shared Credits taken, set aside or spent; the oldest first, this month last',
	}),
});
export const SitesAnswer = Exact({ sites: Type.Array(LicenseSite), balance: Balance });
export const LicenseSiteAnswer = Exact({ site: LicenseSite, balance: Balance });
export const CapRequest = Exact({ cap: Nullable(Type.Integer({ minimum: 0, maximum: 1_000_000_000 })) });
export const HideSharedRequest = Exact({ hide_shared: Type.Boolean() });
