// Begins checkouts and reads them.
//
// Invariants: one id is one checkout, however often it is asked for; its row is written before Polar is called, so that a
// crash in between loses nothing and a repeat goes on; credits and price are the catalog's when it was begun.
import { randomUUID } from 'node:crypto';
import { packOf, planOf, type CatalogPack } from '../catalog/catalog.ts';
import { planSku, unavailableReason } from '../catalog/offers.ts';
import type { Queryable } from '../db/database.ts';
import type { Checkout, LicenseStatus } from '../http/schemas.ts';
import { emailOf, maskEmail } from '../licensing/accounts.ts';
import { Problem } from '../problems.ts';
import type { Services } from '../services.ts';
import type { ConnectRequest } from '../licensing/connect-request.ts';
import { claimOffer, offerState } from './first-purchase.ts';

export interface CheckoutRow {
	account_id: string;
	checkout_id: string;
	license_id: string;
	/** Null for a plan: it is for the license. */
	site_id: string | null;
	pool_id: string;
	kind: 'pack' | 'first_time_offer' | 'plan';
	sku: string;
	credits: number;
	price_cents: number;
	currency: string;
	polar_checkout_id: string | null;
	url: string | null;
	status: Checkout['status'];
	order_id: string | null;
	connect_request: ConnectRequest | null;
	created_at: Date;
}

/** Polar keeps a checkout open for an hour. */
const REUSE_MS = 50 * 60_000;

interface Buyer {
	account_id: string;
	license_id: string;
	/** Null: for the license, from the account's own pages. */
	site_id: string | null;
}

/** One checkout; `lock` holds its row until the transaction ends. */
export async function findCheckout(db: Queryable, account_id: string, checkout_id: string, lock = false): Promise<CheckoutRow | undefined> {
	const found = await db.query<CheckoutRow>(
		`SELECT account_id, checkout_id, license_id, site_id, pool_id, kind, sku, credits, price_cents, currency, polar_checkout_id, url,
				status, order_id, connect_request, created_at
			FROM checkouts WHERE account_id = $1 AND checkout_id = $2${lock ? ' FOR UPDATE' : ''}`,
		[account_id, checkout_id],
	);
	return found.rows[0];
}

/**
 * The checkout of a pack, for a connected site or for all of a license. While another checkout of this license holds the first-time offer, that one
 * is answered instead.
 * @throws Problem `not_found` (no such pack), `invalid_request` (a Domain pack without a site), `plan_has_no_credits`, `license_lapsed`, `offer_used`, `key_reused`, `unavailable`, `provider_failed`
 */
export async function beginPackCheckout(services: Services, buyer: Buyer, asked: { id: string; sku: string }): Promise<CheckoutRow> {
	const { db, catalog, clock } = services;
	const pack = packOf(catalog, asked.sku);
	if (pack === undefined) {
		throw new Problem('not_found', 'The catalog has no such pack.');
	}
	if (pack.pool === 'domain' && buyer.site_id === null) {
		throw new Problem('invalid_request', 'This pack is for one site: choose the site.');
	}
	const row = await db.transaction(async (tx) => {
		const earlier = await findCheckout(tx, buyer.account_id, asked.id);
		return earlier === undefined ? writePack(tx, services, buyer, asked.id, pack, clock()) : same(earlier, buyer.license_id, asked.sku);
	});
	return openAtPolar(services, row);
}

/**
 * Writes the checkout of a plan, or points one that is still open for the same license and plan at the site that asks now, if
 * one does: a second tab must not lead to a second subscription. The account is locked.
 */
export async function writePlanCheckout(
	tx: Queryable,
	{ catalog, clock }: Services,
	license: { account_id: string; license_id: string },
	plan_id: string,
	connect_request: ConnectRequest | null,
): Promise<CheckoutRow> {
	const now = clock();
	const plan = planOf(catalog, plan_id);
	const open = await tx.query<{ checkout_id: string }>(
		`UPDATE checkouts SET connect_request = coalesce($5, connect_request) WHERE account_id = $1 AND checkout_id = (
				SELECT checkout_id FROM checkouts WHERE account_id = $1 AND license_id = $2 AND sku = $3 AND status = 'open' AND created_at > $4
				ORDER BY created_at DESC LIMIT 1)
			RETURNING checkout_id`,
		[license.account_id, license.license_id, planSku(plan.id), new Date(now.getTime() - REUSE_MS), connect_request === null ? null : JSON.stringify(connect_request)],
	);
	return write(tx, {
		...license,
		checkout_id: open.rows[0]?.checkout_id ?? randomUUID(),
		site_id: null,
		pool_id: license.license_id,
		kind: 'plan',
		sku: planSku(plan.id),
		credits: plan.credits,
		price_cents: plan.price_cents,
		currency: catalog.currency,
		connect_request,
		created_at: now,
	});
}

function same(earlier: CheckoutRow, license_id: string, sku: string): CheckoutRow {
	if (earlier.sku !== sku || earlier.license_id !== license_id) {
		throw new Problem('key_reused', 'This id belongs to a checkout of something else.');
	}
	return earlier;
}

