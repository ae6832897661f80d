/* Sends Polar's webhooks: signed, in the order in which they happened, retried, and with the faults asked for. */

import { setTimeout as delay } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import type { Tables } from '../shared/tables.ts';
import type { Happening, WebhookFault } from './events.ts';
import { newEvent, withFault } from './events.ts';
import type { Attempt, EventRecord, PolarSchema } from './records.ts';
import { now } from './records.ts';

/** Waits between attempts. Polar gives up within the hour; here each step is shorter. */
const RETRY_DELAYS_MS = [250, 500, 1000, 2000, 4000, 8000, 15_000, 30_000, 60_000, 120_000];
const RECEIVER_TIMEOUT_MS = 20_000;
/** How many events that are over and done with are kept from one start to the next. */
const KEPT_EVENTS = 500;

export interface WebhookOptions {
	/** Its UTF-8 bytes are the key, whatever it looks like: so Polar does. */
	secret: string;
	url: string | undefined;
	retryDelaysMs?: number[] | undefined;
	/** The next fault that matches, if any. */
	takeFault(matches: (fault: WebhookFault) => boolean): WebhookFault | undefined;
}

const isSuccess = ({ status }: Attempt): boolean => status !== null && status >= 200 && status < 300;

export class Webhooks {
	#tables: Tables<PolarSchema>;
	#options: WebhookOptions;
	#retryDelaysMs: number[];
	#signer: Webhook;
	#url: string | undefined;
	#closing = new AbortController();
	/** First attempts follow one another in the order of the events; a failed one does not hold up the next. */
	#line: Promise<void> = Promise.resolve();
	#held: { ids: string[]; window: number } | undefined;
	#waiting: (() => void)[] = [];

	constructor(tables: Tables<PolarSchema>, options: WebhookOptions) {
		this.#tables = tables;
		this.#options = options;
		this.#retryDelaysMs = options.retryDelaysMs ?? RETRY_DELAYS_MS;
		this.#signer = new Webhook(Buffer.from(options.secret).toString('base64'));
		this.#url = options.url;
		const done = tables.all('events').filter(({ state }) => state !== 'pending');
		tables.commit(done.slice(0, -KEPT_EVENTS).map(({ id }) => ({ table: 'events', removed: id })));
		this.#resume();
	}

	/** Makes the events' rows. Commit them, then `send` them. */
	record(happenings: Pick<Happening, 'type' | 'data'>[]): EventRecord[] {
		return happenings.map(({ type, data }) => this.recordOther(type, data));
	}

	/** As `record`, for any type at all: what Polar may send one day. */
	recordOther(type: string, data: unknown): EventRecord {
		const event = newEvent(type, data);
		if (this.#url === undefined) {
			return { ...event, state: 'unsent' };
		}
		const fault = this.#takeFault(event, false);
		return fault ? withFault(event, fault) : event;
	}

