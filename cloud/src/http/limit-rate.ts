// Keeps one address from flooding an operation that anybody may call; its answer is a problem like every other.
import rateLimit from '@fastify/rate-limit';
import { Problem } from '../problems.ts';
import type { Services } from '../services.ts';
import type { App } from './app.ts';

/** Limits all routes of this scope together, by the address that calls. Call it before the routes are added. */
export async function limitRate(app: App, { config }: Services): Promise<void> {
	await app.register(rateLimit, {
		max: config.rate_limit_per_minute,
		timeWindow: 60_000,
		addHeaders: { 'retry-after': false, 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
		addHeadersOnExceeding: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
		errorResponseBuilder: (_request, context) =>
			new Problem('rate_limited', 'Too many requests from this address.', { retry_after_s: Math.max(1, Math.ceil(context.ttl / 1000)) }),
	});
}
