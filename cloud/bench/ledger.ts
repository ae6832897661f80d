// Measures the ledger beside pgbench's TPC-B on the same PostgreSQL, in interleaved pairs, and prints the median ratios.
//
// npm run bench -w cloud [-- --pairs=5 --seconds=8]. Needs pgbench (Debian: postgresql). Nothing is asserted.
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import pg from 'pg';
import { openDatabase, type Database } from '../src/db/database.ts';
import { startEmbeddedDatabase } from '../src/db/embedded.ts';
import { migrate } from '../src/db/migrate.ts';
import { capture } from '../src/ledger/capture.ts';
import { reserve } from '../src/ledger/reserve.ts';
import { runActions, type ConnectedSite } from '../tests/support/connected-site.ts';
import { imageAction } from '../tests/support/image-action.ts';
import { reservation } from '../tests/support/ledger.ts';
import { startModelStub } from '../tests/support/model-stub.ts';
import { startServiceProcess } from '../tests/support/service-process.ts';
import { connectedSites, seedLicenses, type SeededSite } from './seed.ts';

const run = promisify(execFile);
const { values } = parseArgs({
	options: { pairs: { type: 'string', default: '5' }, seconds: { type: 'string', default: '8' }, licenses: { type: 'string', default: '50000' } },
});
const PAIRS = Number(values.pairs);
const SECONDS = Number(values.seconds);
const CALLERS = 32;
const PGBENCH_SCALE = 20;
const RESULT = { alt_text: 'A red barn in snow under a pale winter sky' };

interface Trial {
	name: string;
	/** One operation; how many actions it did. */
	operation: (site: SeededSite) => Promise<number>;
	callers?: number;
}

const data_dir = await mkdtemp(join(tmpdir(), 'srg-bench-'));
await chmod(data_dir, 0o755);
const cluster = await startEmbeddedDatabase({ data_dir, settings: ['max_connections=120', 'shared_buffers=512MB', 'max_wal_size=4GB'] });
try {
	await migrate(cluster.url);
	await createPgbenchDatabase(cluster.url);
	const db = openDatabase({ url: cluster.url, max_connections: CALLERS, statement_timeout_ms: 0 });
	const sites = await seedLicenses(db, Number(values.licenses));
	process.stdout.write(`${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}; ${sites.length * 2} pools; ${PAIRS} pairs of ${SECONDS} s\n`);

	const hot = sites[0];
	if (hot === undefined) {
		throw new Error('No site was seeded.');
	}
	await compare(db, sites, { name: 'reserve', operation: (site) => reserveOne(db, site) });
	await compare(db, sites, { name: 'reserve + capture', operation: (site) => cycle(db, site, 1) });
	await compare(db, sites, { name: 'reserve + capture, batches of 25', operation: (site) => cycle(db, site, 25) });
	await compare(db, [hot], { name: 'reserve + capture, one hot pool, 64 callers', operation: (site) => cycle(db, site, 1), callers: 64 });
	await compareHttp(db, sites.slice(0, 1000));
	await db.end();
} finally {
	await cluster.stop();
	await rm(data_dir, { recursive: true, force: true });
}

async function reserveOne(db: Database, site: SeededSite): Promise<number> {
	const { actions } = await reserve(db, site, [reservation(1)], new Date());
	if (actions[0]?.state !== 'reserved') {
		throw new Error(`refused: ${actions[0]?.code}`);
	}
	return 1;
}

async function cycle(db: Database, site: SeededSite, size: number): Promise<number> {
	const wanted = Array.from({ length: size }, () => reservation(1));
	await reserve(db, site, wanted, new Date());
	const { actions } = await capture(db, site, wanted.map(({ action_id }) => ({ action_id, result: RESULT })), new Date());
	if (!actions.every((action) => action.state === 'captured')) {
		throw new Error('not captured');
	}
	return size;
}

async function compareHttp(db: Database, sites: readonly SeededSite[]): Promise<void> {
	const stub = await startModelStub({ keep_requests: false });
	const service = await startServiceProcess({ DATABASE_URL: cluster.url, AI_BASE_URL: stub.base_url, SITE_RATE_PER_MINUTE: '1000000000' });
	const connected = new Map((await connectedSites(db, sites)).map((site) => [site.site_id, site]));
	await compare(db, sites, {
		name: 'whole cycle over HTTP, batches of one',
		operation: async (site) => {
			const reply = await runActions(service.url, connected.get(site.site_id) as ConnectedSite, [imageAction()]);
			if (reply.actions[0]?.outcome !== 'completed') {
				throw new Error(`${reply.status} ${reply.code ?? reply.actions[0]?.code}`);
			}
			return 1;
		},
	});
	await service.kill('SIGTERM');
	await stub.close();
}

/** Pairs of one trial and pgbench, in turns; prints the medians. */
async function compare(db: Database, sites: readonly SeededSite[], trial: Trial): Promise<void> {
	const ratios: number[] = [];
	const rates: number[] = [];
	const p99s_ms: number[] = [];
	for (let pair = 0; pair < PAIRS; pair++) {
		await db.query('CHECKPOINT');
		const { rate, p99_ms } = await measure(sites, trial);
		await db.query('CHECKPOINT');
		const tps = await pgbench();
		rates.push(rate);
		p99s_ms.push(p99_ms);
		ratios.push(rate / tps);
	}
	process.stdout.write(
		`${trial.name.padEnd(46)} ${median(rates).toFixed(0).padStart(7)} /s  p99 ${median(p99s_ms).toFixed(1).padStart(6)} ms  ${median(ratios).toFixed(2).padStart(6)} × pgbench\n`,
	);
}

async function measure(sites: readonly SeededSite[], trial: Trial): Promise<{ rate: number; p99_ms: number }> {
	const latencies_ms: number[] = [];
	let actions = 0;
	const start_ms = performance.now();
	const end_ms = start_ms + SECONDS * 1000;
	const caller = async (): Promise<void> => {
		while (performance.now() < end_ms) {
			const site = sites[Math.floor(Math.random() * sites.length)];
			if (site === undefined) {
				return;
			}
			const began_ms = performance.now();
			const done = await trial.operation(site);
			actions += done;
			latencies_ms.push(performance.now() - began_ms);
		}
	};
	await Promise.all(Array.from({ length: trial.callers ?? CALLERS }, caller));
	latencies_ms.sort((left, right) => left - right);
	return {
		rate: actions / ((performance.now() - start_ms) / 1000),
		p99_ms: latencies_ms[Math.floor(latencies_ms.length * 0.99)] ?? 0,
	};
}

async function createPgbenchDatabase(url: string): Promise<void> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	await client.query('CREATE DATABASE pgbench');
	await client.end();
	await run('pgbench', ['-i', '-q', '-s', String(PGBENCH_SCALE), pgbenchUrl()]);
}

async function pgbench(): Promise<number> {
	const { stdout } = await run('pgbench', ['-n', '-M', 'prepared', '-c', '8', '-j', '2', '-T', String(SECONDS), pgbenchUrl()]);
	const tps = /tps = ([\d.]+)/.exec(stdout)?.[1];
	if (tps === undefined) {
		throw new Error(`pgbench printed no rate:\n${stdout}`);
	}
	return Number(tps);
}

function pgbenchUrl(): string {
	return cluster.url.replace(/\/[^/]+$/, '/pgbench');
}

function median(numbers: readonly number[]): number {
	const sorted = [...numbers].sort((left, right) => left - right);
	return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
