// The billing duty: applies what webhooks announce, and asks Polar besides, because webhooks get lost.
//
// Whatever it does can be done twice and by several processes: the lease only spares Polar double questions.
import { setTimeout as delay } from 'node:timers/promises';
import { createLease } from '../db/lease.ts';
import { Problem } from '../problems.ts';
import type { Services } from '../services.ts';
import { pollDisputes } from './apply-dispute.ts';
import { doTasks } from './do-tasks.ts';
import { every } from './every.ts';
import { forgetExpired } from './forget.ts';
import { PolarBusy } from './polar-errors.ts';
import { pollNewOrders, pollNewRefunds } from './poll-orders.ts';
import { processInbox } from './process-inbox.ts';
import { startNightlyReconcile } from './nightly-reconcile.ts';
import { watchCheckouts } from './watch-checkouts.ts';
import { watchSubscriptions } from './watch-subscriptions.ts';

const ROUND_MS = 1_000;
const LISTS_EVERY_MS = 60_000;
const DISPUTES_EVERY_MS = 900_000;
/** Short, so that after a kill the next process soon goes on. */
const LEASE_MS = 5_000;
const SHORTEST_REST_MS = 500;
const LONGEST_REST_MS = 60_000;

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
	const nightly = startNightlyReconcile(services);
	const lists_due = every(LISTS_EVERY_MS);
	const disputes_due = every(DISPUTES_EVERY_MS);
	const polar = restBetweenOutages();

	/** A duty that fails is tried again in a later round. */
	const attempt = async (what: string, duty: () => Promise<unknown>): Promise<void> => {
		if (polar.isResting() || stopping.signal.aborted) {
			return;
		}
		try {
			await duty();
		} catch (error) {
			polar.failed(error);
			log.warn({ err: error, duty: what }, 'a billing duty failed; a later round goes on');
		}
	};

	const loop = (async () => {
		while (!stopping.signal.aborted) {
			wake = new AbortController();
			// What this process received it applies itself, lease or not.
			await attempt('inbox', () => processInbox(services));
			if (await lease.hold(clock()).catch(() => false)) {
				await attempt('tasks', () => doTasks(services));
				await attempt('checkouts', () => watchCheckouts(services));
				await attempt('subscriptions', () => watchSubscriptions(services));
				if (!polar.isResting() && lists_due()) {
					await attempt('new orders', () => pollNewOrders(services));
					await attempt('new refunds', () => pollNewRefunds(services));
					await attempt('expired codes', () => forgetExpired(db, clock()));
				}
				if (!polar.isResting() && disputes_due()) {
					await attempt('disputes', () => pollDisputes(services));
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
			await Promise.all([loop, nightly.stop()]);
		},
	};
}

/** Where Polar asks for patience, it gets it; while it is away, it is asked ever more seldom, up to once a minute. */
function restBetweenOutages(): { isResting(): boolean; failed(error: unknown): void } {
	let rests_until = 0;
	let rest_ms = 0;
	return {
		isResting: () => performance.now() < rests_until,
		failed(error) {
			if (!(error instanceof Problem) || error.code !== 'unavailable') {
				return;
			}
			// A single failure, after a while in which all went well, is none of a series.
			const is_series = performance.now() - rests_until < rest_ms + 2 * ROUND_MS;
			const longer_ms = is_series ? Math.min(2 * rest_ms, LONGEST_REST_MS) : 0;
			rest_ms = error instanceof PolarBusy ? error.rest_s * 1000 : Math.max(SHORTEST_REST_MS, longer_ms);
			rests_until = performance.now() + rest_ms;
		},
	};
}
