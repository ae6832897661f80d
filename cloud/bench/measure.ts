// What the bench measures with: callers that repeat one operation for a while, pgbench, and a caller of the service over HTTP.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { Agent, request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { ConnectedSite } from '../tests/support/connected-site.ts';
import { imageAction } from '../tests/support/image-action.ts';

const run = promisify(execFile);
const MODEL = fileURLToPath(new URL('model.ts', import.meta.url));

export interface Measured {
	/** Actions a second. */
	rate: number;
	p99_ms: number;
}

/** `callers` at once repeat `operation`, which answers how many actions it did, on sites chosen at random. */
export async function measure<T>(sites: readonly T[], operation: (site: T) => Promise<number>, callers: number, seconds: number): Promise<Measured> {
	const latencies_ms: number[] = [];
	let actions = 0;
	const start_ms = performance.now();
	const end_ms = start_ms + seconds * 1000;
	const caller = async (): Promise<void> => {
		while (performance.now() < end_ms) {
			const site = sites[Math.floor(Math.random() * sites.length)];
			if (site === undefined) {
				return;
			}
			const began_ms = performance.now();
			const done = await operation(site);
			actions += done;
			latencies_ms.push(performance.now() - began_ms);
		}
	};
	await Promise.all(Array.from({ length: callers }, caller));
	latencies_ms.sort((left, right) => left - right);
	return { rate: actions / ((performance.now() - start_ms) / 1000), p99_ms: latencies_ms[Math.floor(latencies_ms.length * 0.99)] ?? 0 };
}

export async function createPgbench(url: string, scale: number): Promise<void> {
	await run('pgbench', ['-i', '-q', '-s', String(scale), url]);
}

/** Transactions a second of its TPC-B: 8 clients, prepared statements. */
export async function pgbench(url: string, seconds: number): Promise<number> {
	const { stdout } = await run('pgbench', ['-n', '-M', 'prepared', '-c', '8', '-j', '2', '-T', String(seconds), url]);
	const tps = /tps = ([\d.]+)/.exec(stdout)?.[1];
	if (tps === undefined) {
		throw new Error(`pgbench printed no rate:\n${stdout}`);
	}
	return Number(tps);
}

export interface ModelProcess {
	base_url: string;
	stop(): void;
}

export async function startModel(): Promise<ModelProcess> {
	const child = spawn(process.execPath, [MODEL], { stdio: ['ignore', 'pipe', 'inherit'] });
	const [line] = (await once(child.stdout, 'data')) as [Buffer];
	return { base_url: line.toString().trim(), stop: () => child.kill() };
}

/** One action from its request to its answer, over a connection kept alive. */
export function createHttpCycle(urls: readonly string[], callers: number): (site: ConnectedSite) => Promise<number> {
	const agent = new Agent({ keepAlive: true, maxSockets: callers });
	let next = 0;
	return async (site) => {
		const url = urls[next++ % urls.length];
		const sent = request(`${url}/v1/actions`, {
			method: 'POST',
			agent,
			headers: { authorization: `Bearer ${site.token}`, 'site-home': site.home, 'content-type': 'application/json' },
		});
		sent.end(JSON.stringify({ actions: [imageAction()] }));
		const [response] = (await once(sent, 'response')) as [IncomingMessage];
		const body = await text(response);
		if (!body.includes('"outcome":"completed"')) {
			throw new Error(`${response.statusCode} ${body.slice(0, 300)}`);
		}
		return 1;
	};
}

/** The most memory that a process had resident so far, in MiB; undefined where the system does not tell. */
export async function peakMemoryMib(pid: number | undefined): Promise<number | undefined> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
	const peak_kib = /VmHWM:\s+(\d+) kB/.exec(status)?.[1];
	return peak_kib === undefined ? undefined : Math.round(Number(peak_kib) / 1024);
}

export function median(numbers: readonly number[]): number {
	const sorted = [...numbers].sort((left, right) => left - right);
	return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
