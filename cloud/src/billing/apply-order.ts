// Applies a paid order: credits into its pool, or a plan onto its license.
//
// Invariants:
// 1. An order is applied at most once: it is claimed by one account, and its row commits together with all that it changes.
// 2. What is applied was read from Polar and is paid; a webhook's payload is never believed.
// 3. Credits are the catalog's for what was bought: those noted when its checkout was begun, else those of the product's SKU.
// 4. A paid order is never stranded: without its checkout or its site it goes to the license's Shared pool, without a
//    license to one that is opened for it, and without an account its claim stays for a person to look at.
import { packOf, type CatalogFile } from '../catalog/catalog.ts';
import type { Queryable } from '../db/database.ts';
import { grant } from '../ledger/grant.ts';
import { touchLicense } from '../ledger/balance.ts';
import { lockAccount } from '../licensing/accounts.ts';
import { openLicense } from '../licensing/licenses.ts';
import type { Services } from '../services.ts';
import { applyPlan, planOfSku } from './apply-plan.ts';
import { findCheckout, type CheckoutRow } from './checkouts.ts';
import { endOffer } from './first-purchase.ts';
import type { PolarOrder } from './polar-shapes.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** `not_paid` may become paid; `refunded` was given back before it was seen; `unclaimed` has no account, or was for nothing we sell. */
export type OrderOutcome = 'applied' | 'known' | 'not_paid' | 'refunded' | 'unclaimed';

type Context = Pick<Services, 'db' | 'catalog' | 'clock' | 'log'>;

/** Safe to call at any time, any number of times, from any number of processes. */
export async function applyOrder(context: Context, order: PolarOrder): Promise<OrderOutcome> {
	const { db, log } = context;
	if (!order.paid || !['paid', 'partially_refunded', 'refunded'].includes(order.status)) {
		return 'not_paid';
	}
	const account_id = await claimOrder(context, order);
	if (account_id === undefined) {
		return 'unclaimed';
	}
	const outcome = await db.transaction((tx) => applyToAccount(tx, context, account_id, order));
	if (outcome === 'applied') {
		log.info({ order_id: order.id, account_id }, 'an order was applied');
	}
	return outcome;
}

/** Of these orders, those that were applied. */
export async function appliedOrders(db: Queryable, order_ids: readonly string[]): Promise<Set<string>> {
	const found = await db.query<{ order_id: string }>(
		`SELECT o.order_id FROM order_claims c JOIN orders o ON o.account_id = c.account_id AND o.order_id = c.order_id
			WHERE c.order_id = ANY ($1)`,
		[order_ids],
	);
	return new Set(found.rows.map((row) => row.order_id));
}

/** The account that the order belongs to from its first claim on; undefined while none can be found. */
async function claimOrder({ db, clock, log }: Context, order: PolarOrder): Promise<string | undefined> {
	const account_id = await accountOf(db, order);
	const claimed = await db.query('INSERT INTO order_claims (order_id, account_id, claimed_at) VALUES ($1, $2, $3) ON CONFLICT (order_id) DO NOTHING', [
		order.id,
		account_id ?? null,
		clock(),
	]);
	if (account_id === undefined && claimed.rowCount === 1) {
		log.error({ order_id: order.id }, 'a paid order belongs to no account; it is kept');
	}
	if (account_id !== undefined && claimed.rowCount === 0) {
		await db.query('UPDATE order_claims SET account_id = $2 WHERE order_id = $1 AND account_id IS NULL', [order.id, account_id]);
	}
	const claim = await db.query<{ account_id: string | null }>('SELECT account_id FROM order_claims WHERE order_id = $1', [order.id]);
	return claim.rows[0]?.account_id ?? undefined;
}

async function accountOf(db: Queryable, order: PolarOrder): Promise<string | undefined> {
	for (const named of [order.metadata['account_id'], order.customer.external_id]) {
		if (typeof named === 'string' && UUID.test(named)) {
			const found = await db.query<{ account_id: string }>('SELECT account_id FROM accounts WHERE account_id = $1', [named]);
			if (found.rows[0] !== undefined) {
				return found.rows[0].account_id;
			}
		}
	}
	return undefined;
}

