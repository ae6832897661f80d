// Measures the ledger beside pgbench's TPC-B on the same PostgreSQL, in interleaved pairs, and prints medians and ratios as a table.
//
// npm run bench -w cloud [-- --pairs=5 --seconds=8 --growth=full|small|only|none --services=1]. Needs pgbench (Debian: postgresql).
// `--growth=full` goes to 1,000,000 pools and 10,000,000 entries, `only` does nothing else. Nothing is asserted.
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { openDatabase, type Database } from '../src/db/database.ts';
import { startEmbeddedDatabase } from '../src/db/embedded.ts';
import { migrate } from '../src/db/migrate.ts';
import { createLedger, type Ledger } from '../src/ledger/ledger.ts';
import { reservation } from '../tests/support/ledger.ts';
import { startServiceProcess } from '../tests/support/service-process.ts';
import { createHttpCycle, createPgbench, measure, median, peakMemoryMib, pgbench, startModel } from './measure.ts';
import { connectedSites, seedLicenses, withoutDomainCredits, type SeededSite } from './seed.ts';

const { values } = parseArgs({
	options: {
		pairs: { type: 'string', default: '5' },
		seconds: { type: 'string', default: '8' },
		growth: { type: 'string', default: 'full' },
		services: { type: 'string', default: '1' },
	},
});
const PAIRS = Number(values.pairs);
const SECONDS = Number(values.seconds);
const CALLERS = 32;
const HOT_CALLERS = 64;
const POOLS = 100_000;
const PGBENCH_SCALE = 20;
const RESULT = { alt_text: 'A red barn in snow under a pale winter sky' };
const FULL_GROWTH = { pools: [100, POOLS, 1_000_000], entries: 10_000_000 };
const GROWTH: Record<string, { pools: number[]; entries: number } | undefined> = {
	full: FULL_GROWTH,
	only: FULL_GROWTH,
	small: { pools: [100, 10_000], entries: 100_000 },
};

const data_dir = await mkdtemp(join(tmpdir(), 'srg-bench-'));
await chmod(data_dir, 0o755);
const cluster = await startEmbeddedDatabase({ data_dir, settings: ['max_connections=120', 'shared_buffers=512MB', 'max_wal_size=4GB'] });
const address = (name: string): string => cluster.url.replace(/\/[^/]+$/, `/${name}`);
try {
	await createDatabase('pgbench');
	await createPgbench(address('pgbench'), PGBENCH_SCALE);
	await printMachine();
	console.log('| measured | a second | × pgbench | p99 |\n|---|---|---|---|');
	if (values.growth !== 'only') {
		await verbs();
	}
	const growth = GROWTH[values.growth];
	for (const [pools, entries] of [...(growth?.pools ?? []).map((count) => [count, 0] as const), ...(growth ? [[POOLS, growth.entries] as const] : [])]) {
		await seeded(pools, entries, async (db, sites) => {
			const size = `${pools.toLocaleString('en')} pools, ${entries.toLocaleString('en')} entries`;
			const ledger = ledgerOn(db);
			await row(`reserve, ${size}`, sites, (site) => reserveOne(ledger, site));
			await row(`reserve + capture, ${size}`, sites, (site) => cycle(ledger, site, 1));
		});
	}
} finally {
	await cluster.stop();
	await rm(data_dir, { recursive: true, force: true });
}

/** Everything but how it changes with size. */
async function verbs(): Promise<void> {
	await seeded(POOLS, 0, async (db, sites, url) => {
		const ledger = ledgerOn(db);
		await row('reserve', sites, (site) => reserveOne(ledger, site));
		await row('reserve + capture', sites, (site) => cycle(ledger, site, 1));
		await row('reserve + capture, batches of 25', sites, (site) => cycle(ledger, site, 25));
		await row(`reserve + capture, one hot pool, ${HOT_CALLERS} callers`, sites.slice(0, 1), (site) => cycle(ledger, site, 1), HOT_CALLERS);
		await row('reserve + capture, each call a statement of its own', sites, (site) => cycle(ledgerOn(db, false), site, 1));
		await rowOverHttp(db, sites.slice(0, 1000), url);
		await withoutDomainCredits(db);
		await row('reserve, from Shared', sites, (site) => reserveOne(ledger, site));
		await row('reserve + capture, from Shared', sites, (site) => cycle(ledger, site, 1));
	});
}

