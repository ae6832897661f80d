// The account's pages in a real browser: axe finds nothing, and nothing lies beside the screen, wide and narrow, light and dark.
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { grant } from '../../src/ledger/grant.ts';
import { reserve } from '../../src/ledger/reserve.ts';
import { startCloud } from '../support/cloud.ts';
import { reservation } from '../support/ledger.ts';
import { agencyAccount } from '../support/owner.ts';

const { browserPath } = (await import(new URL('../../../tools/setup/machine.mjs', import.meta.url).href)) as { browserPath: () => string | undefined };
const executablePath = browserPath();
const browser = await chromium.launch({
	...(executablePath === undefined ? {} : { executablePath }),
	args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
after(() => browser.close());
const cloud = await startCloud();

const { owner, account_id, license_id, sites } = await agencyAccount(cloud, 3);
const [first, second, gone] = sites;
const { db, clock } = cloud.services;
await db.query("UPDATE sites SET home = 'https://a-rather-long-subdomain.of-a-rather-long-domain-name.example.org/with/a/path' WHERE site_id = $1", [second?.site_id]);
await grant(db, { account_id, pool_id: gone?.site_id ?? '', kind: 'purchase', amount: 4946, source: 'order:gone' }, clock());
await reserve(db, first, [reservation(3)], clock());
await cloud.request('DELETE', '/v1/site', gone === undefined ? {} : { site: gone });

const PAGES = [
	'/account',
	`/account/licenses/${license_id}`,
	`/account/sites/${second?.site_id ?? ''}`,
	`/account/sites/${gone?.site_id ?? ''}`,
	`/account/sites/${gone?.site_id ?? ''}/transfer`,
	`/account/sites/${first.site_id}/disconnect`,
	'/account/buy',
	'/account/plans',
	'/account/usage',
	'/account/purchases',
	'/account/settings',
	'/account/delete',
	'/account/sites/nothing',
];

async function enter(width: number, colorScheme: 'light' | 'dark'): Promise<{ context: BrowserContext; page: Page }> {
	// The policy would keep axe out too: what it allows is asserted elsewhere.
	const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, bypassCSP: true });
	await context.addCookies([...owner.cookies].map(([name, value]) => ({ name, value, url: cloud.url })));
	return { context, page: await context.newPage() };
}

describe("the account's pages", () => {
	for (const [width, scheme] of [[1280, 'light'], [320, 'dark']] as const) {
		it(`are whole and accessible at ${width} px, ${scheme}`, async () => {
			const { context, page } = await enter(width, scheme);
			for (const path of PAGES) {
				await page.goto(cloud.url + path);
				const { violations } = await new AxeBuilder({ page }).analyze();
				assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`), [], path);
				const beside_px = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
				assert.equal(beside_px, 0, path);
			}
			await context.close();
		});
	}

	it('are usable by keyboard: the first stop skips to the content, the next are in the order of the page', async () => {
		const { context, page } = await enter(1280, 'light');
		await page.goto(`${cloud.url}/account`);
		const stops: unknown[] = [];
		for (let stop = 0; stop < 9; stop++) {
			await page.keyboard.press('Tab');
			stops.push(await page.evaluate('document.activeElement.textContent.trim()'));
		}
		assert.deepEqual(stops, ['Skip to content', owner.text.match(/Signed in as (\S+)/)?.[1], 'Sign out', 'Overview', 'Buy credits', 'Usage', 'Purchases', 'Settings', 'Buy credits']);
		await context.close();
	});
});
