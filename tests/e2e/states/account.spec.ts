// Walks through every state of Account and leaves a picture of each, to be looked at; axe and a ruler look too.
//
// E2E_SHOTS=folder npm run test:e2e -- --project=states

import type { Page } from '@playwright/test';
import { connectWithKey, openAccount, screen } from '../account/steps.ts';
import { expect, signIn, test } from '../environment.ts';
import { checkoutTab, startTrial } from '../money/steps.ts';
import { mailedCode, openScreen } from '../steps.ts';
import { goWrong, refuseOrders } from '../troubleshooting/sandboxes.ts';
import { meanwhile429, newSite } from './scene.ts';

test('before a plan: never connected, each way to connect, a trial', async ({ page, environment }) => {
	const { site, pictures } = await newSite(page, environment);
	await openScreen(page, site.url, 'account');
	await pictures.take('credits-never');
	await openAccount(page, site.url, 'license');
	await pictures.take('license-never');
	await page.goto(`${site.url}/wp-admin/admin.php?page=seo-rank-genius&tab=license&way=key`);
	await pictures.take('license-key');
	await pictures.take('license-key-refused', async () => {
		await page.getByRole('textbox', { name: 'License key' }).fill('SRG-00000-00000-00000-00000');
		await page.getByRole('button', { name: 'Connect', exact: true }).click();
		await expect(screen(page).getByRole('alert')).toBeVisible();
	});
	await page.goto(`${site.url}/wp-admin/admin.php?page=seo-rank-genius&tab=license&way=trial`);
	await pictures.take('license-trial');
	let person = 0;
	await pictures.take('license-trial-code', async () => {
		person += 1;
		await page.getByLabel('Email address').fill(`person-${person}@example.com`);
		await page.getByRole('button', { name: 'Send code' }).click();
		await expect(page.getByLabel(/6-digit code/)).toBeVisible();
		await mailedCode(environment, `person-${person}@example.com`);
	});
	await openAccount(page, site.url, 'personalization');
	await pictures.take('personalization-never');
	await startTrial(page, environment, site.url, 'trial@example.com');
	await pictures.take('credits-trial');
	await expectFirstGridInView(page);
	await pictures.take('modal-offer', async () => {
		await page.getByRole('button', { name: 'See the offer' }).click();
		await expect(page.getByRole('dialog').getByRole('radio').first()).toBeVisible();
	});
	await openAccount(page, site.url, 'license');
	await pictures.take('license-trial-running');
	expect(pictures.findings).toEqual([]);
});

test('a plan that runs: each tab, each colour scheme', async ({ page, environment }) => {
	const { site, pictures, credits } = await newSite(page, environment, 4820);
	await page.route(/build\/account.*\.js/, (route) => route.abort());
	await page.reload();
	await pictures.take('credits-before-the-script');
	await page.unroute(/build\/account.*\.js/);
	await openAccount(page, site.url, 'usage');
	await pictures.take('usage-empty');
	await openScreen(page, site.url, 'image-seo');
	await page.getByRole('checkbox', { name: 'Choose the 24 shown' }).check();
	await page.getByRole('button', { name: 'Try 5 first · 5 credits' }).click();
	await expect(screen(page).getByText('Done 5.', { exact: true })).toBeVisible({ timeout: 60_000 });
	const end = await goWrong(environment.modelUrl, { effect: 'status', status: 503 });
	await page.getByRole('button', { name: 'Generate Alt Text · 1 credit' }).first().click();
	await expect(screen(page).getByText(/^0 charged\. /)).toBeVisible();
	await end();
	await credits('credits-active');
	await expectFirstGridInView(page);
	for (const look of ['midnight', 'modern', 'light'] as const) {
		await pictures.takeAs(look, 'credits-active');
	}
	await pay(page, /^Buy Now: 5,000 shared/);
	await expect(screen(page).getByText('+5,000 Shared Credits')).toBeVisible();
	await openAccount(page, site.url, 'usage');
	await expect(page.getByRole('row', { name: /\$20/ })).toBeVisible();
	await pictures.take('usage');
	await pictures.takeAs('midnight', 'usage');
	await openAccount(page, site.url, 'license');
	await pictures.take('license');
	await pictures.takeAs('midnight', 'license');
	await pictures.take('license-repaired', async () => {
		await page.getByRole('button', { name: 'Check and repair' }).click();
		await expect(screen(page).getByText('Everything is fine.').or(screen(page).getByText(/thing(s)? (was|were|need)/))).toBeVisible();
	});
	await pictures.take('license-roles', async () => {
		await page.getByRole('button', { name: 'Who may spend credits, and what is kept' }).click();
		await expect(page.getByRole('row', { name: /Editor/ })).toBeVisible();
	});
	await pictures.take('license-disconnect', () => page.getByRole('button', { name: 'Disconnect' }).click());
	await pictures.take('license-again', () => page.getByRole('button', { name: 'Connect again' }).click());
	await openAccount(page, site.url, 'personalization');
	await expect(page.getByLabel('Brand Name')).toBeVisible();
	await pictures.take('personalization');
	expect(pictures.findings).toEqual([]);
});

