// What the service counts and times for Prometheus: one registry per instance. Labels are names of our own, never an id or what a caller sent.
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { FairQueue } from './ai/fair-queue.ts';
import type { Model } from './ai/model.ts';
import type { Database, DatabasePool, Queryable, Statement } from './db/database.ts';
import type { Feature, FeatureRequest } from './features/inputs.ts';
import type { ActionRow } from './ledger/call.ts';
import { Problem } from './problems.ts';

export interface AnsweredRequest {
	method: string;
	/** The route's pattern, not the address; undefined where none matched. */
	route: string | undefined;
	/** Undefined where the caller left before the answer. */
	status: number | undefined;
	duration_ms: number;
}

export interface Metrics {
	/** The same database, with the ledger's verbs counted and timed, and its connections and repeats shown. */
	observeDatabase(db: DatabasePool): Database;
	/** The same model, with its calls counted and timed. */
	observeModel(model: Model): Model;
	observeQueue(queue: FairQueue): void;
	requestAnswered(request: AnsweredRequest): void;
	settlementRetried: () => void;
	swept: (swept: { expired: number; forgotten: number }, now: Date) => void;
	webhookTried(outcome: 'applied' | 'failed'): void;
	/** A comparison with Polar ended: differences that it found, and that are left. */
	reconciled(differences: { found: number; left: number }, now: Date): void;
	/** Adds what Node.js says of this process: memory, event loop, file handles. Watches the whole process, so only where metrics are served. */
	watchProcess(): void;
	/** All of it as text, of the type `content_type`. */
	text(): Promise<string>;
	readonly content_type: string;
}

const PREFIX = 'rank_genius_';
const STATEMENT_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15];
const REQUEST_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30];
const MODEL_SECONDS = [0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 60, 90];

export function createMetrics(): Metrics {
	const registry = new Registry();
	const registers = [registry];
	const requests = new Histogram({
		name: `${PREFIX}http_request_duration_seconds`,
		help: 'HTTP requests by method, route and status.',
		labelNames: ['method', 'route', 'status'],
		buckets: REQUEST_SECONDS,
		registers,
	});
	const model_calls = new Histogram({
		name: `${PREFIX}model_call_duration_seconds`,
		help: 'Work of the model for one action, with its repeats, by feature and outcome: completed, or the code of the failure.',
		labelNames: ['feature', 'outcome'],
		buckets: MODEL_SECONDS,
		registers,
	});
	const settlement_retries = new Counter({
		name: `${PREFIX}settlement_retries_total`,
		help: 'Times that capturing or releasing failed and was tried again.',
		registers,
	});
	const swept_holds = new Counter({ name: `${PREFIX}sweeper_expired_holds_total`, help: 'Holds that the sweeper expired.', registers });
	const swept_results = new Counter({ name: `${PREFIX}sweeper_forgotten_results_total`, help: 'Results removed after their 30 days.', registers });
	const last_sweep = new Gauge({
		name: `${PREFIX}sweeper_last_sweep_timestamp_seconds`,
		help: 'When this process last swept; of several processes one sweeps.',
		registers,
	});
	const differences = new Counter({
		name: `${PREFIX}reconcile_differences_total`,
		help: "Differences between Polar's books and the ledger that the nightly comparison found.",
		registers,
	});
	const differences_left = new Gauge({
		name: `${PREFIX}reconcile_differences_left`,
		help: 'Those of the last comparison that could not be mended.',
		registers,
	});
	const last_reconcile = new Gauge({
		name: `${PREFIX}reconcile_last_timestamp_seconds`,
		help: "When this process last compared Polar's books with the ledger; of several processes one does.",
		registers,
	});
	const webhooks = new Counter({
		name: `${PREFIX}webhook_tries_total`,
		help: 'Webhooks applied, and tries that failed and are repeated later.',
		labelNames: ['outcome'],
		registers,
	});
	webhooks.inc({ outcome: 'applied' }, 0);
	webhooks.inc({ outcome: 'failed' }, 0);

	return {
		observeDatabase: (db) => observeDatabase(db, registry),
		observeModel: (model) => ({
			async run<F extends Feature>(request: FeatureRequest<F>, signal: AbortSignal, request_id?: string) {
				const ended = model_calls.startTimer({ feature: request.feature });
				try {
					const made = await model.run(request, signal, request_id);
					ended({ outcome: 'completed' });
					return made;
				} catch (error) {
					ended({ outcome: failureOf(error) });
					throw error;
				}
			},
		}),
		observeQueue: (queue) => showQueue(queue, registry),
		requestAnswered({ method, route, status, duration_ms }) {
			requests.observe({ method, route: route ?? 'none', status: status ?? 'aborted' }, duration_ms / 1000);
		},
		settlementRetried: () => settlement_retries.inc(),
		swept: ({ expired, forgotten }, now) => {
			swept_holds.inc(expired);
			swept_results.inc(forgotten);
			last_sweep.set(now.getTime() / 1000);
		},
		webhookTried: (outcome) => webhooks.inc({ outcome }),
		reconciled({ found, left }, now) {
			differences.inc(found);
			differences_left.set(left);
			last_reconcile.set(now.getTime() / 1000);
		},
		watchProcess: () => collectDefaultMetrics({ register: registry }),
		text: () => registry.metrics(),
		content_type: registry.contentType,
	};
}

