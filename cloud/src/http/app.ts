// Builds the Fastify app: validation, request ids, problem+json for every failure, and one plugin per operation.
import { randomUUID } from 'node:crypto';
import Fastify, { LogController, type FastifyBaseLogger, type FastifyError, type FastifyInstance, type FastifyReply, type RawReplyDefaultExpression, type RawRequestDefaultExpression, type RawServerDefault } from 'fastify';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import swagger from '@fastify/swagger';
import { Problem, PROBLEM_STATUS, type ProblemCode } from '../problems.ts';
import type { Services } from '../services.ts';
import { authenticateSite } from './authenticate-site.ts';
import { countRequests } from './metrics.ts';
import { operations } from './operations.ts';
import { readToEnd } from './read-to-end.ts';
import type { ProblemDocument } from './schemas.ts';

export type App = FastifyInstance<
	RawServerDefault,
	RawRequestDefaultExpression<RawServerDefault>,
	RawReplyDefaultExpression<RawServerDefault>,
	FastifyBaseLogger,
	TypeBoxTypeProvider
>;

/** One operation: adds its routes to the app. */
export type Operation = (app: App, services: Services) => void | Promise<void>;

/** 25 pictures of what a model needs, in base64, with their words. */
const BODY_LIMIT_BYTES = 12 * 1024 * 1024;
/** So much of a body that is refused is read, so that its sender gets to read why. */
const MOST_UNREAD_BYTES = 2 * BODY_LIMIT_BYTES;
const PROBLEM_TYPE = 'about:blank';

/** The app with all operations, ready to listen or to be injected into. */
export async function buildApp(services: Services): Promise<App> {
	const app = Fastify({
		loggerInstance: services.log,
		bodyLimit: BODY_LIMIT_BYTES,
		trustProxy: (_address: string, hop: number) => hop < services.config.trusted_proxies,
		requestTimeout: 30_000,
		keepAliveTimeout: 70_000,
		forceCloseConnections: 'idle',
		genReqId: () => randomUUID(),
		logController: new LogController({ requestIdLogLabel: 'request_id' }),
		routerOptions: { maxParamLength: 200 },
		// Of an address that the router cannot read: no hook has run.
		frameworkErrors: (_error, request, reply) => {
			reply.headers({ 'X-Request-Id': request.id, 'Cache-Control': 'no-store' });
			void sendProblem(new Problem('invalid_request', 'The address is not one that can be read, or a part of it is too long.'), request.id, reply);
		},
		ajv: { customOptions: { removeAdditional: false, coerceTypes: false, useDefaults: false, allErrors: false, discriminator: true } },
	}).withTypeProvider<TypeBoxTypeProvider>();

	app.addHook('onRequest', async (request, reply) => {
		reply.header('X-Request-Id', request.id);
		reply.header('Cache-Control', 'no-store');
	});
	countRequests(app, services.metrics);
	// A connection kept alive would keep a stopping process alive with it.
	let is_closing = false;
	app.addHook('preClose', async () => {
		is_closing = true;
	});
	app.addHook('onSend', async (request, reply) => {
		const is_read = request.raw.complete || (await readToEnd(request.raw, MOST_UNREAD_BYTES));
		if (is_closing || !is_read) {
			reply.header('Connection', 'close');
		}
	});
	app.setErrorHandler((error: FastifyError | Problem, request, reply) => {
		const problem = toProblem(error);
		if (problem.status >= 500) {
			request.log.error({ err: problem.cause ?? error, code: problem.code }, 'request failed');
		}
		return sendProblem(problem, request.id, reply);
	});
	app.setNotFoundHandler(() => {
		throw new Problem('not_found', 'There is nothing at this address.');
	});

	await app.register(swagger, {
		openapi: {
			openapi: '3.1.0',
			info: { title: 'SEO Rank Genius cloud', version: '1', description: 'Licenses, credits, AI actions and payment.' },
			components: { securitySchemes: { site_token: { type: 'http', scheme: 'bearer' } } },
		},
	});
	authenticateSite(app, services);
	for (const operation of operations) {
		await app.register(async (scope) => operation(scope as App, services));
	}
	await app.ready();
	return app;
}

function sendProblem(problem: Problem, request_id: string, reply: FastifyReply): FastifyReply {
	const document = problemDocument(problem, request_id);
	if (document.retry_after_s !== undefined) {
		reply.header('Retry-After', document.retry_after_s);
	}
	return reply.code(problem.status).type('application/problem+json').serializer(JSON.stringify).send(document);
}

function toProblem(error: FastifyError | Problem): Problem {
	if (error instanceof Problem) {
		return error;
	}
	if (error.validation !== undefined || (error.statusCode ?? 500) < 500) {
		return new Problem(codeOfClientError(error), error.message);
	}
	return new Problem('unavailable', 'The service failed; the request can be repeated.', { cause: error });
}

function codeOfClientError(error: FastifyError): ProblemCode {
	switch (error.statusCode) {
		case 413:
			return 'payload_too_large';
		case 429:
			return 'rate_limited';
		case 404:
			return 'not_found';
		default:
			return 'invalid_request';
	}
}

/** The body of a failed request (RFC 9457). */
export function problemDocument(problem: Problem, request_id: string): ProblemDocument {
	return {
		type: PROBLEM_TYPE,
		title: problem.code.replaceAll('_', ' '),
		status: PROBLEM_STATUS[problem.code],
		code: problem.code,
		detail: problem.message,
		request_id,
		...(problem.retry_after_s === undefined ? {} : { retry_after_s: problem.retry_after_s }),
	};
}
