// The meta box of the classic editor: its fields are saved with the post, and its button has texts generated for them.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, signIn, test } from '../environment.ts';
import { expectTile, mailedCode, openScreen } from '../steps.ts';

/** Where a picture of the box is put, to be looked at; none is made without it. */
const shots = process.env.E2E_SHOTS;

async function saveDraft(page: Page): Promise<void> {
	// While WordPress saves by itself, which it may once the title is left, a click on the button does nothing.
	await expect(async () => {
		await Promise.all([page.waitForEvent('load', { timeout: 10_000 }), page.getByRole('button', { name: 'Save Draft' }).click()]);
	}).toPass();
	await expect(page.getByText('Post draft updated.')).toBeVisible();
}

test('a post without blocks gets its texts from the meta box', async ({ page, environment }) => {
	const site = await environment.openSite();
	writeFileSync(join(site.publicFolder, 'wp-content', 'mu-plugins', 'classic.php'), "<?php add_filter( 'use_block_editor_for_post', '__return_false' );");
	await signIn(page, site);
	await page.goto(`${site.url}/wp-admin/post-new.php`);
	await expect(page.getByText('To have it written by AI, connect this site.', { exact: false })).toBeVisible();

	await openScreen(page, site.url, 'account');
	await page.getByRole('button', { name: 'Start a 7-day trial: 500 credits, no card' }).click();
	await page.getByLabel('Email address').fill('classic@example.com');
	await page.getByRole('button', { name: 'Send code' }).click();
	await page.getByLabel(/6-digit code/).fill(await mailedCode(environment, 'classic@example.com'));
	await expectTile(page, 'Total Available', '500');

	await page.goto(`${site.url}/wp-admin/post-new.php`);
	await page.getByLabel('Add title').fill('A meadow instead of a lawn');
	await page.getByRole('button', { name: 'Code', exact: true }).or(page.getByRole('button', { name: 'Text', exact: true })).click();
	await page.locator('#content').fill('A wild meadow saves water and feeds bees from April to October. Sow native seeds in autumn.');
	await saveDraft(page);

	const title = page.getByRole('textbox', { name: 'Meta title' });
	await page.getByRole('button', { name: 'Generate 3 alternatives · 1 credit' }).first().click();
	await expect(page.getByText('1 credit from Shared')).toBeVisible();
	await expect(title).toHaveValue('');
	await page.getByRole('button', { name: 'Use this' }).first().click();
	const chosen = await title.inputValue();
	expect(chosen).not.toBe('');
	await page.getByRole('textbox', { name: 'Meta description' }).fill('By hand: 5 < 10 & "quoted".');
	const { violations } = await new AxeBuilder({ page }).include('.srg-classic').analyze();
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(', ')}`)).toEqual([]);
	if (shots !== undefined) {
		mkdirSync(shots, { recursive: true });
		await title.scrollIntoViewIfNeeded();
		await page.screenshot({ path: join(shots, 'classic.png') });
	}
	await saveDraft(page);
	await expect(title).toHaveValue(chosen);
	await expect(page.getByRole('textbox', { name: 'Meta description' })).toHaveValue('By hand: 5 < 10 & "quoted".');
});
