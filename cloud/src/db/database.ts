// The pool of connections, transactions with a bounded number of retries, and what a driver's error means.
import pg from 'pg';
import { setTimeout as delay } from 'node:timers/promises';
import { Problem } from '../problems.ts';

// Counts of credits stay far below 2^53; a value beyond is refused rather than rounded.
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
	const value = Number(text);
	if (!Number.isSafeInteger(value)) {
		throw new RangeError(`A bigint beyond 2^53 was read: ${text}`);
	}
	return value;
});

export type IsolationLevel = 'read committed' | 'serializable';

/** A prepared statement: the name stands for the text. */
export interface Statement {
	name: string;
	text: string;
	values: readonly unknown[];
}

/** What verbs need of a connection: the pool and a transaction's client both have it. */
export interface Queryable {
	query<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<pg.QueryResult<Row>>;
	query<Row extends pg.QueryResultRow>(query: Statement): Promise<pg.QueryResult<Row>>;
}

export interface Database extends Queryable {
	/** Runs `work` in one transaction; on a serialization failure or deadlock all of it again, up to MAX_TRIES times. */
	transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>;
	/**
	 * One statement that is a transaction of its own and may be repeated: a verb that answers a repeat as the first time.
	 * Retried in the same way, and also where the connection was lost, so that its outcome is not known.
	 */
	verb<Row extends pg.QueryResultRow>(query: Statement): Promise<Row[]>;
	end(): Promise<void>;
}

export interface DatabasePool extends Database {
	/** For metrics. */
	readonly stats: DatabaseStats;
}

/** Connections now, and repeats since the start. */
export interface DatabaseStats {
	connections: number;
	idle: number;
	/** The most connections there may be. */
	most: number;
	/** Callers that wait for a connection. */
	waiting: number;
	serialization_retries: number;
	outage_retries: number;
}

/** Few: on a database of few cores more of them at work make each statement dearer. Who finds none free waits in this process. */
const MAX_CONNECTIONS = 10;

export const MAX_TRIES = 6;
const MAX_OUTAGE_TRIES = 3;
const RETRYABLE = new Set(['40001', '40P01']);
const OUTAGE = new Set(['57P01', '57P02', '57P03', '53300', '08000', '08001', '08003', '08006', '08004', '25006']);
const OUTAGE_ERRNO = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND']);

interface DatabaseOptions {
	url: string;
	max_connections?: number;
	isolation?: IsolationLevel;
	/** 0 for none, as long reads such as the audit need. */
	statement_timeout_ms?: number;
	on_error?: (error: Error) => void;
}

/** Opens a pool. Statements end after 15 s, so that no request waits for ever on a lock. */
export function openDatabase(options: DatabaseOptions): DatabasePool {
	const isolation = options.isolation ?? 'read committed';
	const pool = new pg.Pool({
		connectionString: options.url,
		max: options.max_connections ?? MAX_CONNECTIONS,
		connectionTimeoutMillis: 5000,
		statement_timeout: options.statement_timeout_ms ?? 15_000,
		idle_in_transaction_session_timeout: 20_000,
		options: `-c default_transaction_isolation=${isolation.replace(' ', '\\ ')}`,
		application_name: 'seo-rank-genius',
	});
	pool.on('error', (error) => options.on_error?.(error));

	const query = pool.query.bind(pool) as Queryable['query'];
	const retries: Retries = { serialization_retries: 0, outage_retries: 0 };
	return {
		query,
		verb: (statement) => retrying(async () => (await query(statement)).rows as never[], MAX_OUTAGE_TRIES, retries),
		transaction: (work) => retrying(() => inTransaction(pool, work), 1, retries),
		end: () => pool.end(),
		get stats() {
			return { connections: pool.totalCount, idle: pool.idleCount, most: pool.options.max, waiting: pool.waitingCount, ...retries };
		},
	};
}

async function inTransaction<T>(pool: pg.Pool, work: (tx: Queryable) => Promise<T>): Promise<T> {
	const client = await pool.connect();
	let broken: Error | undefined;
	try {
		await client.query('BEGIN');
		const value = await work(client);
		await client.query('COMMIT');
		return value;
	} catch (error) {
		await client.query('ROLLBACK').catch((rollback_error: unknown) => {
			broken = rollback_error instanceof Error ? rollback_error : new Error(String(rollback_error));
		});
		throw error;
	} finally {
		client.release(broken);
	}
}

type Retries = Pick<DatabaseStats, 'serialization_retries' | 'outage_retries'>;

async function retrying<T>(attempt: () => Promise<T>, outage_tries: number, retries: Retries): Promise<T> {
	for (let tries = 1; ; tries++) {
		try {
			return await attempt();
		} catch (error) {
			if (isOutage(error) && tries < outage_tries) {
				retries.outage_retries++;
				await delay(100 * tries);
				continue;
			}
			if (isOutage(error)) {
				throw new Problem('unavailable', 'The database cannot be reached.', { retry_after_s: 5, cause: error });
			}
			if (!RETRYABLE.has(sqlState(error))) {
				throw error;
			}
			if (tries >= MAX_TRIES) {
				throw new Problem('unavailable', 'Too many changes to the same credits at once.', { retry_after_s: 1, cause: error });
			}
			retries.serialization_retries++;
			await delay(Math.random() * 10 * 2 ** tries);
		}
	}
}

/** The SQLSTATE of an error, or '' where it has none. */
export function sqlState(error: unknown): string {
	return error instanceof pg.DatabaseError ? (error.code ?? '') : '';
}

/** The name of the constraint that refused a row, or ''. */
export function constraintOf(error: unknown): string {
	return error instanceof pg.DatabaseError ? (error.constraint ?? '') : '';
}

function isOutage(error: unknown): boolean {
	if (!(error instanceof Error)) {
		return false;
	}
	const errno = (error as NodeJS.ErrnoException).code ?? '';
	return OUTAGE.has(errno) || OUTAGE_ERRNO.has(errno) || /^(Connection terminated|timeout exceeded when trying to connect)/.test(error.message);
}
