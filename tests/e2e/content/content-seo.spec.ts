// Content SEO on a site with real content and the real cloud: every feature one by one, in bulk, by hand, by keyboard alone.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { Ledger } from '../../runs/ledger.ts';
import { expect, signIn, test } from '../environment.ts';
import { expectAccessible, expectBadge, openScreen } from '../steps.ts';
import { goWrong } from '../troubleshooting/sandboxes.ts';

test.use({ wordpress: { version: '7.1', plugin: 'tree', content: 'real' } });

/** Where pictures of what is passed are put, to be looked at; none are made without it. */
const shots = process.env.E2E_SHOTS;

async function pass(page: Page, name: string): Promise<void> {
	await expectAccessible(page);
	if (shots !== undefined) {
		mkdirSync(shots, { recursive: true });
		await page.screenshot({ path: join(shots, `content-seo-${name}.png`) });
	}
}

const screen = (page: Page) => page.locator('#seo-rank-genius-root');

/** The row at a place of the list now; it stays this page when the list changes. */
async function row(page: Page, place: number): Promise<Locator> {
	const name = (await page.getByRole('listitem').getByRole('checkbox', { name: /^Choose / }).nth(place).getAttribute('aria-label')) ?? '';
	expect(name).toMatch(/^Choose /);
	return page.getByRole('listitem').filter({ has: page.getByRole('checkbox', { name, exact: true }) });
}

const generate = (of: Locator) => of.getByRole('button', { name: /^(Generate|Regenerate) · \d+ credits?$/ });

/** Follows a tab, and waits for its list; by title, pages in English come first. */
async function openFeature(page: Page, tab: string, heading: RegExp): Promise<void> {
	await page.getByRole('link', { name: tab, exact: true }).click();
	await expect(page.getByRole('heading', { name: heading })).toBeVisible();
	await page.getByRole('combobox', { name: 'Order' }).selectOption('Title');
	await expect(page.locator('section[aria-busy="false"]')).toBeVisible();
}

/** How many are in the heading, such as "Meta titles: Missing (312)". */
async function total(page: Page): Promise<number> {
	const text = (await page.getByRole('heading', { level: 2 }).first().textContent()) ?? '';
	return Number(/\(([\d,]+)\)/.exec(text)?.[1]?.replaceAll(',', ''));
}

const credits = (spent: number) => `${(2000 - spent).toLocaleString('en')} Credits`;

/** A width at which nothing goes beyond the page. */
async function expectToFit(page: Page): Promise<void> {
	expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth'), 'no sideways scrolling').toBe(true);
}

