// What goes wrong outside of WordPress: with the model and with Polar, whose sandboxes also count what they are asked, and with the cloud's database.

import { expect } from '@playwright/test';
import { openDatabase } from '../../../cloud/src/db/database.ts';
import { runningDatabaseUrl } from '../../../cloud/src/db/embedded.ts';
import type { Environment } from '../environment.ts';

interface Fault {
	effect: 'latency' | 'status' | 'empty' | 'drop_webhook';
	status?: number;
	latency_ms?: number;
	/** Only requests whose body has this in it. */
	body_contains?: string;
	after?: number;
}

interface Armed {
	id: string;
	matched: number;
	struck: number;
}

/** More often than anything is ever asked for. */
const NEVER = 1_000_000_000;

/**
 * Arms a fault until it is taken away.
 *
 * @param url The sandbox's address.
 */
async function arm(url: string, fault: Fault): Promise<Armed> {
	const answer = await fetch(`${url}/_sandbox/faults`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ ...fault, count: null }),
	});
	expect(answer.status, `a fault: ${JSON.stringify(fault)}`).toBe(201);
	return (await answer.json()) as Armed;
}

/** Things go wrong from now on. What it returns ends that, and tells how often it struck. */
export async function goWrong(url: string, ...faults: Fault[]): Promise<() => Promise<number>> {
	const armed = await Promise.all(faults.map((fault) => arm(url, fault)));
	return async () => {
		const struck = await Promise.all(armed.map(async ({ id }) => (await find(url, id)).struck));
		for (const { id } of armed) {
			await fetch(`${url}/_sandbox/faults/${id}`, { method: 'DELETE' });
		}
		return struck.reduce((sum, times) => sum + times, 0);
	};
}

/** Counts what the sandbox is asked from now on, only what has this in its body where it is given. Arm it before any fault. */
export async function count(url: string, body_contains?: string): Promise<() => Promise<number>> {
	// It never strikes.
	const { id } = await arm(url, { effect: 'latency', after: NEVER, ...(body_contains === undefined ? {} : { body_contains }) });
	return async () => (await find(url, id)).matched;
}

async function find(url: string, id: string): Promise<Armed> {
	const { faults } = (await (await fetch(`${url}/_sandbox/faults`)).json()) as { faults: Armed[] };
	const found = faults.find((armed) => armed.id === id);
	if (found === undefined) {
		throw new Error('The sandbox has forgotten a fault.');
	}
	return found;
}

/** The cloud's database takes no new order from now on. What it returns ends that. */
export async function refuseOrders({ cloudFolder }: Environment): Promise<() => Promise<void>> {
	const change = async (sql: string) => {
		const url = await runningDatabaseUrl(cloudFolder);
		if (url === undefined) {
			throw new Error('The cloud has no database running.');
		}
		const db = openDatabase({ url, max_connections: 1 });
		try {
			await db.query(sql);
		} finally {
			await db.end();
		}
	};
	await change('ALTER TABLE orders ADD CONSTRAINT takes_none CHECK (false) NOT VALID');
	return () => change('ALTER TABLE orders DROP CONSTRAINT takes_none');
}
