// Runs the real service as a process of its own on a test's database, to be asked over HTTP and to be killed.
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

export interface ServiceProcess {
	url: string;
	child: ChildProcess;
	/** What it wrote so far, for a failing test to show. */
	output(): string;
	kill(signal: NodeJS.Signals): Promise<void>;
}

/** Starts one and waits until it is ready. Polar is an address where nobody answers: nothing here buys. */
export async function startServiceProcess(env: Record<string, string>): Promise<ServiceProcess> {
	const port = await freePort();
	const url = `http://127.0.0.1:${port}`;
	const child = spawn(process.execPath, [MAIN], {
		env: {
			PATH: process.env['PATH'] ?? '',
			PORT: String(port),
			POLAR_BASE_URL: 'http://127.0.0.1:9',
			POLAR_ACCESS_TOKEN: 'none',
			POLAR_WEBHOOK_SECRET: 'none',
			AI_API_KEY: 'model-key',
			SMTP_URL: 'smtp://127.0.0.1:9',
			LOG_LEVEL: 'error',
			SITE_RATE_PER_MINUTE: '1000000000',
			LICENSE_RATE_PER_MINUTE: '1000000000',
			...env,
		},
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let written = '';
	child.stdout.on('data', (chunk: Buffer) => (written += chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => (written += chunk.toString()));
	const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	await untilReady(url, child, () => written);
	return {
		url,
		child,
		output: () => written,
		async kill(signal) {
			child.kill(signal);
			await exited;
		},
	};
}

export function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const { port } = server.address() as AddressInfo;
			server.close(() => resolve(port));
		});
	});
}

async function untilReady(url: string, child: ChildProcess, written: () => string): Promise<void> {
	for (;;) {
		if (child.exitCode !== null) {
			throw new Error(`The service ended before it was ready:\n${written()}`);
		}
		const is_ready = await fetch(`${url}/ready`).then((answer) => answer.ok, () => false);
		if (is_ready) {
			return;
		}
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}
