// The billing duty: applies what webhooks announce, and asks Polar besides, because webhooks get lost.
//
// Whatever it does can be done twice and by several processes: the lease only spares Polar double questions.
import { setTimeout as delay } from 'node:timers/promises';
import { createLease } from '../db/lease.ts';
import { Problem } from '../problems.ts';
import type { Services } from '../services.ts';
import { forgetExpired } from './forget.ts';
import { pollNewOrders } from './poll-orders.ts';
import { processInbox } from './process-inbox.ts';
import { watchCheckouts } from './watch-checkouts.ts';

const ROUND_MS = 1_000;
const NEW_ORDERS_EVERY_MS = 60_000;
/** Short, so that after a kill the next process soon goes on. */
const LEASE_MS = 5_000;

export interface BillingWorker {
	/** Stops after what it is doing. */
	stop(): Promise<void>;
}

export function startBillingWorker(services: Services): BillingWorker {
	const { db, clock, log, inbox } = services;
	const lease = createLease(db, 'billing', LEASE_MS);
	const stopping = new AbortController();
	let wake = new AbortController();
	const stopListening = inbox.onReceived(() => wake.abort());
	const orders_due = every(NEW_ORDERS_EVERY_MS);
	let polar_rests_until = 0;

	/** A duty that fails is tried again in the next round; where Polar asks for patience, it gets it. */
	const attempt = async (what: string, duty: () => Promise<unknown>): Promise<void> => {
		try {
			await duty();
		} catch (error) {
			if (error instanceof Problem && error.retry_after_s !== undefined) {
				polar_rests_until = performance.now() + error.retry_after_s * 1000;
			}
			log.warn({ err: error, duty: what }, 'a billing duty failed; the next round goes on');
		}
	};

	const loop = (async () => {
		while (!stopping.signal.aborted) {
			wake = new AbortController();
			// What this process received it applies itself, lease or not.
			await attempt('inbox', () => processInbox(services));
			if (performance.now() >= polar_rests_until && (await lease.hold(clock()).catch(() => false))) {
				await attempt('checkouts', () => watchCheckouts(services));
				if (orders_due()) {
					await attempt('new orders', () => pollNewOrders(services));
					await attempt('expired codes', () => forgetExpired(db, clock()));
				}
			}
			await delay(ROUND_MS, undefined, { signal: AbortSignal.any([stopping.signal, wake.signal]) }).catch(() => undefined);
		}
		await lease.giveUp().catch(() => undefined);
	})();
	return {
		async stop() {
			stopListening();
			stopping.abort();
			await loop;
		},
	};
}

/** True at the first call and then once per period. */
function every(period_ms: number): () => boolean {
	let due_at = 0;
	return () => {
		const now = performance.now();
		if (now < due_at) {
			return false;
		}
		due_at = now + period_ms;
		return true;
	};
}
