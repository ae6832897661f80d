// The shapes of the /v1 contract: the one source of its validation, its types and openapi.json.
import Type, { type Static, type TSchema } from 'typebox';
import { PROBLEM_STATUS, type ProblemCode } from '../problems.ts';
import { FEATURE_INPUTS, type Feature, type FeatureRequest } from '../features/inputs.ts';
import {
	AlternativesResult,
	ContentAnalysisResult,
	DraftResult,
	ImageAltResult,
	LinkSuggestionsResult,
	ResultMeta,
	RewriteResult,
	SchemaResult,
} from '../features/results.ts';
import { Exact, Language, Nullable } from '../shapes.ts';

export type { Feature, FeatureInputs, FeatureRequest } from '../features/inputs.ts';
export type { FeatureResult, FeatureResults, Made } from '../features/results.ts';
export { Exact, Language };

/** In the one spelling that PostgreSQL, WordPress and this service write, so that one thing has one name. */
export const Uuid = Type.String({
	format: 'uuid',
	pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
	description: 'in lower case',
});
export const Timestamp = Type.String({ format: 'date-time', description: 'UTC, ISO 8601' });
export const Credits = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
export const Version = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const Cents = Type.Integer({ minimum: 0 });

export const LicenseStatus = Type.Union([
	Type.Literal('free'),
	Type.Literal('trialing'),
	Type.Literal('active'),
	Type.Literal('lapsed'),
]);
export type LicenseStatus = Static<typeof LicenseStatus>;

export const PoolKind = Type.Union([Type.Literal('shared'), Type.Literal('domain')]);
export type PoolKind = Static<typeof PoolKind>;

/** A client keeps the newer of each half by its version, and drops everything when the epoch changes. */
export const Balance = Exact({
	epoch: Type.String({ minLength: 1, maxLength: 100 }),
	as_of: Timestamp,
	license: Exact({ status: LicenseStatus, shared: Credits, owed: Credits, version: Version }),
	site: Exact({
		domain: Credits,
		held: Credits,
		cap: Nullable(Credits),
		cap_used: Credits,
		cap_resets_at: Timestamp,
		version: Version,
	}),
});
export type Balance = Static<typeof Balance>;

export const Plan = Exact({
	id: Type.String({ minLength: 1, maxLength: 40 }),
	name: Type.String({ minLength: 1, maxLength: 80 }),
	price_cents: Cents,
	interval: Type.Union([Type.Literal('month'), Type.Literal('year'), Type.Null()]),
	credits: Credits,
	sites: Type.Integer({ minimum: 1 }),
});

export const UnavailableReason = Type.Union([
	Type.Literal('offer_used'),
	Type.Literal('offer_claimed'),
	Type.Literal('license_lapsed'),
	Type.Literal('plan_has_no_credits'),
]);

export const Pack = Exact({
	sku: Type.String({ pattern: '^[a-z0-9_]{1,60}$' }),
	kind: Type.Union([Type.Literal('pack'), Type.Literal('first_time_offer')]),
	pool: PoolKind,
	credits: Credits,
	price_cents: Cents,
	available: Type.Boolean(),
	unavailable_reason: Nullable(UnavailableReason),
});

export const Catalog = Exact({
	id: Type.String({ minLength: 1, maxLength: 40 }),
	dated: Type.String({ format: 'date' }),
	currency: Type.String({ pattern: '^[A-Z]{3}$' }),
	support_email: Type.String({ format: 'email' }),
	trial: Exact({ days: Type.Integer({ minimum: 1 }), credits: Credits }),
	plans: Type.Array(Plan),
	packs: Type.Array(Pack),
});
export type Catalog = Static<typeof Catalog>;

export const SiteState = Exact({
	site: Exact({
		id: Uuid,
		home: Type.String(),
		connected_at: Timestamp,
		is_manager: Type.Boolean(),
		hide_shared: Type.Boolean(),
	}),
	account: Exact({ email_masked: Type.String({ description: 'a…@x.com' }) }),
	license: Exact({
		id: Uuid,
		plan: Type.String(),
		plan_name: Type.String(),
		status: LicenseStatus,
		past_due: Type.Boolean(),
		trial_ends_at: Nullable(Timestamp),
		renews_at: Nullable(Timestamp),
		ends_at: Nullable(Timestamp),
		sites_used: Type.Integer({ minimum: 0 }),
		sites_limit: Type.Integer({ minimum: 1 }),
	}),
	balance: Balance,
	catalog: Catalog,
});
export type SiteState = Static<typeof SiteState>;

/** A new connection: the site's state with the token that is shown this once. */
export const Connection = Exact({ site_token: Type.String(), state: SiteState });
export type Connection = Static<typeof Connection>;

