// A duty of one process at a time: expires overdue holds and removes results after their 30 days. It never calls the model.
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import type { Database } from '../db/database.ts';
import { createLease } from '../db/lease.ts';
import { expire } from '../ledger/expire.ts';

export const SWEEP_EVERY_MS = 5_000;
export const RESULT_LIFETIME_DAYS = 30;
const LEASE_MS = 20_000;
const BATCH = 500;

export interface Sweeper {
	stop(): Promise<void>;
}

export interface Swept {
	/** Holds ended. */
	expired: number;
	/** Results removed. */
	forgotten: number;
}

/** One sweep: ends every hold past its time, then removes old results. `stop` ends it between two batches. */
export async function sweep(db: Database, now: Date, stop?: AbortSignal): Promise<Swept> {
	let expired = 0;
	for (let ended = BATCH; ended === BATCH && stop?.aborted !== true; ) {
		ended = await expire(db, now, BATCH);
		expired += ended;
	}
	const too_old = new Date(now.getTime() - RESULT_LIFETIME_DAYS * 86_400_000);
	const removed = await db.query('DELETE FROM results WHERE created_at < $1', [too_old]);
	return { expired, forgotten: removed.rowCount ?? 0 };
}

export function startSweeper(db: Database, clock: () => Date, log: FastifyBaseLogger, onSwept?: (swept: Swept, now: Date) => void): Sweeper {
	const lease = createLease(db, 'sweeper', LEASE_MS);
	const stopping = new AbortController();
	const loop = (async () => {
		while (!stopping.signal.aborted) {
			const own_log = log.child({ sweep_id: randomUUID() });
			try {
				if (await lease.hold(clock())) {
					const { expired, forgotten } = await sweep(db, clock(), stopping.signal);
					onSwept?.({ expired, forgotten }, clock());
					if (expired + forgotten > 0) {
						own_log.info({ expired, forgotten }, 'swept');
					}
				}
			} catch (error) {
				own_log.warn({ err: error }, 'a sweep failed; the next one goes on');
			}
			await delay(SWEEP_EVERY_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
		}
		await lease.giveUp().catch(() => undefined);
	})();
	return {
		async stop() {
			stopping.abort();
			await loop;
		},
	};
}
