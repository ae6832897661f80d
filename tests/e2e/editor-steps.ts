// What a person does in the block editor, by what they see: roles, labels and words.

import { expect, type Locator, type Page } from '@playwright/test';
import type { RunningSite } from '../../tools/wordpress/site.ts';

/**
 * Opens the block editor, on a new post where none is named, without its welcome.
 */
export async function openEditor(page: Page, site: Pick<RunningSite, 'url'>, postId?: number): Promise<void> {
	await page.goto(`${site.url}/wp-admin/${postId === undefined ? 'post-new.php' : `post.php?post=${postId}&action=edit`}`);
	await page.waitForFunction('window.wp?.data?.select( "core/editor" )?.getCurrentPostId()');
	await page.evaluate('wp.data.dispatch( "core/preferences" ).set( "core/edit-post", "welcomeGuide", false )');
}

/**
 * The plugin's sidebar, opened if it is not: by its button, or on a narrow screen, which has none, from the menu.
 */
export async function openSidebar(page: Page): Promise<Locator> {
	const bar = page.getByRole('region', { name: 'Editor top bar' });
	const toggle = bar.getByRole('button', { name: 'SEO Rank Genius' });
	const options = bar.getByRole('button', { name: 'Options' });
	const sidebar = page.locator('.srg-editor');
	await expect(options).toBeVisible();
	if (!(await sidebar.isVisible())) {
		if (await toggle.isVisible()) {
			await toggle.click();
		} else {
			await options.click();
			await page.getByRole('menuitemcheckbox', { name: 'SEO Rank Genius' }).or(page.getByRole('menuitem', { name: 'SEO Rank Genius' })).click();
		}
	}
	await expect(sidebar).toBeVisible();
	return sidebar;
}
