/* Polar's error answers: a class to throw, and the handlers that put every failure into Polar's shapes. */

import type { FastifyError } from 'fastify';
import type { App } from '../shared/server.ts';

/** Thrown by a route; answered as `body` with `status`. */
export class PolarProblem extends Error {
	status: number;
	body: object;

	constructor(status: number, body: object) {
		super(JSON.stringify(body));
		this.status = status;
		this.body = body;
	}
}

/** An error that Polar names, such as ResourceNotFound or RefundedAlready. */
export const problem = (status: number, error: string, detail: string): PolarProblem =>
	new PolarProblem(status, { error, detail });

export const notFound = (what: string): PolarProblem => problem(404, 'ResourceNotFound', `${what} not found.`);

/** A value that has the right type but cannot be accepted: 422, naming the field. */
export const invalid = (loc: (string | number)[], msg: string, input?: unknown): PolarProblem =>
	new PolarProblem(422, {
		error: 'RequestValidationError',
		detail: [{ type: 'value_error', loc, msg, input: input ?? null }],
	});

interface SchemaError {
	keyword: string;
	instancePath: string;
	message?: string;
}

const places: Record<string, string> = { body: 'body', querystring: 'query', params: 'path', headers: 'header' };

function validationDetail(error: FastifyError): object[] {
	const place = places[error.validationContext ?? 'body'] ?? 'body';
	return ((error.validation ?? []) as SchemaError[]).map((item) => ({
		type: item.keyword === 'required' ? 'missing' : 'value_error',
		loc: [place, ...item.instancePath.split('/').filter(Boolean)],
		msg: item.message ?? 'Invalid value',
	}));
}

/** Puts validation errors, thrown problems, unknown paths and defects into Polar's shapes. */
export function answerProblems(app: App): void {
	app.setErrorHandler<FastifyError | PolarProblem>((error, request, reply) => {
		if (error instanceof PolarProblem) {
			return reply.code(error.status).send(error.body);
		}
		if (error.validation) {
			return reply.code(422).send({ error: 'RequestValidationError', detail: validationDetail(error) });
		}
		if (error.statusCode !== undefined && error.statusCode < 500) {
			const detail = [{ type: 'json_invalid', loc: ['body'], msg: error.message }];
			return reply.code(422).send({ error: 'RequestValidationError', detail });
		}
		request.log.error(error);
		return reply.code(500).send({ error: 'InternalServerError', detail: 'Internal Server Error' });
	});
	app.setNotFoundHandler((request, reply) =>
		reply.code(404).send({ detail: `Not Found: this sandbox does not speak ${request.method} ${request.url}` }),
	);
}
