// What a person does again and again in the journeys, by what they see: roles, labels and words.

import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type { Environment } from './environment.ts';

const ROOT = '#seo-rank-genius-root';

export type TileName = 'Total Available' | 'Shared Credits' | 'Domain Credits';

/**
 * Opens a screen of the plugin by the menu, as a person does.
 */
export async function openScreen(page: Page, siteUrl: string, screen: 'account' | 'image-seo' | 'content-seo'): Promise<void> {
	const slug = screen === 'account' ? 'seo-rank-genius' : `seo-rank-genius-${screen}`;
	await page.goto(`${siteUrl}/wp-admin/admin.php?page=${slug}`);
	await expect(page.locator(ROOT)).toBeVisible();
}

/**
 * The figure on a tile, such as "1,499"; "—" where it is not known.
 */
export async function expectTile(page: Page, name: TileName, credits: string): Promise<void> {
	await expect(page.getByRole('group', { name }).locator('.srg-tile__credits')).toContainText(credits);
}

/**
 * The balance badge of Image SEO as a screen reader has it, such as "499 Credits".
 */
export async function expectBadge(page: Page, text: string): Promise<void> {
	await expect(page.getByRole('status').filter({ hasText: /^[\d,]+ Credits?$/ })).toHaveText(text);
}

/**
 * Fails with what axe finds within the plugin's own root.
 */
export async function expectAccessible(page: Page): Promise<void> {
	const { violations } = await new AxeBuilder({ page }).include(ROOT).analyze();
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(', ')}`)).toEqual([]);
}

/**
 * The six digits of the newest mail to an address; waits until there is one that came after the mail `after`.
 */
export async function mailedCode(environment: Environment, to: string, after = ''): Promise<string> {
	const query = new URLSearchParams({ to, wait_ms: '15000', ...(after === '' ? {} : { after }) });
	const answer = await fetch(`${environment.mailboxUrl}/api/mails?${query.toString()}`);
	const { mails } = (await answer.json()) as { mails: { text?: string }[] };
	const code = /\b\d{6}\b/.exec(mails[0]?.text ?? '')?.[0];
	expect(code, `a code mailed to ${to}`).toBeDefined();
	return code ?? '';
}
