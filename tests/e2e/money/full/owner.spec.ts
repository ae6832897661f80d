// The account's own pages: what an owner sees and changes there, and the sites that follow.

import { readFile } from 'node:fs/promises';
import { expect, signIn, test } from '../../environment.ts';
import { expectAccessible, expectTile, mailedCode, openScreen } from '../../steps.ts';
import { checkoutTab, comeBack, expectPageAccessible, mailWith, shoot, tabTo } from '../steps.ts';

const EMAIL = 'agency@example.com';

test('an owner of two sites', async ({ page, browser, environment }) => {
	const [first, second] = [await environment.openSite(), await environment.openSite()];
	const [firstHost, secondHost] = [new URL(first.url).host, new URL(second.url).host];
	const client = await (await browser.newContext()).newPage();
	const owner = await page.context().newPage();
	let key = '';
	await page.clock.install();
	await client.clock.install();

	await test.step('Agency is bought from the first site; its key connects the second', async () => {
		await signIn(page, first);
		await openScreen(page, first.url, 'account');
		await page.getByRole('button', { name: 'View Plans' }).click();
		const agency = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: /^Agency/ }) });
		await agency.getByRole('link').click();
		await page.getByLabel('Email').fill(EMAIL);
		await page.getByRole('button', { name: 'Mail me a code' }).click();
		await page.getByLabel('Code').fill(await mailedCode(environment, EMAIL));
		await page.getByRole('button', { name: 'Continue' }).click();
		await page.getByRole('button', { name: /^Pay \$49/ }).click();
		await page.getByRole('button', { name: `Connect ${firstHost}` }).click({ timeout: 30_000 });
		await expectTile(page, 'Total Available', '5,000');
		await owner.goto(`${environment.cloudUrl}/account`);
		await owner.getByRole('link', { name: 'Plan and key' }).click();
		await owner.getByRole('button', { name: 'Create key' }).click();
		key = (await owner.locator('code.key').textContent()) ?? '';
		expect(key).toMatch(/^SRG-/);
		await expectPageAccessible(owner);
		await signIn(client, second);
		await openScreen(client, second.url, 'account');
		await client.getByRole('button', { name: 'I have a license key' }).click();
		await client.getByRole('textbox', { name: 'License key' }).fill(key);
		await client.getByRole('button', { name: 'Connect', exact: true }).click();
		await expectTile(client, 'Total Available', '5,000');
	});

	await test.step('the overview has both sites', async () => {
		await owner.goto(`${environment.cloudUrl}/account`);
		for (const host of [firstHost, secondHost]) {
			await expect(owner.getByRole('link', { name: host })).toBeVisible();
		}
		await expectPageAccessible(owner);
		await shoot(owner, 'account', { dark: true });
	});

	await test.step('by keyboard alone: Domain Credits for the second site, whose tiles follow', async () => {
		await tabTo(owner, owner.getByRole('link', { name: secondHost }));
		await owner.keyboard.press('Enter');
		await expect(owner.getByRole('heading', { name: secondHost, level: 1 })).toBeVisible();
		await expectPageAccessible(owner);
		await shoot(owner, 'site', { dark: true });
		await tabTo(owner, owner.getByRole('link', { name: 'Buy Domain Credits' }));
		await owner.keyboard.press('Enter');
		await expect(owner.getByRole('heading', { name: `Domain Credits for ${secondHost}` })).toBeVisible();
		await expectPageAccessible(owner);
		await shoot(owner, 'buy', { dark: true });
		const pack = owner.getByRole('radio', { name: /^1,000 credits/ });
		await tabTo(owner, pack);
		await owner.keyboard.press('Space');
		await expect(pack).toBeChecked();
		await tabTo(owner, owner.getByRole('button', { name: 'Continue to payment' }));
		await owner.keyboard.press('Enter');
		await expect(owner.getByText(secondHost)).toBeVisible();
		await tabTo(owner, owner.getByRole('button', { name: /^Pay \$5/ }));
		await owner.keyboard.press('Enter');
		await expect(owner.getByRole('heading', { name: '+1,000 Domain Credits' })).toBeVisible();
		await comeBack(client);
		await expectTile(client, 'Domain Credits', '1,000');
		await expectTile(client, 'Total Available', '6,000');
		await comeBack(page);
		await expectTile(page, 'Domain Credits', '0');
		await mailWith(environment, EMAIL, new RegExp(`^\\+1,000 Domain Credits for ${secondHost}$`));
	});

	await test.step('what a site spends is a line of the usage, and of its CSV', async () => {
		const images = await client.context().newPage();
		await openScreen(images, second.url, 'image-seo');
		await images.getByRole('button', { name: /Generate Alt Text · 1 credit/ }).first().click();
		await expect(images.getByText('1 credit from Domain')).toBeVisible();
		await images.close();
		await owner.goto(`${environment.cloudUrl}/account/usage`);
		await expect(owner.getByRole('row', { name: new RegExp(secondHost) })).toContainText('1');
		await expectPageAccessible(owner);
		await shoot(owner, 'usage', { dark: true });
		const download = owner.waitForEvent('download');
		await owner.getByRole('link', { name: 'Download all that matches as CSV' }).click();
		const csv = await readFile(await (await download).path(), 'utf8');
		expect(csv.trim().split('\n')).toHaveLength(2);
		expect(csv).toContain(secondHost);
		await owner.getByLabel('Outcome').selectOption({ label: 'Failed: 0 charged' });
		await owner.getByRole('button', { name: 'Show' }).click();
		await expect(owner.getByText('Nothing matches.')).toBeVisible();
	});

	await test.step('a cap, refused where it is none, holds on the site at once', async () => {
		await owner.goto(`${environment.cloudUrl}/account`);
		await owner.getByRole('link', { name: secondHost }).click();
		await owner.getByLabel('Credits a month').fill('many');
		await owner.getByRole('button', { name: 'Save cap' }).click();
		await expect(owner.getByRole('alert')).toBeVisible();
		await expect(owner.getByLabel('Credits a month')).toHaveValue('many');
		await expectPageAccessible(owner);
		await shoot(owner, 'site-cap-refused', { dark: true });
		await owner.getByLabel('Credits a month').fill('120');
		await owner.getByRole('button', { name: 'Save cap' }).click();
		await expect(owner.getByRole('status')).toHaveText('The cap was saved.');
		await comeBack(client);
		await expect(client.getByText('This site may use 120 more Shared Credits this month.')).toBeVisible();
		await shoot(client, 'credits-capped');
	});

	await test.step('one site becomes the manager, the other hides what is shared', async () => {
		await owner.getByLabel(/^Hide Shared Credits and buying/).check();
		await owner.getByRole('button', { name: 'Save', exact: true }).click();
		await expect(owner.getByRole('status')).toHaveText('Saved.');
		await comeBack(client);
		await expect(client.getByRole('group', { name: 'Shared Credits' })).toBeHidden();
		await expectTile(client, 'Domain Credits', '999');
		await expectAccessible(client);
		await shoot(client, 'credits-shared-hidden');
		await owner.goto(`${environment.cloudUrl}/account`);
		await owner.getByRole('link', { name: firstHost }).click();
		await owner.getByLabel(/^Manager site/).check();
		await owner.getByRole('button', { name: 'Save', exact: true }).click();
		await comeBack(page);
		await page.getByRole('link', { name: 'Agency' }).click();
		await expect(page.getByText(secondHost).first()).toBeVisible();
		await expectAccessible(page);
		await shoot(page, 'agency');
	});

	await test.step('disconnected, its Domain Credits move to the other site', async () => {
		await owner.goto(`${environment.cloudUrl}/account`);
		await owner.getByRole('link', { name: secondHost }).click();
		await owner.getByRole('link', { name: `Disconnect ${secondHost}` }).click();
		await expectPageAccessible(owner);
		await shoot(owner, 'disconnect', { dark: true });
		await owner.getByRole('button', { name: /^Disconnect/ }).click();
		await owner.getByRole('link', { name: 'Move its credits to another site' }).click();
		await expectPageAccessible(owner);
		await shoot(owner, 'transfer', { dark: true });
		await owner.getByRole('button', { name: 'Move 999 credits' }).click();
		await expect(owner.getByRole('status')).toHaveText('The credits were moved.');
		await openScreen(page, first.url, 'account');
		await comeBack(page);
		await expectTile(page, 'Domain Credits', '999');
		await expectTile(page, 'Total Available', '5,999');
		await comeBack(client);
		await expect(client.locator('#seo-rank-genius-root').getByText(/no longer accepts this site’s connection/)).toBeVisible();
		await shoot(client, 'credits-token-refused');
	});

	await test.step('receipts, invoices and the payment method are with Polar', async () => {
		await owner.goto(`${environment.cloudUrl}/account/purchases`);
		await owner.getByRole('link', { name: 'Receipt' }).first().click();
		await expect(owner).toHaveURL(new RegExp(`^${environment.polarUrl}`));
		await owner.goto(`${environment.cloudUrl}/account/purchases`);
		await owner.getByRole('button', { name: 'Invoices and payment method' }).click();
		await expect(owner).toHaveURL(new RegExp(`^${environment.polarUrl}`));
		await shoot(owner, 'portal');
	});

	await test.step('email notices are switched off', async () => {
		await owner.goto(`${environment.cloudUrl}/account/settings`);
		await expectPageAccessible(owner);
		await shoot(owner, 'settings', { dark: true });
		await owner.getByLabel(/^Mail me when a balance is low/).uncheck();
		await owner.getByRole('button', { name: 'Save' }).click();
		await expect(owner.getByRole('status')).toHaveText('Saved.');
		await expect(owner.getByLabel(/^Mail me when a balance is low/)).not.toBeChecked();
	});

	await test.step('the account is deleted; what is paid for afterwards is given back', async () => {
		const checkout = await checkoutTab(page, () => page.getByRole('button', { name: 'Buy Now: 1,000 domain credits for $5' }).click());
		await owner.getByRole('link', { name: 'Delete your account' }).click();
		await owner.getByRole('textbox', { name: /type the email address/ }).fill('another@example.com');
		await owner.getByRole('button', { name: 'Delete the account' }).click();
		await expect(owner.getByRole('alert')).toBeVisible();
		await expectPageAccessible(owner);
		await shoot(owner, 'delete', { dark: true });
		await owner.getByRole('textbox', { name: /type the email address/ }).fill(EMAIL);
		await owner.getByRole('button', { name: 'Delete the account' }).click();
		await expect(owner.getByRole('heading', { name: 'Your account is deleted' })).toBeVisible();
		await expectPageAccessible(owner);
		await shoot(owner, 'deleted', { dark: true });
		await comeBack(page);
		await expect(page.locator('#seo-rank-genius-root').getByText(/no longer accepts this site’s connection/)).toBeVisible();
		await checkout.getByRole('button', { name: /^Pay \$5/ }).click();
		await expect(checkout.getByRole('heading', { name: 'Refunded' })).toBeVisible({ timeout: 30_000 });
		await expect(checkout.getByText('The account was deleted before this was paid.', { exact: false })).toBeVisible();
		await owner.goto(`${environment.cloudUrl}/account`);
		await expect(owner.getByLabel('Email')).toBeVisible();
	});
	await client.context().close();
});
