// What a browser test runs in: a private cloud with its sandboxes and a WordPress, on free ports, with fresh data.
//
// Use `test` and `expect` from here. `environment` is made once per worker and taken down with it; `page` opens its
// WordPress for relative addresses. A test fails when PHP wrote a warning or an error while it ran.

import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test as base, type Page } from '@playwright/test';
import { openProxy, type CloudProxy } from '../../bench/proxy.ts';
import { removeCloudData, startCloud, startSandboxes, type CloudOptions } from '../../tools/cloud.ts';
import { dataFolder } from '../../tools/paths.ts';
import { anyFreePorts } from '../../tools/ports.ts';
import type { RunningProcess } from '../../tools/processes.ts';
import { makeZip } from '../../tools/zip.ts';
import type { WordPressVersion } from '../../tools/wordpress/download.ts';
import { installSite, serveSite, type RunningSite, type SiteOptions } from '../../tools/wordpress/site.ts';

export interface EnvironmentOptions {
	/** Which WordPress, whether the plugin comes from the working tree or from the zip, and what the site holds: photographs unless said. */
	wordpress: { version: WordPressVersion; plugin: 'tree' | 'zip'; content?: 'photographs' | 'real' };
}

export interface Environment {
	/** The worker's own WordPress. Which tests share it is chance: one that connects or changes a site opens another, unless it is alone of its kind. */
	readonly site: RunningSite;
	/** The addresses of the programs, without a slash at the end. */
	readonly cloudUrl: string;
	readonly polarUrl: string;
	readonly modelUrl: string;
	readonly mailboxUrl: string;
	/** Takes the cloud down, and brings it back on the same port with the same data. */
	stopCloud(): Promise<void>;
	startCloud(): Promise<void>;
	/** Makes another WordPress that talks to the same cloud. */
	openSite(): Promise<RunningSite>;
	/**
	 * Copies a site's files and database to another address, as a host or a cloning plugin does. It reaches the cloud through
	 * a proxy of its own, which counts how often it asks.
	 */
	cloneSite(site: RunningSite): Promise<{ copy: RunningSite; proxy: CloudProxy }>;
	/** Where the cloud keeps its data. */
	readonly cloudFolder: string;
	/** The logs of the cloud and the sandboxes. */
	readonly logs: string[];
}

export const test = base.extend<{ phpStaysQuiet: void }, EnvironmentOptions & { environment: Environment }>({
	wordpress: [
		{ version: '7.1', plugin: 'tree' },
		{ option: true, scope: 'worker' },
	],

	environment: [
		async ({ wordpress }, use) => {
			mkdirSync(join(dataFolder, 'e2e'), { recursive: true });
			const folder = mkdtempSync(join(dataFolder, 'e2e', `${wordpress.version}-`));
			// PostgreSQL, as another user than root, must be able to enter it.
			chmodSync(folder, 0o755);
			const running: { stop(): Promise<void> }[] = [];
			try {
				await use(await openEnvironment(folder, wordpress, running));
			} finally {
				for (const program of running) {
					await program.stop();
				}
				removeCloudData(folder);
			}
		},
		{ scope: 'worker', timeout: 300_000 },
	],

	baseURL: async ({ environment }, use) => use(environment.site.url),

	phpStaysQuiet: [
		async ({ environment }, use, testInfo) => {
			const { debugLog } = environment.site;
			writeFileSync(debugLog, '');
			await use();
			if (testInfo.status !== testInfo.expectedStatus) {
				for (const log of environment.logs.filter(existsSync)) {
					await testInfo.attach(log.slice(log.lastIndexOf('/') + 1), { path: log, contentType: 'text/plain' });
				}
			}
			expect(readFileSync(debugLog, 'utf8'), "WordPress's debug log").toBe('');
		},
		{ auto: true },
	],
});

export { expect };

/**
 * Signs in to wp-admin as the site's administrator.
 */
export async function signIn(page: Page, site: Pick<RunningSite, 'url' | 'user' | 'password'>): Promise<void> {
	await page.goto(`${site.url}/wp-login.php`);
	// The login page moves the focus to this field a moment after it loads, also out of a field that is being filled.
	const user = page.getByLabel('Username or Email Address');
	await expect(user).toBeFocused();
	await user.fill(site.user);
	await page.getByLabel('Password', { exact: true }).fill(site.password);
	await page.getByRole('button', { name: 'Log In' }).click();
	await expect(page.getByRole('heading', { name: 'Dashboard', level: 1 })).toBeVisible();
}

/**
 * @param running Gets what was started, in the order in which it is to be ended, as soon as it is.
 */
async function openEnvironment(
	folder: string,
	wordpress: EnvironmentOptions['wordpress'],
	running: { stop(): Promise<void> }[],
): Promise<Environment> {
	const [sitePort = 0, cloud = 0, polar = 0, model = 0, mailbox = 0, smtp = 0] = await anyFreePorts(6);
	const logs = join(folder, 'logs');
	const options: CloudOptions = {
		ports: { cloud, polar, model, mailbox, smtp },
		sandbox: { payments: true, ai: true, mail: true },
		folder,
		logs,
	};
	const cloudUrl = `http://localhost:${cloud}`;
	const plugin = wordpress.plugin === 'tree' ? 'tree' : { zip: join(folder, 'seo-rank-genius.zip') };
	if (plugin !== 'tree') {
		await makeZip({ cloudUrl, output: plugin.zip, allowHttp: true });
	}
	const openSite = async (name: string, port: number, address = cloudUrl) => {
		const siteOptions: SiteOptions = {
			directory: join(folder, name),
			version: wordpress.version,
			port,
			plugin,
			database: 'sqlite',
			content: wordpress.content ?? 'photographs',
			smtpPort: smtp,
			// The zip has to find the cloud by the address that was set in it.
			...(plugin === 'tree' ? { cloudUrl: address } : {}),
		};
		const site = await serveSite(await installSite(siteOptions));
		running.unshift(site);
		return site;
	};
	const openCloud = async () => {
		const sandboxes = await startSandboxes(options);
		if (sandboxes) {
			running.push(sandboxes);
		}
		running.unshift({ stop: async () => current?.stop() });
		current = await startCloud(options);
	};
	let current: RunningProcess | undefined;
	const [site] = await Promise.all([openSite('wordpress', sitePort), openCloud()]);
	return {
		site,
		cloudUrl,
		polarUrl: `http://localhost:${polar}`,
		modelUrl: `http://localhost:${model}`,
		mailboxUrl: `http://localhost:${mailbox}`,
		stopCloud: async () => current?.stop(),
		startCloud: async () => {
			current = await startCloud(options);
		},
		openSite: async () => {
			const [port = 0] = await anyFreePorts(1);
			return openSite(`wordpress-${port}`, port);
		},
		cloneSite: async (site) => {
			const [port = 0, proxyPort = 0] = await anyFreePorts(2);
			const name = `wordpress-${port}`;
			cpSync(site.directory, join(folder, name), { recursive: true });
			const proxy = await openProxy(proxyPort, cloud);
			running.unshift(proxy);
			return { copy: await openSite(name, port, `http://localhost:${proxyPort}`), proxy };
		},
		cloudFolder: realpathSync(join(folder, 'cloud')),
		logs: [join(logs, 'cloud.log'), join(logs, 'sandboxes.log'), site.debugLog],
	};
}
