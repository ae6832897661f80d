// Prints the figures of the list of contents: filling its index, each kind of list, quoting and choosing all.
//
// npm run bench -- contents [--contents=100000 --pairs=5]. On SQLite and on MariaDB, each in a WordPress of its own. Nothing is asserted.

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { startMariadb } from '../tools/mariadb.ts';
import { dataFolder } from '../tools/paths.ts';
import { runCommand } from '../tools/setup/command.mjs';
import { printFailure } from '../tools/setup/failure.mjs';
import { checkMachine } from '../tools/setup/machine.mjs';
import { step } from '../tools/setup/progress.mjs';
import { installSite } from '../tools/wordpress/site.ts';
import { asked } from './command.ts';
import { median, milliseconds, printTable, type Row } from './table.ts';

/** A person waits for a list. */
const mostList_ms = 300;

interface Figures {
	fill_ms: number;
	lists: Record<string, { ms: number[]; queries: number[] }>;
	save_ms: number[];
	choose_ms: number[];
	rows: number;
	peak_bytes: number;
}

// Rounds; named as in the other benches, so that one call can tell all of them.
const { contents, pairs: rounds } = asked({ contents: 100_000, pairs: 5 }, 'npm run bench -- contents --contents=100000 --pairs=5');

try {
	await checkMachine(['php', 'mariadb']);
	const load_before = loadavg()[0] ?? 0;
	const rows = [...(await step('Measuring on MariaDB', () => measure('MariaDB'))), ...(await step('Measuring on SQLite', () => measure('SQLite')))];
	const processors = cpus();
	const load = `load ${load_before.toFixed(1)} before and ${(loadavg()[0] ?? 0).toFixed(1)} after`;
	console.log(`\n${processors.length} × ${processors[0]?.model ?? 'unknown processor'}, ${load}; WordPress 7.1, ${contents.toLocaleString('en')} contents; medians of ${rounds} rounds\n`);
	printTable(rows);
} catch (error) {
	printFailure(error);
	process.exitCode = 1;
}

async function measure(name: 'SQLite' | 'MariaDB'): Promise<Row[]> {
	mkdirSync(join(dataFolder, 'bench'), { recursive: true });
	const folder = mkdtempSync(join(dataFolder, 'bench', 'contents-'));
	const mariadb = name === 'MariaDB' ? await startMariadb(join(folder, 'mariadb')) : undefined;
	try {
		const site = await installSite({ directory: join(folder, 'site'), version: '7.1', port: 8888, plugin: 'tree', database: mariadb?.database ?? 'sqlite', content: 'none' });
		const printed = await runCommand('php', ['-d', 'memory_limit=256M', join(import.meta.dirname, 'contents.php'), site.publicFolder, String(contents), String(rounds)], {
			failure: 'PHP could not measure the list of contents.',
		});
		return rowsOf(name, JSON.parse(printed) as Figures);
	} finally {
		await mariadb?.stop();
		rmSync(folder, { recursive: true, force: true });
	}
}

function rowsOf(name: string, figures: Figures): Row[] {
	return [
		...Object.entries(figures.lists).map(([what, { ms, queries }]) => ({
			what: `${name}: ${what}`,
			figure: milliseconds(median(ms)),
			reach: `≤ ${mostList_ms} ms`,
			met: median(ms) <= mostList_ms,
			beside: `the slowest ${milliseconds(Math.max(...ms))}, ${median(queries)} queries`,
		})),
		{ what: `${name}: starting a run of all that is missing`, figure: milliseconds(median(figures.choose_ms)), reach: '', met: true, beside: 'one INSERT … SELECT' },
		{ what: `${name}: reading one content again`, figure: milliseconds(median(figures.save_ms)), reach: '', met: true, beside: 'what a save adds' },
		{
			what: `${name}: filling the index`,
			figure: `${(figures.fill_ms / 1000).toFixed(0)} s`,
			reach: '',
			met: true,
			beside: `${milliseconds(figures.fill_ms / contents)} a content, in the background; ${figures.rows.toLocaleString('en')} rows; peak ${(figures.peak_bytes / 2 ** 20).toFixed(0)} MiB`,
		},
	];
}
