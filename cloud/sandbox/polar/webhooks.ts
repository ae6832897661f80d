/* Sends Polar's webhooks: signed, in the order in which they happened, retried, and with the faults asked for. */

import { setTimeout as delay } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { webhooks as polarWebhooks } from '@polar-sh/sdk/2026-10';
import { occurrence } from '../shared/faults.ts';
import type { Change, Tables } from '../shared/tables.ts';
import type { Attempt, EventRecord, PolarSchema } from './records.ts';
import { API_VERSION, newId, now } from './records.ts';

type Payload = polarWebhooks.WebhookPayload;
/** An event as Polar describes it, without what every one of them has. */
export type Happening = {
	[T in Payload['type']]: { type: T; data: Extract<Payload, { type: T }>['data'] };
}[Payload['type']];

/**
 * A fault of the webhooks, decided when an event happens.
 *
 * - `drop_webhook`: never sent
 * - `repeat_webhook`: sent `repeats` times more, with the same id
 * - `delay_webhook`: first sent after `delay_ms`
 * - `reorder_webhooks`: the next `window` events that match are held back, then sent last first; after `delay_ms`
 *   (default 3000) those that came are sent, even when fewer. Strikes once.
 * - `corrupt_signature`: the signature does not fit the body
 * - `skew_timestamp`: signed as if sent `skew_s` seconds later (negative: earlier)
 */
export const WebhookFault = Type.Object(
	{
		effect: Type.Enum([
			'drop_webhook',
			'repeat_webhook',
			'delay_webhook',
			'reorder_webhooks',
			'corrupt_signature',
			'skew_timestamp',
		]),
		type: Type.Optional(Type.String({ description: 'Only event types that start so, such as order.paid or order.' })),
		repeats: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
		delay_ms: Type.Optional(Type.Integer({ minimum: 0, maximum: 600_000 })),
		window: Type.Optional(Type.Integer({ minimum: 2, maximum: 100 })),
		skew_s: Type.Optional(Type.Integer()),
		...occurrence,
	},
	{ additionalProperties: false },
);
export type WebhookFault = Static<typeof WebhookFault>;

/** Waits between attempts. Polar gives up within the hour; here each step is shorter. */
const RETRY_DELAYS_MS = [250, 500, 1000, 2000, 4000, 8000, 15_000, 30_000, 60_000, 120_000];
const RECEIVER_TIMEOUT_MS = 20_000;

export interface WebhookOptions {
	secret: string;
	url: string | undefined;
	retryDelaysMs?: number[] | undefined;
}

export interface Webhooks {
	/** The rows to commit together with the change that caused the events; the same rows go to `send` afterwards. */
	record(happenings: Happening[]): EventRecord[];
	/** Any type at all, for what Polar may send one day. */
	recordOther(type: string, data: unknown): EventRecord;
	send(events: EventRecord[]): void;
	/** Sends an event once more, whatever became of it. */
	redeliver(event: EventRecord): void;
	setUrl(url: string | undefined): void;
	/** Resolves when no event is pending. */
	settled(): Promise<void>;
	close(): void;
}

/** A list of events as rows to commit. */
export const asChanges = (events: EventRecord[]): Change<PolarSchema>[] =>
	events.map((row) => ({ table: 'events', row }));

