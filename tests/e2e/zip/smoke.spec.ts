// The plugin as users install it, on the oldest WordPress it supports: connected by a trial, one text, no error.

import { openEditor, openSidebar } from '../editor-steps.ts';
import { expect, signIn, test } from '../environment.ts';
import { expectBadge, expectTile, mailedCode, openScreen } from '../steps.ts';

test('the zip works on the oldest supported WordPress', async ({ page, environment }) => {
	const { site } = environment;
	const errors: string[] = [];
	page.on('pageerror', (error) => errors.push(error.message));
	await signIn(page, site);

	await openScreen(page, site.url, 'account');
	await page.getByRole('button', { name: 'Start a 7-day trial: 500 credits, no card' }).click();
	await page.getByLabel('Email address').fill('zip@example.com');
	await page.getByRole('button', { name: 'Send code' }).click();
	await page.getByLabel(/6-digit code/).fill(await mailedCode(environment, 'zip@example.com'));
	await expectTile(page, 'Total Available', '500');

	await openScreen(page, site.url, 'image-seo');
	await page.getByRole('button', { name: /Generate Alt Text · 1 credit/ }).first().click();
	await expect(page.getByText('1 credit from Shared')).toBeVisible();
	await expectBadge(page, '499 Credits');

	await openEditor(page, site);
	const sidebar = await openSidebar(page);
	await page.evaluate('wp.data.dispatch( "core/editor" ).editPost( { title: "Watering a garden in a dry summer" } )');
	await sidebar.getByRole('button', { name: 'Draft', exact: true }).click();
	await sidebar.getByRole('button', { name: 'Write a draft · 7 credits' }).click();
	await sidebar.getByRole('button', { name: 'Insert into the post' }).click();
	await expectBadge(page, '492 Credits');
	await expect.poll(() => page.evaluate('wp.data.select( "core/editor" ).getEditedPostContent()')).toMatch(/<!-- wp:paragraph -->/);
	expect(errors).toEqual([]);
});
