/* What every sandbox's HTTP server shares: JSON parsing, validation, health, listening, and closing at once. */

import Fastify from 'fastify';
import type {
	FastifyBaseLogger,
	FastifyInstance,
	FastifyServerOptions,
	RawReplyDefaultExpression,
	RawRequestDefaultExpression,
	RawServerDefault,
} from 'fastify';
import { registerAjvFormats, TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';

export type App = FastifyInstance<
	RawServerDefault,
	RawRequestDefaultExpression,
	RawReplyDefaultExpression,
	FastifyBaseLogger,
	TypeBoxTypeProvider
>;

export interface Listen {
	/** Default 127.0.0.1: a sandbox is not for the open network. */
	host?: string;
	/** Default 0: any free port. */
	port?: number;
	/** Log warnings and errors to standard error. Default false. */
	log?: boolean;
}

/** A server with `GET /health`, whose JSON bodies may be empty and are validated without being coerced. */
export function createServer(listen: Listen, options: FastifyServerOptions = {}): App {
	registerAjvFormats();
	const app = Fastify({
		logger: listen.log ? { level: 'warn', stream: process.stderr } : false,
		forceCloseConnections: true,
		routerOptions: { ignoreTrailingSlash: true },
		...options,
	}).withTypeProvider<TypeBoxTypeProvider>();
	app.setValidatorCompiler(TypeBoxValidatorCompiler);

	const parseJson = app.getDefaultJsonParser('error', 'error');
	app.removeContentTypeParser('application/json');
	app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
		if (body === '') {
			done(null, undefined);
		} else {
			void parseJson(request, body.toString(), done);
		}
	});

	app.get('/health', () => ({ status: 'ok' }));
	return app;
}

/** Starts to listen. Returns the server's own address, without a slash at its end. */
export async function listenOn(app: App, listen: Listen): Promise<string> {
	const address = await app.listen({ host: listen.host ?? '127.0.0.1', port: listen.port ?? 0 });
	return address.replace(/\/$/, '');
}
