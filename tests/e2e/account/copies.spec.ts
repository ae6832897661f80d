// A site's files and database at a second address: the copy spends nothing and asks nobody until its owner says what it is.

import { Ledger } from '../../runs/ledger.ts';
import { expect, signIn, test } from '../environment.ts';
import { comeBack } from '../money/steps.ts';
import { expectAccessible, expectTile, openScreen } from '../steps.ts';
import { connectWithKey, openAccount, screen } from './steps.ts';

test('a copy of a site, and a site that has moved', async ({ page, browser, environment }) => {
	const original = await environment.openSite();
	const ledger = new Ledger(environment.cloudFolder);
	const license = await ledger.openLicense('copies@example.com', 300);
	const copies = await (await browser.newContext()).newPage();
	await page.clock.install();
	await signIn(page, original);
	await connectWithKey(page, original, license.key);

	await test.step('what a copy would go on with: a run of the original is stopped half way', async () => {
		await openScreen(page, original.url, 'image-seo');
		await page.getByRole('checkbox', { name: 'Choose the 24 shown' }).check();
		await page.getByRole('button', { name: 'Try 5 first · 5 credits' }).click();
		await expect(screen(page).getByText('Done 5.', { exact: true })).toBeVisible({ timeout: 60_000 });
	});
	const { copy, proxy } = await environment.cloneSite(original);

	await test.step('the copy says that it is one, spends nothing and calls nobody', async () => {
		await signIn(copies, copy);
		await openScreen(copies, copy.url, 'image-seo');
		await expect(copies.getByRole('button', { name: /^Generate Alt Text/, disabled: true })).toHaveCount(19);
		await expect(copies.getByRole('button', { name: /^Generate Alt Text/, disabled: false })).toHaveCount(0);
		await expectAccessible(copies);
		await openScreen(copies, copy.url, 'account');
		await expect(screen(copies).getByText(/^This site is not at the address where it was connected\./)).toBeVisible();
		await expectAccessible(copies);
		await copies.evaluate("fetch('/wp-cron.php?doing_wp_cron').then((answer) => answer.text())");
		for (const path of ['account/sync', 'repair'] as const) {
			await copies.evaluate(`wp.apiFetch({ path: '/seo-rank-genius/v1/${path}', method: 'POST' }).catch(() => {})`);
		}
		expect(proxy.calls()).toBe(0);
		expect(await ledger.shared(license)).toBe(295);
	});

	await test.step('told that it is a copy, it lets go of the connection; the original goes on', async () => {
		await copies.getByRole('button', { name: 'Moved or copied?' }).click();
		await copies.getByRole('button', { name: 'This is a copy' }).click();
		await expect(copies.getByRole('button', { name: 'Enter a key' })).toBeVisible();
		expect(proxy.calls()).toBe(0);
		await page.getByRole('button', { name: 'Generate Alt Text · 1 credit' }).first().click();
		await expect(screen(page).getByText('1 credit from Shared').first()).toBeVisible();
		await openScreen(page, original.url, 'account');
		await expectTile(page, 'Shared Credits', '294');
	});

	await test.step('connected with the key, it is a site of its own', async () => {
		await connectWithKey(copies, copy, license.key);
		await openAccount(copies, copy.url, 'license');
		await expect(screen(copies).getByText('2 of 25 sites')).toBeVisible();
		await comeBack(page);
		await expectTile(page, 'Shared Credits', '294');
	});

	await test.step('a move whose answer is lost is made once more, and comes right', async () => {
		const { copy: moved, proxy: between } = await environment.cloneSite(original);
		const tab = await (await browser.newContext()).newPage();
		await signIn(tab, moved);
		await openAccount(tab, moved.url, 'license');
		await between.become('mute');
		await tab.getByRole('button', { name: 'Move the connection here' }).click();
		await expect(screen(tab).getByRole('alert')).toHaveText('The credits service cannot be reached. Try again in a few minutes.');
		await between.become('up');
		await tab.getByRole('button', { name: 'Move the connection here' }).click();
		await expect(screen(tab).getByText('2 of 25 sites')).toBeVisible();
		await openScreen(tab, moved.url, 'account');
		await expectTile(tab, 'Shared Credits', '294');
		await openScreen(tab, moved.url, 'image-seo');
		await tab.getByRole('button', { name: 'Generate Alt Text · 1 credit' }).first().click();
		await expect(screen(tab).getByText('1 credit from Shared').first()).toBeVisible();
		expect(await ledger.shared(license)).toBe(293);
		await comeBack(page);
		await expect(screen(page).getByText(/no longer accepts this site’s connection\. Connect it again; until then nothing is spent from here\./)).toBeVisible();
		await expectAccessible(page);
		await tab.context().close();
	});
	expect(await ledger.broken()).toEqual([]);
	await copies.context().close();
});
