// Asks Polar about open checkouts: every 2 s while they are young, more slowly later, until they end.
import type { Services } from '../services.ts';
import { applyOrder } from './apply-order.ts';

const YOUNG_MS = 3_600_000;
const POLL_YOUNG_MS = 2_000;
const POLL_OLD_MS = 60_000;
/** Per round, which is at most one a second: far below the 300 requests a minute that Polar allows. */
const BATCH = 2;

interface WatchedCheckout {
	account_id: string;
	checkout_id: string;
	polar_checkout_id: string;
	created_at: Date;
}

/** Looks at the checkouts that waited longest. @throws Problem where Polar cannot be asked */
export async function watchCheckouts(services: Services): Promise<void> {
	const { db, clock } = services;
	const due = await db.query<WatchedCheckout>(
		`SELECT account_id, checkout_id, polar_checkout_id, created_at FROM checkouts
			WHERE status IN ('open', 'paid') AND polar_checkout_id IS NOT NULL AND poll_after <= $1
			ORDER BY poll_after LIMIT $2`,
		[clock(), BATCH],
	);
	for (const checkout of due.rows) {
		const now = clock();
		const is_young = now.getTime() - checkout.created_at.getTime() < YOUNG_MS;
		await db.query('UPDATE checkouts SET poll_after = $3 WHERE account_id = $1 AND checkout_id = $2', [
			checkout.account_id,
			checkout.checkout_id,
			new Date(now.getTime() + (is_young ? POLL_YOUNG_MS : POLL_OLD_MS)),
		]);
		await watchCheckout(services, checkout);
	}
}

/** Reads one checkout, and the orders that came of it. A checkout that was granted is never changed here. */
export async function watchCheckout(services: Services, checkout: WatchedCheckout): Promise<void> {
	const polar = await services.payments.readCheckout(checkout.polar_checkout_id);
	switch (polar?.status) {
		case 'open':
			return;
		case 'expired':
		case 'failed':
			return setStatus(services, checkout, polar.status);
		case undefined:
			return setStatus(services, checkout, 'expired');
		case 'confirmed':
			return setStatus(services, checkout, 'paid');
		case 'succeeded': {
			await setStatus(services, checkout, 'paid');
			for (const order of await services.payments.ordersOfCheckout(checkout.polar_checkout_id)) {
				await nameOrder(services, checkout, order.id);
				await applyOrder(services, order);
			}
		}
	}
}

async function setStatus({ db }: Services, checkout: WatchedCheckout, status: 'paid' | 'expired' | 'failed'): Promise<void> {
	await db.query(`UPDATE checkouts SET status = $3 WHERE account_id = $1 AND checkout_id = $2 AND status IN ('open', 'paid')`, [
		checkout.account_id,
		checkout.checkout_id,
		status,
	]);
}

/** Before the order is applied: should that fail, its buyer can tell support which order it is. */
async function nameOrder({ db }: Services, checkout: WatchedCheckout, order_id: string): Promise<void> {
	await db.query(`UPDATE checkouts SET order_id = $3 WHERE account_id = $1 AND checkout_id = $2 AND status = 'paid' AND order_id IS NULL`, [
		checkout.account_id,
		checkout.checkout_id,
		order_id,
	]);
}
