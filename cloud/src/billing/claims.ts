// Which account an order or a subscription of Polar's belongs to: claimed once, in a small global table, before anything is applied.
//
// Invariant: it belongs to that account for ever, whatever its metadata says later.
import type { Queryable } from '../db/database.ts';
import type { Services } from '../services.ts';

export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

type Context = Pick<Services, 'db' | 'clock' | 'log'>;

/** What names the account: metadata set by this service, and the customer, which is the account. */
interface Named {
	id: string;
	metadata: Record<string, string | number | boolean>;
	customer: { external_id?: string | null };
}

/** Why an order is not applied. It is kept for a person to look at. */
export type OrderProblem = 'no_account' | 'unknown_product' | 'unreadable';

/** The account that the order belongs to from its first claim on; undefined while none can be found. */
export async function claimOrder({ db, clock }: Context, order: Named): Promise<string | undefined> {
	const account_id = await accountOf(db, order);
	return db.transaction(async (tx) => {
		await tx.query('INSERT INTO order_claims (order_id, account_id, claimed_at) VALUES ($1, $2, $3) ON CONFLICT (order_id) DO NOTHING', [
			order.id,
			account_id ?? null,
			clock(),
		]);
		if (account_id !== undefined) {
			await tx.query('UPDATE order_claims SET account_id = $2 WHERE order_id = $1 AND account_id IS NULL', [order.id, account_id]);
		}
		const claim = await tx.query<{ account_id: string | null }>('SELECT account_id FROM order_claims WHERE order_id = $1', [order.id]);
		return claim.rows[0]?.account_id ?? undefined;
	});
}

/** Notes why an order is not applied, and logs it the first time; null: it is applied now. */
export async function noteProblem({ db, clock, log }: Context, order_id: string, problem: OrderProblem | null): Promise<void> {
	const is_new = await db.transaction(async (tx) => {
		if (problem === null) {
			await tx.query('UPDATE order_claims SET problem = NULL WHERE order_id = $1 AND problem IS NOT NULL', [order_id]);
			return false;
		}
		const noted = await tx.query(
			`INSERT INTO order_claims AS c (order_id, claimed_at, problem) VALUES ($1, $2, $3)
				ON CONFLICT (order_id) DO UPDATE SET problem = excluded.problem WHERE c.problem IS DISTINCT FROM excluded.problem`,
			[order_id, clock(), problem],
		);
		return noted.rowCount === 1;
	});
	if (is_new) {
		log.error({ order_id, problem }, 'a paid order is not applied; it is kept');
	}
}

/** The account that the subscription belongs to from its first claim on; undefined while none can be found. */
export async function claimSubscription({ db, clock }: Context, subscription: Named): Promise<string | undefined> {
	const account_id = await accountOf(db, subscription);
	return db.transaction(async (tx) => {
		if (account_id !== undefined) {
			await tx.query(
				'INSERT INTO subscription_claims (subscription_id, account_id, claimed_at) VALUES ($1, $2, $3) ON CONFLICT (subscription_id) DO NOTHING',
				[subscription.id, account_id, clock()],
			);
		}
		const claim = await tx.query<{ account_id: string }>('SELECT account_id FROM subscription_claims WHERE subscription_id = $1', [subscription.id]);
		return claim.rows[0]?.account_id;
	});
}

async function accountOf(db: Queryable, { metadata, customer }: Named): Promise<string | undefined> {
	for (const named of [metadata['account_id'], customer.external_id]) {
		if (typeof named === 'string' && UUID.test(named)) {
			const found = await db.query<{ account_id: string }>('SELECT account_id FROM accounts WHERE account_id = $1', [named]);
			if (found.rows[0] !== undefined) {
				return found.rows[0].account_id;
			}
		}
	}
	return undefined;
}
