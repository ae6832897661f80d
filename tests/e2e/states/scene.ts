// What the pictures are taken of: a WordPress of its own and what its license has, changed as time, its owner or a bad day would.

import { createServer } from 'node:http';
import type { Page } from '@playwright/test';
import { openDatabase } from '../../../cloud/src/db/database.ts';
import { runningDatabaseUrl } from '../../../cloud/src/db/embedded.ts';
import type { RunningSite } from '../../../tools/wordpress/site.ts';
import { Ledger, type License } from '../../runs/ledger.ts';
import { connectWithKey } from '../account/steps.ts';
import { signIn, type Environment } from '../environment.ts';
import { openScreen } from '../steps.ts';
import { Pictures } from './pictures.ts';

const folder = process.env.E2E_SHOTS ?? '';

export interface Scene {
	site: RunningSite;
	pictures: Pictures;
	ledger: Ledger;
	license: License;
	/** Account › Credits after the cloud was asked anew. */
	credits: (name: string) => Promise<void>;
	/** Changes the cloud's database as time or its owner would. */
	sql: (text: string, values: string[]) => Promise<void>;
}

/**
 * A WordPress of its own whose administrator is signed in; connected where credits are given. Account › Credits is open.
 *
 * @param measured What pictures are about, where that is not the plugin's part of its screens.
 */
export async function newSite(page: Page, environment: Environment, shared?: number, measured?: { root: string; isAnew: boolean }): Promise<Scene> {
	const site = await environment.openSite();
	const pictures = new Pictures(page, site, folder, measured);
	const ledger = new Ledger(environment.cloudFolder);
	await signIn(page, site);
	const license = await ledger.openLicense(`states-${new URL(site.url).port}@example.com`, shared ?? 1);
	if (shared === undefined) {
		await openScreen(page, site.url, 'account');
	} else {
		await connectWithKey(page, site, license.key);
	}
	const credits = async (name: string) => {
		await openScreen(page, site.url, 'account');
		await page.evaluate("wp.apiFetch({ path: '/seo-rank-genius/v1/account/sync', method: 'POST' })");
		await page.reload();
		await pictures.take(name);
	};
	const sql = async (text: string, values: string[]) => {
		const db = openDatabase({ url: (await runningDatabaseUrl(environment.cloudFolder)) ?? '', max_connections: 1 });
		try {
			await db.query(text, values);
		} finally {
			await db.end();
		}
	};
	return { site, pictures, ledger, license, credits, sql };
}

/** What a cloud that is asked too often says, at its address while it is down. */
export async function meanwhile429({ cloudUrl }: Environment, work: () => Promise<void>): Promise<void> {
	const server = createServer((_, answer) => {
		const problem = { type: 'about:blank', title: 'rate limited', status: 429, code: 'rate_limited', detail: 'Prose.', request_id: 'req-1', retry_after_s: 90 };
		answer.writeHead(429, { 'content-type': 'application/json', 'retry-after': '90' }).end(JSON.stringify(problem));
	});
	await new Promise<void>((resolve) => server.listen(Number(new URL(cloudUrl).port), resolve));
	try {
		await work();
	} finally {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	}
}