test('posts and pages with everything that is made for them', async ({ page, environment }) => {
	test.setTimeout(300_000);
	const { site } = environment;
	writeFileSync(
		join(site.publicFolder, 'wp-content', 'mu-plugins', 'right-to-left.php'),
		"<?php add_action( 'after_setup_theme', static function () { if ( isset( $_GET['rtl'] ) ) { $GLOBALS['wp_locale']->text_direction = 'rtl'; } } );"
	);
	const [license] = await Promise.all([new Ledger(environment.cloudFolder).openLicense('content@example.com', 2000), signIn(page, site)]);
	let spent = 0;
	const rest: string[] = [];
	page.on('request', (request) => {
		if (request.url().includes('seo-rank-genius/v1')) {
			rest.push(`${request.method()} ${request.url()}`);
		}
	});

	await test.step('unconnected, everything can be looked at and edited by hand', async () => {
		await openScreen(page, site.url, 'content-seo');
		await expect(screen(page).getByText('To have it written by AI, connect this site.', { exact: false })).toBeVisible();
		const first = await row(page, 0);
		await expect(generate(first)).toBeDisabled();
		await first.getByRole('textbox').fill('By hand');
		await first.getByRole('button', { name: 'Save' }).click();
		await expect(first.getByText('Saved.')).toBeVisible();
		await first.getByRole('button', { name: 'Undo' }).click();
		await expect(first.getByRole('textbox')).toHaveValue('');
		await pass(page, 'unconnected');
		// A new site's index fills while one looks.
		await expect(screen(page).getByText('Reading posts and pages', { exact: false })).toBeHidden({ timeout: 60_000 });
	});

	await test.step('connected, the first list stands there without a request', async () => {
		await openScreen(page, site.url, 'account');
		await page.getByRole('button', { name: 'I have a license key' }).click();
		await page.getByRole('textbox', { name: 'License key' }).fill(license.key);
		await page.getByRole('button', { name: 'Connect', exact: true }).click();
		await expect(page.getByText('Plan: Agency')).toBeVisible();
		rest.splice(0);
		await openScreen(page, site.url, 'content-seo');
		await expectBadge(page, '2,000 Credits');
		await expect(page.getByRole('listitem').first()).toBeVisible();
		expect(rest, 'the first paint makes no request').toEqual([]);
		expect(await total(page)).toBeGreaterThan(250);
		await pass(page, 'meta-titles');
	});

	await test.step('one meta title is written, and an earlier one is restored', async () => {
		const before = await total(page);
		const first = await row(page, 0);
		await generate(first).click();
		await expect(first.getByText('1 credit from Shared')).toBeVisible();
		spent += 1;
		await expectBadge(page, credits(spent));
		const made = await first.getByRole('textbox').inputValue();
		expect(made).not.toBe('');
		expect(await total(page)).toBe(before - 1);
		await first.getByRole('textbox').fill('Another title by hand');
		await first.getByRole('button', { name: 'Save' }).click();
		await expect(first.getByText('Saved.')).toBeVisible();
		await first.getByText('History', { exact: true }).click();
		await first.getByRole('button', { name: 'Restore' }).click();
		await expect(first.getByRole('textbox')).toHaveValue(made);
		await pass(page, 'history');
	});

	await test.step('by keyboard alone', async () => {
		const second = await row(page, 1);
		const box = second.getByRole('checkbox');
		await box.focus();
		for (const role of ['link', 'link', 'textbox'] as const) {
			await page.keyboard.press('Tab');
			await expect(second.getByRole(role).and(page.locator(':focus'))).toBeVisible();
		}
		await page.keyboard.type('Typed');
		await expect(second.getByText('5 of 60 characters', { exact: false })).toBeVisible();
		await page.keyboard.press('Tab');
		await page.keyboard.press('Enter');
		await expect(second.locator('details')).toHaveAttribute('open', '');
		await page.keyboard.press('Enter');
		await page.keyboard.press('Tab');
		await page.keyboard.press('Tab');
		await expect(second.getByRole('button', { name: 'Save' })).toBeFocused();
		await page.keyboard.press('Enter');
		await expect(second.getByText('Saved.')).toBeVisible();
		await expect(second.getByRole('button', { name: 'Undo' })).toBeFocused();
	});

	await test.step('forty at once: the price before, stopped, resumed, taken back', async () => {
		await openFeature(page, 'Meta descriptions', /^Meta descriptions: Missing/);
		const before = await total(page);
		const slow = await goWrong(environment.modelUrl, { effect: 'latency', latency_ms: 1500 });
		await page.getByRole('checkbox', { name: 'Choose the 40 shown' }).check();
		await expect(screen(page).getByText('40 pages, 40 credits; you have 1,999: leaves 1,959')).toBeVisible();
		await expect(page.getByRole('button', { name: 'Try 5 first · 5 credits' })).toBeVisible();
		await pass(page, 'chosen');
		await page.getByRole('button', { name: 'Generate Meta Descriptions · 40 credits' }).click();
		await expect(page.getByRole('progressbar')).toBeVisible();
		await page.getByRole('button', { name: 'Stop', exact: true }).click();
		await slow();
		await expect(screen(page).getByText(/Stopped\. \d+ saved\. \d+ left\./)).toBeVisible({ timeout: 60_000 });
		await pass(page, 'stopped');
		await page.getByRole('button', { name: /^Resume · \d+ credits?$/ }).click();
		const end = screen(page).getByText(/^Done \d+\./).first();
		await expect(end).toBeVisible({ timeout: 60_000 });
		// A text that is not in the language of the page is a failure, and costs nothing.
		const done = Number(/\d+/.exec((await end.textContent()) ?? '')?.[0]);
		expect(done).toBeGreaterThan(20);
		spent += done;
		await expectBadge(page, credits(spent));
		expect(await total(page)).toBe(before - done);
		await page.getByRole('button', { name: 'Undo all' }).click();
		await page.getByRole('dialog').getByRole('button', { name: 'Undo all' }).click();
		await expect(screen(page).getByText(`${done} former texts are back.`, { exact: false })).toBeVisible({ timeout: 60_000 });
		await expect.poll(() => total(page)).toBe(before);
	});

	await test.step('all that match are chosen, of one type and with words', async () => {
		await page.getByRole('combobox', { name: 'Type' }).selectOption({ index: 1 });
		await expect.poll(() => total(page)).toBeGreaterThan(40);
		await page.getByRole('checkbox', { name: 'Choose the 40 shown' }).check();
		await page.getByRole('button', { name: /^Choose all \d+ that match$/ }).click();
		await expect(screen(page).getByText(/^\d+ pages, \d+ credits; you have 1,\d+: leaves/)).toBeVisible();
		await page.getByRole('button', { name: 'Clear' }).click();
	});

	await test.step('schema is made, shown as it is printed, and removed', async () => {
		await openFeature(page, 'Schema', /^Schema: Missing/);
		const first = await row(page, 0);
		await generate(first).click();
		await expect(first.getByText('1 credit from Shared')).toBeVisible();
		await first.getByText('What is printed').click();
		await expect(first.getByText('headline', { exact: true })).toBeVisible();
		await first.getByText('JSON-LD', { exact: true }).click();
		const nodes = JSON.parse((await first.locator('pre').textContent()) ?? '') as Record<string, unknown>[];
		expect(nodes[0]?.['@type']).toEqual(expect.any(String));
		await pass(page, 'schema');
		await first.getByRole('button', { name: 'Remove' }).click();
		await expect(first.getByText('No schema')).toBeVisible();
	});

	await test.step('links are counted for free, suggested, and put into the text', async () => {
		await openFeature(page, 'Links', /^Links: No suggestions/);
		// Where the background has not read all pages yet, the list says so, reads on, and fills in what was missing.
		await expect(page.getByText(/^Reading posts and pages/)).toBeHidden({ timeout: 60_000 });
		await expect(page.getByText('—')).toHaveCount(0);
		await expect(page.getByText(/^\d+ in · \d+ out/).first()).toBeVisible();
		const first = await row(page, 0);
		await generate(first).click();
		await expect(first.getByText('3 credits from Shared')).toBeVisible();
		await first.getByText(/^\d+ suggestions?$/).click();
		const insert = first.getByRole('button', { name: /^Insert: / }).first();
		await expect(insert).toBeVisible();
		await pass(page, 'links');
		const left = await first.getByRole('button', { name: /^Insert: / }).count();
		await insert.click();
		await expect(first.getByRole('button', { name: /^Insert: / })).toHaveCount(left - 1);
	});

	await test.step('an analysis shows its findings with their evidence', async () => {
		await openFeature(page, 'Analysis', /^Analysis: Not analysed/);
		const first = await row(page, 0);
		await generate(first).click();
		await expect(first.getByText(/^\d+ credits from Shared$/)).toBeVisible();
		await first.getByText(/^\d+ findings?$/).click();
		await expect(first.locator('q').first()).not.toBeEmpty();
		await pass(page, 'analysis');
	});

	await test.step('narrow, right to left, and both', async () => {
		for (const [name, width, query] of [
			['390', 390, ''],
			['rtl', 1280, '&rtl=1'],
			['390-rtl', 390, '&rtl=1'],
		] as const) {
			await page.setViewportSize({ width, height: 844 });
			await page.goto(`${site.url}/wp-admin/admin.php?page=seo-rank-genius-content-seo${query}`);
			await expect(page.getByRole('listitem').first()).toBeVisible();
			await expectToFit(page);
			await pass(page, name);
		}
		await page.setViewportSize({ width: 1280, height: 800 });
	});

	await test.step('a template is typed with a variable, shown, saved, and printed', async () => {
		await page.goto(`${site.url}/wp-admin/admin.php?page=seo-rank-genius-content-seo`);
		await page.getByRole('link', { name: 'Templates' }).click();
		const posts = page.getByRole('group', { name: 'Posts' });
		await posts.getByRole('textbox', { name: 'Title template' }).fill('Read: ');
		await posts.getByRole('button', { name: '%title% – Title of the page', exact: true }).click();
		await expect(posts.getByText(/^Read: \S/)).toBeVisible();
		await pass(page, 'templates');
		await page.getByRole('button', { name: 'Save templates' }).click();
		await expect(screen(page).getByText('Saved. Pages follow in the background.')).toBeVisible();
		await page.getByRole('link', { name: 'Meta titles' }).click();
		const view = page.getByRole('listitem').filter({ hasText: 'Post' }).getByRole('link', { name: 'View' }).first();
		const address = (await view.getAttribute('href')) ?? '';
		await expect.poll(async () => (await page.request.get(address)).text(), { timeout: 60_000 }).toMatch(/<title>Read: /);
	});

	for (const [tab, heading] of [
		['Meta titles', /^Meta titles: Missing/],
		['Schema', /^Schema: Missing/],
		['Links', /^Links: No suggestions/],
		['Analysis', /^Analysis: /],
	] as const) {
		await test.step(`${tab} of five pages by a run`, async () => {
			await openFeature(page, tab, heading);
			await page.getByRole('checkbox', { name: 'Choose the 40 shown' }).check();
			await page.getByRole('button', { name: /^Try 5 first · \d+ credits$/ }).click();
			await expect(screen(page).getByText(/^Done [1-5]\./).first()).toBeVisible({ timeout: 60_000 });
		});
	}
});
