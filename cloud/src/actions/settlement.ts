// Ends the actions of one request as they finish. Endings that come while a statement is on its way share the next one.
import { setTimeout as delay } from 'node:timers/promises';
import type { Capture } from '../ledger/capture.ts';
import type { HoldAnswer, HoldsAnswer, SiteKey } from '../ledger/hold.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Release } from '../ledger/release.ts';

interface Waiting<T> {
	ending: T;
	resolve: (hold: HoldAnswer) => void;
	reject: (error: unknown) => void;
}

type OnFailure = (error: unknown, delay_ms: number, action_ids: string[]) => void;

/** Tries until the hold would expire anyway. A repeat is harmless: the first end of a hold wins. */
const RETRY_DELAYS_MS = [100, 400, 1600, 6400, 12_800];

export interface Settlement {
	capture(ending: Capture): Promise<HoldAnswer>;
	release(ending: Release): Promise<HoldAnswer>;
}

/** The settlement of one request, for its site. Tells of each failed try; rejects where the database stays away: the hold then expires by itself. */
export function createSettlement(ledger: Ledger, site: SiteKey, onFailure: OnFailure): Settlement {
	const captures = createLane<Capture>((endings) => ledger.capture(site, endings), onFailure);
	const releases = createLane<Release>((endings) => ledger.release(site, endings), onFailure);
	return { capture: captures, release: releases };
}

function createLane<T extends { action_id: string }>(
	settleAll: (endings: T[]) => Promise<HoldsAnswer>,
	onFailure: OnFailure,
): (ending: T) => Promise<HoldAnswer> {
	let waiting: Waiting<T>[] = [];
	let is_flushing = false;

	async function flush(): Promise<void> {
		is_flushing = true;
		// One turn of the event loop: what finished together is settled together.
		await new Promise((resolve) => setImmediate(resolve));
		while (waiting.length > 0) {
			const batch = waiting;
			waiting = [];
			try {
				const endings = batch.map((entry) => entry.ending);
				const action_ids = endings.map((ending) => ending.action_id);
				const answer = await retry(() => settleAll(endings), (error, delay_ms) => onFailure(error, delay_ms, action_ids));
				for (const entry of batch) {
					const hold = answer.actions.find((action) => action.id === entry.ending.action_id);
					if (hold === undefined) {
						entry.reject(new Error(`The ledger does not know action ${entry.ending.action_id}.`));
					} else {
						entry.resolve(hold);
					}
				}
			} catch (error) {
				batch.forEach((entry) => entry.reject(error));
			}
		}
		is_flushing = false;
	}

	return (ending) =>
		new Promise((resolve, reject) => {
			waiting.push({ ending, resolve, reject });
			if (!is_flushing) {
				void flush();
			}
		});
}

async function retry<T>(attempt: () => Promise<T>, onFailure: (error: unknown, delay_ms: number) => void): Promise<T> {
	for (const delay_ms of RETRY_DELAYS_MS) {
		try {
			return await attempt();
		} catch (error) {
			onFailure(error, delay_ms);
			await delay(delay_ms);
		}
	}
	return attempt();
}
