// The main job from a fresh site: a trial, a text, a purchase, an outage. Nothing is set up but WordPress and the cloud.

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, signIn, test } from '../environment.ts';
import { expectAccessible, expectBadge, expectTile, mailedCode, openScreen } from '../steps.ts';

/** Every request of the plugin to its REST routes; core makes some of its own on any screen. */
function watchRest(page: Page): string[] {
	const seen: string[] = [];
	page.on('request', (request) => {
		if (request.url().includes('seo-rank-genius/v1')) {
			seen.push(`${request.method()} ${request.url()}`);
		}
	});
	return seen;
}

/** A site token, or a license key. */
const SECRET = /srg_site_|SRG-[0-9A-Z]{6}-/;

test('from nothing to a credit bought and spent', async ({ page, context, environment }) => {
	const { site } = environment;
	const mails = async () => ((await (await fetch(`${environment.mailboxUrl}/api/mails`)).json()) as { mails: unknown[] }).mails;
	// Other tests may have had mail here before.
	const mailsBefore = await mails();
	await signIn(page, site);

	await test.step('before anything is connected, the free card stands there and nothing was sent', async () => {
		const rest = watchRest(page);
		await openScreen(page, site.url, 'account');
		await expect(page.getByRole('heading', { name: 'Unlock AI Credits' })).toBeVisible();
		await expect(page.getByText('Upgrade to a paid plan to get AI credits for link suggestions, meta generation, schema building, and more.')).toBeVisible();
		await expect(page.getByRole('button', { name: 'View Plans' })).toBeVisible();
		await expect(page.getByText(/\d+ images here have no alt text/)).toBeVisible();
		await expectAccessible(page);
		expect(rest, 'the first paint makes no request').toEqual([]);
		expect(await mails()).toEqual(mailsBefore);
	});

	await test.step('a trial is started with a mailed code', async () => {
		await page.getByRole('button', { name: 'Start a 7-day trial: 500 credits, no card' }).click();
		await expect(page.getByText(/Connecting sends the address and name of this site/)).toBeVisible();
		await expectAccessible(page);
		await page.getByLabel('Email address').fill('owner@example.com');
		await page.getByRole('button', { name: 'Send code' }).click();
		const field = page.getByLabel(/6-digit code/);
		await expect(field).toBeVisible();
		const code = await mailedCode(environment, 'owner@example.com');
		// Six digits are sent as soon as they are there.
		await field.fill(code === '000000' ? '111111' : '000000');
		await expect(page.getByText('That code is wrong.', { exact: false })).toBeVisible();
		await field.fill(code);
		await expect(page.getByRole('heading', { name: 'AI Credits' })).toBeVisible();
		await expect(page.getByText(/Plan: Pro · Trial, ends /)).toBeVisible();
		await expectTile(page, 'Total Available', '500');
		await expectTile(page, 'Shared Credits', '500');
		await expectTile(page, 'Domain Credits', '0');
		await expectAccessible(page);
	});

	const credits = page;
	const images = await context.newPage();
	await test.step('one photograph gets its text, and the other tab its total, without a reload', async () => {
		await openScreen(images, site.url, 'image-seo');
		await expectBadge(images, '500 Credits');
		await expectAccessible(images);
		const row = images.getByRole('listitem').filter({ has: images.getByRole('button', { name: /Generate Alt Text · 1 credit/ }) }).first();
		await row.getByRole('button', { name: /Generate Alt Text · 1 credit/ }).click();
		await expect(images.getByText('1 credit from Shared')).toBeVisible();
		await expectBadge(images, '499 Credits');
		await expectTile(credits, 'Total Available', '499');
		await expectTile(credits, 'Shared Credits', '499');
	});

	await test.step('a pack is bought in a new tab, and the tiles follow by themselves', async () => {
		const rest = watchRest(credits);
		await credits.reload();
		await expectTile(credits, 'Total Available', '499');
		expect(rest, 'the numbers stand there without a request').toEqual([]);
		const opened = context.waitForEvent('page');
		await credits.getByRole('button', { name: 'Buy Now: 1,000 domain credits for $5' }).click();
		const checkout = await opened;
		await expect(credits.getByText('Waiting for payment…')).toBeVisible();
		await checkout.getByRole('button', { name: /^Pay \$5/ }).click();
		await expect(credits.getByText('+1,000 Domain Credits')).toBeVisible();
		await expectTile(credits, 'Total Available', '1,499');
		await expectTile(credits, 'Shared Credits', '499');
		await expectTile(credits, 'Domain Credits', '1,000');
		await expectBadge(images, '1,499 Credits');
		expect(await checkout.evaluate('window.opener === null'), 'the checkout cannot reach the page that opened it').toBe(true);
		await checkout.close();
	});

	await test.step('the next action takes from Domain and says so', async () => {
		await images.getByRole('button', { name: /Generate Alt Text · 1 credit/ }).first().click();
		await expect(images.getByText('1 credit from Domain')).toBeVisible();
		await expectTile(credits, 'Domain Credits', '999');
	});

	await test.step('neither key nor token is in the page, the storage or a REST answer', async () => {
		const account = await credits.evaluate<string>(
			"wp.apiFetch({ path: '/seo-rank-genius/v1/account' }).then((account) => JSON.stringify(account))"
		);
		expect(account).toContain('"connection":"connected"');
		const stored = await credits.evaluate<string>('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])');
		expect(account + stored + (await credits.content())).not.toMatch(SECRET);
	});

	await test.step('without the cloud the last known balance stays, with its time; nothing reads 0', async () => {
		await environment.stopCloud();
		await images.getByRole('button', { name: /Generate Alt Text · 1 credit/ }).first().click();
		await expect(images.getByText(/0 charged|cannot be reached|not be reached/).first()).toBeVisible();
		await credits.reload();
		await expectTile(credits, 'Total Available', '1,498');
		await expect(credits.getByText(/As of \d/)).toBeVisible();
		await expectAccessible(credits);
		const front = await images.request.get(site.url);
		expect(front.ok()).toBe(true);
		expect(await front.text()).not.toContain('seo-rank-genius');
	});

	await test.step('when it is back, all is current by itself', async () => {
		await environment.startCloud();
		await expect(credits.getByText(/As of \d/)).toBeHidden({ timeout: 90_000 });
		await expectTile(credits, 'Total Available', '1,498');
	});
});

