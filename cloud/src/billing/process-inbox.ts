// Applies stored webhooks. An event only leads to reading what it is about again: an order, or a subscription.
import Type from 'typebox';
import { Value } from 'typebox/value';
import { Problem } from '../problems.ts';
import type { Services } from '../services.ts';
import { refreshOrder } from './apply-order.ts';
import { refreshSubscription } from './apply-subscription.ts';

const BATCH = 50;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 300_000;

interface WaitingWebhook {
	webhook_id: string;
	type: string;
	payload: unknown;
	tries: number;
}

/** What is to be read again; null: nothing. */
type About = { order: string } | { subscription: string } | null;

const Id = Type.String({ minLength: 1, maxLength: 100 });
const WithId = Type.Object({ data: Type.Object({ id: Id }) });
const WithOrder = Type.Object({ data: Type.Object({ order_id: Id }) });

/**
 * Works until nothing is due; what fails is tried again later and later, for ever. Returns how many were applied.
 * @throws Problem `unavailable` where Polar is away: the rest waits
 */
export async function processInbox(services: Services): Promise<number> {
	const { db, clock } = services;
	for (let applied = 0; ; ) {
		const due = await db.query<WaitingWebhook>(
			`SELECT webhook_id, type, payload, tries FROM webhook_inbox
				WHERE applied_at IS NULL AND next_try_at <= $1 ORDER BY next_try_at, received_at LIMIT $2`,
			[clock(), BATCH],
		);
		if (due.rows.length === 0) {
			return applied;
		}
		// Several events about one thing need it read once.
		for (const webhooks of Map.groupBy(due.rows, (webhook) => JSON.stringify(aboutOf(services, webhook))).values()) {
			applied += await applyTogether(services, webhooks);
		}
	}
}

async function applyTogether(services: Services, webhooks: WaitingWebhook[]): Promise<number> {
	const { db, clock, log, metrics } = services;
	const [first] = webhooks;
	if (first === undefined) {
		return 0;
	}
	const ids = webhooks.map((webhook) => webhook.webhook_id);
	try {
		await refresh(services, aboutOf(services, first));
		await db.query('UPDATE webhook_inbox SET applied_at = $2 WHERE webhook_id = ANY ($1)', [ids, clock()]);
		webhooks.forEach(() => metrics.webhookTried('applied'));
		return webhooks.length;
	} catch (error) {
		metrics.webhookTried('failed');
		const wait_ms = Math.min(FIRST_RETRY_MS * 2 ** first.tries, LONGEST_RETRY_MS);
		log.warn({ err: error, webhook_ids: ids, type: first.type, wait_ms }, 'webhooks are tried again later');
		await db.query('UPDATE webhook_inbox SET tries = tries + 1, next_try_at = $2 WHERE webhook_id = ANY ($1)', [ids, new Date(clock().getTime() + wait_ms)]);
		if (error instanceof Problem && error.code === 'unavailable') {
			throw error;
		}
		return 0;
	}
}

function aboutOf({ log }: Services, { webhook_id, type, payload }: WaitingWebhook): About {
	if (type.startsWith('order.') && Value.Check(WithId, payload)) {
		return { order: payload.data.id };
	}
	if (type.startsWith('refund.') && Value.Check(WithOrder, payload)) {
		return { order: payload.data.order_id };
	}
	if (type.startsWith('subscription.') && Value.Check(WithId, payload)) {
		return { subscription: payload.data.id };
	}
	if (/^(order|refund|subscription)\./.test(type)) {
		log.error({ webhook_id, type }, 'an event does not name what it is about');
	}
	return null;
}

async function refresh(services: Services, about: About): Promise<void> {
	if (about !== null && 'order' in about) {
		await refreshOrder(services, about.order);
	} else if (about !== null) {
		await refreshSubscription(services, about.subscription);
	}
}
