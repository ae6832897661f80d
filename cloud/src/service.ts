// Wires the service: database, model, mail, payments, the app and the background duties; and takes it all down again.
import type { AddressInfo } from 'node:net';
import { pino, stdSerializers, type SerializedError } from 'pino';
import type { FastifyBaseLogger } from 'fastify';
import { createActionPipeline } from './actions/pipeline.ts';
import { startSweeper } from './actions/sweeper.ts';
import { createFairQueue } from './ai/fair-queue.ts';
import { createModel } from './ai/model.ts';
import { createInbox } from './billing/inbox.ts';
import { createPayments } from './billing/payments.ts';
import { startBillingWorker } from './billing/worker.ts';
import { loadCatalog } from './catalog/catalog.ts';
import type { Config } from './config.ts';
import { openDatabase, type DatabasePool } from './db/database.ts';
import { startEmbeddedDatabase } from './db/embedded.ts';
import { migrate } from './db/migrate.ts';
import { buildApp, type App } from './http/app.ts';
import { startMetricsServer } from './http/metrics.ts';
import { createMailer } from './mail/mailer.ts';
import { startMailWorker } from './mail/worker.ts';
import { createMetrics } from './metrics.ts';
import type { Services } from './services.ts';

export interface RunningService {
	app: App;
	services: Services;
	/** Where it listens, such as "http://127.0.0.1:8787". */
	address: string;
	/** Where GET /metrics is, such as "http://127.0.0.1:9464"; undefined without METRICS_PORT. */
	metrics_address: string | undefined;
	/** Takes no new requests, lets running actions end, settles them, then closes all. */
	close(): Promise<void>;
}

interface Overrides {
	clock?: () => Date;
	log?: FastifyBaseLogger;
}

/** How long model calls may still run once the service is told to stop. */
const DRAIN_PATIENCE_MS = 15_000;

/** A logger that never writes what could be a secret or a person's text. */
export function createLog(level: string): FastifyBaseLogger {
	return pino({
		level,
		redact: ['req.headers.authorization', 'req.headers.cookie', '*.access_token', '*.api_key', '*.token', '*.license_key', '*.code_mailed'],
		serializers: {
			req: (request: { method: string; routeOptions?: { url?: string }; id: string }) => ({
				method: request.method,
				// The route, not the address: addresses carry codes and states.
				route: request.routeOptions?.url,
			}),
			// What PostgreSQL says of a refused row has the row in it: emails and hashes.
			err: (error: Error) => withoutRow(stdSerializers.err(error)),
		},
	});
}

function withoutRow(error: SerializedError): SerializedError {
	const { detail: _detail, where: _where, internalQuery: _query, ...rest } = error;
	return rest;
}

/** Starts the service; what was started is taken down again where a later step fails. */
export async function startService(config: Config, overrides: Overrides = {}): Promise<RunningService> {
	const log = overrides.log ?? createLog(config.log_level);
	const clock = overrides.clock ?? (() => new Date());
	const closers: (() => Promise<unknown>)[] = [];
	const close = async (): Promise<void> => {
		for (const closer of closers.splice(0).reverse()) {
			await closer().catch((error: unknown) => log.error({ err: error }, 'closing failed'));
		}
	};
	try {
		const database_url = config.database_url ?? (await embedded(config, closers, log));
		const applied = await migrate(database_url);
		if (applied.length > 0) {
			log.info({ applied }, 'migrated');
		}
		const db = openDatabase({
			url: database_url,
			isolation: config.database_isolation,
			on_error: (error) => log.warn({ err: error }, 'a database connection broke'),
		});
		closers.push(() => db.end());

		const services = await createServices({ config, db, clock, log });
		const metrics_address = await serveMetrics(services, closers);
		closers.push(() => services.actions.drain(DRAIN_PATIENCE_MS));
		closers.push(async () => services.mailer.close());

		const worker = startBillingWorker(services);
		closers.push(() => worker.stop());
		const mail_worker = startMailWorker(services);
		closers.push(() => mail_worker.stop());
		const sweeper = startSweeper(services.db, clock, log, services.metrics.swept);
		closers.push(() => sweeper.stop());

		const app = await buildApp(services);
		closers.push(() => app.close());
		await app.listen({ host: config.host, port: config.port });
		const { port } = app.server.address() as AddressInfo;
		return { app, services, address: `http://${config.host}:${port}`, metrics_address, close };
	} catch (error) {
		await close();
		throw error;
	}
}

/** Everything that operations are given, over a database that need not answer yet. */
export async function createServices(given: Pick<Services, 'config' | 'clock' | 'log'> & { db: DatabasePool }): Promise<Services> {
	const { config, clock, log } = given;
	const metrics = createMetrics();
	const db = metrics.observeDatabase(given.db);
	const catalog = loadCatalog(config.catalog);
	const model = metrics.observeModel(createModel(config.ai));
	const queue = createFairQueue(config.ai);
	metrics.observeQueue(queue);
	const actions = createActionPipeline({ db, groups: config.ledger_groups, model, queue, clock, log, onSettlementRetry: metrics.settlementRetried });
	const mailer = createMailer(config.mail);
	const payments = await createPayments({ polar: config.polar, catalog, log });
	return { config, db, catalog, clock, log, model, queue, actions, mailer, payments, inbox: createInbox(db, clock), metrics };
}

async function serveMetrics({ config, metrics, log }: Services, closers: (() => Promise<unknown>)[]): Promise<string | undefined> {
	const { host, port } = config.metrics;
	if (port === undefined) {
		return undefined;
	}
	const server = await startMetricsServer(metrics, { host, port });
	closers.push(() => server.close());
	log.info(`Metrics at ${server.address}/metrics`);
	return server.address;
}

async function embedded(config: Config, closers: (() => Promise<unknown>)[], log: FastifyBaseLogger): Promise<string> {
	const database = await startEmbeddedDatabase({ data_dir: config.data_dir, log: (message) => log.debug(message) });
	closers.push(() => database.stop());
	return database.url;
}
