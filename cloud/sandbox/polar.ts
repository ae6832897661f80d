/*
 * The Polar sandbox: the part of Polar's API (version 2026-10) that the service uses, over HTTP, with a test checkout
 * page and signed webhooks. No money moves. polar/control.ts lists what it can be told to do.
 *
 *   const sandbox = await startPolarSandbox({ accessToken, webhookSecret, webhookUrl });
 *   const polar = createPolar({ accessToken, baseUrl: sandbox.url });
 */

import { join } from 'node:path';
import formbody from '@fastify/formbody';
import type { FastifyRequest } from 'fastify';
import { FaultList, meantFor, strike } from './shared/faults.ts';
import type { HttpFault } from './shared/faults.ts';
import type { App, Listen } from './shared/server.ts';
import { createServer, listenOn } from './shared/server.ts';
import { openTables } from './shared/tables.ts';
import { checkoutRoutes } from './polar/checkouts.ts';
import { controlRoutes } from './polar/control.ts';
import type { PolarFault } from './polar/control.ts';
import type { WebhookFault } from './polar/events.ts';
import { customerRoutes } from './polar/customers.ts';
import { disputeRoutes } from './polar/disputes.ts';
import { answerProblems, PolarProblem, problem } from './polar/errors.ts';
import { orderRoutes } from './polar/orders.ts';
import { pageRoutes } from './polar/pages.ts';
import { productRoutes } from './polar/products.ts';
import { API_VERSION, TABLES } from './polar/records.ts';
import type { Context, PolarSchema } from './polar/records.ts';
import { refundRoutes } from './polar/refunds.ts';
import { subscriptionRoutes } from './polar/subscriptions.ts';
import { Webhooks } from './polar/webhooks.ts';

export interface PolarSandboxOptions extends Listen {
	/** The bearer token that every request to /v1/ must carry. */
	accessToken: string;
	/** Any text. As Polar does, its UTF-8 bytes are the key that webhooks are signed with. */
	webhookSecret: string;
	/** Where webhooks go; without it none are sent. Can be set later. */
	webhookUrl?: string | undefined;
	/** Keeps everything in `polar.jsonl` here; without it, in memory only. */
	dataDir?: string | undefined;
	/** The address that browsers are sent to; by default the one listened on. */
	publicUrl?: string | undefined;
	/** Waits between the attempts to deliver a webhook. */
	webhookRetryDelaysMs?: number[];
}

export interface PolarSandbox {
	/** Without a slash at its end; also the SDK's `baseUrl`. */
	url: string;
	faults: FaultList<PolarFault>;
	setWebhookUrl(url: string | undefined): void;
	/** Resolves when every webhook has been delivered, dropped or given up. */
	webhooksSettled(): Promise<void>;
	/** Cuts open connections and stops; pending webhooks go on at the next start with the same `dataDir`. */
	close(): Promise<void>;
}

const isHttpFault = (fault: PolarFault): fault is HttpFault =>
	fault.effect === 'latency' || fault.effect === 'status' || fault.effect === 'disconnect' || fault.effect === 'garble';

function requireToken(app: App, accessToken: string): void {
	app.addHook('onRequest', (request, reply, done) => {
		const given = request.headers.authorization;
		if (given === undefined) {
			throw problem(401, 'Unauthorized', 'Not authenticated');
		}
		if (given !== `Bearer ${accessToken}`) {
			reply.header('www-authenticate', 'Bearer realm="polar", error="invalid_token"');
			throw new PolarProblem(401, {
				error: 'invalid_token',
				error_description: 'The access token provided is expired, revoked, malformed, or invalid for other reasons.',
			});
		}
		const version = request.headers['polar-version'];
		if (version !== undefined && version !== API_VERSION) {
			throw problem(400, 'BadRequest', `This sandbox speaks version ${API_VERSION} of the API only.`);
		}
		done();
	});
}

/** Starts the sandbox. Rejects with the system's error when the port is taken (EADDRINUSE) or the data is damaged. */
export async function startPolarSandbox(options: PolarSandboxOptions): Promise<PolarSandbox> {
	const tables = openTables<PolarSchema>(options.dataDir && join(options.dataDir, 'polar.jsonl'), TABLES);
	const faults = new FaultList<PolarFault>();
	const webhooks = new Webhooks(tables, {
		secret: options.webhookSecret,
		url: options.webhookUrl,
		retryDelaysMs: options.webhookRetryDelaysMs,
		takeFault: (matches) => faults.take((fault): fault is WebhookFault => !isHttpFault(fault) && matches(fault)),
	});
	const closing = new AbortController();
	const app = createServer(options);
	let url = '';
	const context: Context = { tables, webhooks, publicUrl: () => options.publicUrl?.replace(/\/$/, '') ?? url };

	answerProblems(app);
	await app.register(formbody);
	controlRoutes(app, context, faults);
	const strikeHere = (scope: App): void => {
		const take = (request: FastifyRequest): HttpFault | undefined =>
			faults.take((fault): fault is HttpFault => isHttpFault(fault) && meantFor({ path: '/v1/', ...fault }, request));
		const answer = (status: number): object => ({ error: 'SandboxFault', detail: `Told to answer ${status}.` });
		strike(scope, take, answer, closing.signal);
	};
	await app.register((scope: App, _options, done) => {
		requireToken(scope, options.accessToken);
		strikeHere(scope);
		productRoutes(scope, context);
		checkoutRoutes(scope, context);
		orderRoutes(scope, context);
		refundRoutes(scope, context);
		disputeRoutes(scope, context);
		subscriptionRoutes(scope, context);
		customerRoutes(scope, context);
		done();
	});
	await app.register((scope: App, _options, done) => {
		strikeHere(scope);
		pageRoutes(scope, context);
		done();
	});

	const close = async (): Promise<void> => {
		closing.abort();
		webhooks.close();
		await app.close();
		tables.close();
	};
	try {
		url = await listenOn(app, options);
	} catch (error) {
		await close();
		throw error;
	}
	return {
		url,
		faults,
		setWebhookUrl: (next) => webhooks.setUrl(next),
		webhooksSettled: () => webhooks.settled(),
		close,
	};
}
