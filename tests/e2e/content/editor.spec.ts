// Every feature from the block editor's sidebar, with the real cloud: what is generated is looked at, accepted, and saved.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { openEditor, openSidebar } from '../editor-steps.ts';
import { expect, signIn, test } from '../environment.ts';
import { startTrial } from '../money/steps.ts';
import { expectBadge, expectTile } from '../steps.ts';

test.use({ wordpress: { version: '7.1', plugin: 'tree', content: 'real' } });

/** Where pictures of what is passed are put, to be looked at; none are made without it. */
const shots = process.env.E2E_SHOTS;

async function pass(page: Page, name: string): Promise<void> {
	const { violations } = await new AxeBuilder({ page }).include('.srg-editor').analyze();
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(', ')}`)).toEqual([]);
	if (shots !== undefined) {
		mkdirSync(shots, { recursive: true });
		await page.screenshot({ path: join(shots, `${name}.png`) });
	}
}

interface NewPost {
	title: string;
	content: string;
	status?: string;
}

async function makePost(page: Page, data: NewPost): Promise<number> {
	return page.evaluate<number>(`wp.apiFetch( ${JSON.stringify({ path: '/wp/v2/posts', method: 'POST', data: { status: 'publish', ...data } })} ).then( ( { id } ) => id )`);
}

const paragraph = (text: string) => `<!-- wp:paragraph -->\n<p>${text}</p>\n<!-- /wp:paragraph -->`;

const MEADOW = [
	'A wild meadow instead of a lawn saves water, time and noise, and it feeds bees from April to October.',
	'Sow native seeds in autumn on bare soil. In the first year mow twice, and take the <strong>cut grass</strong> away, so that flowers get light.',
	'A compost heap turns the cut grass into soil for the vegetable garden within a year.',
];

async function openPanel(sidebar: Locator, name: string): Promise<void> {
	const toggle = sidebar.getByRole('button', { name, exact: true });
	if ((await toggle.getAttribute('aria-expanded')) !== 'true') {
		await toggle.click();
	}
}

/** Asks until all pages of a new site are read: each attempt goes on with that, says so, and costs nothing. */
async function suggestLinks(page: Page, sidebar: Locator): Promise<void> {
	for (let status = 422; status === 422; ) {
		const [answer] = await Promise.all([
			page.waitForResponse((response) => /\/contents\/\d+\/actions/.test(decodeURIComponent(response.url())), { timeout: 60_000 }),
			sidebar.getByRole('button', { name: 'Suggest links · 3 credits' }).click(),
		]);
		status = answer.status();
		if (status === 422) {
			await expect(sidebar.getByText('The pages of this site are still being read', { exact: false })).toBeVisible();
		}
	}
}

/** The HTML of the blocks now. */
async function contentOf(page: Page): Promise<string> {
	return page.evaluate<string>('wp.data.select( "core/editor" ).getEditedPostContent()');
}

async function savePost(page: Page): Promise<void> {
	await page.getByRole('region', { name: 'Editor top bar' }).getByRole('button', { name: /^(Save|Update|Save draft)$/ }).click();
	await expect(page.getByRole('button', { name: 'Dismiss this notice' }).filter({ hasText: /(Post|Page) updated|Draft saved/ })).toBeVisible();
}

test('every feature from the editor', async ({ page, environment }) => {
	test.setTimeout(400_000);
	const site = await environment.openSite();
	await signIn(page, site);
	await startTrial(page, environment, site.url, 'editor@example.com');
	await expectTile(page, 'Total Available', '500');
	await makePost(page, { title: 'Compost in a year', content: paragraph('A compost heap turns kitchen scraps and cut grass into soil. Layer green and brown, keep it moist, turn it twice.') });
	await makePost(page, { title: 'Bees in the garden', content: paragraph('Native flowers feed bees from April to October. A meadow with native seeds has most of them.') });
	const id = await makePost(page, { title: 'A meadow instead of a lawn', content: MEADOW.map(paragraph).join('\n\n') });

	const asked: string[] = [];
	page.on('request', (request) => {
		if (decodeURIComponent(request.url()).includes('seo-rank-genius/v1')) {
			asked.push(`${request.method()} ${request.url()}`);
		}
	});
	await openEditor(page, site, id);
	let sidebar = await openSidebar(page);
	await expectBadge(page, '500 Credits');
	expect(asked, 'opening the editor and its sidebar makes no request').toEqual([]);

	await test.step('meta title: typed, generated, chosen, saved with the post', async () => {
		const title = sidebar.getByRole('textbox', { name: 'Meta title' });
		await expect(title).toHaveAttribute('placeholder', /A meadow instead of a lawn/);
		await sidebar.getByRole('button', { name: 'Generate 3 alternatives · 1 credit' }).first().click();
		await expect(sidebar.getByText('1 credit from Shared')).toBeVisible();
		await expectBadge(page, '499 Credits');
		await expect(title).toHaveValue('');
		await pass(page, 'editor-snippet');
		const first = sidebar.getByRole('listitem').filter({ has: page.getByRole('button', { name: 'Use this' }) }).first();
		const text = (await first.getByRole('paragraph').textContent()) ?? '';
		expect(text).not.toBe('');
		await first.getByRole('button', { name: 'Use this' }).click();
		await expect(title).toHaveValue(text);
		await sidebar.getByRole('textbox', { name: 'Meta description' }).fill('How to turn a lawn into a meadow, step by step.');
		await sidebar.getByRole('textbox', { name: 'Focus keyword' }).fill('wild meadow');
		await savePost(page);
		await page.reload();
		await openEditor(page, site, id);
		sidebar = await openSidebar(page);
		await expect(sidebar.getByRole('textbox', { name: 'Meta title' })).toHaveValue(text);
		await expect(sidebar.getByRole('textbox', { name: 'Meta description' })).toHaveValue('How to turn a lawn into a meadow, step by step.');
	});

	await test.step('analysis: free, then by the model, each finding leading to its words', async () => {
		await openPanel(sidebar, 'Analysis');
		await expect(sidebar.getByText(/^Score: \d+ of 100$/)).toBeVisible();
		await pass(page, 'editor-analysis-free');
		await sidebar.getByRole('button', { name: 'Analyse · 4 credits' }).click();
		await expect(sidebar.getByText('4 credits from Shared')).toBeVisible();
		await expectBadge(page, '495 Credits');
		await pass(page, 'editor-analysis');
		const finding = sidebar.getByRole('listitem').filter({ has: page.locator('q') }).last();
		const quote = (await finding.locator('q').textContent()) ?? '';
		await finding.getByRole('button', { name: 'Show in the text' }).click();
		const selected = await page.evaluate<string>('String( wp.data.select( "core/block-editor" ).getSelectedBlock().attributes.content )');
		expect(selected.replaceAll(/<[^>]+>/g, '')).toContain(quote.slice(0, 20));
	});

	await test.step('schema: made, looked at, accepted, removed', async () => {
		await openPanel(sidebar, 'Schema');
		await sidebar.getByRole('button', { name: 'Generate schema · 1 credit' }).click();
		await expect(sidebar.getByText(/^Suggested: /)).toBeVisible();
		await pass(page, 'editor-schema');
		await sidebar.getByRole('button', { name: 'Use this schema' }).click();
		await expect(sidebar.getByText(/^In use: /)).toBeVisible();
		expect(await (await page.request.get(`${site.url}/?p=${id}`)).text()).toContain('application/ld+json');
		await sidebar.getByRole('button', { name: 'Remove' }).click();
		await expect(sidebar.getByText('This page has no structured data yet.')).toBeVisible();
	});

	await test.step('links: suggested in their sentence, put in with one click, undone by the editor', async () => {
		await openPanel(sidebar, 'Internal links');
		await suggestLinks(page, sidebar);
		await expect(sidebar.getByText('3 credits from Shared')).toBeVisible();
		await expectBadge(page, '491 Credits');
		const suggestion = sidebar.getByRole('listitem').filter({ has: page.getByRole('button', { name: 'Insert link' }) }).first();
		const anchor = (await suggestion.locator('mark').textContent()) ?? '';
		await pass(page, 'editor-links');
		await suggestion.getByRole('button', { name: 'Insert link' }).click();
		const linked = await contentOf(page);
		expect(linked.replaceAll(/<\/?strong>/g, '')).toMatch(new RegExp(`<a href="${site.url}[^"]*">${anchor}</a>`));
		await page.getByRole('button', { name: 'Undo' }).click();
		expect(await contentOf(page)).not.toContain('<a href');
	});

	await test.step('rewrite: of the selected blocks, shown before it takes their place', async () => {
		await page.evaluate('wp.data.dispatch( "core/block-editor" ).multiSelect( ...wp.data.select( "core/block-editor" ).getBlockOrder().slice( 0, 2 ) )');
		await openPanel(sidebar, 'Rewrite');
		await expect(sidebar.getByText('2 texts chosen.')).toBeVisible();
		const before = await contentOf(page);
		await sidebar.getByRole('combobox', { name: 'Tone' }).selectOption('Friendly');
		await sidebar.getByRole('button', { name: 'Rewrite · 3 credits' }).click();
		await expect(sidebar.getByRole('button', { name: 'Replace these blocks' })).toBeVisible();
		expect(await contentOf(page)).toBe(before);
		await pass(page, 'editor-rewrite');
		await sidebar.getByRole('button', { name: 'Replace these blocks' }).click();
		const after = await contentOf(page);
		expect(after).not.toBe(before);
		expect(after).toContain(MEADOW[2]);
		expect(after.match(/<!-- wp:paragraph -->/g)).toHaveLength(3);
	});

	await test.step('earlier results are kept, and are free', async () => {
		await page.reload();
		await openEditor(page, site, id);
		sidebar = await openSidebar(page);
		await openPanel(sidebar, 'Rewrite');
		await sidebar.getByRole('button', { name: 'Earlier results' }).click();
		await expect(sidebar.getByRole('button', { name: 'Show this result' })).toBeVisible();
		await expectBadge(page, '488 Credits');
		await pass(page, 'editor-history');
	});

	await test.step('a draft of a new post, by keyboard alone', async () => {
		await openEditor(page, site);
		sidebar = await openSidebar(page);
		await page.evaluate('wp.data.dispatch( "core/editor" ).editPost( { title: "Watering a garden in a dry summer" } )');
		await sidebar.getByRole('button', { name: 'Draft', exact: true }).focus();
		await page.keyboard.press('Enter');
		await page.keyboard.press('Tab');
		await expect(sidebar.getByRole('textbox', { name: 'Outline' })).toBeFocused();
		await page.keyboard.type('When to water');
		await page.keyboard.press('Enter');
		await page.keyboard.type('How much');
		await sidebar.getByRole('spinbutton', { name: 'Words' }).focus();
		await page.keyboard.press('ControlOrMeta+A');
		await page.keyboard.type('250');
		await page.keyboard.press('Tab');
		const write = sidebar.getByRole('button', { name: 'Write a draft · 6 credits' });
		await expect(write).toBeFocused();
		await page.keyboard.press('Enter');
		await expect(sidebar.getByRole('region', { name: 'Draft' })).toBeVisible();
		expect(await contentOf(page)).toBe('');
		await pass(page, 'editor-draft');
		await page.keyboard.press('Tab');
		await expect(sidebar.getByRole('region', { name: 'Draft' })).toBeFocused();
		await page.keyboard.press('Tab');
		await expect(sidebar.getByRole('button', { name: 'Insert into the post' })).toBeFocused();
		await page.keyboard.press('Enter');
		await expect.poll(() => contentOf(page)).toMatch(/<!-- wp:heading -->\n<h2[^>]*>.*When to water.*<\/h2>[^]*<!-- wp:paragraph -->/i);
	});

	await test.step('a long chapter of a book: each thing that is made for it, and what its page prints', async () => {
		const chapter = await page.evaluate<number>(
			"wp.apiFetch( { path: '/wp/v2/pages?per_page=100&_fields=id,content' } ).then( ( pages ) => pages.find( ( { content } ) => content.rendered.length > 9000 ).id )",
		);
		await openEditor(page, site, chapter);
		sidebar = await openSidebar(page);
		const made = async (button: RegExp) => {
			await sidebar.getByRole('button', { name: button }).first().click();
			await expect(sidebar.getByText(/^\d+ credits? from Shared$/).last()).toBeVisible();
		};

		await made(/^Generate 3 alternatives · 1 credit$/);
		await sidebar.getByRole('button', { name: 'Use this' }).first().click();
		await expect(sidebar.getByRole('textbox', { name: 'Meta title' })).not.toHaveValue('');

		await openPanel(sidebar, 'Analysis');
		await made(/^Analyse · \d+ credits$/);
		await expect(sidebar.getByRole('button', { name: 'Show in the text' }).first()).toBeVisible();

		await openPanel(sidebar, 'Schema');
		await made(/^Generate schema · 1 credit$/);
		await sidebar.getByRole('button', { name: 'Use this schema' }).click();
		await expect(sidebar.getByText(/^In use: /)).toBeVisible();

		await openPanel(sidebar, 'Internal links');
		await made(/^Suggest links · 3 credits$/);
		const suggestion = sidebar.getByRole('listitem').filter({ has: page.getByRole('button', { name: 'Insert link' }) }).first();
		const anchor = (await suggestion.locator('mark').textContent()) ?? '';
		const before = await contentOf(page);
		await suggestion.getByRole('button', { name: 'Insert link' }).click();
		expect(await contentOf(page)).not.toBe(before);
		expect(await contentOf(page)).toContain(`>${anchor}</a>`);

		await page.evaluate('wp.data.dispatch( "core/block-editor" ).selectBlock( wp.data.select( "core/block-editor" ).getBlocks().find( ( { name, attributes } ) => name === "core/paragraph" && ! String( attributes.content ).includes( "<a " ) ).clientId )');
		await openPanel(sidebar, 'Rewrite');
		await made(/^Rewrite · \d+ credits$/);
		await sidebar.getByRole('button', { name: 'Replace these blocks' }).click();

		await savePost(page);
		const head = await (await page.request.get(`${site.url}/?page_id=${chapter}`)).text();
		expect(head.match(/<title>/g)).toHaveLength(1);
		const types = [...head.matchAll(/<script type="application\/ld\+json"[^>]*>(.*?)<\/script>/gs)].map(([, json = '']) => (JSON.parse(json) as { '@type': string })['@type']);
		expect(types).toContain('BreadcrumbList');
		expect(types).toHaveLength(2);
		expect(new Set(types).size, 'each is stated once').toBe(2);
		expect(head).toContain(`>${anchor}</a>`);
	});
});
