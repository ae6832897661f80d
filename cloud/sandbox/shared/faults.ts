/* Faults on request: the list of them, how often each strikes, and how it strikes an HTTP server. */

import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Type } from 'typebox';
import type { Static, TSchema } from 'typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from './server.ts';

/** How often a fault strikes: `after` matches pass first, then every `every_nth`, `count` times (null: until deleted). */
export const occurrence = {
	count: Type.Optional(Type.Union([Type.Integer({ minimum: 1 }), Type.Null()], { default: 1 })),
	after: Type.Optional(Type.Integer({ minimum: 0, default: 0 })),
	every_nth: Type.Optional(Type.Integer({ minimum: 1, default: 1 })),
};

export interface Occurrence {
	count?: number | null;
	after?: number;
	every_nth?: number;
}

/** A fault in the list, with how many times it matched and how many times it struck. */
export interface ArmedFault<F> {
	id: string;
	fault: F;
	matched: number;
	struck: number;
}

export class FaultList<F extends Occurrence> {
	#armed: ArmedFault<F>[] = [];

	add(fault: F): ArmedFault<F> {
		const armed = { id: randomUUID(), fault, matched: 0, struck: 0 };
		this.#armed.push(armed);
		return armed;
	}

	list(): ArmedFault<F>[] {
		return this.#armed;
	}

	/** Deletes one fault, or all of them. Returns how many. */
	clear(id?: string): number {
		const before = this.#armed.length;
		this.#armed = id === undefined ? [] : this.#armed.filter((armed) => armed.id !== id);
		return before - this.#armed.length;
	}

	/** The first fault that matches and whose turn it is; counted as struck. */
	take<G extends F>(matches: (fault: F) => fault is G): G | undefined {
		for (const armed of this.#armed) {
			const { fault } = armed;
			const { count = 1, after = 0, every_nth: everyNth = 1 } = fault;
			if (!matches(fault) || (count !== null && armed.struck >= count)) {
				continue;
			}
			armed.matched += 1;
			const turn = armed.matched - after;
			if (turn > 0 && turn % everyNth === 0) {
				armed.struck += 1;
				return fault;
			}
		}
		return undefined;
	}
}

/**
 * A fault of an HTTP server. All may carry `latency_ms`, waited for first.
 *
 * - `latency`: only the wait
 * - `status`: answers `status` (with Retry-After when `retry_after_s` is given)
 * - `disconnect`: cuts the connection
 * - `garble`: answers without the field `field`, wherever in the answer it is
 *
 * `when` says where it strikes: `before` (the request has no effect), `after` (it has taken effect, but the
 * caller does not learn so) or, for `disconnect`, `mid` (half of the answer has been sent).
 */
export const HttpFault = Type.Object(
	{
		effect: Type.Enum(['latency', 'status', 'disconnect', 'garble']),
		method: Type.Optional(Type.String({ description: 'Only this method.' })),
		path: Type.Optional(Type.String({ description: 'Only paths that start so.' })),
		body_contains: Type.Optional(Type.String({ description: 'Only requests whose body, as JSON, contains this.' })),
		when: Type.Optional(Type.Enum(['before', 'after', 'mid'])),
		latency_ms: Type.Optional(Type.Integer({ minimum: 0, maximum: 600_000 })),
		status: Type.Optional(Type.Integer({ minimum: 400, maximum: 599 })),
		retry_after_s: Type.Optional(Type.Integer({ minimum: 0 })),
		field: Type.Optional(Type.String({ minLength: 1 })),
		...occurrence,
	},
	{ additionalProperties: false },
);
export type HttpFault = Static<typeof HttpFault>;

/** Whether a fault with these optional narrowings is meant for this request. */
export function meantFor(
	fault: { method?: string; path?: string; body_contains?: string },
	request: Pick<FastifyRequest, 'method' | 'url' | 'body'>,
): boolean {
	return (
		(fault.method === undefined || fault.method.toUpperCase() === request.method) &&
		(fault.path === undefined || request.url.startsWith(fault.path)) &&
		(fault.body_contains === undefined ||
			JSON.stringify(request.body ?? '').includes(JSON.stringify(fault.body_contains).slice(1, -1)))
	);
}

