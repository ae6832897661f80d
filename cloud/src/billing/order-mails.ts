// Queues the mails about an order, in the transaction that applies it: what was granted where, and what a refund took back.
import type { CatalogFile } from '../catalog/catalog.ts';
import { planOfSku } from '../catalog/offers.ts';
import type { Queryable } from '../db/database.ts';
import type { PoolFact } from '../mail/facts.ts';
import { queueMail } from '../mail/outbox.ts';
import type { Correction, OrderCredits } from './order-credits.ts';
import type { PolarOrder } from './polar-shapes.ts';
import type { Bought } from './what-was-bought.ts';

interface Receipt {
	account_id: string;
	order: PolarOrder;
	bought: Bought;
	/** Granted now. */
	credits: number;
}

export async function tellReceipt(tx: Queryable, catalog: CatalogFile, { account_id, order, bought, credits }: Receipt, now: Date): Promise<void> {
	const plan = planOfSku(catalog, bought.sku);
	const paid = await tx.query<{ paid_until: Date }>('SELECT paid_until FROM subscriptions WHERE account_id = $1 AND subscription_id = $2', [
		account_id,
		order.subscription_id,
	]);
	await queueMail(
		tx,
		{
			account_id,
			mail_key: `receipt:${order.id}`,
			template: 'receipt',
			facts: {
				order_id: order.id,
				kind: bought.kind === 'plan' ? 'plan' : 'pack',
				plan_name: plan?.name ?? null,
				credits,
				pool: await poolFact(tx, account_id, bought.pool_id, bought.license_id),
				instead_of: bought.went_to_shared && bought.site_id !== null ? await homeOf(tx, account_id, bought.site_id) : null,
				net_cents: order.net_amount,
				currency: order.currency.toUpperCase(),
				paid_at: order.created_at,
				paid_until: paid.rows[0]?.paid_until.toISOString() ?? null,
			},
		},
		now,
	);
}

/** Once for each amount that was refunded so far. */
export async function tellRefund(tx: Queryable, row: OrderCredits, order: PolarOrder, { taken, owed }: Correction, now: Date): Promise<void> {
	const { account_id, order_id, pool_id } = row;
	const pool = await tx.query<{ license_id: string }>('SELECT license_id FROM pools WHERE account_id = $1 AND pool_id = $2', [account_id, pool_id]);
	await queueMail(
		tx,
		{
			account_id,
			mail_key: `refund:${order_id}:${order.refunded_amount}`,
			template: 'refund',
			facts: {
				order_id,
				refunded_cents: order.refunded_amount,
				net_cents: order.net_amount,
				currency: order.currency.toUpperCase(),
				taken: taken - owed,
				owed,
				pool: await poolFact(tx, account_id, pool_id, pool.rows[0]?.license_id ?? pool_id),
			},
		},
		now,
	);
}

async function poolFact(tx: Queryable, account_id: string, pool_id: string, license_id: string): Promise<PoolFact> {
	return pool_id === license_id ? { kind: 'shared', home: null } : { kind: 'domain', home: await homeOf(tx, account_id, pool_id) };
}

async function homeOf(tx: Queryable, account_id: string, site_id: string): Promise<string | null> {
	const site = await tx.query<{ home: string }>('SELECT home FROM sites WHERE account_id = $1 AND site_id = $2', [account_id, site_id]);
	return site.rows[0]?.home ?? null;
}
