/* What the tests of the Polar sandbox buy: a running sandbox, the official SDK pointed at it, and its products. */

import { createPolar } from '@polar-sh/sdk/2026-10';
import type { models, Polar } from '@polar-sh/sdk/2026-10';
import { startPolarSandbox } from '../../sandbox/polar.ts';
import type { PolarSandbox, PolarSandboxOptions } from '../../sandbox/polar.ts';

export const SECRET = 'webhook secret of the tests';

export interface Shop {
	sandbox: PolarSandbox;
	polar: Polar;
	pack: models.Product;
	plan: models.Product;
	/** A checkout for one product, with an account's email, id and metadata. */
	checkout(product?: models.Product, more?: Partial<models.CheckoutCreate>): Promise<models.Checkout>;
	/** Posts the checkout page's form, as a browser does. */
	submit(checkout: models.Checkout, fields: Record<string, string>): Promise<Response>;
	/** A paid order for the pack. */
	order(more?: Partial<models.CheckoutCreate>): Promise<models.Order>;
	/** Calls the sandbox's own controls. */
	control(method: string, path: string, body?: object): Promise<Response>;
}

export async function openShop(options: Partial<PolarSandboxOptions> = {}): Promise<Shop> {
	const sandbox = await startPolarSandbox({ accessToken: 'token', webhookSecret: SECRET, ...options });
	const polar = createPolar({ accessToken: 'token', baseUrl: sandbox.url });
	const pack = await polar.products.create({
		name: '1,000 Domain Credits',
		prices: [{ amount_type: 'fixed', price_amount: 500, price_currency: 'usd' }],
		metadata: { sku: 'domain-1000' },
	});
	const plan = await polar.products.create({
		name: 'Pro',
		recurring_interval: 'month',
		prices: [{ amount_type: 'fixed', price_amount: 1200, price_currency: 'usd' }],
		metadata: { sku: 'pro' },
	});
	const shop: Shop = {
		sandbox,
		polar,
		pack,
		plan,
		checkout: (product = pack, more = {}) =>
			polar.checkouts.create({
				products: [product.id],
				customer_email: 'anna@example.com',
				external_customer_id: 'account-1',
				metadata: { account_id: 'account-1', domain: 'example.com' },
				success_url: 'http://localhost:8888/done?checkout={CHECKOUT_ID}',
				...more,
			}),
		submit: (checkout, fields) =>
			fetch(checkout.url, {
				method: 'POST',
				redirect: 'manual',
				body: new URLSearchParams({ customer_email: 'anna@example.com', country: 'US', ...fields }),
			}),
		async order(more) {
			const checkout = await shop.checkout(pack, more);
			const response = await shop.control('POST', `/checkouts/${checkout.id}/pay`);
			return ((await response.json()) as { order: models.Order }).order;
		},
		control: (method, path, body) =>
			fetch(`${sandbox.url}/_sandbox${path}`, {
				method,
				...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
			}),
	};
	return shop;
}
