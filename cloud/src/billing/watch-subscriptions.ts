// Reads the subscriptions again where something was to happen by now, and now and then, for what webhooks did not bring.
import type { Services } from '../services.ts';
import { refreshSubscription } from './apply-subscription.ts';

/** Per round, which is at most one a second. */
const BATCH = 2;
const AGAIN_MS = 300_000;

/** Looks at those that waited longest. @throws Problem where Polar cannot be asked */
export async function watchSubscriptions(services: Services): Promise<void> {
	const { db, clock, log } = services;
	const due = await db.query<{ account_id: string; subscription_id: string }>(
		`SELECT account_id, subscription_id FROM subscriptions
			WHERE status NOT IN ('canceled', 'unpaid', 'incomplete_expired') AND poll_after <= $1 ORDER BY poll_after LIMIT $2`,
		[clock(), BATCH],
	);
	for (const { account_id, subscription_id } of due.rows) {
		// What is read sets the next time; this is for the case that nothing is.
		await db.query('UPDATE subscriptions SET poll_after = $3 WHERE account_id = $1 AND subscription_id = $2', [
			account_id,
			subscription_id,
			new Date(clock().getTime() + AGAIN_MS),
		]);
		if ((await refreshSubscription(services, subscription_id)) === 'unclaimed') {
			log.error({ subscription_id, account_id }, 'Polar does not know a subscription any more');
		}
	}
}