async function applyToAccount(tx: Queryable, context: Context, account_id: string, order: PolarOrder): Promise<OrderOutcome> {
	const now = context.clock();
	await lockAccount(tx, account_id);
	const known = await tx.query('SELECT 1 FROM orders WHERE account_id = $1 AND order_id = $2', [account_id, order.id]);
	if (known.rowCount === 1) {
		return 'known';
	}
	const checkout = await checkoutOf(tx, account_id, order);
	if (order.status === 'refunded') {
		await endCheckout(tx, checkout, 'refunded', order.id);
		return 'refunded';
	}
	const bought = whatWasBought(context, order, checkout);
	if (bought === undefined) {
		return 'unclaimed';
	}
	const license_id = checkout?.license_id ?? (await licenseOf(tx, account_id, order)) ?? (await openLicense(tx, account_id, now));
	const plan = planOfSku(context.catalog, bought.sku);
	const pool_id = checkout !== undefined && bought.is_checkouts ? checkout.pool_id : license_id;
	const credits = plan === undefined ? bought.credits : await applyPlan(tx, { account_id, license_id, plan, order }, now);
	await tx.query(
		`INSERT INTO orders (account_id, order_id, checkout_id, license_id, pool_id, sku, credits, net_cents, currency, paid_at, applied_at)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
		[account_id, order.id, checkout?.checkout_id ?? null, license_id, pool_id, bought.sku, credits, order.net_amount, order.currency, order.created_at, now],
	);
	if (plan === undefined) {
		await grant(tx, { account_id, pool_id, kind: 'purchase', amount: credits, source: `order:${order.id}` }, now);
		await endOffer(tx, account_id, order.id, now);
	}
	await touchLicense(tx, account_id, license_id);
	await endCheckout(tx, checkout, 'granted', order.id);
	return 'applied';
}

/** The checkout that the order came of: the one its metadata names (set by this service), else the one Polar names. */
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

interface Bought {
	sku: string;
	credits: number;
	/** What was paid for is what the checkout was begun for. */
	is_checkouts: boolean;
}

function whatWasBought({ catalog, log }: Context, order: PolarOrder, checkout: CheckoutRow | undefined): Bought | undefined {
	const sku = order.product?.metadata['catalog'] === catalog.id ? order.product.metadata['sku'] : undefined;
	if (checkout !== undefined && (sku === undefined || sku === checkout.sku)) {
		return { sku: checkout.sku, credits: checkout.credits, is_checkouts: true };
	}
	if (typeof sku !== 'string' || !isSold(catalog, sku)) {
		log.error({ order_id: order.id, sku }, 'a paid order is for nothing in the catalog; it is kept');
		return undefined;
	}
	if (checkout !== undefined) {
		log.error({ order_id: order.id, sku, asked: checkout.sku }, 'what was paid for is not what the checkout was begun for');
	}
	return { sku, credits: packOf(catalog, sku)?.credits ?? 0, is_checkouts: false };
}

function isSold(catalog: CatalogFile, sku: string): boolean {
	return packOf(catalog, sku) !== undefined || planOfSku(catalog, sku) !== undefined;
}

/** The license named by the metadata or by its subscription, else the account's oldest. */
async function licenseOf(tx: Queryable, account_id: string, order: PolarOrder): Promise<string | undefined> {
	const named = order.metadata['license_id'];
	const found = await tx.query<{ license_id: string }>(
		`SELECT license_id FROM licenses WHERE account_id = $1
			ORDER BY license_id = $2 DESC NULLS LAST, subscription_id = $3 DESC NULLS LAST, created_at, license_id LIMIT 1`,
		[account_id, typeof named === 'string' && UUID.test(named) ? named : null, order.subscription_id],
	);
	return found.rows[0]?.license_id;
}

/** A checkout that was granted stays so, whichever other order names it. */
async function endCheckout(tx: Queryable, checkout: CheckoutRow | undefined, status: 'granted' | 'refunded', order_id: string): Promise<void> {
	if (checkout !== undefined) {
		await tx.query(
			`UPDATE checkouts SET status = $3, order_id = $4 WHERE account_id = $1 AND checkout_id = $2 AND status <> 'granted'`,
			[checkout.account_id, checkout.checkout_id, status, order_id],
		);
	}
}
