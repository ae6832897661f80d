// What is done again and again in the tests of Account: connecting with a key, and reading the usage that a person downloads.

import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';
import type { RunningSite } from '../../../tools/wordpress/site.ts';
import { openScreen } from '../steps.ts';

/** The plugin's own part of the page. */
export function screen(page: Page): Locator {
	return page.locator('#seo-rank-genius-root');
}

/** Connects a site that is not connected, whose administrator is signed in, with a license key. Account › Credits is open then. */
export async function connectWithKey(page: Page, site: Pick<RunningSite, 'url'>, key: string): Promise<void> {
	await openScreen(page, site.url, 'account');
	await page.getByRole('button', { name: 'I have a license key' }).click();
	await giveKey(page, key);
}

/** Fills in the key where it is asked for. */
export async function giveKey(page: Page, key: string): Promise<void> {
	await page.getByRole('textbox', { name: 'License key' }).fill(key);
	await page.getByRole('button', { name: 'Connect', exact: true }).click();
	await expect(page.getByText(/^Plan: Agency/)).toBeVisible();
}

export async function openAccount(page: Page, siteUrl: string, tab: 'usage' | 'agency' | 'license' | 'personalization'): Promise<void> {
	await page.goto(`${siteUrl}/wp-admin/admin.php?page=seo-rank-genius&tab=${tab}`);
	await expect(screen(page)).toBeVisible();
}

/** The rows of the file that the link downloads, by the names of its columns. */
export async function downloadCsv(page: Page, link: string): Promise<Record<string, string>[]> {
	const download = page.waitForEvent('download');
	await page.getByRole('link', { name: link }).click();
	const text = (await readFile(await (await download).path(), 'utf8')).replace(/^\uFEFF/, '').trim();
	const [names = [], ...rows] = text.split('\r\n').map(cells);
	return rows.map((row) => Object.fromEntries(names.map((name, column) => [name, row[column] ?? ''])));
}

/** One line of CSV. */
function cells(line: string): string[] {
	return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,"]*))/g)].map(([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain);
}

/** What a column adds up to. */
export function sum(rows: readonly Record<string, string>[], column: string): number {
	return rows.reduce((total, row) => total + Number(row[column]), 0);
}
