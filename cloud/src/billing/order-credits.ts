// What an order gives and what a refund or a dispute takes back of it; and the entries that bring the ledger to that.
//
// Invariants: of an order, floor(credits × gone / net) are taken back, all of them when all of it is gone; each change is posted
// as the difference to what the ledger says was taken before, under a source of its own, with the order's row locked.
import type { Queryable } from '../db/database.ts';
import { clawBack } from '../ledger/claw-back.ts';
import { grant } from '../ledger/grant.ts';

/** An order's row, as far as its credits go. */
export interface OrderCredits {
	account_id: string;
	order_id: string;
	pool_id: string;
	/** Granted for it. */
	credits: number;
	net_cents: number;
	refunded_cents: number;
	disputed_cents: number;
	status: string;
	removed_credits: number;
}

/** How many of its credits an order does not give any more. A free order gives all until it is refunded as a whole. */
export function creditsGone(order: Pick<OrderCredits, 'credits' | 'net_cents' | 'refunded_cents' | 'disputed_cents' | 'status'>): number {
	const gone_cents = Math.min(order.net_cents, order.refunded_cents + order.disputed_cents);
	if (order.status === 'refunded' || (order.net_cents > 0 && gone_cents === order.net_cents)) {
		return order.credits;
	}
	return order.net_cents === 0 ? 0 : Number((BigInt(order.credits) * BigInt(gone_cents)) / BigInt(order.net_cents));
}

/** What the ledger has for an order. */
export interface EnteredCredits {
	granted: number;
	/** Where they were granted to; null where nothing was. */
	pool_id: string | null;
	/** Taken back so far, less what was given back again. */
	removed: number;
	/** How often it was corrected. */
	corrections: number;
}

const NOTHING: EnteredCredits = { granted: 0, pool_id: null, removed: 0, corrections: 0 };

export async function readEntered(db: Queryable, account_id: string, order_id: string): Promise<EnteredCredits> {
	const found = await db.query<EnteredCredits>(
		`WITH taken AS (SELECT amount FROM claw_backs WHERE account_id = $1 AND starts_with(source, $3)),
			returned AS (SELECT amount FROM entries WHERE account_id = $1 AND starts_with(source, $4))
		SELECT coalesce(e.amount, 0)::bigint AS granted, e.pool_id,
			(coalesce((SELECT sum(amount) FROM taken), 0) - coalesce((SELECT sum(amount) FROM returned), 0))::bigint AS removed,
			((SELECT count(*) FROM taken) + (SELECT count(*) FROM returned))::integer AS corrections
		FROM (SELECT 1) AS one LEFT JOIN entries e ON e.account_id = $1 AND e.source = $2`,
		[account_id, orderSource(order_id), `refund:${order_id}:`, `reversal:${order_id}:`],
	);
	return found.rows[0] ?? NOTHING;
}

export const orderSource = (order_id: string): string => `order:${order_id}`;

/** What a correction changed; `owed` is what was spent already, to be paid by later credits. */
export interface Correction {
	taken: number;
	returned: number;
	owed: number;
}

/** Takes back, or gives back, the difference between what the ledger says was taken and what is gone now. The account is locked. */
export async function correctCredits(tx: Queryable, order: OrderCredits, now: Date): Promise<Correction> {
	const { account_id, order_id, pool_id } = order;
	const gone = creditsGone(order);
	const { removed, corrections } = await readEntered(tx, account_id, order_id);
	let owed = 0;
	if (gone > removed) {
		const source = `refund:${order_id}:${corrections + 1}`;
		await clawBack(tx, { account_id, pool_id, amount: gone - removed, source }, now);
		const taken = await tx.query<{ owed: number }>('SELECT owed FROM claw_backs WHERE account_id = $1 AND source = $2', [account_id, source]);
		owed = taken.rows[0]?.owed ?? 0;
	} else if (gone < removed) {
		await grant(tx, { account_id, pool_id, kind: 'reversal', amount: removed - gone, source: `reversal:${order_id}:${corrections + 1}` }, now);
	}
	await tx.query('UPDATE orders SET removed_credits = $3 WHERE account_id = $1 AND order_id = $2 AND removed_credits <> $3', [account_id, order_id, gone]);
	return { taken: Math.max(0, gone - removed), returned: Math.max(0, removed - gone), owed };
}