	send(events: EventRecord[]): void {
		events.forEach((event) => this.#sendOne(event));
	}

	/** Sends an event once more, whatever became of it. */
	redeliver(event: EventRecord): void {
		this.#enqueue(event.id, true);
	}

	setUrl(url: string | undefined): void {
		const wasUnset = this.#url === undefined;
		this.#url = url;
		if (wasUnset) {
			this.#resume();
		}
	}

	/** Resolves when no event is pending. */
	settled(): Promise<void> {
		return this.#isPending() ? new Promise((resolve) => this.#waiting.push(resolve)) : Promise.resolve();
	}

	close(): void {
		this.#closing.abort();
	}

	#takeFault(event: EventRecord, reorders: boolean): WebhookFault | undefined {
		return this.#options.takeFault(
			({ effect, type }) => (effect === 'reorder_webhooks') === reorders && event.type.startsWith(type ?? ''),
		);
	}

	#isPending(): boolean {
		return this.#tables.all('events').some(({ state }) => state === 'pending');
	}

	#resume(): void {
		this.send(this.#tables.all('events'));
	}

	#sendOne(event: EventRecord): void {
		if (event.state !== 'pending' || this.#url === undefined || this.#hold(event)) {
			return;
		}
		const wait = event.not_before === null ? 0 : new Date(event.not_before).getTime() - Date.now();
		if (wait > 0) {
			this.#later(wait, () => this.#enqueue(event.id));
		} else {
			this.#enqueue(event.id);
		}
	}

	/** Holds an event back when events are to be reordered; lets all go, last first, when there are enough. */
	#hold(event: EventRecord): boolean {
		const fault = this.#held ? undefined : this.#takeFault(event, true);
		if (fault) {
			const held = { ids: [], window: fault.window ?? 2 };
			this.#held = held;
			this.#later(fault.delay_ms ?? 3000, () => {
				if (this.#held === held) {
					this.#letGo();
				}
			});
		}
		if (!this.#held) {
			return false;
		}
		this.#held.ids.push(event.id);
		if (this.#held.ids.length >= this.#held.window) {
			this.#letGo();
		}
		return true;
	}

	#letGo(): void {
		const ids = this.#held?.ids ?? [];
		this.#held = undefined;
		[...ids].reverse().forEach((id) => this.#enqueue(id));
	}

	/** Runs `task` after a wait, unless the sandbox stops first. */
	#later(ms: number, task: () => void): void {
		delay(ms, undefined, { signal: this.#closing.signal }).then(task, () => undefined);
	}

	/* An attempt that cannot be written down (a full disk) leaves its event pending, for the next start. */
	#enqueue(id: string, again = false): void {
		this.#line = this.#line.then(() => this.#attempt(id, again)).catch(() => undefined);
	}

	async #attempt(id: string, again: boolean): Promise<void> {
		const event = this.#tables.get('events', id);
		if (!event || this.#url === undefined || (event.state !== 'pending' && !again)) {
			return;
		}
		const made = await this.#post(event, this.#url);
		if (this.#closing.signal.aborted) {
			return;
		}
		const attempts = [...event.attempts, made];
		const failures = attempts.filter((attempt) => !isSuccess(attempt)).length;
		if (isSuccess(made) && event.repeats_left > 0) {
			this.#save({ ...event, attempts, repeats_left: event.repeats_left - 1 });
			this.#enqueue(id);
		} else if (isSuccess(made)) {
			this.#save({ ...event, attempts, state: 'delivered' });
		} else if (failures <= this.#retryDelaysMs.length && !again) {
			this.#save({ ...event, attempts });
			this.#later(this.#retryDelaysMs[failures - 1] ?? 0, () => this.#enqueue(id));
		} else {
			this.#save({ ...event, attempts, state: event.state === 'delivered' ? 'delivered' : 'gave_up' });
		}
	}

	async #post(event: EventRecord, url: string): Promise<Attempt> {
		const at = new Date(Date.now() + event.timestamp_skew_s * 1000);
		const signed = event.corrupt_signature ? `${event.payload} ` : event.payload;
		try {
			const response = await fetch(url, {
				method: 'POST',
				redirect: 'manual',
				body: event.payload,
				headers: {
					'user-agent': 'polar.sh webhooks',
					'content-type': 'application/json',
					'webhook-id': event.id,
					'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
					'webhook-signature': this.#signer.sign(event.id, at, signed),
				},
				signal: AbortSignal.any([this.#closing.signal, AbortSignal.timeout(RECEIVER_TIMEOUT_MS)]),
			});
			await response.body?.cancel();
			return { at: now(), status: response.status, error: null };
		} catch (error) {
			const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
			return { at: now(), status: null, error: cause instanceof Error ? cause.message : String(cause) };
		}
	}

	#save(event: EventRecord): void {
		this.#tables.commit([{ table: 'events', row: event }]);
		if (event.state !== 'pending' && this.#waiting.length > 0 && !this.#isPending()) {
			const waiting = this.#waiting;
			this.#waiting = [];
			waiting.forEach((resolve) => {
				resolve();
			});
		}
	}
}
