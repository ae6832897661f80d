// Knows which of Polar's products sells which SKU of the catalog; at a sandbox, creates and reprices them.
//
// Invariant: nothing is sold at a price that is not the catalog's.
import type { models, Polar } from '@polar-sh/sdk/2026-10';
import { planSku } from '../catalog/offers.ts';
import type { CatalogFile } from '../catalog/catalog.ts';
import { Problem } from '../problems.ts';
import { parsePolar, PolarProduct } from './polar-shapes.ts';

/** One thing that is sold. */
export interface SaleItem {
	sku: string;
	name: string;
	description: string;
	price_cents: number;
	interval: 'month' | 'year' | null;
}

export interface Products {
	/** The id of the product that sells this SKU. @throws Problem `provider_failed` where Polar has none, `unavailable` */
	productOf(sku: string): Promise<string>;
	/** Reads the products, and at a sandbox mends what is missing or has another price. */
	load(): Promise<void>;
}

const PAGE = 100;

/** Everything that the catalog sells. */
export function saleItems(catalog: CatalogFile): SaleItem[] {
	const count = new Intl.NumberFormat('en-US');
	const plans = catalog.plans
		.filter((plan) => plan.price_cents > 0)
		.map((plan) => ({
			sku: planSku(plan.id),
			name: `${catalog.product} ${plan.name}`,
			description: `${plan.sites === 1 ? '1 site' : `${plan.sites} sites`}${plan.credits > 0 ? `, ${count.format(plan.credits)} AI credits included once` : ''}.`,
			price_cents: plan.price_cents,
			interval: plan.interval,
		}));
	const packs = catalog.packs.map((pack) => ({
		sku: pack.sku,
		name: `${count.format(pack.credits)} ${pack.pool === 'shared' ? 'Shared' : 'Domain'} Credits`,
		description:
			pack.pool === 'shared'
				? `For every website connected to your ${catalog.product} license. One-time purchase.`
				: 'For the one site they are bought for. One-time purchase.',
		price_cents: pack.price_cents,
		interval: null,
	}));
	return [...plans, ...packs];
}

export function createProducts(polar: Polar, catalog: CatalogFile, may_create: boolean): Products {
	const currency = catalog.currency.toLowerCase() as models.PresentmentCurrency;
	let known: Promise<Map<string, string>> | undefined;

	const priceOf = (item: SaleItem) => ({ amount_type: 'fixed' as const, price_amount: item.price_cents, price_currency: currency });
	const hasPrice = (product: PolarProduct, item: SaleItem): boolean =>
		product.recurring_interval === item.interval &&
		product.prices.every((price) => price.amount_type === 'fixed' && price.price_amount === item.price_cents && price.price_currency === currency);

	async function create(item: SaleItem): Promise<string> {
		const product = {
			name: item.name,
			description: item.description,
			metadata: { catalog: catalog.id, sku: item.sku },
			prices: [priceOf(item)],
			visibility: 'private' as const,
		};
		const created = await polar.products.create(item.interval === null ? product : { ...product, recurring_interval: item.interval });
		return parsePolar(PolarProduct, created).id;
	}

	async function read(): Promise<Map<string, string>> {
		const listed: PolarProduct[] = [];
		for await (const product of polar.products.iterList({ is_archived: false, metadata: { catalog: catalog.id }, sorting: ['created_at'], limit: PAGE })) {
			listed.push(parsePolar(PolarProduct, product));
		}
		const by_sku = new Map<string, string>();
		for (const item of saleItems(catalog)) {
			const product = listed.find((one) => one.metadata['sku'] === item.sku);
			if (product !== undefined && hasPrice(product, item)) {
				by_sku.set(item.sku, product.id);
			} else if (may_create && product !== undefined && product.recurring_interval === item.interval) {
				await polar.products.update(product.id, { prices: [priceOf(item)] });
				by_sku.set(item.sku, product.id);
			} else if (may_create) {
				by_sku.set(item.sku, await create(item));
			}
		}
		return by_sku;
	}

	function load(): Promise<Map<string, string>> {
		known ??= read().catch((error: unknown) => {
			known = undefined;
			throw error;
		});
		return known;
	}

	return {
		async load() {
			await load();
		},
		async productOf(sku) {
			let id = (await load()).get(sku);
			if (id === undefined) {
				known = undefined;
				id = (await load()).get(sku);
			}
			if (id === undefined) {
				throw new Problem('provider_failed', `Polar has no product with the metadata sku=${sku}, catalog=${catalog.id} and the catalog's price.`);
			}
			return id;
		},
	};
}
