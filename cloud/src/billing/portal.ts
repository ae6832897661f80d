// Leads an owner to Polar's own pages: invoices and cards, and one order's receipt. Of all pages these alone wait for Polar.
import { Problem } from '../problems.ts';
import type { Services } from '../services.ts';

/** Polar's customer portal, open for an hour. @throws Problem `not_found` (nothing was ever bought), `unavailable`, `provider_failed` */
export function customerPortalUrl({ payments }: Pick<Services, 'payments'>, account_id: string, return_url: string): Promise<string> {
	return payments.portalUrl(account_id, return_url);
}

/** The receipt of an order of this account. @throws Problem `not_found`, `unavailable`, `provider_failed` */
export async function receiptUrl({ db, payments }: Pick<Services, 'db' | 'payments'>, account_id: string, order_id: string): Promise<string> {
	const own = await db.query('SELECT 1 FROM orders WHERE account_id = $1 AND order_id = $2', [account_id, order_id]);
	const url = own.rowCount === 1 ? await payments.receiptUrl(order_id) : undefined;
	if (url === undefined) {
		throw new Problem('not_found', 'There is no receipt of this order.');
	}
	return url;
}