/** A row of a verb's statement, as far as its outcome is in it. */
type VerbRow = Partial<ActionRow> & { granted?: boolean; taken?: boolean; found?: boolean; refusal?: string | null };

interface Verb {
	name: string;
	/** One per action, or one. */
	outcomes(rows: readonly VerbRow[]): string[];
	/** Of a statement that failed, where that is no failure of the verb. */
	failed_as?: string;
}

const perAction = (rows: readonly VerbRow[]): string[] => rows.map(({ state = '', code }) => (state === 'refused' ? (code ?? state) : state));
const once = (outcome: (row: VerbRow) => string) => (rows: readonly VerbRow[]): string[] => [outcome(rows[0] ?? {})];

/** The ledger's verb of a statement, by the statement's name; undefined for any other. */
function verbOf({ name }: Statement): Verb | undefined {
	switch (name) {
		case 'reserve':
		case 'capture':
		case 'release':
		case 'expire':
			return { name, outcomes: perAction };
		case 'reserve-group':
		case 'capture-group':
		case 'release-group':
			// Its members are tried by themselves then.
			return { name: name.replace('-group', ''), outcomes: perAction, failed_as: 'split' };
		case 'grant':
			return { name, outcomes: once(({ granted }) => (granted === true ? 'granted' : 'repeated')) };
		case 'claw-back':
			return { name: 'claw_back', outcomes: once(({ taken }) => (taken === true ? 'taken' : 'repeated')) };
		case 'transfer':
			return { name, outcomes: once(({ refusal }) => refusal ?? 'moved') };
		case 'set-cap':
			return { name: 'set_cap', outcomes: once(({ found }) => (found === true ? 'set' : 'not_found')) };
		case 'read-balances':
			return { name: 'balance', outcomes: (rows) => rows.map(() => 'read') };
		case 'find-holds':
			return { name: 'find', outcomes: once(() => 'read') };
		default:
			// One name for each set of filters.
			return /^statement\b/.test(name) ? { name: 'statement', outcomes: once(() => 'read') } : undefined;
	}
}

function observeDatabase(db: DatabasePool, registry: Registry): Database {
	const registers = [registry];
	const durations = new Histogram({
		name: `${PREFIX}ledger_verb_duration_seconds`,
		help: 'Statements of the ledger by verb, with their repeats.',
		labelNames: ['verb'],
		buckets: STATEMENT_SECONDS,
		registers,
	});
	const outcomes = new Counter({
		name: `${PREFIX}ledger_outcomes_total`,
		help: 'What the verbs answered, per action where they take several: its state, or the code of the refusal or failure. As the statement answered: a transaction that failed later counts too.',
		labelNames: ['verb', 'outcome'],
		registers,
	});
	showConnections(db, registry);

	async function observed<T>(statement: Statement, run: () => Promise<T>, rowsOf: (answer: T) => readonly VerbRow[]): Promise<T> {
		const verb = verbOf(statement);
		if (verb === undefined) {
			return run();
		}
		const ended = durations.startTimer({ verb: verb.name });
		const count = (outcome: string): void => outcomes.inc({ verb: verb.name, outcome });
		try {
			const answer = await run();
			verb.outcomes(rowsOf(answer)).forEach(count);
			return answer;
		} catch (error) {
			count(verb.failed_as ?? failureOf(error));
			throw error;
		} finally {
			ended();
		}
	}
	const observedQueries = (inner: Queryable): Queryable['query'] =>
		<Row extends VerbRow>(query: string | Statement, values?: readonly unknown[]) =>
			typeof query === 'string'
				? inner.query<Row>(query, values)
				: observed(query, () => inner.query<Row>(query), ({ rows }) => rows);

	return {
		query: observedQueries(db),
		verb: <Row extends VerbRow>(statement: Statement) => observed(statement, () => db.verb<Row>(statement), (rows) => rows),
		transaction: (work) => db.transaction((tx) => work({ query: observedQueries(tx) })),
		end: () => db.end(),
	};
}