export function createWebhooks(
	tables: Tables<PolarSchema>,
	takeFault: (matches: (fault: WebhookFault) => boolean) => WebhookFault | undefined,
	options: WebhookOptions,
): Webhooks {
	const retryDelaysMs = options.retryDelaysMs ?? RETRY_DELAYS_MS;
	const closing = new AbortController();
	let url = options.url;
	let line: Promise<void> = Promise.resolve();
	let held: { ids: string[]; window: number } | undefined;
	let waiting: (() => void)[] = [];

	const pending = (): boolean => tables.all('events').some((event) => event.state === 'pending');

	const save = (event: EventRecord): void => {
		tables.commit([{ table: 'events', row: event }]);
		if (event.state !== 'pending' && waiting.length > 0 && !pending()) {
			waiting.forEach((resolve) => resolve());
			waiting = [];
		}
	};

	/** Runs `task` after a wait, unless the sandbox stops first. */
	const later = (ms: number, task: () => void): void => {
		delay(ms, undefined, { signal: closing.signal }).then(task, () => undefined);
	};

	const post = async (event: EventRecord, to: string): Promise<Attempt> => {
		const at = new Date(Date.now() + event.timestamp_skew_s * 1000);
		const signed = event.corrupt_signature ? `${event.payload} ` : event.payload;
		const signature = new Webhook(Buffer.from(options.secret).toString('base64')).sign(event.id, at, signed);
		try {
			const response = await fetch(to, {
				method: 'POST',
				redirect: 'manual',
				body: event.payload,
				headers: {
					'user-agent': 'polar.sh webhooks',
					'content-type': 'application/json',
					'webhook-id': event.id,
					'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
					'webhook-signature': signature,
				},
				signal: AbortSignal.any([closing.signal, AbortSignal.timeout(RECEIVER_TIMEOUT_MS)]),
			});
			await response.body?.cancel();
			return { at: now(), status: response.status, error: null };
		} catch (error) {
			const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
			return { at: now(), status: null, error: cause instanceof Error ? cause.message : String(cause) };
		}
	};

	const attempt = async (id: string, again: boolean): Promise<void> => {
		const event = tables.get('events', id);
		if (!event || closing.signal.aborted || url === undefined || (event.state !== 'pending' && !again)) {
			return;
		}
		const made = await post(event, url);
		if (closing.signal.aborted) {
			return;
		}
		const attempts = [...event.attempts, made];
		const succeeded = made.status !== null && made.status >= 200 && made.status < 300;
		const failures = attempts.filter(({ status }) => status === null || status < 200 || status > 299).length;
		if (succeeded && event.repeats_left > 0) {
			save({ ...event, attempts, repeats_left: event.repeats_left - 1 });
			enqueue(id);
		} else if (succeeded) {
			save({ ...event, attempts, state: 'delivered' });
		} else if (failures <= retryDelaysMs.length && !again) {
			save({ ...event, attempts });
			later(retryDelaysMs[failures - 1] ?? 0, () => enqueue(id));
		} else {
			save({ ...event, attempts, state: event.state === 'delivered' ? 'delivered' : 'gave_up' });
		}
	};

	/* First attempts follow one another in the order of the events; a failed one does not hold up the next. */
	const enqueue = (id: string, again = false): void => {
		line = line.then(() => attempt(id, again));
	};

	const resume = (): void => tables.all('events').forEach(sendOne);

	const releaseHeld = (): void => {
		const ids = held?.ids ?? [];
		held = undefined;
		[...ids].reverse().forEach((id) => enqueue(id));
	};

	/** Applies what a fault says to a new event. */
	const faulted = (event: EventRecord): EventRecord => {
		const fault = takeFault(({ effect, type }) => effect !== 'reorder_webhooks' && event.type.startsWith(type ?? ''));
		switch (fault?.effect) {
			case 'drop_webhook':
				return { ...event, state: 'dropped' };
			case 'repeat_webhook':
				return { ...event, repeats_left: fault.repeats ?? 1 };
			case 'delay_webhook':
				return { ...event, not_before: new Date(Date.now() + (fault.delay_ms ?? 1000)).toISOString() };
			case 'corrupt_signature':
				return { ...event, corrupt_signature: true };
			case 'skew_timestamp':
				return { ...event, timestamp_skew_s: fault.skew_s ?? -3600 };
			default:
				return event;
		}
	};

	const recordOther = (type: string, data: unknown): EventRecord => {
		const at = now();
		return faulted({
			id: newId(),
			type,
			created_at: at,
			payload: JSON.stringify({ type, timestamp: at, api_version: API_VERSION, data }),
			state: url === undefined ? 'unsent' : 'pending',
			attempts: [],
			repeats_left: 0,
			not_before: null,
			corrupt_signature: false,
			timestamp_skew_s: 0,
		});
	};

	const sendOne = (event: EventRecord): void => {
		if (event.state !== 'pending' || url === undefined) {
			return;
		}
		const fault = held
			? undefined
			: takeFault(({ effect, type }) => effect === 'reorder_webhooks' && event.type.startsWith(type ?? ''));
		if (fault) {
			held = { ids: [], window: fault.window ?? 2 };
			later(fault.delay_ms ?? 3000, releaseHeld);
		}
		if (held) {
			held.ids.push(event.id);
			if (held.ids.length >= held.window) {
				releaseHeld();
			}
			return;
		}
		const wait = event.not_before === null ? 0 : new Date(event.not_before).getTime() - Date.now();
		if (wait > 0) {
			later(wait, () => enqueue(event.id));
		} else {
			enqueue(event.id);
		}
	};

	resume();

	return {
		record: (happenings) => happenings.map(({ type, data }) => recordOther(type, data)),
		recordOther,
		send: (events) => events.forEach(sendOne),
		redeliver: (event) => enqueue(event.id, true),
		setUrl: (next) => {
			const wasUnset = url === undefined;
			url = next;
			if (wasUnset) {
				resume();
			}
		},
		settled: () => (pending() ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve()),
		close: () => closing.abort(),
	};
}
