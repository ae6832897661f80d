/* Polar's webhook events: what they say, and the faults that can be asked of them. */

import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { webhooks } from '@polar-sh/sdk/2026-10';
import { occurrence } from '../shared/faults.ts';
import type { Change } from '../shared/tables.ts';
import type { EventRecord, PolarSchema } from './records.ts';
import { API_VERSION, newId, now } from './records.ts';

type Payload = webhooks.WebhookPayload;

/** An event as Polar describes it, without what every one of them has. */
export type Happening = {
	[T in Payload['type']]: { type: T; data: Extract<Payload, { type: T }>['data'] };
}[Payload['type']];

/**
 * A fault of the webhooks, decided when an event happens.
 *
 * - `drop_webhook`: never sent
 * - `repeat_webhook`: sent `repeats` times more (default 1), with the same id
 * - `delay_webhook`: first sent after `delay_ms` (default 1000)
 * - `reorder_webhooks`: the next `window` (default 2) events that match are held back, then sent last first; after
 *   `delay_ms` (default 3000) those that came are sent, even when fewer. One count is one window.
 * - `corrupt_signature`: the signature does not fit the body
 * - `skew_timestamp`: signed as if sent `skew_s` seconds later (default -3600: an hour earlier)
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

/** A new event of any type at all, signed later exactly as it is here. */
export function newEvent(type: string, data: unknown): EventRecord {
	const at = now();
	return {
		id: newId(),
		type,
		created_at: at,
		payload: JSON.stringify({ type, timestamp: at, api_version: API_VERSION, data }),
		state: 'pending',
		attempts: [],
		repeats_left: 0,
		not_before: null,
		corrupt_signature: false,
		timestamp_skew_s: 0,
	};
}

/** An event with what a fault does to it. Reordering concerns several and is not done here. */
export function withFault(event: EventRecord, fault: WebhookFault): EventRecord {
	switch (fault.effect) {
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
		case 'reorder_webhooks':
			return event;
	}
}

/** Events as rows to commit. */
export const asChanges = (events: EventRecord[]): Change<PolarSchema>[] =>
	events.map((row) => ({ table: 'events', row }));