/** Sends the headers and half of the body that was promised, then cuts the connection. */
function cutMidway(reply: FastifyReply, payload: unknown): void {
	const body = Buffer.from(typeof payload === 'string' ? payload : '');
	reply.hijack();
	reply.raw.writeHead(reply.statusCode, { 'content-type': 'application/json', 'content-length': body.length + 1 });
	reply.raw.write(body.subarray(0, Math.floor(body.length / 2)), () => reply.raw.destroy());
}

/**
 * Lets the faults strike every route registered in this scope afterwards.
 *
 * @param app     the scope; its control routes must lie outside of it
 * @param take    the fault for this request, if any
 * @param answer  the body of a failure in the words of the protocol spoken
 * @param closing ends waits when the server stops
 */
export function strike(
	app: App,
	take: (request: FastifyRequest) => HttpFault | undefined,
	answer: (status: number) => object,
	closing: AbortSignal,
): void {
	const struck = new WeakMap<FastifyRequest, HttpFault>();

	app.addHook('preValidation', async (request, reply) => {
		const fault = take(request);
		if (!fault) {
			return undefined;
		}
		if (fault.latency_ms !== undefined && (fault.when ?? 'before') === 'before') {
			await delay(fault.latency_ms, undefined, { signal: closing });
		}
		if (fault.effect === 'latency' && (fault.when ?? 'before') === 'before') {
			return undefined;
		}
		if ((fault.when ?? 'before') !== 'before' || fault.effect === 'garble') {
			struck.set(request, fault);
			return undefined;
		}
		if (fault.effect === 'disconnect') {
			reply.hijack();
			request.raw.socket.destroy();
			return undefined;
		}
		return fail(reply, fault).send(answer(fault.status ?? 500));
	});

	app.addHook('onSend', async (request, reply, payload) => {
		const fault = struck.get(request);
		if (!fault) {
			return payload;
		}
		if (fault.latency_ms !== undefined) {
			await delay(fault.latency_ms, undefined, { signal: closing });
		}
		if (fault.effect === 'status') {
			const body = JSON.stringify(answer(fault.status ?? 500));
			fail(reply, fault).header('content-length', Buffer.byteLength(body));
			return body;
		}
		if (fault.effect === 'garble') {
			const body = String(payload).replaceAll(`"${fault.field ?? 'id'}":`, '"_":');
			reply.header('content-length', Buffer.byteLength(body));
			return body;
		}
		if (fault.effect === 'disconnect' && fault.when === 'mid') {
			cutMidway(reply, payload);
		} else if (fault.effect === 'disconnect') {
			reply.hijack();
			request.raw.socket.destroy();
		}
		return payload;
	});
}

function fail(reply: FastifyReply, fault: HttpFault): FastifyReply {
	reply.code(fault.status ?? 500);
	if (fault.retry_after_s !== undefined) {
		reply.header('retry-after', String(fault.retry_after_s));
	}
	return reply;
}

/**
 * The control routes, the same in every sandbox:
 * `GET /_sandbox/faults`, `POST /_sandbox/faults` (201 with the fault's id), `DELETE /_sandbox/faults` and
 * `DELETE /_sandbox/faults/:id`.
 */
export function faultRoutes<F extends Occurrence>(app: App, faults: FaultList<F>, schema: TSchema): void {
	app.get('/_sandbox/faults', () => ({ faults: faults.list() }));
	app.post('/_sandbox/faults', { schema: { body: schema } }, (request, reply) =>
		reply.code(201).send(faults.add(request.body as F)),
	);
	app.delete('/_sandbox/faults', () => ({ deleted: faults.clear() }));
	app.delete('/_sandbox/faults/:id', { schema: { params: Type.Object({ id: Type.String() }) } }, (request) => ({
		deleted: faults.clear(request.params.id),
	}));
}
