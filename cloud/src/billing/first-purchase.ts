// The first-time offer of an account: claimed by one checkout at a time, used up by the account's first paid pack.
//
// Invariants: of two checkouts at once, one gets the claim; a claim ends with its checkout; once a pack was paid there is no claim.
import type { OfferState } from '../catalog/offers.ts';
import type { Queryable } from '../db/database.ts';

/** A checkout that was begun but never opened at Polar, such as after a crash, stops claiming after this time. */
const UNOPENED_CLAIM_MS = 3_600_000;

interface Claim {
	is_used: boolean;
	/** The checkout that holds the offer now, and the license it buys for. */
	checkout_id: string | null;
	license_id: string | null;
}

const CLAIM = `SELECT f.ended_at IS NOT NULL AS is_used, c.checkout_id, c.license_id
	FROM first_purchases f
	LEFT JOIN checkouts c ON c.account_id = f.account_id AND c.checkout_id = f.claimed_by
		AND c.status IN ('open', 'paid') AND (c.url IS NOT NULL OR c.created_at > $2)
	WHERE f.account_id = $1`;

async function readClaim(db: Queryable, account_id: string, now: Date): Promise<Claim | undefined> {
	const found = await db.query<Claim>(CLAIM, [account_id, new Date(now.getTime() - UNOPENED_CLAIM_MS)]);
	return found.rows[0];
}

/** Where the offer stands for one license; a claim of its own leaves it open, because asking again leads to the same checkout. */
export async function offerState(db: Queryable, account_id: string, license_id: string, now: Date): Promise<OfferState> {
	const claim = await readClaim(db, account_id, now);
	if (claim === undefined || (!claim.is_used && (claim.license_id === null || claim.license_id === license_id))) {
		return 'open';
	}
	return claim.is_used ? 'used' : 'claimed_elsewhere';
}

export type ClaimAnswer = { outcome: 'claimed' } | { outcome: 'same_license'; checkout_id: string } | { outcome: 'refused' };

/** Claims the offer for a checkout about to be written, in its transaction; or names the checkout of this license that has it. */
export async function claimOffer(tx: Queryable, account_id: string, license_id: string, checkout_id: string, now: Date): Promise<ClaimAnswer> {
	await tx.query('INSERT INTO first_purchases (account_id) VALUES ($1) ON CONFLICT (account_id) DO NOTHING', [account_id]);
	await tx.query('SELECT 1 FROM first_purchases WHERE account_id = $1 FOR UPDATE', [account_id]);
	const claim = await readClaim(tx, account_id, now);
	if (claim?.is_used === true) {
		return { outcome: 'refused' };
	}
	if (claim?.checkout_id != null) {
		return claim.license_id === license_id ? { outcome: 'same_license', checkout_id: claim.checkout_id } : { outcome: 'refused' };
	}
	await tx.query('UPDATE first_purchases SET claimed_by = $2 WHERE account_id = $1', [account_id, checkout_id]);
	return { outcome: 'claimed' };
}

/** The account's first paid pack ends the offer; every later one changes nothing. */
export async function endOffer(tx: Queryable, account_id: string, order_id: string, now: Date): Promise<void> {
	await tx.query(
		`INSERT INTO first_purchases AS f (account_id, order_id, ended_at) VALUES ($1, $2, $3)
			ON CONFLICT (account_id) DO UPDATE SET order_id = excluded.order_id, ended_at = excluded.ended_at WHERE f.ended_at IS NULL`,
		[account_id, order_id, now],
	);
}

/** Whether another order of the account has used the offer up. The account is locked. */
export async function isOfferUsedByAnother(tx: Queryable, account_id: string, other_than_order_id: string): Promise<boolean> {
	const used = await tx.query('SELECT 1 FROM first_purchases WHERE account_id = $1 AND ended_at IS NOT NULL AND order_id <> $2', [account_id, other_than_order_id]);
	return used.rowCount === 1;
}
