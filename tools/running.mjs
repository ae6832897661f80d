// Knows whether a start is running in this checkout: its process id stands in .data/running.json.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './setup/packages.mjs';

const file = join(root, '.data', 'running.json');

/**
 * @return {number | undefined} The process id of the start that is running, if one is.
 */
export function runningPid() {
	let pid;
	try {
		pid = JSON.parse(readFileSync(file, 'utf8')).pid;
		process.kill(pid, 0);
	} catch {
		return undefined;
	}
	try {
		// Another program may have been given the number since; only Linux can tell cheaply.
		return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('serve.ts') ? pid : undefined;
	} catch {
		return pid;
	}
}

/**
 * Says that this process is the start that is running.
 */
export function claimRunning() {
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, JSON.stringify({ pid: process.pid }));
}

/**
 * Says that none is running any more.
 */
export function releaseRunning() {
	rmSync(file, { force: true });
}
