// Reads what an account bought, newest first, as its screens show it.
import Type, { type Static } from 'typebox';
import { Value } from 'typebox/value';
import type { Queryable } from '../db/database.ts';
import { Problem } from '../problems.ts';

export interface Purchase {
	at: Date;
	order_id: string;
	sku: string;
	kind: 'pack' | 'plan';
	license_id: string;
	/** The site that it was bought for; null for Shared and for plans. */
	site_id: string | null;
	/** Where its credits went. */
	pool: 'shared' | 'domain';
	/** Granted for it. */
	credits: number;
	/** Paid, after discounts and without tax. */
	price_cents: number;
	/** ISO 4217. */
	currency: string;
	/** `not_granted`: it is refunded by itself, for the reason. */
	state: 'granted' | 'partly_refunded' | 'refunded' | 'disputed' | 'not_granted';
	reason: 'offer_used' | 'plan_in_force' | null;
	/** The site was gone when it was paid: its credits are in Shared. */
	went_to_shared: boolean;
	refunded_cents: number;
	/** Credits taken back. */
	removed_credits: number;
	has_receipt: boolean;
}

interface Scope {
	account_id: string;
	license_id?: string;
	/** Only what this site may spend: its own pool's, and the Shared pool's of its license. */
	site_id?: string;
}

const DEFAULT_PAGE = 50;
const LONGEST_PAGE = 200;

/** @throws Problem `invalid_request` where the cursor is none that was answered */
export async function listPurchases(
	db: Queryable,
	{ account_id, license_id, site_id }: Scope,
	{ cursor, per_page = DEFAULT_PAGE }: { cursor?: string | undefined; per_page?: number } = {},
): Promise<{ purchases: Purchase[]; next_cursor: string | null }> {
	const limit = Math.min(Math.max(1, per_page), LONGEST_PAGE);
	const [before_at, before_id] = cursor === undefined ? [null, null] : readCursor(cursor);
	const found = await db.query<Purchase & { exact_at: string }>(
		`SELECT paid_at AS at, to_char(paid_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS exact_at, order_id, sku, CASE WHEN sku LIKE 'plan\\_%' THEN 'plan' ELSE 'pack' END AS kind, license_id, site_id,
				CASE WHEN pool_id = license_id THEN 'shared' ELSE 'domain' END AS pool, credits, net_cents AS price_cents, upper(currency) AS currency,
				CASE WHEN refusal IS NOT NULL THEN 'not_granted' WHEN status = 'refunded' THEN 'refunded' WHEN disputed_cents > 0 THEN 'disputed'
					WHEN refunded_cents > 0 THEN 'partly_refunded' ELSE 'granted' END AS state,
				refusal AS reason, went_to_shared, refunded_cents, removed_credits, has_receipt
			FROM orders
			WHERE account_id = $1 AND ($2::uuid IS NULL OR license_id = $2) AND ($3::uuid IS NULL OR pool_id IN ($3, license_id))
				AND ($4::timestamptz IS NULL OR (paid_at, order_id) < ($4, $5))
			ORDER BY paid_at DESC, order_id DESC LIMIT $6`,
		[account_id, license_id ?? null, site_id ?? null, before_at, before_id, limit + 1],
	);
	const purchases = found.rows.slice(0, limit);
	const last = purchases.at(-1);
	return {
		purchases: purchases.map(({ exact_at: _exact_at, ...purchase }) => purchase),
		next_cursor: found.rows.length > limit && last !== undefined ? Buffer.from(JSON.stringify([last.exact_at, last.order_id])).toString('base64url') : null,
	};
}

/** As it is made above: a moment to the microsecond, and an id of Polar's. */
const Cursor = Type.Tuple([Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z$' }), Type.String({ pattern: '^[\\x21-\\x7e]{1,100}$' })]);

function readCursor(cursor: string): Static<typeof Cursor> {
	let read: unknown;
	try {
		read = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
	} catch {
		read = undefined;
	}
	if (!Value.Check(Cursor, read) || Number.isNaN(Date.parse(read[0]))) {
		throw new Problem('invalid_request', 'cursor is none that was answered: begin again without it.');
	}
	return read;
}