/** Connections by what they do, who waits for one, repeats, and the webhooks that wait. Read when asked for. */
function showConnections(db: DatabasePool, registry: Registry): void {
	const registers = [registry];
	new Gauge({
		name: `${PREFIX}database_connections`,
		help: 'Connections of this process to the database: in use, idle, and the most there may be.',
		labelNames: ['state'],
		registers,
		collect() {
			const { connections, idle, most } = db.stats;
			this.set({ state: 'used' }, connections - idle);
			this.set({ state: 'idle' }, idle);
			this.set({ state: 'most' }, most);
		},
	});
	new Gauge({
		name: `${PREFIX}database_waiting`,
		help: 'Callers that wait for a connection.',
		registers,
		collect() {
			this.set(db.stats.waiting);
		},
	});
	new Counter({
		name: `${PREFIX}database_retries_total`,
		help: 'Transactions begun again: after a serialization failure or deadlock, or after a lost connection.',
		labelNames: ['reason'],
		registers,
		collect() {
			this.reset();
			this.inc({ reason: 'serialization' }, db.stats.serialization_retries);
			this.inc({ reason: 'outage' }, db.stats.outage_retries);
		},
	});
	new Gauge({
		name: `${PREFIX}webhooks_waiting`,
		help: 'Webhooks stored and not yet applied: not tried yet, or failed and to be repeated. NaN where the database does not answer.',
		labelNames: ['state'],
		registers,
		async collect() {
			const waiting = await db
				.query<{ fresh: number; failed: number }>(
					`SELECT count(*) FILTER (WHERE tries = 0) AS fresh, count(*) FILTER (WHERE tries > 0) AS failed
						FROM webhook_inbox WHERE applied_at IS NULL`,
				)
				.then(({ rows }) => rows[0], () => undefined);
			this.set({ state: 'new' }, waiting?.fresh ?? NaN);
			this.set({ state: 'failed' }, waiting?.failed ?? NaN);
		},
	});
	new Gauge({
		name: `${PREFIX}mails_waiting`,
		help: 'Mails to owners that are not sent yet: not tried yet, or failed and to be repeated. NaN where the database does not answer.',
		labelNames: ['state'],
		registers,
		async collect() {
			const waiting = await db
				.query<{ fresh: number; failed: number }>(
					`SELECT count(*) FILTER (WHERE tries = 0) AS fresh, count(*) FILTER (WHERE tries > 0) AS failed
						FROM mail_outbox WHERE state = 'waiting'`,
				)
				.then(({ rows }) => rows[0], () => undefined);
			this.set({ state: 'new' }, waiting?.fresh ?? NaN);
			this.set({ state: 'failed' }, waiting?.failed ?? NaN);
		},
	});
}

function showQueue(queue: FairQueue, registry: Registry): void {
	new Gauge({
		name: `${PREFIX}model_actions`,
		help: 'Actions whose model call runs, and actions that wait for their turn.',
		labelNames: ['state'],
		registers: [registry],
		collect() {
			this.set({ state: 'running' }, queue.running);
			this.set({ state: 'waiting' }, queue.waiting);
		},
	});
}

/** A code of our own: an error's text may hold anything. */
function failureOf(error: unknown): string {
	return error instanceof Problem ? error.code : 'error';
}
