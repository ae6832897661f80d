// Counts what the app answers, and serves GET /metrics on a port of its own, so that the public address does not show it.
import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import type { Metrics } from '../metrics.ts';
import type { App } from './app.ts';

/** Counts every answer of the app; add it before the routes. */
export function countRequests(app: App, metrics: Metrics): void {
	app.addHook('onRequest', async (request, reply) => {
		// Not onResponse, which is silent about callers that leave before their answer.
		reply.raw.once('close', () => {
			metrics.requestAnswered({
				method: request.method,
				route: request.routeOptions.url,
				status: reply.raw.writableFinished ? reply.statusCode : undefined,
				duration_ms: reply.elapsedTime,
			});
		});
	});
}

export interface MetricsServer {
	/** Such as "http://127.0.0.1:9464". */
	address: string;
	close(): Promise<void>;
}

/** Listens; port 0 is any free one. */
export async function startMetricsServer(metrics: Metrics, { host, port }: { host: string; port: number }): Promise<MetricsServer> {
	metrics.watchProcess();
	const server = Fastify({ forceCloseConnections: true, requestTimeout: 30_000 });
	server.get('/metrics', async (_request, reply) => reply.type(metrics.content_type).send(await metrics.text()));
	await server.listen({ host, port });
	const listening = server.server.address() as AddressInfo;
	return { address: `http://${host}:${listening.port}`, close: () => server.close() };
}
