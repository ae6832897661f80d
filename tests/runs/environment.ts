// What the tests of runs run in: a cloud of their own with its sandboxes, and a WordPress with real pictures, connected to it by a license key.

import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openProxy, type CloudProxy } from '../../bench/proxy.ts';
import { removeCloudData, startCloud, startSandboxes, type CloudOptions } from '../../tools/cloud.ts';
import { startMariadb, type RunningMariadb } from '../../tools/mariadb.ts';
import { dataFolder } from '../../tools/paths.ts';
import { anyFreePorts } from '../../tools/ports.ts';
import type { RunningProcess } from '../../tools/processes.ts';
import { runCommand } from '../../tools/setup/command.mjs';
import { installSite, serveSite, type RunningSite, type Site } from '../../tools/wordpress/site.ts';
import { makeImages } from './images.ts';
import { Ledger, type License } from './ledger.ts';
import { Owner } from './owner.ts';

export type DatabaseKind = 'sqlite' | 'mariadb';

/** What a run did by its own table and by the texts; see site.php. */
export interface SiteCounts {
	items: number;
	done: number;
	failed: number;
	skipped: number;
	remaining: number;
	credits: number;
	saved: number;
	action_ids: number;
	texts: number;
}

export interface Environment {
	readonly site: Site;
	readonly owner: Owner;
	/** Attachment ids, none with an alt text. */
	readonly images: readonly number[];
	readonly license: License;
	readonly ledger: Ledger;
	/** Between the site and the cloud. */
	readonly proxy: CloudProxy;
	readonly cloudUrl: string;
	readonly polarUrl: string;
	readonly modelUrl: string;
	/** Ends the cloud and starts it again, with its data. `kill`: without asking it. */
	stopCloud(how?: 'kill'): Promise<void>;
	startCloud(env?: NodeJS.ProcessEnv): Promise<void>;
	/** Kills the process that serves a step now, and starts the server again. */
	killStep(): Promise<void>;
	/** Ends MariaDB; only with it. */
	stopDatabase(): Promise<void>;
	startDatabase(): Promise<void>;
	/** See site.php. */
	clear(): Promise<void>;
	deleteImage(id: number): Promise<void>;
	fill(images: number): Promise<void>;
	pass(seconds: number): Promise<void>;
	counts(run_id: string): Promise<SiteCounts>;
	close(): Promise<void>;
}

interface Options {
	database: DatabaseKind;
	images: number;
	/** What else the site holds: nothing, unless said otherwise. */
	content?: 'none' | 'real';
	/** Shared Credits to begin with. */
	credits: number;
	/** How wide the pictures are, in pixels; 640, unless said otherwise. */
	imageWidth?: number;
	/** The must-use plugin that tells of its requests; mu-plugin.php beside this file, unless said otherwise. */
	muPlugin?: string;
}

/** One for the parent and seven more: a killed one is not replaced. */
const workers = 8;

/**
 * The caller closes it, also after a failed test.
 */
export async function openEnvironment(asked: Options): Promise<Environment> {
	mkdirSync(join(dataFolder, 'runs'), { recursive: true });
	const folder = mkdtempSync(join(dataFolder, 'runs', `${asked.database}-`));
	// PostgreSQL, as another user than root, must be able to enter it.
	chmodSync(folder, 0o755);
	const running: { stop(): Promise<void> }[] = [];
	const close = async () => {
		for (const program of running) {
			await program.stop();
		}
		removeCloudData(folder);
	};
	try {
		return { ...(await open(folder, running, asked)), close };
	} catch (error) {
		await close();
		throw error;
	}
}

