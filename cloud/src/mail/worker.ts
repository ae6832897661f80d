// The mail duty: sends the outbox every second, and looks every minute for what owners are to be told of.
//
// The lease spares double work; whatever is done can be done twice and by several processes.
import { setTimeout as delay } from 'node:timers/promises';
import { createLease } from '../db/lease.ts';
import type { Services } from '../services.ts';
import { queueNotices } from './notices.ts';
import { forgetMails } from './outbox.ts';
import { sendMails } from './send-mails.ts';

const ROUND_MS = 1_000;
const NOTICES_EVERY_MS = 60_000;
const REST_AFTER_FAILURE_MS = 10_000;
/** Longer than one mail may take. */
const LEASE_MS = 30_000;

export interface MailWorker {
	/** Stops after the mail that is being sent. */
	stop(): Promise<void>;
}

export function startMailWorker(services: Services): MailWorker {
	const { db, clock, log } = services;
	const lease = createLease(db, 'mail', LEASE_MS);
	const stopping = new AbortController();
	let notices_due_at = 0;

	const round = async (): Promise<number> => {
		try {
			if (!(await lease.hold(clock()))) {
				return ROUND_MS;
			}
			if (performance.now() >= notices_due_at) {
				notices_due_at = performance.now() + NOTICES_EVERY_MS;
				await queueNotices(services);
				await forgetMails(db, clock());
			}
			await sendMails(services, async () => !stopping.signal.aborted && (await lease.hold(clock())));
			return ROUND_MS;
		} catch (error) {
			log.warn({ err: error }, 'mail waits; the next round goes on');
			return REST_AFTER_FAILURE_MS;
		}
	};
	const loop = (async () => {
		while (!stopping.signal.aborted) {
			await delay(await round(), undefined, { signal: stopping.signal }).catch(() => undefined);
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
