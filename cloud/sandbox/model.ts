/*
 * The model sandbox: OpenAI's chat completions over HTTP, answered from the request itself. Pictures are decoded and
 * looked at; a broken one is refused.
 *
 *   const model = await startModelSandbox({ apiKey });
 *   new OpenAI({ apiKey, baseURL: `${model.url}/v1` });
 *
 *   POST /v1/chat/completions, GET /v1/models
 *   GET, POST, DELETE /_sandbox/faults[/:id]   an HttpFault (shared/faults.ts) or an OutputFault (model/completion.ts)
 */

import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyError, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { ModelsPage } from 'openai/resources/models';
import { FaultList, faultRoutes, HttpFault, meantFor, strike } from './shared/faults.ts';
import type { App, Listen } from './shared/server.ts';
import { createServer, listenOn } from './shared/server.ts';
import { complete, OutputFault, Request } from './model/completion.ts';
import { faultBody, ModelProblem } from './model/errors.ts';

export interface ModelSandboxOptions extends Listen {
	/** The bearer token that every request to /v1/ must carry. */
	apiKey: string;
	/** How long every answer takes at least. Default 0. */
	latencyMs?: number;
}

export type ModelFault = HttpFault | OutputFault;

export interface ModelSandbox {
	/** Without a slash at its end; the OpenAI SDK's `baseURL` is this with /v1. */
	url: string;
	faults: FaultList<ModelFault>;
	close(): Promise<void>;
}

const MAX_BODY_BYTES = 50 * 1024 * 1024;

const isHttpFault = (fault: ModelFault): fault is HttpFault =>
	fault.effect === 'latency' || fault.effect === 'status' || fault.effect === 'disconnect';

function answerProblems(app: App): void {
	app.setErrorHandler<FastifyError | ModelProblem>((error, request, reply) => {
		if (error instanceof ModelProblem) {
			return reply.code(error.status).send(error.body);
		}
		if (error.statusCode !== undefined && error.statusCode < 500) {
			return reply.code(error.statusCode).send(new ModelProblem(error.statusCode, error.message, null).body);
		}
		request.log.error(error);
		return reply.code(500).send(faultBody(500));
	});
	app.setNotFoundHandler((request, reply) =>
		reply.code(404).send(new ModelProblem(404, `Invalid URL (${request.method} ${request.url})`, 'unknown_url').body),
	);
}

/** Starts the sandbox. Rejects with the system's error when the port is taken (EADDRINUSE). */
export async function startModelSandbox(options: ModelSandboxOptions): Promise<ModelSandbox> {
	const faults = new FaultList<ModelFault>();
	const closing = new AbortController();
	const app = createServer(options, { bodyLimit: MAX_BODY_BYTES });
	answerProblems(app);
	faultRoutes(app, faults, Type.Union([HttpFault, OutputFault]));

	await app.register((scope: App, _options, done) => {
		scope.addHook('onRequest', (request, _reply, next) => {
			if (request.headers.authorization !== `Bearer ${options.apiKey}`) {
				throw new ModelProblem(401, 'Incorrect API key provided.', 'invalid_api_key');
			}
			next();
		});
		strike(
			scope,
			(request: FastifyRequest) =>
				faults.take((fault): fault is HttpFault => isHttpFault(fault) && meantFor(fault, request)),
			faultBody,
			closing.signal,
		);
		scope.get('/v1/models', (): Pick<ModelsPage, 'object' | 'data'> => ({
			object: 'list',
			data: [{ id: 'sandbox', object: 'model', created: 1_767_225_600, owned_by: 'sandbox' }],
		}));
		scope.post('/v1/chat/completions', { schema: { body: Request } }, async (request) => {
			const fault = faults.take(
				(candidate): candidate is OutputFault => !isHttpFault(candidate) && meantFor(candidate, request),
			);
			const [completion] = await Promise.all([
				complete(request.body, fault),
				delay(options.latencyMs ?? 0, undefined, { signal: closing.signal }),
			]);
			return completion;
		});
		done();
	});

	const close = async (): Promise<void> => {
		closing.abort();
		await app.close();
	};
	try {
		return { url: await listenOn(app, options), faults, close };
	} catch (error) {
		await close();
		throw error;
	}
}
