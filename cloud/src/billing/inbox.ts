// The inbox of webhooks: written once by id, whatever the type, before anything is done about it.
import { EventEmitter } from 'node:events';
import type { Database } from '../db/database.ts';

export interface Webhook {
	webhook_id: string;
	/** Polar's name of the event; any text. */
	type: string;
	payload: object;
}

export interface WebhookInbox {
	/** Stored when this resolves; a repeat of the id changes nothing. */
	receive(webhook: Webhook): Promise<void>;
	/** Calls back after each webhook that this process received; returns how to stop that. */
	onReceived(callback: () => void): () => void;
}

export function createInbox(db: Database, clock: () => Date): WebhookInbox {
	const received = new EventEmitter();
	return {
		async receive({ webhook_id, type, payload }) {
			const now = clock();
			await db.query(
				`INSERT INTO webhook_inbox (webhook_id, type, payload, received_at, next_try_at) VALUES ($1, $2, $3, $4, $4)
					ON CONFLICT (webhook_id) DO NOTHING`,
				[webhook_id, type, JSON.stringify(payload), now],
			);
			received.emit('received');
		},
		onReceived(callback) {
			received.on('received', callback);
			return () => received.off('received', callback);
		},
	};
}