test('what bounds a site: caps, hidden pools, an empty pool', async ({ page, browser, environment }) => {
	const { site, pictures, credits, ledger, license, sql } = await newSite(page, environment, 5);
	const other = await environment.openSite();
	const tab = await (await browser.newContext()).newPage();
	await signIn(tab, other);
	await connectWithKey(tab, other, license.key);
	await tab.context().close();
	await sql("UPDATE sites SET is_manager = true WHERE account_id = $1 AND home = $2", [license.account_id, site.url]);
	await openScreen(page, site.url, 'image-seo');
	for (let done = 1; done <= 4; done++) {
		await page.getByRole('button', { name: 'Generate Alt Text · 1 credit' }).first().click();
		await expect(screen(page).getByText('1 credit from Shared')).toHaveCount(done);
	}
	await ledger.allow(license, site.url, 1);
	await credits('credits-near-cap');
	await openAccount(page, site.url, 'agency');
	await expect(page.getByRole('row').nth(2)).toBeVisible();
	await pictures.take('agency');
	await pictures.takeAs('midnight', 'agency');
	await pictures.take('agency-cap-unreadable', async () => {
		await page.getByRole('textbox').last().fill('a few');
		await page.getByRole('textbox').last().press('Enter');
		await expect(screen(page).getByRole('alert')).toBeVisible();
	});
	await ledger.allow(license, site.url, 0);
	await credits('credits-at-cap');
	await ledger.allow(license, site.url, null);
	await sql('UPDATE sites SET hide_shared = true, is_manager = false WHERE account_id = $1', [license.account_id]);
	await credits('credits-shared-hidden');
	await sql('UPDATE sites SET hide_shared = false WHERE account_id = $1', [license.account_id]);
	await openScreen(page, site.url, 'image-seo');
	await page.getByRole('button', { name: 'Generate Alt Text · 1 credit' }).first().click();
	await expect(screen(page).getByText('1 credit from Shared')).toHaveCount(1);
	await credits('credits-out');
	await sql("UPDATE licenses SET plan = 'free', paid_until = NULL WHERE license_id = $1", [license.license_id]);
	await credits('credits-free');
	await openAccount(page, site.url, 'license');
	await pictures.take('license-free');
	expect(pictures.findings).toEqual([]);
});

test('a plan that is not paid: past due, lapsed, free with credits kept', async ({ page, environment }) => {
	const { site, pictures, credits, ledger, license, sql } = await newSite(page, environment, 430);
	await ledger.payUntil(license, -2);
	await credits('credits-past-due');
	await openAccount(page, site.url, 'license');
	await pictures.take('license-past-due');
	await ledger.payUntil(license, -20);
	await credits('credits-lapsed');
	await openAccount(page, site.url, 'license');
	await pictures.take('license-lapsed');
	await sql("UPDATE licenses SET plan = 'free', paid_until = NULL WHERE license_id = $1", [license.license_id]);
	await credits('credits-free-kept');
	expect(pictures.findings).toEqual([]);
});

