// Takes back what a buyer's bank takes back: while a dispute is open or lost its part of the order counts as refunded.
//
// Polar sends no webhooks about disputes, so their list is read. One that was prevented is a refund of the order already.
import { lockAccount } from '../licensing/accounts.ts';
import type { Services } from '../services.ts';
import { findOrder } from './apply-order.ts';
import { moveMark } from './marks.ts';
import { correctCredits } from './order-credits.ts';
import { changedAt, type PolarDispute } from './polar-shapes.ts';

const TAKES_BACK = ['needs_response', 'under_review', 'lost'];

/** Reads all disputes, and applies those whose order says something else. @throws Problem where Polar cannot be asked */
export async function pollDisputes(services: Services): Promise<void> {
	const started_at = services.clock();
	const by_order = new Map<string, PolarDispute[]>();
	for await (const { id, read } of services.payments.disputes()) {
		if (read === undefined) {
			services.log.error({ dispute_id: id }, 'a dispute could not be read');
		} else {
			by_order.set(read.order_id, [...(by_order.get(read.order_id) ?? []), read]);
		}
	}
	for (const [order_id, disputes] of by_order) {
		await applyDisputes(services, order_id, disputes);
	}
	await moveMark(services.db, 'disputes', started_at);
}

/** What of an order's net amount its disputes take back. */
export function disputedCents(disputes: readonly PolarDispute[]): number {
	return disputes.filter((dispute) => TAKES_BACK.includes(dispute.status)).reduce((cents, dispute) => cents + dispute.amount, 0);
}

/** All disputes about one order, as they were read together; an older reading changes nothing. True where something changed. */
export async function applyDisputes({ db, clock, log }: Pick<Services, 'db' | 'clock' | 'log'>, order_id: string, disputes: readonly PolarDispute[]): Promise<boolean> {
	const claim = await db.query<{ account_id: string | null }>('SELECT account_id FROM order_claims WHERE order_id = $1', [order_id]);
	const account_id = claim.rows[0]?.account_id;
	const changed_at = disputes.map(changedAt).reduce<string | null>((latest, at) => (latest === null || new Date(at) > new Date(latest) ? at : latest), null);
	if (account_id == null) {
		return false;
	}
	const cents = disputedCents(disputes);
	const is_changed = await db.transaction(async (tx) => {
		await lockAccount(tx, account_id);
		const changed = await tx.query(
			`UPDATE orders SET disputed_cents = $3, disputes_changed_at = $4 WHERE account_id = $1 AND order_id = $2
				AND disputed_cents <> $3 AND (disputes_changed_at > $4) IS NOT TRUE`,
			[account_id, order_id, cents, changed_at],
		);
		const row = changed.rowCount === 1 ? await findOrder(tx, account_id, order_id, null) : undefined;
		if (row !== undefined) {
			await correctCredits(tx, row, clock());
		}
		return row !== undefined;
	});
	if (is_changed) {
		log.warn({ order_id, account_id, disputed_cents: cents }, 'a dispute changed what an order gives');
	}
	return is_changed;
}
