// What a bench of the plugin's screens is as a command: its options, an environment made for it and removed, and its table.

import { chmodSync, mkdirSync, mkdtempSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildWhenStale } from '../tools/build.ts';
import { removeCloudData } from '../tools/cloud.ts';
import { dataFolder } from '../tools/paths.ts';
import { printFailure, SetupFailure } from '../tools/setup/failure.mjs';
import { checkMachine } from '../tools/setup/machine.mjs';
import { openEnvironment, type Environment } from './environment.ts';
import { printTable, type Row } from './table.ts';

/**
 * The whole numbers above 0 that the command was given, by their defaults. Ends the process where one is something else.
 *
 * @param example How the command is written.
 */
export function asked<T extends Record<string, number>>(defaults: T, example: string): T {
	const options = Object.fromEntries(Object.entries(defaults).map(([name, value]) => [name, { type: 'string' as const, default: String(value) }]));
	const given = Object.entries(parseArgs({ options }).values).map(([name, text]) => [name, Number(text)] as const);
	for (const [name, value] of given) {
		if (!Number.isInteger(value) || value < 1) {
			printFailure(new SetupFailure(`--${name} takes a whole number above 0.`, example));
			process.exit(1);
		}
	}
	return Object.fromEntries(given) as T;
}

/**
 * Makes the environment, measures in it, prints the table, and removes the environment, also when it is interrupted.
 *
 * @param what Said above the table.
 */
export async function withEnvironment(what: string, measure: (environment: Environment, folder: string) => Promise<Row[]>): Promise<void> {
	const running: { stop(): Promise<void> }[] = [];
	let folder: string | undefined;
	let closing: Promise<void> | undefined;
	const close = () =>
		(closing ??= (async () => {
			for (const program of running) {
				await program.stop();
			}
			if (folder !== undefined) {
				removeCloudData(folder);
			}
		})());
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void close().finally(() => process.exit(1)));
	}
	try {
		await checkMachine(['php', 'browser']);
		await buildWhenStale();
		mkdirSync(join(dataFolder, 'bench'), { recursive: true });
		folder = mkdtempSync(join(dataFolder, 'bench', 'run-'));
		// PostgreSQL, as another user than root, must be able to enter it.
		chmodSync(folder, 0o755);
		const environment = await openEnvironment(folder, running);
		const load_before = loadavg()[0] ?? 0;
		const rows = await measure(environment, folder);
		const processors = cpus();
		const load = `load ${load_before.toFixed(1)} before and ${(loadavg()[0] ?? 0).toFixed(1)} after`;
		console.log(`\n${processors.length} × ${processors[0]?.model ?? 'unknown processor'}, ${load}; WordPress 7.1 on SQLite; ${what}\n`);
		printTable(rows);
	} catch (error) {
		if (!closing) {
			printFailure(error);
		}
		process.exitCode = 1;
	} finally {
		await close();
	}
}
