// GET /openapi.json: the contract as the running service knows it, byte for byte what is committed as cloud/openapi.json.
import type { App, Operation } from './app.ts';

export const openapi: Operation = (app) => {
	app.get('/openapi.json', { schema: { hide: true } }, async (_request, reply) => {
		return reply.type('application/json').send(openapiText(app));
	});
};

/** The document's text as it is committed: indented with tabs, a newline at its end. */
export function openapiText(app: App): string {
	return JSON.stringify(app.swagger(), null, '\t') + '\n';
}
