// Proves that a webhook is Polar's: its raw body is signed, a short while ago, with one of the secrets that are valid now.
import { webhooks } from '@polar-sh/sdk/2026-10';
import Type from 'typebox';
import { Value } from 'typebox/value';
import { Problem } from '../problems.ts';
import type { Webhook } from './inbox.ts';

const Event = Type.Object({ type: Type.String({ minLength: 1, maxLength: 200 }) });

/**
 * The webhook in a raw body, of a known type or not.
 * @throws Problem `unauthenticated` (none of the secrets signed it), `invalid_request` (signed, but no event)
 */
export async function verifyWebhook(body: Buffer, headers: Record<string, string | string[] | undefined>, secrets: readonly string[]): Promise<Webhook> {
	const header = (name: string): string => String(headers[name] ?? '');
	const signed = {
		'webhook-id': header('webhook-id'),
		'webhook-timestamp': header('webhook-timestamp'),
		'webhook-signature': header('webhook-signature'),
	};
	for (const secret of secrets) {
		try {
			await webhooks.validateEvent(body, signed, secret);
		} catch (error) {
			if (error instanceof webhooks.PolarWebhookVerificationError) {
				continue;
			}
			if (!(error instanceof webhooks.PolarWebhookUnknownTypeError)) {
				throw new Problem('invalid_request', 'The body is signed but is no JSON.', { cause: error });
			}
		}
		const payload: unknown = JSON.parse(body.toString('utf8'));
		if (!Value.Check(Event, payload)) {
			throw new Problem('invalid_request', 'The body is signed but is no event.');
		}
		return { webhook_id: signed['webhook-id'], type: payload.type, payload };
	}
	throw new Problem('unauthenticated', 'The signature is missing, too old or not made with our secret.');
}
