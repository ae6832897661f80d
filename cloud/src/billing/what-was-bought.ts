// What a paid order is for: which SKU, for which license, into which pool.
//
// Credits are the catalog's: those noted when its checkout was begun, else those of the product's SKU; never the metadata's.
import { packOf } from '../catalog/catalog.ts';
import { planOfSku } from '../catalog/offers.ts';
import type { Queryable } from '../db/database.ts';
import { openLicense } from '../licensing/licenses.ts';
import type { Services } from '../services.ts';
import { findCheckout, type CheckoutRow } from './checkouts.ts';
import { UUID } from './claims.ts';
import type { PolarOrder } from './polar-shapes.ts';

export interface Bought {
	kind: 'pack' | 'first_time_offer' | 'plan';
	sku: string;
	/** Of a pack; a plan's credits follow from what its license was given before. */
	credits: number;
	license_id: string;
	/** Where credits go. */
	pool_id: string;
	/** The site that it was bought for; null for Shared and for plans. */
	site_id: string | null;
	/** The site was gone: the license's Shared pool gets them. */
	went_to_shared: boolean;
	/** The checkout that this order paid. */
	checkout: CheckoutRow | undefined;
}

type Context = Pick<Services, 'catalog' | 'clock' | 'log'>;

/** Undefined where it is for nothing that is sold here. The account is locked. */
export async function readBought(tx: Queryable, context: Context, account_id: string, order: PolarOrder): Promise<Bought | undefined> {
	const named = await checkoutOf(tx, account_id, order);
	// A renewal carries the metadata of the checkout that began it all.
	const checkout = order.subscription_id === null || order.billing_reason === 'subscription_create' ? named : undefined;
	const item = itemOf(context, order, checkout);
	if (item === undefined) {
		return undefined;
	}
	const license_id = named?.license_id ?? (await licenseOf(tx, account_id, order)) ?? (await openLicense(tx, account_id, context.clock()));
	const site_id = item.pool === 'domain' && checkout?.sku === item.sku ? checkout.site_id : null;
	const is_there = site_id !== null && (await isConnected(tx, account_id, site_id));
	return {
		kind: item.kind,
		sku: item.sku,
		credits: item.credits,
		license_id,
		pool_id: is_there ? site_id : license_id,
		site_id,
		went_to_shared: item.pool === 'domain' && !is_there,
		checkout,
	};
}

interface Item {
	kind: Bought['kind'];
	sku: string;
	credits: number;
	pool: 'shared' | 'domain';
}

function itemOf({ catalog, log }: Context, order: PolarOrder, checkout: CheckoutRow | undefined): Item | undefined {
	const sku = order.product?.metadata['catalog'] === catalog.id ? order.product.metadata['sku'] : undefined;
	if (checkout !== undefined && (sku === undefined || sku === checkout.sku)) {
		return { kind: checkout.kind, sku: checkout.sku, credits: checkout.credits, pool: checkout.pool_id === checkout.license_id ? 'shared' : 'domain' };
	}
	if (typeof sku !== 'string') {
		return undefined;
	}
	if (checkout !== undefined) {
		log.error({ order_id: order.id, sku, asked: checkout.sku }, 'what was paid for is not what the checkout was begun for');
	}
	const pack = packOf(catalog, sku);
	if (pack !== undefined) {
		return { kind: pack.kind, sku, credits: pack.credits, pool: pack.pool };
	}
	return planOfSku(catalog, sku) === undefined ? undefined : { kind: 'plan', sku, credits: 0, pool: 'shared' };
}

/** The checkout named by the metadata (set by this service), else the one Polar names. Its row is held. */
async function checkoutOf(tx: Queryable, account_id: string, order: PolarOrder): Promise<CheckoutRow | undefined> {
	const named = order.metadata['checkout_id'];
	const by_id = typeof named === 'string' && UUID.test(named) ? await findCheckout(tx, account_id, named, true) : undefined;
	if (by_id !== undefined || order.checkout_id === null) {
		return by_id;
	}
	const found = await tx.query<{ checkout_id: string }>('SELECT checkout_id FROM checkouts WHERE account_id = $1 AND polar_checkout_id = $2', [
		account_id,
		order.checkout_id,
	]);
	return found.rows[0] === undefined ? undefined : findCheckout(tx, account_id, found.rows[0].checkout_id, true);
}

async function isConnected(tx: Queryable, account_id: string, site_id: string): Promise<boolean> {
	const found = await tx.query('SELECT 1 FROM sites WHERE account_id = $1 AND site_id = $2 AND disconnected_at IS NULL', [account_id, site_id]);
	return found.rowCount === 1;
}

/** The license of its subscription, else the one named by the metadata, else the account's oldest. */
async function licenseOf(tx: Queryable, account_id: string, order: PolarOrder): Promise<string | undefined> {
	const named = order.metadata['license_id'];
	const found = await tx.query<{ license_id: string }>(
		`SELECT l.license_id FROM licenses l
			LEFT JOIN subscriptions s ON s.account_id = l.account_id AND s.license_id = l.license_id AND s.subscription_id = $3
			WHERE l.account_id = $1
			ORDER BY s.subscription_id IS NOT NULL DESC, l.license_id = $2 DESC NULLS LAST, l.created_at, l.license_id LIMIT 1`,
		[account_id, typeof named === 'string' && UUID.test(named) ? named : null, order.subscription_id],
	);
	return found.rows[0]?.license_id;
}
