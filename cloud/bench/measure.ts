// What the bench measures with: callers that repeat one operation for a while, pgbench, and a caller of the service over HTTP.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { ConnectedSite } from '../tests/support/connected-site.ts';
import { imageAction } from '../tests/support/image-action.ts';
import { readMessages } from './messages.ts';

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

/** One action from its request to its answer, over as many connections as there are callers at once. */
export function createHttpCycle(urls: readonly string[]): (site: ConnectedSite) => Promise<number> {
	const idle: Connection[] = [];
	let opened = 0;
	return async (site) => {
		const connection = idle.pop() ?? (await openConnection(new URL(urls[opened++ % urls.length] ?? '')));
		const answer = await connection.ask(site, JSON.stringify({ actions: [imageAction()] }));
		if (!answer.includes('"outcome":"completed"')) {
			throw new Error(answer.slice(0, 300));
		}
		idle.push(connection);
		return 1;
	};
}

interface Connection {
	/** The status line and the body of the answer. */
	ask(site: ConnectedSite, body: string): Promise<string>;
}

/** Written by hand: a caller shall cost as little as it can of the processors that it shares with the service. */
async function openConnection({ hostname, port }: URL): Promise<Connection> {
	const socket = connect({ host: hostname, port: Number(port), noDelay: true });
	await once(socket, 'connect');
	let answered: (text: string) => void = () => undefined;
	let failed: (error: Error) => void = () => undefined;
	readMessages(socket, (status, body) => answered(`${status} ${body}`));
	socket.on('error', (error) => failed(error));
	socket.on('close', () => failed(new Error('The service closed the connection.')));
	return {
		ask: (site, body) =>
			new Promise((resolve, reject) => {
				[answered, failed] = [resolve, reject];
				socket.write(
					`POST /v1/actions HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAuthorization: Bearer ${site.token}\r\nSite-Home: ${site.home}\r\n` +
						`Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
				);
			}),
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
