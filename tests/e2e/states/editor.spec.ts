// Walks through the states of the block editor's sidebar and leaves a picture of each, to be looked at; axe and a ruler look too.
//
// E2E_SHOTS=folder npm run test:e2e -- --project=states editor

import type { Locator, Page } from '@playwright/test';
import type { RunningSite } from '../../../tools/wordpress/site.ts';
import { openEditor, openSidebar } from '../editor-steps.ts';
import { expect, test } from '../environment.ts';
import { meanwhile429, newSite } from './scene.ts';

/** Where the editor gets narrow it closes its sidebar. */
const SIDEBAR = { root: '.srg-editor', isAnew: true };
const TEXTS = [
	'A wild meadow instead of a lawn saves water, time and noise, and it feeds bees from April to October.',
	'Sow native seeds in autumn on bare soil. In the first year mow twice, and take the cut grass away, so that flowers get light.',
	'A compost heap turns the cut grass into soil for the vegetable garden within a year.',
];

test('the sidebar of a site that was never connected', async ({ page, environment }) => {
	const { site, pictures } = await newSite(page, environment, undefined, SIDEBAR);
	await openPost(page, site);
	await pictures.take('editor-never', async () => {
		await sidebarOf(page);
	});
	expect(pictures.findings).toEqual([]);
});

test('every panel of the sidebar with what was made for it', async ({ page, environment }) => {
	const { site, pictures } = await newSite(page, environment, 500, SIDEBAR);
	const id = await openPost(page, site);
	await pictures.take('editor-snippet', async () => {
		const sidebar = await sidebarOf(page);
		await sidebar.getByRole('button', { name: 'Generate 3 alternatives · 1 credit' }).first().click();
		await expect(sidebar.getByRole('button', { name: 'Use this' }).first()).toBeVisible();
	});
	await pictures.take('editor-schema', async () => {
		const sidebar = await onlyPanel(page, 'Schema');
		await sidebar.getByRole('button', { name: 'Generate schema · 1 credit' }).click();
		await expect(sidebar.getByText(/^Suggested: /)).toBeVisible();
	});
	await pictures.take('editor-links', async () => {
		const sidebar = await onlyPanel(page, 'Internal links');
		await sidebar.getByRole('button', { name: /^(Suggest links|Regenerate) · 3 credits/ }).click();
		await expect(sidebar.getByRole('button', { name: 'Insert link' }).first()).toBeVisible();
	});
	await pictures.take('editor-analysis-free', async () => {
		const sidebar = await onlyPanel(page, 'Analysis');
		await expect(sidebar.getByText(/^Score: \d+ of 100$/)).toBeVisible();
	});
	await pictures.take('editor-analysis', async () => {
		const sidebar = await onlyPanel(page, 'Analysis');
		await sidebar.getByRole('button', { name: /^(Analyse|Analyse again|Regenerate) · 4 credits/ }).click();
		await expect(sidebar.getByText('4 credits from Shared')).toBeVisible();
	});
	await pictures.take('editor-rewrite', async () => {
		const sidebar = await onlyPanel(page, 'Rewrite');
		await page.evaluate('wp.data.dispatch( "core/block-editor" ).multiSelect( ...wp.data.select( "core/block-editor" ).getBlockOrder().slice( 0, 2 ) )');
		await expect(sidebar.getByText('2 texts chosen.')).toBeVisible();
		await sidebar.getByRole('button', { name: 'Rewrite · 3 credits' }).click();
		await expect(sidebar.getByRole('button', { name: 'Replace these blocks' })).toBeVisible();
	});
	await openEditor(page, site, id);
	await pictures.take('editor-history', async () => {
		const sidebar = await onlyPanel(page, 'Analysis');
		await sidebar.getByRole('button', { name: 'Earlier results' }).click();
		await expect(sidebar.getByRole('button', { name: 'Show this result' }).first()).toBeVisible();
	});
	await openEditor(page, site);
	await pictures.take('editor-draft', async () => {
		const sidebar = await onlyPanel(page, 'Draft');
		await page.evaluate('wp.data.dispatch( "core/editor" ).editPost( { title: "Watering a garden in a dry summer" } )');
		await sidebar.getByRole('spinbutton', { name: 'Words' }).fill('250');
		await sidebar.getByRole('button', { name: 'Write a draft · 6 credits' }).click();
		await expect(sidebar.getByRole('region', { name: 'Draft' })).toBeVisible();
	});
	expect(pictures.findings).toEqual([]);
});