test('a checkout: waiting, landed, late', async ({ page, environment }) => {
	await page.clock.install();
	const { pictures } = await newSite(page, environment, 430);
	await pictures.take('checkout-landed', async () => {
		await pay(page, /^Buy Now: 1,000 domain/);
		await expect(screen(page).getByText('+1,000 Domain Credits')).toBeVisible();
	});
	await page.reload();
	await (await checkoutTab(page, () => page.getByRole('button', { name: /^Buy Now: 1,000 shared/ }).click())).close();
	await expect(screen(page).getByText('Waiting for payment…')).toBeVisible();
	await pictures.take('checkout-waiting');
	await pictures.take('checkout-waiting-long', async () => {
		await expect(screen(page).getByText('Waiting for payment…')).toBeVisible();
		await page.clock.fastForward('05:01');
		await expect(screen(page).getByRole('button', { name: 'Check again' })).toBeVisible();
	});
	await page.reload();
	await page.getByRole('button', { name: 'Cancel' }).click();
	const [end, enterOrders] = [await goWrong(environment.polarUrl, { effect: 'drop_webhook' }), await refuseOrders(environment)];
	await pay(page, /^Buy Now: 5,000 domain/);
	await pictures.take('checkout-late', async () => {
		await expect(screen(page).getByText('Paid. Adding credits…')).toBeVisible();
		await page.clock.fastForward('05:01');
		await expect(screen(page).getByText('Paid, but the credits are not here yet.')).toBeVisible();
	});
	await enterOrders();
	await end();
	expect(pictures.findings).toEqual([]);
});

test('a cloud that does not answer: down, then rate-limited', async ({ page, environment }) => {
	const { site, pictures, credits } = await newSite(page, environment, 4820);
	await environment.stopCloud();
	await credits('credits-cloud-down');
	for (const tab of ['license', 'personalization'] as const) {
		await openAccount(page, site.url, tab);
		await pictures.take(`${tab}-cloud-down`);
	}
	await openAccount(page, site.url, 'usage');
	await pictures.take('usage-cloud-down', () => expect(screen(page).getByRole('button', { name: 'Try again' })).toHaveCount(2));
	await meanwhile429(environment, () => credits('credits-rate-limited'));
	await environment.startCloud();
	expect(pictures.findings).toEqual([]);
});

test('a connection that does not hold: moved, copied, token refused', async ({ page, environment }) => {
	const { site, pictures, license, credits, sql } = await newSite(page, environment, 4820);
	const { copy } = await environment.cloneSite(site);
	await signIn(page, copy);
	await openScreen(page, copy.url, 'account');
	await pictures.take('credits-moved');
	await openAccount(page, copy.url, 'license');
	await pictures.take('license-moved');
	await page.getByRole('button', { name: 'This is a copy' }).click();
	await expect(page.getByRole('button', { name: 'Enter a key' })).toBeVisible();
	await pictures.take('license-copy');
	await openScreen(page, copy.url, 'account');
	await pictures.take('credits-copy');
	await sql('UPDATE sites SET token_hash = NULL, disconnected_at = now() WHERE account_id = $1', [license.account_id]);
	await credits('credits-token-refused');
	await openAccount(page, site.url, 'license');
	await pictures.take('license-token-refused');
	expect(pictures.findings).toEqual([]);
});

/** Buys a pack in the tab that opens. */
async function pay(page: Page, button: RegExp): Promise<void> {
	const checkout = await checkoutTab(page, () => page.getByRole('button', { name: button }).click());
	await checkout.getByRole('button', { name: /^Pay \$/ }).click();
	await expect(checkout.getByRole('heading').first()).toBeVisible();
	await checkout.close();
}

/** The tiles and the first grid are seen without scrolling. */
async function expectFirstGridInView(page: Page): Promise<void> {
	await page.setViewportSize({ width: 1280, height: 800 });
	await page.reload();
	const button = page.getByRole('region', { name: 'Buy Shared Credits' }).getByRole('button').last();
	await expect(button).toBeInViewport({ ratio: 1 });
}