/** Host, port unless default, and path of a WordPress home, with its scheme: "https://example.com/shop". */
export const Home = Type.String({ pattern: '^https?://[^\\s?#@]{1,400}$', maxLength: 410 });
export const SiteName = Type.String({ maxLength: 200 });
export const Email = Type.String({ format: 'email', maxLength: 254 });
export const MailedCode = Type.String({ pattern: '^[0-9]{6}$' });

export const TrialRequest = Exact({ email: Email, home: Home, site_name: SiteName });
export const TrialStarted = Exact({ trial_id: Uuid, expires_at: Timestamp });
export const TrialConfirmation = Exact({ code: MailedCode, home: Home, site_name: SiteName });
export const KeyConnectionRequest = Exact({
	license_key: Type.String({ minLength: 1, maxLength: 200 }),
	home: Home,
	site_name: SiteName,
});
export const CodeConnectionRequest = Exact({
	connect_code: Type.String({ minLength: 20, maxLength: 200 }),
	verifier: Type.String({ pattern: '^[A-Za-z0-9_-]{43,128}$', description: 'PKCE (RFC 7636), method S256' }),
	home: Home,
	site_name: SiteName,
});

export const SiteMove = Exact({ home: Home, site_name: SiteName });

export const CheckoutRequest = Exact({
	id: Uuid,
	sku: Type.String({ pattern: '^[a-z0-9_]{1,60}$' }),
});
export const CheckoutStatus = Type.Union([
	Type.Literal('open'),
	Type.Literal('paid'),
	Type.Literal('granted'),
	Type.Literal('refunded'),
	Type.Literal('expired'),
	Type.Literal('failed'),
]);
export const Checkout = Exact({
	id: Uuid,
	sku: Type.String(),
	pool: PoolKind,
	credits: Credits,
	price_cents: Cents,
	currency: Type.String(),
	status: CheckoutStatus,
	url: Type.String({ format: 'uri' }),
	order_id: Nullable(Type.String()),
	created_at: Timestamp,
});
export type Checkout = Static<typeof Checkout>;
export const CheckoutAnswer = Exact({ checkout: Checkout, balance: Balance });

const Name = (maxLength: number) => Type.String({ pattern: `^[A-Za-z0-9_:.-]{1,${maxLength}}$` });

const actionFields = {
	id: Uuid,
	subject: Exact({ type: Name(40), id: Name(64) }),
	actor: Type.String({ pattern: '^[A-Za-z0-9_:.-]{1,64}$', description: "the WordPress user's id, never a name" }),
	run_id: Nullable(Uuid),
	max_cost: Type.Integer({ minimum: 1, maximum: 15, description: 'the quote: never exceeded' }),
};
type ActionFields = Static<ReturnType<typeof Exact<typeof actionFields>>>;

/** One action, of one feature where one is named. */
export type ActionRequest<F extends Feature = Feature> = ActionFields & FeatureRequest<F>;

const features = Object.keys(FEATURE_INPUTS) as Feature[];
const requestOf = (feature: Feature): TSchema =>
	Exact({ ...actionFields, feature: Type.Literal(feature), input: FEATURE_INPUTS[feature] }, { title: feature });

/** The feature decides which input is expected; an error speaks of that one only. */
export const ActionRequest = Type.Unsafe<ActionRequest>({
	type: 'object',
	required: ['feature'],
	discriminator: { propertyName: 'feature' },
	oneOf: features.map(requestOf),
});
export const ActionsRequest = Exact({ actions: Type.Array(ActionRequest, { minItems: 1, maxItems: 25 }) });

export const ActionOutcome = Type.Union([
	Type.Literal('completed'),
	Type.Literal('failed'),
	Type.Literal('expired'),
	Type.Literal('refused'),
	Type.Literal('in_progress'),
]);
export type ActionOutcome = Static<typeof ActionOutcome>;

const problemCodes = Object.keys(PROBLEM_STATUS) as ProblemCode[];
export const Code = Type.Unsafe<ProblemCode>(Type.String({ enum: problemCodes }));

const ActionResult = Type.Union([
	ImageAltResult,
	AlternativesResult,
	SchemaResult,
	LinkSuggestionsResult,
	ContentAnalysisResult,
	DraftResult,
	RewriteResult,
	Type.Null(),
]);

export const ActionAnswer = Exact({
	id: Uuid,
	outcome: ActionOutcome,
	cost: Credits,
	from_domain: Credits,
	from_shared: Credits,
	code: Nullable(Code),
	result: ActionResult,
	meta: Nullable(ResultMeta),
});
export type ActionAnswer = Static<typeof ActionAnswer>;
export const ActionsAnswer = Exact({ actions: Type.Array(ActionAnswer), balance: Balance });

export const ProblemDocument = Exact({
	type: Type.String(),
	title: Type.String(),
	status: Type.Integer(),
	code: Code,
	detail: Type.String(),
	request_id: Type.String(),
	retry_after_s: Type.Optional(Type.Integer({ minimum: 0 })),
});
export type ProblemDocument = Static<typeof ProblemDocument>;
