// What every operation is given: the outside world behind small types, made once at start (or by a test).
import type { FastifyBaseLogger } from 'fastify';
import type { CatalogFile } from './catalog/catalog.ts';
import type { Config } from './config.ts';
import type { Database } from './db/database.ts';
import type { Metrics } from './metrics.ts';
import type { FairQueue } from './ai/fair-queue.ts';
import type { Model } from './ai/model.ts';
import type { ActionPipeline } from './actions/pipeline.ts';
import type { Mailer } from './mail/mailer.ts';
import type { Payments } from './billing/payments.ts';
import type { WebhookInbox } from './billing/inbox.ts';

export interface Services {
	config: Config;
	db: Database;
	catalog: CatalogFile;
	/** The one source of "now", so that tests can move it. */
	clock: () => Date;
	log: FastifyBaseLogger;
	model: Model;
	queue: FairQueue;
	actions: ActionPipeline;
	mailer: Mailer;
	payments: Payments;
	inbox: WebhookInbox;
	metrics: Metrics;
}
