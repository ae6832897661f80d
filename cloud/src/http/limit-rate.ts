// Keeps one address from flooding what anybody may call, and one site or license from flooding the rest; the answer is a problem like every other.
import rateLimit from '@fastify/rate-limit';
import type { FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import { Problem } from '../problems.ts';
import type { Services } from '../services.ts';
import type { App } from './app.ts';
import { connectedSite } from './authenticate-site.ts';

const MINUTE_MS = 60_000;

/** Limits all routes of this scope together, by the address that calls. Call it before the routes are added. */
export async function limitRate(app: App, { config }: Services): Promise<void> {
	await app.register(rateLimit, {
		max: config.rate_limit_per_minute,
		timeWindow: MINUTE_MS,
		addHeaders: { 'retry-after': false, 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
		addHeadersOnExceeding: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
		errorResponseBuilder: (_request, { ttl }) => tooMany('from this address', Math.ceil(ttl / 1000)),
	});
}

/**
 * Limits what a site, and what all sites of a license, may ask of /v1/actions. Answers carry the site's RateLimit headers.
 * Counted in each process by itself: with several, the limits are as many times higher.
 */
export async function limitSpending(app: App, { config }: Services): Promise<onRequestAsyncHookHandler> {
	await app.register(rateLimit, { global: false });
	const count = (max: number, key: (request: FastifyRequest) => string): ReturnType<App['createRateLimit']> =>
		app.createRateLimit({ max, timeWindow: MINUTE_MS, keyGenerator: key });
	const countLicense = count(config.license_rate_per_minute, (request) => `license ${connectedSite(request).license_id}`);
	const countSite = count(config.site_rate_per_minute, (request) => `site ${connectedSite(request).site_id}`);

	return async (request, reply) => {
		const license = await countLicense(request);
		const site = await countSite(request);
		if (!site.isAllowed) {
			reply.headers({ 'RateLimit-Limit': site.max, 'RateLimit-Remaining': site.remaining, 'RateLimit-Reset': site.ttlInSeconds });
		}
		for (const [counted, whose] of [[license, 'license'], [site, 'site']] as const) {
			if (!counted.isAllowed && counted.isExceeded) {
				throw tooMany(`from this ${whose}`, counted.ttlInSeconds);
			}
		}
	};
}

function tooMany(whose: string, ttl_s: number): Problem {
	return new Problem('rate_limited', `Too many requests ${whose}.`, { retry_after_s: Math.max(1, ttl_s) });
}
