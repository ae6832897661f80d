// What the figures are measured on: a WordPress 7.1 on SQLite, connected by a trial to a cloud of its own, and a browser.

import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { startCloud, startSandboxes, type CloudOptions } from '../tools/cloud.ts';
import { anyFreePorts } from '../tools/ports.ts';
import { SetupFailure } from '../tools/setup/failure.mjs';
import { browserPath } from '../tools/setup/machine.mjs';
import { step } from '../tools/setup/progress.mjs';
import { installSite, serveSite, type RunningSite } from '../tools/wordpress/site.ts';
import { openProxy, type CloudProxy } from './proxy.ts';

export interface Environment {
	readonly site: RunningSite;
	/** What the site takes for the cloud. */
	readonly cloud: CloudProxy;
	/** Signed in to wp-admin as administrator. */
	readonly page: Page;
}

/** The plugin's screen with the numbers. */
export const creditsScreen = '/wp-admin/admin.php?page=seo-rank-genius';

/** Of a Chromium that calls nobody. */
export const browserArguments = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/**
 * @param folder Empty; gets everything that is made.
 * @param running Gets what was started, in the order in which it is to be ended, as soon as it is.
 */
export async function openEnvironment(folder: string, running: { stop(): Promise<void> }[]): Promise<Environment> {
	const [sitePort = 0, proxyPort = 0, cloudPort = 0, polar = 0, model = 0, mailbox = 0, smtp = 0] = await anyFreePorts(7);
	const options: CloudOptions = {
		ports: { cloud: cloudPort, polar, model, mailbox, smtp },
		sandbox: { payments: true, ai: true, mail: true },
		folder,
		logs: join(folder, 'logs'),
	};
	const started = <T extends { stop(): Promise<void> }>(program: T): T => {
		running.unshift(program);
		return program;
	};
	const sandboxes = await step('Starting the sandboxes', () => startSandboxes(options));
	if (sandboxes) {
		started(sandboxes);
	}
	started(await step('Starting the cloud', () => startCloud(options)));
	const cloud = started(await openProxy(proxyPort, cloudPort));
	const installed = await installSite({
		directory: join(folder, 'wordpress'),
		version: '7.1',
		port: sitePort,
		plugin: 'tree',
		database: 'sqlite',
		content: 'photographs',
		cloudUrl: `http://localhost:${proxyPort}`,
		smtpPort: smtp,
	});
	cpSync(join(import.meta.dirname, 'mu-plugin.php'), join(installed.publicFolder, 'wp-content', 'mu-plugins', 'bench.php'));
	const site = started(await serveSite(installed));
	const page = await openBrowser(started);
	await signIn(page, site);
	await startTrial(page, site, `http://localhost:${mailbox}`);
	return { site, cloud, page };
}

async function openBrowser(started: (program: { stop(): Promise<void> }) => unknown): Promise<Page> {
	const executablePath = browserPath();
	const browser = await chromium.launch({ ...(executablePath === undefined ? {} : { executablePath }), args: browserArguments });
	started({ stop: () => browser.close() });
	return browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-US' });
}

async function signIn(page: Page, site: RunningSite): Promise<void> {
	await page.goto(`${site.url}/wp-login.php`);
	await page.getByLabel('Username or Email Address').fill(site.user);
	await page.getByLabel('Password', { exact: true }).fill(site.password);
	await page.getByRole('button', { name: 'Log In' }).click();
	await page.getByRole('heading', { name: 'Dashboard', level: 1 }).waitFor();
}

/**
 * Connects the site as its owner does: the screen's own routes, and the code that was mailed.
 */
async function startTrial(page: Page, site: RunningSite, mailboxUrl: string): Promise<void> {
	const email = 'owner@example.com';
	const post = <T>(path: string, data: object): Promise<T> =>
		page.evaluate<T>(`wp.apiFetch( ${JSON.stringify({ path: `/seo-rank-genius/v1/license/${path}`, method: 'POST', data })} )`);
	await page.goto(site.url + creditsScreen);
	const { trial_id } = await post<{ trial_id: string }>('trial', { email });
	const answer = await fetch(`${mailboxUrl}/api/mails?${new URLSearchParams({ to: email, wait_ms: '15000' }).toString()}`);
	const { mails } = (await answer.json()) as { mails: { text?: string }[] };
	const code = /\b\d{6}\b/.exec(mails[0]?.text ?? '')?.[0];
	const { connection } = await post<{ connection: string }>('trial/confirm', { trial_id, code });
	if (connection !== 'connected') {
		throw new SetupFailure(`The trial did not connect the site: it is ${connection}.`);
	}
}
