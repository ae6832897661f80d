// Runs a MariaDB of one's own in a folder, for a WordPress that shall not run on SQLite.

import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { anyFreePorts } from './ports.ts';
import { startProcess, type RunningProcess } from './processes.ts';
import { runCommand } from './setup/command.mjs';
import { SetupFailure } from './setup/failure.mjs';
import { withSbin } from './setup/machine.mjs';
import type { MysqlDatabase } from './wordpress/site.ts';

export interface RunningMariadb {
	database: MysqlDatabase;
	stop(): Promise<void>;
}

/**
 * Starts MariaDB with its data in a folder, on the loopback address.
 *
 * @param directory Made and initialised when it is not there.
 * @param askedPort Where it was before; else any free port.
 */
export async function startMariadb(directory: string, askedPort?: number): Promise<RunningMariadb> {
	const data = join(directory, 'data');
	const passwordFile = join(directory, 'password');
	const asRoot = userInfo().uid === 0 ? ['--user=root'] : [];
	const env = withSbin();
	if (!existsSync(passwordFile)) {
		rmSync(directory, { recursive: true, force: true });
		mkdirSync(data, { recursive: true });
		await runCommand('mariadb-install-db', ['--no-defaults', `--datadir=${data}`, '--skip-test-db', ...asRoot], {
			env,
			failure: 'MariaDB could not make its data folder.',
		});
		writeFileSync(passwordFile, randomBytes(16).toString('hex'), { mode: 0o600 });
	}
	const password = readFileSync(passwordFile, 'utf8');
	const init = join(directory, 'init.sql');
	writeFileSync(
		init,
		`CREATE DATABASE IF NOT EXISTS wordpress CHARACTER SET utf8mb4;\nCREATE USER IF NOT EXISTS wordpress@'127.0.0.1' IDENTIFIED BY '${password}';\nGRANT ALL ON wordpress.* TO wordpress@'127.0.0.1';\n`,
		{ mode: 0o600 },
	);
	const port = askedPort ?? (await anyFreePorts(1))[0] ?? 0;
	// A socket's path may have 107 characters: a relative one is taken from the data folder, however deep that lies.
	const args = [
		'--no-defaults',
		`--datadir=${data}`,
		`--port=${port}`,
		'--bind-address=127.0.0.1',
		'--socket=mariadb.sock',
		`--init-file=${init}`,
		'--pid-file=mariadb.pid',
		'--skip-name-resolve',
		...asRoot,
	];
	const server = await startProcess({ name: 'MariaDB', command: 'mariadbd', args, cwd: data, env, logFile: join(directory, 'mariadb.log') });
	await waitUntilListening(port, server);
	return { database: { host: '127.0.0.1', port, user: 'wordpress', password, name: 'wordpress' }, stop: () => server.stop() };
}

async function waitUntilListening(port: number, server: RunningProcess): Promise<void> {
	const deadline = performance.now() + 30_000;
	let end: string | undefined;
	void server.ended.then((how) => (end = how));
	while (!(await accepts(port))) {
		if (end !== undefined || performance.now() > deadline) {
			await server.stop();
			throw new SetupFailure(`MariaDB does not start.\n${server.lastLines()}`);
		}
		await delay(50);
	}
}

function accepts(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connect({ port, host: '127.0.0.1' });
		socket.once('error', () => resolve(false));
		// MariaDB greets whom it serves; before its start-up file has run it does not listen.
		socket.once('data', () => {
			socket.destroy();
			resolve(true);
		});
	});
}
