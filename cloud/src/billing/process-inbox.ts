// Applies stored webhooks. An event about an order only leads to reading that order; all others need nothing done.
import Type from 'typebox';
import { Value } from 'typebox/value';
import { Problem } from '../problems.ts';
import type { Services } from '../services.ts';
import { applyOrder } from './apply-order.ts';

const BATCH = 50;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 300_000;

interface WaitingWebhook {
	webhook_id: string;
	type: string;
	payload: unknown;
	tries: number;
}

const OrderEvent = Type.Object({ data: Type.Object({ id: Type.String({ minLength: 1, maxLength: 100 }) }) });

/** Works until nothing is due or Polar is away; what fails is tried again later and later, for ever. Returns how many were applied. */
export async function processInbox(services: Services): Promise<number> {
	const { db, clock, log, metrics } = services;
	for (let applied = 0; ; ) {
		const due = await db.query<WaitingWebhook>(
			`SELECT webhook_id, type, payload, tries FROM webhook_inbox
				WHERE applied_at IS NULL AND next_try_at <= $1 ORDER BY next_try_at, received_at LIMIT $2`,
			[clock(), BATCH],
		);
		for (const webhook of due.rows) {
			try {
				await applyWebhook(services, webhook);
				await db.query('UPDATE webhook_inbox SET applied_at = $2 WHERE webhook_id = $1', [webhook.webhook_id, clock()]);
				metrics.webhookTried('applied');
				applied++;
			} catch (error) {
				metrics.webhookTried('failed');
				const wait_ms = Math.min(FIRST_RETRY_MS * 2 ** webhook.tries, LONGEST_RETRY_MS);
				log.warn({ err: error, webhook_id: webhook.webhook_id, type: webhook.type, wait_ms }, 'a webhook is tried again later');
				await db.query('UPDATE webhook_inbox SET tries = tries + 1, next_try_at = $2 WHERE webhook_id = $1', [
					webhook.webhook_id,
					new Date(clock().getTime() + wait_ms),
				]);
				if (error instanceof Problem && error.code === 'unavailable') {
					return applied;
				}
			}
		}
		if (due.rows.length === 0) {
			return applied;
		}
	}
}

async function applyWebhook(services: Services, webhook: WaitingWebhook): Promise<void> {
	if (!webhook.type.startsWith('order.')) {
		return;
	}
	if (!Value.Check(OrderEvent, webhook.payload)) {
		services.log.error({ webhook_id: webhook.webhook_id, type: webhook.type }, 'an order event names no order');
		return;
	}
	const order = await services.payments.readOrder(webhook.payload.data.id);
	if (order !== undefined) {
		await applyOrder(services, order);
	}
}
