// Reads Polar's new orders, with an hour's overlap, for those whose webhook and checkout were both missed.
import type { Services } from '../services.ts';
import { appliedOrders, applyOrder } from './apply-order.ts';
import type { PolarOrder } from './polar-shapes.ts';

const MARK = 'orders';
const OVERLAP_MS = 3_600_000;

/** The mark moves only when every order since the last one was read and applied. @throws Problem where Polar cannot be asked */
export async function pollNewOrders(services: Services): Promise<void> {
	const { db, clock, payments } = services;
	const started_at = clock();
	const mark = await db.query<{ mark: Date }>('SELECT mark FROM poll_marks WHERE name = $1', [MARK]);
	const since = new Date((mark.rows[0]?.mark ?? started_at).getTime() - OVERLAP_MS);
	const orders: PolarOrder[] = [];
	for await (const order of payments.ordersSince(since)) {
		orders.push(order);
	}
	const known = await appliedOrders(
		db,
		orders.map((order) => order.id),
	);
	for (const order of orders.filter(({ id }) => !known.has(id))) {
		await applyOrder(services, order);
	}
	await db.query(
		'INSERT INTO poll_marks (name, mark) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET mark = greatest(poll_marks.mark, excluded.mark)',
		[MARK, started_at],
	);
}
