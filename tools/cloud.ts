// Starts the cloud and its sandboxes as programs of their own, wired to each other by environment variables.

import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './paths.ts';
import { startProcess, waitUntilAnswers, type RunningProcess } from './processes.ts';
import type { Ports, Settings } from './settings.ts';
import { folderInstead, removeReachable } from './setup/reachable.mjs';

export interface CloudOptions {
	ports: Omit<Ports, 'wordpress'>;
	sandbox: Settings['sandbox'];
	/** Where the cloud, the sandboxes and their secrets are kept. */
	folder: string;
	/** Where their logs go. */
	logs: string;
	/** More of the cloud's settings; they win over what is in the environment. */
	env?: NodeJS.ProcessEnv;
	/** Restart the cloud when its sources change. */
	watch?: boolean;
	/** Called with each line that a program writes. */
	onLine?: (program: string, line: string) => void;
}

interface Secrets {
	polarAccessToken: string;
	polarWebhookSecret: string;
	aiApiKey: string;
}

const cloudFolder = join(root, 'cloud');

/**
 * Starts the stand-ins for Polar, an AI model and a mailbox, and waits until each answers.
 *
 * @return Undefined when none of them is needed.
 */
export async function startSandboxes(options: CloudOptions): Promise<RunningProcess | undefined> {
	const { ports, sandbox, folder } = options;
	if (!sandbox.payments && !sandbox.ai && !sandbox.mail) {
		return undefined;
	}
	const secrets = readSecrets(folder);
	const dataFolder = join(folder, 'sandbox');
	mkdirSync(dataFolder, { recursive: true });
	const sandboxes = await startProcess({
		name: 'sandboxes',
		command: process.execPath,
		args: ['sandbox/main.ts'],
		cwd: cloudFolder,
		env: {
			...process.env,
			HOST: '127.0.0.1',
			POLAR_PORT: String(ports.polar),
			MODEL_PORT: String(ports.model),
			MAILBOX_PORT: String(ports.mailbox),
			SMTP_PORT: String(ports.smtp),
			DATA_DIR: dataFolder,
			WEBHOOK_URL: `http://localhost:${ports.cloud}/webhooks/polar`,
			POLAR_PUBLIC_URL: `http://localhost:${ports.polar}`,
			POLAR_ACCESS_TOKEN: secrets.polarAccessToken,
			POLAR_WEBHOOK_SECRET: secrets.polarWebhookSecret,
			MODEL_API_KEY: secrets.aiApiKey,
		},
		logFile: join(options.logs, 'sandboxes.log'),
		...(options.onLine ? { onLine: (line: string) => options.onLine?.('sandboxes', line) } : {}),
	});
	return whenReady(
		sandboxes,
		[ports.polar, ports.model, ports.mailbox].map((port) => `http://localhost:${port}/health`),
	);
}

/**
 * Starts the cloud and waits until it is ready to serve. Variables that the user has set win over the sandboxes.
 */
export async function startCloud(options: CloudOptions): Promise<RunningProcess> {
	const { ports, sandbox, folder } = options;
	const secrets = readSecrets(folder);
	const cloud = await startProcess({
		name: 'cloud',
		command: process.execPath,
		args: [...(options.watch ? ['--watch', '--watch-preserve-output'] : []), 'src/main.ts'],
		cwd: cloudFolder,
		env: {
			...process.env,
			...(sandbox.payments
				? {
						POLAR_BASE_URL: `http://localhost:${ports.polar}`,
						POLAR_ACCESS_TOKEN: secrets.polarAccessToken,
						POLAR_WEBHOOK_SECRET: secrets.polarWebhookSecret,
					}
				: {}),
			...(sandbox.ai
				? { AI_BASE_URL: `http://localhost:${ports.model}/v1`, AI_API_KEY: secrets.aiApiKey, AI_MODEL: 'sandbox' }
				: // A server on one's own machine often wants no key, but the client must send one.
					{ AI_API_KEY: process.env.AI_API_KEY || 'none' }),
			...(sandbox.mail ? { SMTP_URL: `smtp://localhost:${ports.smtp}` } : {}),
			PORT: String(ports.cloud),
			HOST: '127.0.0.1',
			PUBLIC_URL: `http://localhost:${ports.cloud}`,
			DATA_DIR: cloudDataFolder(folder),
			LOG_LEVEL: process.env.LOG_LEVEL || 'info',
			...options.env,
		},
		logFile: join(options.logs, 'cloud.log'),
		...(options.onLine ? { onLine: (line: string) => options.onLine?.('cloud', line) } : {}),
		// It lets the model calls that are under way end.
		grace_ms: 20_000,
	});
	return whenReady(cloud, [`http://localhost:${ports.cloud}/ready`]);
}

/**
 * Deletes what the cloud and the sandboxes keep in a folder, wherever it really lies.
 */
export function removeCloudData(folder: string): void {
	removeReachable(join(folder, 'cloud'));
	rmSync(folder, { recursive: true, force: true });
}

async function whenReady(started: RunningProcess, addresses: string[]): Promise<RunningProcess> {
	try {
		for (const address of addresses) {
			await waitUntilAnswers(address, started);
		}
		return started;
	} catch (error) {
		await started.stop();
		throw error;
	}
}

/**
 * @return The cloud's data folder, where PostgreSQL can reach it even when all this runs as root.
 */
function cloudDataFolder(folder: string): string {
	const data = join(folder, 'cloud');
	if (!existsSync(data)) {
		mkdirSync(folder, { recursive: true });
		const instead = folderInstead(folder);
		if (instead === undefined) {
			mkdirSync(data);
		} else {
			rmSync(join(instead, 'cloud'), { recursive: true, force: true });
			mkdirSync(join(instead, 'cloud'));
			rmSync(data, { force: true });
			symlinkSync(join(instead, 'cloud'), data);
		}
		chmodSync(realpathSync(data), 0o755);
	}
	return realpathSync(data);
}

/**
 * What the cloud and the sandboxes prove themselves to each other with: made up once.
 */
function readSecrets(folder: string): Secrets {
	const file = join(folder, 'secrets.json');
	if (!existsSync(file)) {
		mkdirSync(dirname(file), { recursive: true });
		const secret = () => randomBytes(24).toString('base64url');
		const secrets: Secrets = { polarAccessToken: secret(), polarWebhookSecret: secret(), aiApiKey: secret() };
		writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
	}
	return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
}
