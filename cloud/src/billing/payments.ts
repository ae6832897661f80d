// Payment as the service needs it, over Polar's SDK. Nothing is repeated here by itself; every failure is a Problem.
import { createPolar, type Polar } from '@polar-sh/sdk/2026-10';
import type { FastifyBaseLogger } from 'fastify';
import type { CatalogFile } from '../catalog/catalog.ts';
import type { PolarConfig } from '../config.ts';
import { Problem } from '../problems.ts';
import type { Webhook } from './inbox.ts';
import { readBooks, type PolarBooks } from './polar-books.ts';
import { asking, PolarRefusal, toProblem } from './polar-errors.ts';
import { parsePolar, PolarCheckout, PolarSession, type PolarOrder } from './polar-shapes.ts';
import { readProductsFile } from './product-file.ts';
import { createProducts } from './products.ts';
import { verifyWebhook } from './verify-webhook.ts';

export interface NewCheckout {
	sku: string;
	price_cents: number;
	/** ISO 4217, such as "USD". */
	currency: string;
	account_id: string;
	email: string;
	/** Where Polar sends the buyer after the payment. */
	success_url: string;
	/** Ids for the way back, and words that tell the buyer what is bought for whom. Set by this service only. */
	metadata: Record<string, string>;
}

export interface Payments extends PolarBooks {
	/** A new checkout at Polar, at this price. @throws Problem `unavailable`, `provider_failed` */
	createCheckout(checkout: NewCheckout): Promise<PolarCheckout>;
	/** Gives back what is left of an order. @throws Problem */
	refundOrder(order: PolarOrder, why: string): Promise<void>;
	/** Ends a subscription now. @throws Problem */
	endSubscription(subscription_id: string): Promise<void>;
	/** Cancels a subscription at the end of its period, or undoes that. @throws Problem */
	cancelAtPeriodEnd(subscription_id: string, cancel: boolean): Promise<void>;
	/** Another plan: charged for now, or from the next period on. @throws Problem */
	changeProduct(subscription_id: string, sku: string, from: 'now' | 'next_period'): Promise<void>;
	/** Takes back a change that was to follow at the next period. @throws Problem */
	clearUpdate(subscription_id: string): Promise<void>;
	/** What the product sells; undefined where it is none of ours. @throws Problem */
	skuOf(product_id: string): Promise<string | undefined>;
	/** Where the account sees its invoices and cards, for an hour. @throws Problem `not_found` where it never bought anything */
	portalUrl(account_id: string, return_url: string): Promise<string>;
	/** @throws Problem `unauthenticated` (no configured secret signed it), `invalid_request` (signed, but no event) */
	verifyWebhook(body: Buffer, headers: Record<string, string | string[] | undefined>): Promise<Webhook>;
}

/** Polar's own answers come within 2 s; the SDK counts in seconds. */
const TIMEOUT_S = 10;

interface Dependencies {
	polar: PolarConfig;
	catalog: CatalogFile;
	log: FastifyBaseLogger;
}

/** The official SDK, pointed at the Polar of the settings. */
export function openPolar(config: PolarConfig): Polar {
	return createPolar({
		accessToken: config.access_token,
		timeout: TIMEOUT_S,
		...(config.base_url === undefined ? {} : { baseUrl: config.base_url }),
	});
}

/** Products are looked up now, so that the first checkout need not wait; an outage of Polar does not stop the start. */
export async function createPayments({ polar: config, catalog, log }: Dependencies): Promise<Payments> {
	const polar = openPolar(config);
	const source = config.sandbox ? 'make' : await readProductsFile(config.products_file, catalog);
	const products = createProducts(polar, catalog, source);
	await products.load().catch((error: unknown) => log.warn({ err: toProblem(error) }, "Polar's products could not be read; the next checkout tries again"));

	return {
		...readBooks(polar),
		createCheckout: (checkout) =>
			asking(async () => {
				const created = parsePolar(
					PolarCheckout,
					await polar.checkouts.create({
						products: [await products.productOf(checkout.sku)],
						customer_email: checkout.email,
						external_customer_id: checkout.account_id,
						success_url: checkout.success_url,
						metadata: checkout.metadata,
						allow_discount_codes: true,
					}),
				);
				if (created.amount !== checkout.price_cents || created.currency !== checkout.currency.toLowerCase()) {
					products.forget();
					throw new Problem('provider_failed', `Polar's price of ${checkout.sku} is not the catalog's: check it with polar:sync.`);
				}
				return created;
			}),
		refundOrder: (order, why) =>
			asking(async () => {
				await polar.refunds.create({ order_id: order.id, amount: order.refundable_amount, reason: 'duplicate', metadata: { why } });
			}),
		endSubscription: (id) =>
			asking(async () => {
				await polar.subscriptions.revoke(id);
			}),
		cancelAtPeriodEnd: (id, cancel) =>
			asking(async () => {
				await polar.subscriptions.update(id, { cancel_at_period_end: cancel });
			}),
		changeProduct: (id, sku, from) =>
			asking(async () => {
				await polar.subscriptions.update(id, {
					product_id: await products.productOf(sku),
					proration_behavior: from === 'now' ? 'invoice' : 'next_period',
				});
			}),
		clearUpdate: (id) =>
			asking(async () => {
				await polar.subscriptions.update(id, { pending_update: null });
			}),
		skuOf: (product_id) => asking(() => products.skuOf(product_id)),
		portalUrl: (external_customer_id, return_url) => portal(polar, external_customer_id, return_url),
		verifyWebhook: (body, headers) => verifyWebhook(body, headers, config.webhook_secrets),
	};
}

async function portal(polar: Polar, external_customer_id: string, return_url: string): Promise<string> {
	try {
		return parsePolar(PolarSession, await polar.customerSessions.create({ external_customer_id, return_url })).customer_portal_url;
	} catch (error) {
		const problem = toProblem(error);
		if (problem instanceof PolarRefusal && problem.polar_status === 422) {
			throw new Problem('not_found', 'Polar knows no such customer: nothing was bought yet.');
		}
		throw problem;
	}
}
