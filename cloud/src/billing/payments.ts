// Payment as the service needs it, over Polar's SDK: checkouts, orders, and webhooks that are proven to be Polar's.
import { createPolar, webhooks } from '@polar-sh/sdk/2026-10';
import type { FastifyBaseLogger } from 'fastify';
import Type from 'typebox';
import { Value } from 'typebox/value';
import type { CatalogFile } from '../catalog/catalog.ts';
import type { Config } from '../config.ts';
import { Problem } from '../problems.ts';
import type { Webhook } from './inbox.ts';
import { parsePolar, PolarCheckout, PolarOrder } from './polar-shapes.ts';
import { createProducts } from './products.ts';

export interface NewCheckout {
	sku: string;
	account_id: string;
	email: string;
	/** Where Polar sends the buyer after the payment. */
	success_url: string;
	/** Ids for the way back, and words that tell the buyer what is bought for whom. Set by this service only. */
	metadata: Record<string, string>;
}

export interface Payments {
	/** A new checkout at Polar; never repeated by itself. @throws Problem `unavailable`, `provider_failed` */
	createCheckout(checkout: NewCheckout): Promise<PolarCheckout>;
	/** Undefined where Polar knows no such checkout. @throws Problem */
	readCheckout(polar_checkout_id: string): Promise<PolarCheckout | undefined>;
	/** Undefined where Polar knows no such order. @throws Problem */
	readOrder(order_id: string): Promise<PolarOrder | undefined>;
	/** The orders that came of one checkout. @throws Problem */
	ordersOfCheckout(polar_checkout_id: string): Promise<PolarOrder[]>;
	/** Every order made since, oldest first. @throws Problem */
	ordersSince(since: Date): AsyncGenerator<PolarOrder>;
	/**
	 * The webhook in a raw body, of a known type or not.
	 * @throws Problem `unauthenticated` (no configured secret signed it), `invalid_request` (signed, but no event)
	 */
	verifyWebhook(body: Buffer, headers: Record<string, string | string[] | undefined>): Promise<Webhook>;
}

/** Polar's own answers come within 2 s; the SDK counts in seconds. */
const TIMEOUT_S = 10;
const PAGE = 100;

interface Dependencies {
	config: Config;
	catalog: CatalogFile;
	log: FastifyBaseLogger;
}

/** Products are looked up now, so that the first checkout need not wait; an outage of Polar does not stop the start. */
export async function createPayments({ config, catalog, log }: Dependencies): Promise<Payments> {
	const polar = createPolar({
		accessToken: config.polar.access_token,
		timeout: TIMEOUT_S,
		...(config.polar.base_url === undefined ? {} : { baseUrl: config.polar.base_url }),
	});
	const products = createProducts(polar, catalog, config.polar.sandbox);
	await products.load().catch((error: unknown) => log.warn({ err: toProblem(error) }, "Polar's products could not be read; the next checkout tries again"));

	return {
		async createCheckout(checkout) {
			try {
				const created = await polar.checkouts.create({
					products: [await products.productOf(checkout.sku)],
					customer_email: checkout.email,
					external_customer_id: checkout.account_id,
					success_url: checkout.success_url,
					metadata: checkout.metadata,
					allow_discount_codes: false,
				});
				return parsePolar(PolarCheckout, created);
			} catch (error) {
				throw toProblem(error);
			}
		},
		readCheckout: (id) => readOne(async () => parsePolar(PolarCheckout, await polar.checkouts.get(id))),
		readOrder: (id) => readOne(async () => parsePolar(PolarOrder, await polar.orders.get(id))),
		async ordersOfCheckout(polar_checkout_id) {
			const list = await readOne(() => polar.orders.list({ checkout_id: polar_checkout_id, limit: PAGE }));
			return (list?.items ?? []).map((order) => parsePolar(PolarOrder, order));
		},
		async *ordersSince(since) {
			const orders = polar.orders.iterList({ created_after: since.toISOString(), sorting: ['created_at'], limit: PAGE });
			try {
				for await (const order of orders) {
					yield parsePolar(PolarOrder, order);
				}
			} catch (error) {
				throw toProblem(error);
			}
		},
		verifyWebhook: (body, headers) => verify(body, headers, config.polar.webhook_secrets),
	};
}

async function readOne<T>(read: () => Promise<T>): Promise<T | undefined> {
	try {
		return await read();
	} catch (error) {
		if (statusOf(error) === 404) {
			return undefined;
		}
		throw toProblem(error);
	}
}

function statusOf(error: unknown): number | undefined {
	const status: unknown = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
	return typeof status === 'number' ? status : undefined;
}

/**
 * What Polar refuses is a fault to be mended (`provider_failed`); all else, such as an outage, a cut connection or too many
 * requests, may work later (`unavailable`).
 */
function toProblem(error: unknown): Problem {
	if (error instanceof Problem) {
		return error;
	}
	const status = statusOf(error);
	if (status === 429) {
		const retry_after: unknown = error instanceof Error && 'retryAfter' in error ? error.retryAfter : null;
		return new Problem('unavailable', 'Polar asks for patience.', { retry_after_s: typeof retry_after === 'number' ? retry_after : 10, cause: error });
	}
	if (status !== undefined && status < 500) {
		return new Problem('provider_failed', `Polar refused with ${status}.`, { cause: new Error(`Polar refused with ${status}: ${faultsOf(error)}`) });
	}
	return new Problem('unavailable', 'Polar cannot be reached.', { retry_after_s: 5, cause: error });
}

const Refusal = Type.Object({ error: Type.Object({ detail: Type.Array(Type.Object({ loc: Type.Array(Type.Unknown()), msg: Type.String() })) }) });

/** Which fields Polar refused and why, without their values: errors are logged, what buyers typed is not. */
function faultsOf(error: unknown): string {
	return Value.Check(Refusal, error) ? error.error.detail.map(({ loc, msg }) => `${loc.join('.')}: ${msg}`).join('; ') : 'no detail';
}

const Event = Type.Object({ type: Type.String({ minLength: 1, maxLength: 200 }) });

async function verify(body: Buffer, headers: Record<string, string | string[] | undefined>, secrets: string[]): Promise<Webhook> {
	const header = (name: string): string => String(headers[name] ?? '');
	const signed = {
		'webhook-id': header('webhook-id'),
		'webhook-timestamp': header('webhook-timestamp'),
		'webhook-signature': header('webhook-signature'),
	};
	for (const secret of secrets) {
		try {
			await webhooks.validateEvent(body, signed, secret);
		} catch (error) {
			if (error instanceof webhooks.PolarWebhookVerificationError) {
				continue;
			}
			if (!(error instanceof webhooks.PolarWebhookUnknownTypeError)) {
				throw new Problem('invalid_request', 'The body is signed but is no JSON.', { cause: error });
			}
		}
		const payload: unknown = JSON.parse(body.toString('utf8'));
		if (!Value.Check(Event, payload)) {
			throw new Problem('invalid_request', 'The body is signed but is no event.');
		}
		return { webhook_id: signed['webhook-id'], type: payload.type, payload };
	}
	throw new Problem('unauthenticated', 'The signature is missing, too old or not made with our secret.');
}