test('what stops the sidebar: a cap, no credits', async ({ page, environment }) => {
	const { site, pictures, ledger, license } = await newSite(page, environment, 1, SIDEBAR);
	await ledger.allow(license, site.url, 0);
	await openPost(page, site);
	const says = async (words: RegExp) => expect((await sidebarOf(page)).getByText(words).first()).toBeVisible();
	const generate = async () => (await sidebarOf(page)).getByRole('button', { name: /^Generate 3 alternatives/ }).first().click();
	const syncAccount = () => page.evaluate("wp.apiFetch({ path: '/seo-rank-genius/v1/account/sync', method: 'POST' })");
	await syncAccount();
	await page.reload();
	await pictures.take('editor-at-cap', () => says(/^This site’s cap of 0 Shared Credits for .+ is reached/));
	await ledger.allow(license, site.url, null);
	await syncAccount();
	await page.reload();
	await generate();
	await says(/^1 credit from Shared/);
	await page.reload();
	await pictures.take('editor-out-of-credits', async () => {
		await sidebarOf(page);
	});
	expect(pictures.findings).toEqual([]);
});

test('a sidebar whose request is not answered, or refused for a while', async ({ page, environment }) => {
	const { site, pictures } = await newSite(page, environment, 100, SIDEBAR);
	await openPost(page, site);
	const generate = async () => {
		const sidebar = await sidebarOf(page);
		await sidebar.getByRole('button', { name: /^Generate 3 alternatives/ }).first().click();
		await expect(sidebar.locator('.srg-error').filter({ hasText: /\S/ }).first()).toBeVisible();
	};
	await environment.stopCloud();
	await pictures.take('editor-not-answered', generate);
	await meanwhile429(environment, () => pictures.take('editor-rate-limited', generate));
	await environment.startCloud();
	expect(pictures.findings).toEqual([]);
});

/** Opens a published post about a meadow, and another that it may link to; leaving the editor asks nothing. */
async function openPost(page: Page, site: RunningSite): Promise<number> {
	page.on('dialog', (dialog) => void dialog.accept());
	const content = TEXTS.map((text) => `<!-- wp:paragraph -->\n<p>${text}</p>\n<!-- /wp:paragraph -->`).join('\n\n');
	const make = (data: object) =>
		page.evaluate<number>(`wp.apiFetch( ${JSON.stringify({ path: '/wp/v2/posts', method: 'POST', data: { status: 'publish', ...data } })} ).then( ( { id } ) => id )`);
	await make({ title: 'Compost in a year', content: content.slice(content.lastIndexOf('<!-- wp:paragraph')) });
	const id = await make({ title: 'A meadow instead of a lawn', content });
	await openEditor(page, site, id);
	return id;
}

/** The sidebar, once the editor is there; after a reload it may have to be opened again. */
async function sidebarOf(page: Page): Promise<Locator> {
	await page.waitForFunction('window.wp?.data?.select( "core/editor" )?.getCurrentPostId()');
	return openSidebar(page);
}

/** The sidebar with one panel open, its head at the top. */
async function onlyPanel(page: Page, name: string): Promise<Locator> {
	const sidebar = await sidebarOf(page);
	const open = sidebar.locator('.components-panel__body-toggle[aria-expanded="true"]');
	while ((await open.count()) > 0) {
		await open.first().click();
	}
	// While nothing is chosen, the button of the panel "Rewrite" is called that too.
	const toggle = sidebar.locator('.components-panel__body-toggle').filter({ hasText: new RegExp(`^${name}$`) });
	if ((await toggle.getAttribute('aria-expanded')) !== 'true') {
		await toggle.click();
	}
	await toggle.evaluate('( element ) => element.scrollIntoView()');
	return sidebar;
}
