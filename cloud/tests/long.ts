// The long forms of the ledger's tests: npm run test:long -w cloud [-- part of a name]. Prints each part's seed, operations and
// duration as it ends, and a summary. Ends with 1 where a part failed. SCALE=0.1 makes them shorter, SEED=n replays them.
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { OPERATIONS_LINE } from './support/operations.ts';

interface Part {
	name: string;
	file: string;
	/** How long each run is. */
	env: Record<string, string>;
	/** What of `env` is the seed; undefined where nothing is random. */
	seed?: string;
	/** The same again with other seeds, or once more the same faults. */
	times?: number;
}

interface Ended {
	part: Part;
	operations: number;
	audits: number;
	seconds: number;
	has_passed: boolean;
}

const SCALE = Number(process.env['SCALE'] ?? 1);
const SEED = Number(process.env['SEED'] ?? randomInt(1_000_000));
const scaled = (amount: number): string => String(Math.max(1, Math.round(amount * SCALE)));

const PARTS: readonly Part[] = [
	{ name: 'random sequences against the model, at both isolation levels', file: 'ledger/property.test.ts', env: { LEDGER_RUNS: scaled(6800) }, seed: 'LEDGER_SEED' },
	{ name: '4 processes and 64 clients, at both isolation levels', file: 'service/concurrency.test.ts', env: { CONCURRENCY_STEPS: scaled(60) }, seed: 'CONCURRENCY_SEED', times: 2 },
	{ name: 'the service killed at every boundary, its connection cut', file: 'service/crash.test.ts', env: {}, times: Number(scaled(5)) },
	{ name: 'PostgreSQL killed under load', file: 'service/database-crash.test.ts', env: { CRASHES: scaled(20) } },
	{ name: 'the fuzzer over every route', file: 'http/fuzz.test.ts', env: { FUZZ_REQUESTS: scaled(8000) }, seed: 'FUZZ_SEED' },
];

/** Runs one test file in a process of its own; what failed is printed whole. */
async function run(part: Part, seed: number): Promise<Ended> {
	const began_ms = performance.now();
	const file = fileURLToPath(new URL(part.file, import.meta.url));
	const child = spawn(process.execPath, ['--test', '--test-reporter=tap', '--test-timeout=3600000', file], {
		env: { ...process.env, ...part.env, ...(part.seed === undefined ? {} : { [part.seed]: String(seed) }) },
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const [tap] = await Promise.all([text(child.stdout), once(child, 'close')]);
	const reported = [...tap.matchAll(OPERATIONS_LINE)];
	const ended: Ended = {
		part,
		operations: reported.reduce((sum, [, operations]) => sum + Number(operations), 0),
		audits: reported.length,
		seconds: (performance.now() - began_ms) / 1000,
		// A part that audited nothing proved nothing.
		has_passed: child.exitCode === 0 && reported.length > 0,
	};
	const settings = Object.entries({ ...part.env, ...(part.seed === undefined ? {} : { [part.seed]: seed }) }).map(([name, value]) => `${name}=${value}`);
	console.log(`${ended.has_passed ? 'passed' : 'FAILED'}  ${part.name}  ${settings.join(' ')}  ${figuresOf(ended)}`);
	if (!ended.has_passed) {
		console.log(tap);
	}
	return ended;
}

function figuresOf({ operations, audits, seconds }: Pick<Ended, 'operations' | 'audits' | 'seconds'>): string {
	return `${operations.toLocaleString('en')} operations, ${audits} audits without a violation, ${seconds.toFixed(0)} s`;
}

const wanted = process.argv[2] ?? '';
const ended: Ended[] = [];
console.log(`SEED=${SEED} SCALE=${SCALE}`);
for (const part of PARTS.filter(({ name }) => name.includes(wanted))) {
	for (let time = 0; time < (part.times ?? 1); time++) {
		ended.push(await run(part, SEED + time));
	}
}
const sum = (pick: (one: Ended) => number): number => ended.reduce((total, one) => total + pick(one), 0);
const failed = ended.filter(({ has_passed }) => !has_passed);
console.log(`\n${figuresOf({ operations: sum((one) => one.operations), audits: sum((one) => one.audits), seconds: sum((one) => one.seconds) })}`);
console.log(failed.length === 0 ? `All ${ended.length} runs passed.` : `${failed.length} of ${ended.length} runs failed.`);
process.exitCode = failed.length === 0 && ended.length > 0 ? 0 : 1;
