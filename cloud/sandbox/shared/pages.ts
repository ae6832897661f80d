/* Renders the sandboxes' HTML pages. Everything a template prints is escaped. */

import { fileURLToPath } from 'node:url';
import { Eta } from 'eta';
import type { FastifyReply } from 'fastify';

const eta = new Eta({
	views: fileURLToPath(new URL('../views', import.meta.url)),
	autoEscape: true,
	cache: true,
});

/* No script runs and nothing is fetched. Forms may be sent on: a checkout ends on the merchant's own site. */
const contentSecurityPolicy =
	"default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Sends the template `views/<name>.eta` with what it shows. */
export function sendPage(reply: FastifyReply, name: string, data: object): FastifyReply {
	return reply
		.header('content-type', 'text/html; charset=utf-8')
		.header('content-security-policy', contentSecurityPolicy)
		.header('referrer-policy', 'no-referrer')
		.header('x-content-type-options', 'nosniff')
		.header('cache-control', 'no-store')
		.send(eta.render(`./${name}`, data));
}

/** An amount in the currency's smallest unit as people write it: 500, 'usd' → $5.00. */
export function formatMoney(amount: number, currency: string): string {
	const format = new Intl.NumberFormat('en-US', { style: 'currency', currency: currency.toUpperCase() });
	return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

/** A moment as people write it, in UTC. */
export function formatTime(iso: string): string {
	return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' }).format(
		new Date(iso),
	);
}
