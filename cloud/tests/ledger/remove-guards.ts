// Takes each guard of the ledger out of a database of its own, runs the guards' tests against it, and prints which of them
// failed: `node tests/ledger/remove-guards.ts [part of a guard's name]`. Ends with 1 where a removal was caught by nothing.
// With OWN_TEST=1 each removal meets its own test only, which takes a tenth of the time.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startEmbeddedDatabase } from '../../src/db/embedded.ts';
import { migrate } from '../../src/db/migrate.ts';
import { CONSTRAINTS } from './guard-constraints.ts';
import { FRAGMENTS, SOURCES, type FragmentGuard } from './guard-fragments.ts';

interface Guard {
	name: string;
	/** As the table shows it. */
	removed: string;
	/** The statement that takes it out of this database; of a guard in TypeScript, none. */
	removal?: (client: pg.Client) => Promise<string>;
}

const TESTS = ['guards.test.ts', 'guard-verbs.test.ts', 'guard-groups.test.ts', 'guard-sources.test.ts'].map((file) => fileURLToPath(new URL(file, import.meta.url)));

const OWN_TEST = process.env['OWN_TEST'] === '1';
const PATCH = new URL('patch-source.ts', import.meta.url).href;

const guards: Guard[] = [
	...Object.entries(CONSTRAINTS).map(([name, { table }]): Guard => ({
		name,
		removed: `\`${name}\` of ${table}`,
		removal: async (client) => {
			const is_index = (await client.query(`SELECT 1 FROM pg_constraint WHERE conname = $1`, [name])).rowCount === 0;
			return is_index ? `DROP INDEX ${name}` : `ALTER TABLE ${table} DROP CONSTRAINT ${name} CASCADE`;
		},
	})),
	...FRAGMENTS.map((guard): Guard => ({
		name: guard.name,
		removed: `\`${oneLine(guard.fragment)}\` → \`${oneLine(guard.instead)}\` in ${guard.function}`,
		removal: (client) => withoutFragment(client, guard),
	})),
	...SOURCES.map(({ name, file, fragment, instead }): Guard => ({ name, removed: `\`${oneLine(fragment)}\` → \`${oneLine(instead)}\` in src/${file}` })),
];

async function withoutFragment(client: pg.Client, guard: FragmentGuard): Promise<string> {
	const found = await client.query<{ definition: string }>('SELECT pg_get_functiondef($1::regproc) AS definition', [guard.function]);
	const parts = (found.rows[0]?.definition ?? '').split(guard.fragment);
	if (parts.length !== 2) {
		throw new Error(`${guard.name}: the fragment stands ${parts.length - 1} times in ${guard.function}.`);
	}
	return parts.join(guard.instead);
}

function oneLine(sql: string): string {
	const line = sql.replace(/\s+/g, ' ');
	return line.length > 70 ? `${line.slice(0, 67)}…` : line;
}

/** Names of the tests that failed on copies of this database; of none, where all passed. */
async function failedTests(template_url: string, guard_name = ''): Promise<string[]> {
	const only = OWN_TEST && guard_name !== '' ? [`--test-name-pattern=${guard_name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}`] : [];
	const run = spawn(process.execPath, ['--import', PATCH, '--test', '--test-reporter=tap', '--test-timeout=60000', ...only, ...TESTS], {
		env: { ...process.env, TEST_TEMPLATE_URL: template_url, PATCHED_GUARD: guard_name },
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const [tap] = await Promise.all([text(run.stdout), once(run, 'close')]);
	// The innermost lines name tests; a suite fails with its own.
	const failed = [...tap.matchAll(/^ {4,}not ok \d+ - (.*)$/gm)].map((match) => (match[1] ?? '').replaceAll('\\#', '#'));
	if (run.exitCode !== 0 && failed.length === 0) {
		return ['(a test file did not start)'];
	}
	return failed;
}

const wanted = process.argv[2] ?? '';
const data_dir = await mkdtemp(join(tmpdir(), 'srg-guards-'));
await chmod(data_dir, 0o755);
const cluster = await startEmbeddedDatabase({ data_dir, settings: ['fsync=off', 'max_connections=100'] });
let uncaught = 0;
try {
	await migrate(cluster.url);
	const address = (name: string): string => cluster.url.replace(/\/[^/]+$/, `/${name}`);
	const admin = new pg.Client({ connectionString: address('postgres') });
	await admin.connect();
	const whole = await failedTests(cluster.url);
	if (whole.length > 0) {
		throw new Error(`With every guard in place these fail: ${whole.join('; ')}`);
	}
	console.log('| guard | what was removed | the test that failed |\n|---|---|---|');
	for (const [index, guard] of guards.filter(({ name }) => name.includes(wanted)).entries()) {
		await admin.query(`CREATE DATABASE without_${index} TEMPLATE ${new URL(cluster.url).pathname.slice(1)}`);
		const client = new pg.Client({ connectionString: address(`without_${index}`) });
		await client.connect();
		if (guard.removal !== undefined) {
			await client.query(await guard.removal(client));
		}
		await client.end();
		const failed = await failedTests(address(`without_${index}`), guard.name);
		const own = failed.find((test) => test.startsWith(guard.name));
		uncaught += own === undefined ? 1 : 0;
		const others = failed.length - 1;
		const caught = own === undefined ? `**not by its own test** (${failed.join('; ') || 'by nothing'})` : own + (others > 0 ? ` (and ${others} more)` : '');
		console.log(`| ${guard.name} | ${guard.removed} | ${caught} |`);
	}
	await admin.end();
} finally {
	await cluster.stop();
	await rm(data_dir, { recursive: true, force: true });
}
console.log(`\n${uncaught} removals were not caught by the guard's own test.`);
process.exitCode = uncaught === 0 ? 0 : 1;
