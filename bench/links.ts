// Prints the figures of the index that links are suggested from: filling it, and finding candidates beside core's own search of the same site.
//
// npm run bench -- links [--posts=10000 --pairs=21]. On SQLite and on MariaDB, each in a WordPress of its own. Nothing is asserted.

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startMariadb } from '../tools/mariadb.ts';
import { dataFolder } from '../tools/paths.ts';
import { runCommand } from '../tools/setup/command.mjs';
import { printFailure, SetupFailure } from '../tools/setup/failure.mjs';
import { checkMachine } from '../tools/setup/machine.mjs';
import { step } from '../tools/setup/progress.mjs';
import { installSite } from '../tools/wordpress/site.ts';
import { median, milliseconds, printTable, type Row } from './table.ts';

/** A person waits for the candidates. */
const mostCandidates_ms = 50;

interface Asked {
	posts: number;
	pairs: number;
}

interface Figures {
	fill_ms: number;
	terms: number;
	candidates_ms: number[];
	search_ms: number[];
	save_ms: number[];
	queries: number[];
	found: number[];
	peak_bytes: number;
}

try {
	await bench(asked());
} catch (error) {
	printFailure(error);
	process.exitCode = 1;
}

async function bench(wanted: Asked): Promise<void> {
	await checkMachine(['php', 'mariadb']);
	const load_before = loadavg()[0] ?? 0;
	const rows = [
		...(await step('Measuring on SQLite', () => measure('SQLite', wanted))),
		...(await step('Measuring on MariaDB', () => measure('MariaDB', wanted))),
	];
	const processors = cpus();
	const load = `load ${load_before.toFixed(1)} before and ${(loadavg()[0] ?? 0).toFixed(1)} after`;
	console.log(`\n${processors.length} × ${processors[0]?.model ?? 'unknown processor'}, ${load}; WordPress 7.1, ${wanted.posts.toLocaleString('en')} posts of 500 words; ${wanted.pairs} pairs\n`);
	printTable(rows);
}

async function measure(name: 'SQLite' | 'MariaDB', { posts, pairs }: Asked): Promise<Row[]> {
	mkdirSync(join(dataFolder, 'bench'), { recursive: true });
	const folder = mkdtempSync(join(dataFolder, 'bench', 'links-'));
	const mariadb = name === 'MariaDB' ? await startMariadb(join(folder, 'mariadb')) : undefined;
	try {
		const site = await installSite({ directory: join(folder, 'site'), version: '7.1', port: 8888, plugin: 'tree', database: mariadb?.database ?? 'sqlite', content: 'none' });
		const printed = await runCommand('php', ['-d', 'memory_limit=256M', join(import.meta.dirname, 'links.php'), site.publicFolder, String(posts), String(pairs)], {
			failure: 'PHP could not measure the index of links.',
		});
		return rowsOf(name, posts, JSON.parse(printed) as Figures);
	} finally {
		await mariadb?.stop();
		rmSync(folder, { recursive: true, force: true });
	}
}

function rowsOf(name: string, posts: number, figures: Figures): Row[] {
	const candidates_ms = median(figures.candidates_ms);
	const search_ms = median(figures.search_ms);
	return [
		{
			what: `${name}: 25 link candidates`,
			figure: milliseconds(candidates_ms),
			reach: `≤ ${mostCandidates_ms} ms`,
			met: candidates_ms <= mostCandidates_ms,
			beside: `the slowest ${milliseconds(Math.max(...figures.candidates_ms))}, ${median(figures.queries)} queries, ${median(figures.found)} found; core's search for one word ${milliseconds(search_ms)}`,
		},
		{
			what: `${name}: filling the index`,
			figure: `${(figures.fill_ms / 1000).toFixed(0)} s`,
			reach: '',
			met: true,
			beside: `${milliseconds(figures.fill_ms / posts)} a post, in the background; ${figures.terms.toLocaleString('en')} rows of terms; peak ${(figures.peak_bytes / 2 ** 20).toFixed(0)} MiB`,
		},
		{ what: `${name}: reading one post again`, figure: milliseconds(median(figures.save_ms)), reach: '', met: true, beside: 'what a save adds' },
	];
}

function asked(): Asked {
	const { values } = parseArgs({ options: { posts: { type: 'string', default: '10000' }, pairs: { type: 'string', default: '21' } } });
	const whole = (name: keyof Asked, least: number): number => {
		const number = Number(values[name]);
		if (!Number.isInteger(number) || number < least) {
			throw new SetupFailure(`--${name}=${values[name]} is not a whole number from ${least} on.`, 'npm run bench -- links --posts=10000');
		}
		return number;
	};
	return { posts: whole('posts', 100), pairs: whole('pairs', 1) };
}