test('a plan bought on the cloud’s page comes back connected; its key connects as well', async ({ page, environment }) => {
	const site = await environment.openSite();
	const home = new URL(site.url).host;
	let key = '';
	await signIn(page, site);

	await test.step('View Plans shows the plans of the catalog', async () => {
		await openScreen(page, site.url, 'account');
		await page.getByRole('button', { name: 'View Plans' }).click();
		await expect(page).toHaveURL(new RegExp(`^${environment.cloudUrl}/plans`));
		for (const plan of ['Free', 'Pro', 'Agency']) {
			await expect(page.getByRole('heading', { name: plan, exact: true })).toBeVisible();
		}
	});

	await test.step('an email, its code, and the checkout', async () => {
		const pro = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Pro', exact: true }) });
		await pro.getByRole('link').click();
		await page.getByLabel(/email/i).fill('buyer@example.com');
		await page.getByRole('button').last().click();
		await page.getByLabel('Code').fill(await mailedCode(environment, 'buyer@example.com'));
		await page.getByRole('button', { name: 'Continue' }).click();
		await page.getByRole('button', { name: /^Pay \$12/ }).click();
	});

	await test.step('the key is shown once, and Connect leads back to wp-admin', async () => {
		await page.getByRole('button', { name: 'Create key' }).click({ timeout: 30_000 });
		key = (await page.locator('code.key').textContent()) ?? '';
		expect(key).toMatch(/^SRG-/);
		await page.getByRole('link', { name: `Continue to connect ${home}` }).click();
		await page.getByRole('button', { name: `Connect ${home}` }).click();
		await expect(page).toHaveURL(new RegExp(`^${site.url}/wp-admin/admin.php\\?page=seo-rank-genius`));
		await expect(page.getByText('Plan: Pro')).toBeVisible();
		await expectTile(page, 'Total Available', '1,000');
		await expectTile(page, 'Shared Credits', '1,000');
		await expectTile(page, 'Domain Credits', '0');
		await expectAccessible(page);
		expect(page.url()).not.toContain('connect_code');
	});

	await test.step('disconnected, the same site comes back with the key; a wrong key keeps what was typed', async () => {
		await page.getByRole('link', { name: 'License' }).click();
		await expect(page.getByText('1 of 1 site')).toBeVisible();
		await expectAccessible(page);
		await page.getByRole('button', { name: 'Disconnect' }).click();
		await page.getByRole('button', { name: 'Disconnect' }).last().click();
		await expect(page.getByRole('heading', { name: `Connect ${home}` })).toBeVisible();
		await page.getByRole('button', { name: 'Enter a key' }).click();
		const field = page.getByRole('textbox', { name: 'License key' });
		await field.fill('SRG-WRONG');
		await page.getByRole('button', { name: 'Connect', exact: true }).click();
		await expect(page.getByText('That license key is not known.', { exact: false })).toBeVisible();
		await expect(field).toHaveValue('SRG-WRONG');
		await field.fill(key);
		await page.getByRole('button', { name: 'Connect', exact: true }).click();
		await expect(page.getByText('Plan: Pro')).toBeVisible();
		await expectTile(page, 'Total Available', '1,000');
		expect(await page.content()).not.toMatch(SECRET);
	});

	await test.step('neither key nor token is in a log', () => {
		for (const log of environment.logs) {
			expect(readFileSync(log, 'utf8'), log).not.toMatch(SECRET);
		}
	});
});