function ledgerOn(db: Database, groups = true): Ledger {
	return createLedger({ db, clock: () => new Date(), groups });
}

async function reserveOne(ledger: Ledger, site: SeededSite): Promise<number> {
	const { actions } = await ledger.reserve(site, [reservation(1)]);
	if (actions[0]?.state !== 'reserved') {
		throw new Error(`refused: ${actions[0]?.code}`);
	}
	return 1;
}

async function cycle(ledger: Ledger, site: SeededSite, size: number): Promise<number> {
	const wanted = Array.from({ length: size }, () => reservation(1));
	await ledger.reserve(site, wanted);
	const { actions } = await ledger.capture(site, wanted.map(({ action_id }) => ({ action_id, result: RESULT })));
	if (!actions.every((action) => action.state === 'captured')) {
		throw new Error('not captured');
	}
	return size;
}

/** The service in processes of its own, the model in another; the callers are this process. */
async function rowOverHttp(db: Database, sites: readonly SeededSite[], url: string): Promise<void> {
	const model = await startModel();
	const env = { DATABASE_URL: url, AI_BASE_URL: model.base_url };
	const services = await Promise.all(Array.from({ length: Number(values.services) }, () => startServiceProcess(env)));
	const connected = await connectedSites(db, sites);
	const over_http = createHttpCycle(services.map((service) => service.url));
	await row(`whole cycle over HTTP, batches of one, ${services.length} process(es) of the service`, connected, over_http);
	const peaks = await Promise.all(services.map((service) => peakMemoryMib(service.child.pid)));
	console.log(`| peak memory of the service under that load | ${peaks.map((peak) => (peak === undefined ? '—' : `${peak} MiB`)).join(', ')} | | |`);
	await Promise.all(services.map((service) => service.kill('SIGTERM')));
	model.stop();
}

/** Pairs of one trial and pgbench, in turns; prints the medians. */
async function row<T>(name: string, sites: readonly T[], operation: (site: T) => Promise<number>, callers = CALLERS): Promise<void> {
	const ratios: number[] = [];
	const rates: number[] = [];
	const p99s_ms: number[] = [];
	for (let pair = 0; pair < PAIRS; pair++) {
		await inPostgres('CHECKPOINT');
		const { rate, p99_ms } = await measure(sites, operation, callers, SECONDS);
		await inPostgres('CHECKPOINT');
		const tps = await pgbench(address('pgbench'), SECONDS);
		rates.push(rate);
		p99s_ms.push(p99_ms);
		ratios.push(rate / tps);
	}
	console.log(`| ${name} | ${median(rates).toFixed(0)} | ${median(ratios).toFixed(2)} | ${median(p99s_ms).toFixed(1)} ms |`);
}

/** A database of its own with so much in it, dropped afterwards. */
async function seeded(pools: number, entries: number, work: (db: Database, sites: SeededSite[], url: string) => Promise<void>): Promise<void> {
	const name = `ledger_${pools}_${entries}`;
	await createDatabase(name);
	await migrate(address(name));
	const filling = openDatabase({ url: address(name), max_connections: 1, statement_timeout_ms: 0 });
	const sites = await seedLicenses(filling, pools, entries);
	await filling.end();
	const db = openDatabase({ url: address(name) });
	await work(db, sites, address(name));
	await db.end();
	await inPostgres(`DROP DATABASE ${name} WITH (FORCE)`);
}

async function createDatabase(name: string): Promise<void> {
	await inPostgres(`CREATE DATABASE ${name}`);
}

async function inPostgres(sql: string): Promise<pg.QueryResult<Record<string, string>>> {
	const client = new pg.Client({ connectionString: cluster.url });
	await client.connect();
	try {
		return await client.query<Record<string, string>>(sql);
	} finally {
		await client.end();
	}
}

async function printMachine(): Promise<void> {
	const version = (await inPostgres('SHOW server_version')).rows[0]?.['server_version'];
	const memory_gib = Math.round(totalmem() / 2 ** 30);
	console.log(`${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${memory_gib} GiB; PostgreSQL ${version}, Node ${process.versions.node}`);
	console.log(`pgbench TPC-B: scale ${PGBENCH_SCALE}, 8 clients, prepared. Medians of ${PAIRS} pairs of ${SECONDS} s. ${POOLS.toLocaleString('en')} pools and ${CALLERS} callers, unless said.\n`);
}