async function open(
	folder: string,
	running: { stop(): Promise<void> }[],
	{ database, images: imageCount, imageWidth = 640, content = 'none', credits, muPlugin = join(import.meta.dirname, 'mu-plugin.php') }: Options,
): Promise<Omit<Environment, 'close'>> {
	const [sitePort = 0, proxyPort = 0, cloudPort = 0, polar = 0, model = 0, mailbox = 0, smtp = 0] = await anyFreePorts(7);
	const options: CloudOptions = {
		ports: { cloud: cloudPort, polar, model, mailbox, smtp },
		sandbox: { payments: true, ai: true, mail: true },
		folder,
		logs: join(folder, 'logs'),
	};
	let cloud: RunningProcess | undefined;
	let mariadb: RunningMariadb | undefined;
	let server: RunningSite | undefined;
	running.push({ stop: async () => server?.stop() }, { stop: async () => cloud?.stop() }, { stop: async () => mariadb?.stop() });

	const openCloud = async () => {
		const sandboxes = await startSandboxes(options);
		if (sandboxes) {
			running.push(sandboxes);
		}
		cloud = await startCloud(options);
	};
	const pictures = join(folder, 'pictures');
	const openSite = async () => {
		if (database === 'mariadb') {
			mariadb = await startMariadb(join(folder, 'mariadb'));
		}
		return installSite({
			directory: join(folder, 'wordpress'),
			version: '7.1',
			port: sitePort,
			plugin: 'tree',
			database: mariadb?.database ?? 'sqlite',
			content,
			cloudUrl: `http://localhost:${proxyPort}`,
			smtpPort: smtp,
		});
	};
	const [site] = await Promise.all([openSite(), openCloud(), makeImages(pictures, imageCount, imageWidth)]);
	const proxy = await openProxy(proxyPort, cloudPort);
	running.unshift(proxy);
	cpSync(muPlugin, join(site.publicFolder, 'wp-content', 'mu-plugins', 'runs.php'));
	const ask = async <T>(what: object): Promise<T> => {
		const input = JSON.stringify({ site: site.publicFolder, url: site.url, ...what });
		const script = join(import.meta.dirname, 'site.php');
		const said = await runCommand('php', ['-d', 'display_errors=stderr', script], { input, failure: `WordPress could not do ${JSON.stringify(what)}.` });
		return JSON.parse(said) as T;
	};
	const images = await ask<number[]>({ do: 'add_images', folder: pictures });
	const serve = async () => {
		server = await serveSite(site, { workers });
		return server;
	};
	const ledger = new Ledger(realpathSync(join(folder, 'cloud')));
	const license = await ledger.openLicense('owner@example.com', credits);
	const owner = await Owner.signIn(await serve());
	await owner.post('/license/key', { license_key: license.key });

	const pidFile = join(site.directory, 'logs', 'step.pid');
	return {
		site,
		owner,
		images,
		license,
		ledger,
		proxy,
		cloudUrl: `http://localhost:${cloudPort}`,
		polarUrl: `http://localhost:${polar}`,
		modelUrl: `http://localhost:${model}`,
		async stopCloud(how) {
			if (how === 'kill' && cloud) {
				process.kill(cloud.pid, 'SIGKILL');
			}
			await cloud?.stop();
		},
		async startCloud(env = {}) {
			cloud = await startCloud({ ...options, env });
		},
		async killStep() {
			process.kill(Number(readFileSync(pidFile, 'utf8')), 'SIGKILL');
			rmSync(pidFile);
			await server?.stop();
			await serve();
		},
		stopDatabase: async () => mariadb?.stop(),
		async startDatabase() {
			mariadb = await startMariadb(join(folder, 'mariadb'), mariadb?.database.port);
		},
		clear: () => ask({ do: 'clear' }),
		deleteImage: (id) => ask({ do: 'delete_image', id }),
		fill: (count) => ask({ do: 'fill', images: count }),
		pass: (seconds) => ask({ do: 'pass', seconds }),
		counts: (run) => ask<SiteCounts>({ do: 'counts', run }),
	};
}

/** Looks until it is so. */
export async function until(what: string, isSo: () => Promise<boolean>, patience_ms = 60_000): Promise<void> {
	const deadline = performance.now() + patience_ms;
	while (!(await isSo())) {
		if (performance.now() > deadline) {
			throw new Error(`It never came to it: ${what}.`);
		}
		await delay(50);
	}
}
