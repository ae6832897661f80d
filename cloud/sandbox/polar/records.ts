/* What the Polar sandbox keeps, in terms of the official SDK's own types, and the context its routes share. */

import { randomBytes, randomUUID } from 'node:crypto';
import type { models } from '@polar-sh/sdk/2026-10';
import type { Tables } from '../shared/tables.ts';
import type { Webhooks } from './webhooks.ts';

/** The version of Polar's API that this sandbox speaks: the shapes are checked against the SDK's types for it. */
export const API_VERSION = '2026-10';

export const ORGANIZATION_ID = '0a5e6b1c-0000-4000-8000-5eed5eed5eed';

/** Only fixed prices are spoken. */
export type Price = models.ProductPriceFixed;
export type ProductRecord = Omit<models.Product, 'prices'> & { prices: Price[] };
export type CustomerRecord = models.CustomerIndividual;
export type RefundRecord = models.Refund;
/** The customer, the product and the subscription are put in when shown. */
export type OrderRecord = Omit<models.Order, 'customer' | 'product' | 'subscription'>;
export type SubscriptionRecord = Omit<models.Subscription, 'customer' | 'product' | 'prices'>;

/** The customer is put in when shown. */
export type DisputeRecord = Omit<models.Dispute, 'customer'> & { customer_id: string };

export interface CheckoutRecord {
	id: string;
	created_at: string;
	modified_at: string | null;
	expires_at: string;
	client_secret: string;
	status: models.CheckoutStatus;
	success_url: string | null;
	return_url: string | null;
	embed_origin: string | null;
	product_ids: string[];
	product_id: string;
	/** Prices made for this checkout alone, by product. */
	ad_hoc_prices: Record<string, Price[]>;
	currency: string;
	/** ISO 3166 code; what tax is due follows from it. */
	country: models.CountryAlpha2;
	customer_id: string | null;
	external_customer_id: string | null;
	customer_name: string | null;
	customer_email: string | null;
	customer_ip_address: string | null;
	customer_metadata: models.MetadataOutputType;
	metadata: models.MetadataOutputType;
	custom_field_data: Record<string, string | number | boolean | null>;
	locale: string | null;
	is_business_customer: boolean;
	allow_discount_codes: boolean;
	require_billing_address: boolean;
}

/** A link to a customer's portal, valid until it expires. */
export interface SessionRecord {
	id: string;
	created_at: string;
	token: string;
	customer_id: string;
	return_url: string | null;
	expires_at: string;
}

export interface Attempt {
	at: string;
	/** The receiver's status, or null when none came. */
	status: number | null;
	error: string | null;
}

/** One webhook event, with what became of it. */
export interface EventRecord {
	id: string;
	type: string;
	created_at: string;
	/** The JSON exactly as it is signed and sent. */
	payload: string;
	/** `unsent`: no receiver was set when it happened; `dropped`: by a fault; `gave_up`: after the last retry. */
	state: 'pending' | 'delivered' | 'gave_up' | 'dropped' | 'unsent';
	attempts: Attempt[];
	/** Sends still to be made besides the first successful one. */
	repeats_left: number;
	/** Not sent before this moment. */
	not_before: string | null;
	corrupt_signature: boolean;
	/** Added to the signed timestamp. */
	timestamp_skew_s: number;
}

export interface PolarSchema {
	products: ProductRecord;
	customers: CustomerRecord;
	checkouts: CheckoutRecord;
	orders: OrderRecord;
	subscriptions: SubscriptionRecord;
	refunds: RefundRecord;
	disputes: DisputeRecord;
	sessions: SessionRecord;
	events: EventRecord;
}

export const TABLES = [
	'products',
	'customers',
	'checkouts',
	'orders',
	'subscriptions',
	'refunds',
	'disputes',
	'sessions',
	'events',
] satisfies (keyof PolarSchema)[];

/** What every route needs. */
export interface Context {
	tables: Tables<PolarSchema>;
	webhooks: Webhooks;
	/** Where this server is reached by browsers, without a slash at its end. */
	publicUrl(): string;
}

export const newId = (): string => randomUUID();
export const newSecret = (prefix: string): string => prefix + randomBytes(24).toString('base64url');
/** Never the same twice, so that of two states of one thing it can be told which is the newer: as in Polar, to the microsecond. */
export const now = (): string => {
	const ms = Date.now();
	last = ms > last.ms ? { ms, us: 0 } : { ms: last.us < 999 ? last.ms : last.ms + 1, us: (last.us + 1) % 1000 };
	return new Date(last.ms).toISOString().replace('Z', `${String(last.us).padStart(3, '0')}Z`);
};
let last = { ms: 0, us: 0 };
