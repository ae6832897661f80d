// Reads Polar's books: checkouts, orders, subscriptions, refunds and disputes, each checked before it is used.
import type { Polar } from '@polar-sh/sdk/2026-10';
import type { Static, TSchema } from 'typebox';
import { asking, readOne, toProblem } from './polar-errors.ts';
import { parsePolar, PolarCheckout, PolarDispute, PolarOrder, PolarPage, PolarRefund, PolarSubscription } from './polar-shapes.ts';

/** One row of Polar's lists; `read` is undefined where it does not have the shape that is expected. */
export interface Listed<T> {
	id: string;
	read: T | undefined;
}

export interface PolarBooks {
	/** Undefined where Polar knows no such checkout. @throws Problem */
	readCheckout(polar_checkout_id: string): Promise<PolarCheckout | undefined>;
	/** Undefined where Polar knows no such order. @throws Problem */
	readOrder(order_id: string): Promise<PolarOrder | undefined>;
	/** The orders that came of one checkout. @throws Problem */
	ordersOfCheckout(polar_checkout_id: string): Promise<PolarOrder[]>;
	/** The orders of one subscription, oldest first. @throws Problem */
	ordersOfSubscription(subscription_id: string): Promise<PolarOrder[]>;
	/** Every order made since, or ever, oldest first. @throws Problem */
	orders(since?: Date): AsyncGenerator<Listed<PolarOrder>>;
	/** Undefined where Polar knows no such subscription. @throws Problem */
	readSubscription(subscription_id: string): Promise<PolarSubscription | undefined>;
	/** Every subscription, ended ones too, oldest first. @throws Problem */
	subscriptions(): AsyncGenerator<Listed<PolarSubscription>>;
	/** Every refund, newest first. @throws Problem */
	refunds(): AsyncGenerator<Listed<PolarRefund>>;
	/** Every dispute, newest first, or those about one order. @throws Problem */
	disputes(order_id?: string): AsyncGenerator<Listed<PolarDispute>>;
	/** The receipt of a paid order. Undefined where there is none. @throws Problem */
	receiptUrl(order_id: string): Promise<string | undefined>;
}

const PAGE = 100;

export function readBooks(polar: Polar): PolarBooks {
	return {
		readCheckout: (id) => readOne(async () => parsePolar(PolarCheckout, await polar.checkouts.get(id))),
		readOrder: (id) => readOne(async () => parsePolar(PolarOrder, await polar.orders.get(id))),
		ordersOfCheckout: (checkout_id) => allOf(PolarOrder, polar.orders.iterList({ checkout_id, sorting: ['created_at'], limit: PAGE })),
		ordersOfSubscription: (subscription_id) => allOf(PolarOrder, polar.orders.iterList({ subscription_id, sorting: ['created_at'], limit: PAGE })),
		orders: (since) =>
			listed(
				PolarOrder,
				polar.orders.iterList({ ...(since === undefined ? {} : { created_after: since.toISOString() }), sorting: ['created_at'], limit: PAGE }),
			),
		readSubscription: (id) => readOne(async () => parsePolar(PolarSubscription, await polar.subscriptions.get(id))),
		subscriptions: () => listed(PolarSubscription, polar.subscriptions.iterList({ sorting: ['started_at'], limit: PAGE })),
		refunds: () => listed(PolarRefund, polar.refunds.iterList({ sorting: ['-created_at'], limit: PAGE })),
		disputes: (order_id) =>
			listed(PolarDispute, polar.disputes.iterList({ ...(order_id === undefined ? {} : { order_id }), sorting: ['-created_at'], limit: PAGE })),
		receiptUrl: async (id) => (await readOne(async () => parsePolar(PolarPage, await polar.orders.receipt(id))))?.url,
	};
}

/** Rows one by one: one that cannot be read does not keep the others from being read. */
async function* listed<T extends TSchema>(schema: T, rows: AsyncIterable<{ id: string }>): AsyncGenerator<Listed<Static<T>>> {
	try {
		for await (const row of rows) {
			yield { id: row.id, read: readable(schema, row) };
		}
	} catch (error) {
		throw toProblem(error);
	}
}

function readable<T extends TSchema>(schema: T, row: unknown): Static<T> | undefined {
	try {
		return parsePolar(schema, row);
	} catch {
		return undefined;
	}
}

async function allOf<T extends TSchema>(schema: T, rows: AsyncIterable<{ id: string }>): Promise<Static<T>[]> {
	return asking(async () => {
		const all: Static<T>[] = [];
		for await (const row of rows) {
			all.push(parsePolar(schema, row));
		}
		return all;
	});
}
