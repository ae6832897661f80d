// Lets only signed-in owners onto the account's pages: whoever is not is led to the sign-in, and back afterwards.
import type { FastifyRequest } from 'fastify';
import type { Owner } from '../../../licensing/sessions.ts';
import type { App } from '../../app.ts';
import type { Visitors } from '../visitors.ts';
import { returnTo } from '../destinations.ts';

declare module 'fastify' {
	interface FastifyRequest {
		owner: Owner | null;
	}
}

/** Guards every route of this scope. A form that comes after the session ended changes nothing: its page is shown again. */
export function requireOwner(app: App, visitors: Visitors): void {
	app.decorateRequest('owner', null);
	app.addHook('preHandler', async (request, reply) => {
		const owner = await visitors.owner(request);
		if (owner === undefined) {
			return reply.redirect(`/sign-in?${returnTo(request)}`, 303);
		}
		request.owner = owner;
	});
}

/** Who is signed in; only in a scope with `requireOwner`. */
export function ownerOf(request: FastifyRequest): Owner {
	if (request.owner === null) {
		throw new Error('This page is not in a scope that requires an owner.');
	}
	return request.owner;
}
