// Starts and ends the programs that the system is made of, each in a process group of its own.

import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { SetupFailure } from './setup/failure.mjs';

export interface ProcessOptions {
	/** What a person calls it: "cloud". */
	name: string;
	command: string;
	args: string[];
	cwd: string;
	/** The whole environment of the program. */
	env: NodeJS.ProcessEnv;
	/** Everything that it writes is appended here. */
	logFile: string;
	/** Called with each line that it writes. */
	onLine?: (line: string) => void;
	/** How it is asked to end: SIGTERM to the program alone, unless said otherwise. */
	stopWith?: { signal: NodeJS.Signals; to: 'program' | 'group' };
	/** How long it may take to end by itself when asked. */
	grace_ms?: number;
}

export interface RunningProcess {
	readonly name: string;
	readonly pid: number;
	/** Resolves when the program has ended, with its exit code or signal. Never rejects. */
	readonly ended: Promise<string>;
	/** The last lines that it wrote. */
	lastLines(): string;
	/** Ends the program and all of its group: asked first, then SIGTERM, then SIGKILL. Safe to call twice. */
	stop(): Promise<void>;
}

const groups = new Set<number>();

// An exception, or a process.exit() somewhere, must not leave servers behind.
process.on('exit', () => {
	for (const group of groups) {
		signalGroup(group, 'SIGKILL');
	}
});

/**
 * Starts a program. It is not waited for: see `waitUntilAnswers`.
 */
export async function startProcess(options: ProcessOptions): Promise<RunningProcess> {
	mkdirSync(dirname(options.logFile), { recursive: true });
	const log = createWriteStream(options.logFile, { flags: 'a' });
	log.on('error', (error) => console.error(`${options.logFile}: ${error.message}`));
	const child = spawn(options.command, options.args, {
		cwd: options.cwd,
		env: options.env,
		detached: true,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	// Before anything is waited for: from here on an end of this process ends the program too.
	const pid = child.pid ?? 0;
	if (pid > 0) {
		groups.add(pid);
		process.send?.({ group: pid });
	}
	await new Promise<void>((resolve, reject) => {
		child.once('spawn', resolve);
		child.once('error', (error) => reject(new SetupFailure(`${options.name} could not be started: ${error.message}`)));
	});

	const last: string[] = [];
	for (const stream of [child.stdout, child.stderr]) {
		createInterface({ input: stream }).on('line', (line) => {
			last.push(line);
			last.splice(0, last.length - 20);
			log.write(`${line}\n`);
			options.onLine?.(line);
		});
	}
	let running = true;
	const ended = new Promise<string>((resolve) => {
		child.once('exit', (code, signal) => {
			running = false;
			log.end();
			resolve(signal ?? `code ${code}`);
		});
	});
	let stopping: Promise<void> | undefined;
	const stop = async () => {
		if (running) {
			const { signal, to } = options.stopWith ?? { signal: 'SIGTERM', to: 'program' };
			process.kill(to === 'group' ? -pid : pid, signal);
			await Promise.race([ended, delay(options.grace_ms ?? 10_000, undefined, { ref: false })]);
		}
		await endGroup(pid);
		groups.delete(pid);
		await ended;
	};
	return { name: options.name, pid, ended, lastLines: () => last.join('\n'), stop: () => (stopping ??= stop()) };
}

/**
 * Waits until an address answers with success.
 *
 * @throws SetupFailure When the program ends first, or the time is up; with the last lines that it wrote.
 */
export async function waitUntilAnswers(url: string, child: RunningProcess, timeout_ms = 60_000): Promise<void> {
	const deadline = performance.now() + timeout_ms;
	let end: string | undefined;
	void child.ended.then((how) => (end = how));
	for (;;) {
		try {
			const answer = await fetch(url, { signal: AbortSignal.timeout(5000), redirect: 'manual' });
			await answer.body?.cancel();
			if (answer.status < 400) {
				return;
			}
		} catch {
			// Not listening yet.
		}
		if (end !== undefined) {
			throw new SetupFailure(`${child.name} ended at start (${end}).\n${child.lastLines()}`);
		}
		if (performance.now() > deadline) {
			throw new SetupFailure(`${child.name} did not answer at ${url} within ${timeout_ms / 1000} s.\n${child.lastLines()}`);
		}
		await delay(50);
	}
}

async function endGroup(group: number): Promise<void> {
	signalGroup(group, 'SIGTERM');
	const deadline = performance.now() + 3000;
	while (signalGroup(group, 0)) {
		if (performance.now() > deadline) {
			signalGroup(group, 'SIGKILL');
			return;
		}
		await delay(20);
	}
}

/**
 * @return Whether anything of the group was there to be signalled.
 */
function signalGroup(group: number, signal: NodeJS.Signals | 0): boolean {
	try {
		process.kill(-group, signal);
		return true;
	} catch {
		return false;
	}
}
