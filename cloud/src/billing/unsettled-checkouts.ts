// Lists what a site began to buy and what is neither granted nor given up.
import type { Queryable } from '../db/database.ts';
import { findCheckout, type CheckoutRow } from './checkouts.ts';

/** Of more than these the newest are listed; Polar ends an unpaid one within the hour. */
const MOST = 10;

/** The site's checkouts that can still be paid, or are paid and not granted yet, the newest first. */
export async function unsettledCheckouts(db: Queryable, site: { account_id: string; site_id: string }, now: Date): Promise<CheckoutRow[]> {
	const found = await db.query<{ checkout_id: string }>(
		`SELECT checkout_id FROM checkouts
			WHERE account_id = $1 AND site_id = $2 AND url IS NOT NULL AND (status = 'paid' OR (status = 'open' AND expires_at > $3))
			ORDER BY created_at DESC, checkout_id LIMIT ${MOST}`,
		[site.account_id, site.site_id, now],
	);
	const rows = await Promise.all(found.rows.map(({ checkout_id }) => findCheckout(db, site.account_id, checkout_id)));
	return rows.filter((row) => row !== undefined);
}
