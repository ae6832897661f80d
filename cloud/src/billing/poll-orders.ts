// Reads Polar's new orders and refunds, with an hour's overlap, for those whose webhook and checkout were both missed.
import type { Queryable } from '../db/database.ts';
import { Problem } from '../problems.ts';
import type { Services } from '../services.ts';
import { applyOrder, refreshOrder } from './apply-order.ts';
import { noteProblem } from './claims.ts';
import { moveMark, readMark } from './marks.ts';

const OVERLAP_MS = 3_600_000;

/** The mark moves only when every order since the last one was read and applied. @throws Problem where Polar cannot be asked */
export async function pollNewOrders(services: Services): Promise<void> {
	const { db, clock, payments } = services;
	const started_at = clock();
	const orders = [];
	for await (const order of payments.orders(await since(db, 'orders', started_at))) {
		orders.push(order);
	}
	const known = await appliedOrders(
		db,
		orders.map((order) => order.id),
	);
	for (const { id, read } of orders.filter((order) => !known.has(order.id))) {
		await reading(services, id, async () => (read === undefined ? noteProblem(services, id, 'unreadable') : applyOrder(services, read)));
	}
	await moveMark(db, 'orders', started_at);
}

/** Reads the orders of new refunds again. One that changes later is found by its webhook or by reconcile. @throws Problem where Polar cannot be asked */
export async function pollNewRefunds(services: Services): Promise<void> {
	const { db, clock, payments } = services;
	const started_at = clock();
	const from = await since(db, 'refunds', started_at);
	const orders = new Set<string>();
	for await (const { read } of payments.refunds()) {
		if (read !== undefined && new Date(read.created_at) < from) {
			break;
		}
		if (read !== undefined) {
			orders.add(read.order_id);
		}
	}
	for (const order_id of orders) {
		await reading(services, order_id, () => refreshOrder(services, order_id));
	}
	await moveMark(db, 'refunds', started_at);
}

/** Of these orders, those that were applied. */
async function appliedOrders(db: Queryable, order_ids: readonly string[]): Promise<Set<string>> {
	const found = await db.query<{ order_id: string }>(
		`SELECT o.order_id FROM order_claims c JOIN orders o ON o.account_id = c.account_id AND o.order_id = c.order_id
			WHERE c.order_id = ANY ($1)`,
		[order_ids],
	);
	return new Set(found.rows.map((row) => row.order_id));
}

async function since(db: Queryable, name: 'orders' | 'refunds', now: Date): Promise<Date> {
	return new Date(((await readMark(db, name)) ?? now).getTime() - OVERLAP_MS);
}

/** One that Polar answers wrongly about does not keep the others waiting: it is noted, and reconcile tries it again. */
export async function reading(services: Services, order_id: string, read: () => Promise<unknown>): Promise<void> {
	try {
		await read();
	} catch (error) {
		if (!(error instanceof Problem) || error.code !== 'provider_failed') {
			throw error;
		}
		services.log.error({ err: error, order_id }, 'an order could not be read');
		await noteProblem(services, order_id, 'unreadable');
	}
}
