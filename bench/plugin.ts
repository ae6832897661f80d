// Prints the plugin's figures beside the numbers to reach: sizes, requests, queries and page times, as medians of interleaved pairs.
//
// npm run bench [-- --pairs=7]. Makes a WordPress and a cloud of its own and removes them. Nothing is asserted.

import { chmodSync, mkdirSync, mkdtempSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildWhenStale } from '../tools/build.ts';
import { removeCloudData } from '../tools/cloud.ts';
import { dataFolder } from '../tools/paths.ts';
import { printFailure, SetupFailure } from '../tools/setup/failure.mjs';
import { checkMachine } from '../tools/setup/machine.mjs';
import { step } from '../tools/setup/progress.mjs';
import { measureAddedAssets, measureOwnAssets } from './assets.ts';
import { openEnvironment } from './environment.ts';
import { measureFrontPage } from './front-page.ts';
import { measureCreditsScreen } from './screens.ts';
import { printTable } from './table.ts';

const running: { stop(): Promise<void> }[] = [];
let folder: string | undefined;
let closing: Promise<void> | undefined;

try {
	await bench(pairsAsked());
} catch (error) {
	if (!closing) {
		printFailure(error);
	}
	process.exitCode = 1;
} finally {
	await (closing ??= close());
}

async function bench(pairs: number): Promise<void> {
	await checkMachine(['php', 'browser']);
	await buildWhenStale();
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void (closing ??= close()).finally(() => process.exit(1)));
	}
	mkdirSync(join(dataFolder, 'bench'), { recursive: true });
	folder = mkdtempSync(join(dataFolder, 'bench', 'run-'));
	// PostgreSQL, as another user than root, must be able to enter it.
	chmodSync(folder, 0o755);
	const environment = await openEnvironment(folder, running);
	const load_before = loadavg()[0] ?? 0;
	const rows = [
		...(await step('Measuring what is loaded', async () => [...(await measureOwnAssets(environment)), ...(await measureAddedAssets(environment))])),
		...(await step('Measuring the Credits screen', () => measureCreditsScreen(environment, pairs))),
		...(await step('Measuring the front page', () => measureFrontPage(environment, pairs))),
	];
	const processors = cpus();
	const load = `load ${load_before.toFixed(1)} before and ${(loadavg()[0] ?? 0).toFixed(1)} after`;
	console.log(`\n${processors.length} × ${processors[0]?.model ?? 'unknown processor'}, ${load}; WordPress 7.1 on SQLite; ${pairs} pairs\n`);
	printTable(rows);
}

function pairsAsked(): number {
	const { values } = parseArgs({ options: { pairs: { type: 'string', default: '7' } } });
	const pairs = Number(values.pairs);
	if (!Number.isInteger(pairs) || pairs < 1) {
		throw new SetupFailure(`--pairs=${values.pairs} is not a number of pairs.`, 'npm run bench -- --pairs=7');
	}
	return pairs;
}

async function close(): Promise<void> {
	for (const program of running) {
		await program.stop();
	}
	if (folder !== undefined) {
		removeCloudData(folder);
	}
}