async function writePack(tx: Queryable, services: Services, buyer: Buyer, checkout_id: string, pack: CatalogPack, now: Date): Promise<CheckoutRow> {
	const { account_id, license_id, site_id } = buyer;
	const license = await tx.query<{ status: LicenseStatus }>(
		`SELECT license_status(plan, trial_ends_at, paid_until, ends_at, $3) AS status FROM licenses WHERE account_id = $1 AND license_id = $2`,
		[account_id, license_id, now],
	);
	const status = license.rows[0]?.status ?? 'lapsed';
	const offer = await offerState(tx, account_id, license_id, now);
	const reason = unavailableReason(pack, status, offer);
	if (reason !== null) {
		throw refused(reason);
	}
	if (pack.kind === 'first_time_offer') {
		const claim = await claimOffer(tx, account_id, license_id, checkout_id, now);
		if (claim.outcome === 'refused') {
			throw refused('offer_claimed');
		}
		const earlier = claim.outcome === 'same_license' ? await findCheckout(tx, account_id, claim.checkout_id) : undefined;
		if (earlier !== undefined) {
			return earlier;
		}
	}
	return write(tx, {
		account_id,
		checkout_id,
		license_id,
		site_id,
		pool_id: pack.pool === 'shared' || site_id === null ? license_id : site_id,
		kind: pack.kind,
		sku: pack.sku,
		credits: pack.credits,
		price_cents: pack.price_cents,
		currency: services.catalog.currency,
		connect_request: null,
		created_at: now,
	});
}

function refused(reason: 'offer_used' | 'offer_claimed' | 'license_lapsed' | 'plan_has_no_credits'): Problem {
	return reason === 'offer_claimed'
		? new Problem('offer_used', 'Another checkout of this account holds the first-time offer.')
		: new Problem(reason, 'This pack cannot be bought now.');
}

type NewRow = Omit<CheckoutRow, 'polar_checkout_id' | 'url' | 'status' | 'order_id'>;

async function write(tx: Queryable, row: NewRow): Promise<CheckoutRow> {
	await tx.query(
		`INSERT INTO checkouts (account_id, checkout_id, license_id, site_id, pool_id, kind, sku, credits, price_cents, currency,
				connect_request, created_at, poll_after)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12) ON CONFLICT (account_id, checkout_id) DO NOTHING`,
		[
			row.account_id,
			row.checkout_id,
			row.license_id,
			row.site_id,
			row.pool_id,
			row.kind,
			row.sku,
			row.credits,
			row.price_cents,
			row.currency,
			row.connect_request === null ? null : JSON.stringify(row.connect_request),
			row.created_at,
		],
	);
	const written = await findCheckout(tx, row.account_id, row.checkout_id);
	if (written === undefined) {
		throw new Error('A checkout just written is gone.');
	}
	return same(written, row.license_id, row.sku);
}

/**
 * Has Polar make the checkout's page, unless it has one. Two at once make two; the first that is stored is shown, the other
 * is seen by nobody and ends by itself.
 */
export async function openAtPolar(services: Services, row: CheckoutRow): Promise<CheckoutRow> {
	const { db, payments, config } = services;
	if (row.url !== null) {
		return row;
	}
	const email = await emailOf(db, row.account_id);
	if (email == null) {
		throw new Problem('not_found', 'This account is gone.');
	}
	const done = new URL(`${config.public_url}/checkout/done`);
	done.searchParams.set('account', row.account_id);
	done.searchParams.set('checkout', row.checkout_id);
	const created = await payments.createCheckout({
		sku: row.sku,
		price_cents: row.price_cents,
		currency: row.currency,
		account_id: row.account_id,
		email,
		success_url: done.href,
		metadata: {
			account: maskEmail(email),
			website: await websiteOf(db, row),
			account_id: row.account_id,
			checkout_id: row.checkout_id,
			license_id: row.license_id,
			...(row.site_id === null ? {} : { site_id: row.site_id }),
			sku: row.sku,
		},
	});
	await db.query(
		`UPDATE checkouts SET polar_checkout_id = $3, url = $4, expires_at = $5
			WHERE account_id = $1 AND checkout_id = $2 AND url IS NULL`,
		[row.account_id, row.checkout_id, created.id, created.url, created.expires_at],
	);
	const opened = await findCheckout(db, row.account_id, row.checkout_id);
	if (opened === undefined) {
		throw new Error('A checkout just opened is gone.');
	}
	return opened;
}

/** What the buyer reads on Polar's page: whom it is for. */
async function websiteOf(db: Queryable, row: CheckoutRow): Promise<string> {
	const site = await db.query<{ home: string }>('SELECT home FROM sites WHERE account_id = $1 AND site_id = $2', [row.account_id, row.site_id]);
	const home = row.connect_request?.home ?? site.rows[0]?.home;
	return home === undefined ? 'all sites of the license' : home.replace(/^https?:\/\//, '').slice(0, 500);
}

/** A checkout as /v1 shows it. @throws Problem `not_found` for one that Polar never opened: posting its id again does that. */
export function showCheckout(row: CheckoutRow): Checkout {
	if (row.url === null) {
		throw new Problem('not_found', 'This checkout was not opened: post its id again.');
	}
	return {
		id: row.checkout_id,
		sku: row.sku,
		pool: row.pool_id === row.license_id ? 'shared' : 'domain',
		credits: row.credits,
		price_cents: row.price_cents,
		currency: row.currency,
		status: row.status,
		url: row.url,
		order_id: row.order_id,
		created_at: row.created_at.toISOString(),
	};
}
