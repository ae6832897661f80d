// Compares and mends once a day, at the time that the settings name, in one of the processes.
import { setTimeout as delay } from 'node:timers/promises';
import { createLease } from '../db/lease.ts';
import type { Services } from '../services.ts';
import { every } from './every.ts';
import { moveMark, readMark } from './marks.ts';
import { reconcile } from './reconcile.ts';

const LOOK_EVERY_MS = 30_000;
/** After a kill another process begins anew. */
const LEASE_MS = 120_000;
const RENEW_EVERY_MS = 20_000;

/** The service stops, or another process has the lease: the comparison ends here. */
class Stopped extends Error {}

/** Every process looks; the one with the lease compares. What was missed while no process ran is made up for at the next look. */
export function startNightlyReconcile(services: Services): { stop(): Promise<void> } {
	const stopping = new AbortController();
	const lease = createLease(services.db, 'reconcile', LEASE_MS);
	const loop = (async () => {
		while (!stopping.signal.aborted) {
			try {
				if ((await isDue(services)) && (await lease.hold(services.clock()))) {
					const renewal_due = every(RENEW_EVERY_MS);
					await runNightly(services, async () => {
						if (stopping.signal.aborted || (renewal_due() && !(await lease.hold(services.clock())))) {
							throw new Stopped();
						}
					});
					await lease.giveUp();
				}
			} catch (error) {
				if (!(error instanceof Stopped)) {
					services.log.warn({ err: error }, 'the nightly reconcile failed; it is tried again');
				}
			}
			await delay(LOOK_EVERY_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
		}
	})();
	return {
		async stop() {
			stopping.abort();
			await loop;
		},
	};
}

/** Whether the last time of day that the settings name has passed without a comparison. A new installation begins with the next one. */
export async function isDue({ config, db, clock }: Services): Promise<boolean> {
	if (config.reconcile_at === null) {
		return false;
	}
	const now = clock();
	const due = new Date(`${now.toISOString().slice(0, 10)}T${config.reconcile_at}:00.000Z`);
	if (due > now) {
		due.setUTCDate(due.getUTCDate() - 1);
	}
	const last = await readMark(db, 'reconcile');
	if (last === undefined) {
		await moveMark(db, 'reconcile', now);
	}
	return last !== undefined && last < due;
}

/** One comparison that mends; its mark is set when it is done. */
export async function runNightly(services: Services, onStep: () => Promise<void>): Promise<void> {
	const { log, metrics } = services;
	const started_at = services.clock();
	const result = await reconcile(services, {
		mend: true,
		onStep,
		onDifference: (difference, state) => {
			if (state !== 'found') {
				log.error({ ...difference, is_mended: state === 'mended' }, "Polar's books and ours differed");
			}
		},
	});
	metrics.reconciled({ found: result.differences.length, left: result.left.length }, services.clock());
	await moveMark(services.db, 'reconcile', started_at);
	log.info({ orders: result.orders, subscriptions: result.subscriptions, differences: result.differences.length, left: result.left.length }, 'reconciled');
}
