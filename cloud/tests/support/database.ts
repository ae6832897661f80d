// A real PostgreSQL for tests: one embedded cluster per test process, a fresh migrated database per call.
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { after } from 'node:test';
import pg from 'pg';
import { openDatabase, type DatabasePool, type IsolationLevel } from '../../src/db/database.ts';
import { startEmbeddedDatabase, type EmbeddedDatabase } from '../../src/db/embedded.ts';
import { migrate } from '../../src/db/migrate.ts';

/** What is to be closed when the test process ends, last opened first. */
const closers: (() => Promise<unknown>)[] = [];
after(async () => {
	for (const close of closers.reverse()) {
		await close();
	}
});

let cluster: Promise<EmbeddedDatabase> | undefined;
let template: Promise<void> | undefined;

/** The connection string of a new database with all migrations, dropped with the cluster when the test process ends. */
export async function freshDatabaseUrl(): Promise<string> {
	const url = await templateUrl();
	const name = `test_${randomUUID().replaceAll('-', '')}`;
	const admin = new pg.Client({ connectionString: url.replace(/\/[^/]+$/, '/postgres') });
	await admin.connect();
	await admin.query(`CREATE DATABASE ${name} TEMPLATE ${new URL(url).pathname.slice(1)}`);
	await admin.end();
	return url.replace(/\/[^/]+$/, `/${name}`);
}

/** A pool of connections to a fresh database, or the one at `url`; closed when the test process ends. */
export async function freshDatabase(options: { url?: string; isolation?: IsolationLevel; max_connections?: number } = {}): Promise<DatabasePool> {
	const db = openDatabase({ ...options, url: options.url ?? (await freshDatabaseUrl()) });
	closers.push(() => db.end());
	return db;
}

/** A migrated database to copy: on a cluster of this process, or one named from outside, as remove-guards.ts does. */
async function templateUrl(): Promise<string> {
	const given = process.env['TEST_TEMPLATE_URL'];
	if (given !== undefined) {
		return given;
	}
	cluster ??= startCluster();
	const { url } = await cluster;
	template ??= migrate(url).then(() => undefined);
	await template;
	return url;
}

async function startCluster(): Promise<EmbeddedDatabase> {
	// PostgreSQL runs as another user when the tests run as root, and must reach its folder.
	const data_dir = await mkdtemp(join(tmpdir(), 'srg-postgres-'));
	await chmod(data_dir, 0o755);
	// Nothing here needs to survive a power cut; what does is tested with its own cluster.
	const started = await startEmbeddedDatabase({ data_dir, settings: ['fsync=off', 'max_connections=200'] });
	closers.push(async () => {
		await started.stop();
		await rm(data_dir, { recursive: true, force: true });
	});
	return started;
}
