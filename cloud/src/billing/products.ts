// Knows which of Polar's products sells which SKU of the catalog, and checks them; where it may, creates and reprices them.
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
	/** The id of the product that sells this SKU. @throws Problem `provider_failed` where Polar has none at that price, `unavailable` */
	productOf(sku: string): Promise<string>;
	/** What the product sells; undefined where it is none of the catalog's. @throws Problem `unavailable` */
	skuOf(product_id: string): Promise<string | undefined>;
	/** Reads the products now. */
	load(): Promise<void>;
	/** Reads them again at the next question. */
	forget(): void;
}

/** How one SKU is found at Polar. */
export interface ProductState {
	sku: string;
	state: 'right' | 'created' | 'repriced' | 'missing' | 'wrong';
	/** Undefined where it is missing. */
	product_id: string | undefined;
	/** What is wrong with it. */
	fault?: string;
}

/** What may be done about products: nothing, make missing ones, or mend prices too (at a sandbox only). */
export type SyncMode = 'check' | 'create' | 'mend';

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

/**
 * Compares Polar's products with the catalog, by the ids that are known for them, else by their metadata (the oldest of several).
 * A product that has another price is only ever repriced in the mode `mend`.
 */
export async function syncProducts(polar: Polar, catalog: CatalogFile, mode: SyncMode, known: ReadonlyMap<string, string> = new Map()): Promise<ProductState[]> {
	const listed = await readAll(polar, { metadata: { catalog: catalog.id } });
	const missing = [...known.values()].filter((id) => !listed.some((product) => product.id === id));
	const all = missing.length === 0 ? listed : [...listed, ...(await readAll(polar, { id: missing }))];
	const states: ProductState[] = [];
	for (const item of saleItems(catalog)) {
		const known_id = known.get(item.sku);
		const product = known_id === undefined ? listed.find((one) => one.metadata['sku'] === item.sku) : all.find((one) => one.id === known_id);
		states.push(await syncOne(polar, catalog, mode, item, product, known_id));
	}
	return states;
}

async function syncOne(
	polar: Polar,
	catalog: CatalogFile,
	mode: SyncMode,
	item: SaleItem,
	product: PolarProduct | undefined,
	known_id: string | undefined,
): Promise<ProductState> {
	const { sku } = item;
	if (product === undefined) {
		if (mode === 'check') {
			return { sku, state: 'missing', product_id: undefined, fault: known_id === undefined ? 'Polar has no such product' : `Polar has no product ${known_id}, or it is archived` };
		}
		return { sku, state: 'created', product_id: await create(polar, catalog, item) };
	}
	const fault = faultOf(catalog, product, item);
	if (fault === undefined) {
		return { sku, state: 'right', product_id: product.id };
	}
	if (mode !== 'mend') {
		return { sku, state: 'wrong', product_id: product.id, fault };
	}
	if (product.recurring_interval !== item.interval) {
		return { sku, state: 'created', product_id: await create(polar, catalog, item) };
	}
	await polar.products.update(product.id, { prices: [priceOf(catalog, item)] });
	return { sku, state: 'repriced', product_id: product.id };
}

async function readAll(polar: Polar, which: { metadata: Record<string, string> } | { id: string[] }): Promise<PolarProduct[]> {
	const listed: PolarProduct[] = [];
	for await (const product of polar.products.iterList({ is_archived: false, ...which, sorting: ['created_at'], limit: PAGE })) {
		listed.push(parsePolar(PolarProduct, product));
	}
	return listed;
}

function priceOf(catalog: CatalogFile, item: SaleItem) {
	return { amount_type: 'fixed' as const, price_amount: item.price_cents, price_currency: catalog.currency.toLowerCase() as models.PresentmentCurrency };
}

async function create(polar: Polar, catalog: CatalogFile, item: SaleItem): Promise<string> {
	const product = {
		name: item.name,
		description: item.description,
		metadata: { catalog: catalog.id, sku: item.sku },
		prices: [priceOf(catalog, item)],
		visibility: 'private' as const,
	};
	const created = await polar.products.create(item.interval === null ? product : { ...product, recurring_interval: item.interval });
	return parsePolar(PolarProduct, created).id;
}

/** Why this product must not be sold as this item; undefined where it may. */
function faultOf(catalog: CatalogFile, product: PolarProduct, item: SaleItem): string | undefined {
	const { metadata, prices, recurring_interval } = product;
	if (metadata['catalog'] !== catalog.id || metadata['sku'] !== item.sku) {
		return `its metadata must be catalog=${catalog.id} and sku=${item.sku}`;
	}
	if (recurring_interval !== item.interval) {
		return `it is billed ${recurring_interval ?? 'once'}, the catalog says ${item.interval ?? 'once'}`;
	}
	const [price, ...others] = prices;
	const wanted = priceOf(catalog, item);
	if (price === undefined || others.length > 0) {
		return `it has ${prices.length} prices, it must have one`;
	}
	if (price.amount_type !== wanted.amount_type || price.price_amount !== wanted.price_amount || price.price_currency !== wanted.price_currency) {
		return `its price is ${String(price.price_amount)} ${String(price.price_currency)}, the catalog says ${wanted.price_amount} ${wanted.price_currency}`;
	}
	return undefined;
}

/** How long a reading serves: a product changed at Polar is noticed after this, and by every checkout that is made. */
const FRESH_MS = 10 * 60_000;

/** The products of the service: `make` creates and mends them (at a sandbox); else only those named are sold, and only if they are right. */
export function createProducts(polar: Polar, catalog: CatalogFile, source: 'make' | ReadonlyMap<string, string>): Products {
	let known: { states: Promise<ProductState[]>; until: number } | undefined;

	function load(): Promise<ProductState[]> {
		if (known === undefined || performance.now() >= known.until) {
			const reading = { states: source === 'make' ? syncProducts(polar, catalog, 'mend') : syncProducts(polar, catalog, 'check', source), until: performance.now() + FRESH_MS };
			known = reading;
			reading.states.catch(() => {
				known = known === reading ? undefined : known;
			});
		}
		return known.states;
	}

	async function find(sku: string): Promise<ProductState | undefined> {
		return (await load()).find((product) => product.sku === sku && (source === 'make' || source.has(sku)));
	}

	return {
		async load() {
			await load();
		},
		forget() {
			known = undefined;
		},
		async productOf(sku) {
			let found = await find(sku);
			if (!isSold(found)) {
				known = undefined;
				found = await find(sku);
			}
			if (!isSold(found)) {
				throw new Problem('provider_failed', `${sku} cannot be sold: ${found?.fault ?? 'it has no product'}. "npm run polar:sync -w cloud" says more.`);
			}
			return found.product_id;
		},
		async skuOf(product_id) {
			return (await load()).find((product) => product.product_id === product_id)?.sku;
		},
	};
}

function isSold(product: ProductState | undefined): product is ProductState & { product_id: string } {
	return product?.product_id !== undefined && product.state !== 'wrong';
}
