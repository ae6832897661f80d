// Three tabs and the editor open: what is spent in one is seen in all of them, without a reload, and the cloud is asked once.

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { RunningSite } from '../../../tools/wordpress/site.ts';
import { openEditor, openSidebar } from '../editor-steps.ts';
import { expect, signIn, test } from '../environment.ts';
import { startTrial } from '../money/steps.ts';
import { expectBadge, expectTile, openScreen } from '../steps.ts';

/** Has WordPress write down every request that it makes. What it returns reads them: "POST /v1/actions". */
function watchWordPress(site: RunningSite): () => string[] {
	const list = join(site.directory, 'http-requests.txt');
	writeFileSync(
		join(site.publicFolder, 'wp-content', 'mu-plugins', 'watch-http.php'),
		`<?php add_action( 'http_api_debug', static fn ( $answer, $context, $class, $args, $url ) => file_put_contents( ${JSON.stringify(list)}, $args['method'] . ' ' . wp_parse_url( $url, PHP_URL_PATH ) . "\\n", FILE_APPEND | LOCK_EX ), 10, 5 );`
	);
	rmSync(list, { force: true });
	return () => (existsSync(list) ? readFileSync(list, 'utf8').trim().split('\n') : []);
}

/** Marks a page, so that a reload would be noticed. */
async function mark(page: Page): Promise<void> {
	await page.evaluate('window.isTheSamePage = true');
}

test('three tabs and the editor show the same total after an action in one', async ({ page, context, environment }, testInfo) => {
	const site = await environment.openSite();
	await signIn(page, site);
	await startTrial(page, environment, site.url, 'tabs@example.com');
	await expectTile(page, 'Total Available', '500');

	const account = page;
	const [images, otherImages, editor] = [await context.newPage(), await context.newPage(), await context.newPage()];
	await openScreen(images, site.url, 'image-seo');
	await openScreen(otherImages, site.url, 'image-seo');
	const asked: string[] = [];
	editor.on('request', (request) => {
		if (request.url().includes('seo-rank-genius/v1') || request.url().includes('seo-rank-genius%2Fv1')) {
			asked.push(request.url());
		}
	});
	await openEditor(editor, site);
	await openSidebar(editor);
	await expectBadge(editor, '500 Credits');
	expect(asked, 'opening the editor and its sidebar makes no request').toEqual([]);

	const all = [account, images, otherImages, editor];
	await Promise.all(all.map(mark));
	const requests = watchWordPress(site);
	await images.bringToFront();
	await images.getByRole('button', { name: /Generate Alt Text · 1 credit/ }).first().click();
	await expect(images.getByText('1 credit from Shared')).toBeVisible();
	const answered = Date.now();
	await Promise.all([
		expectTile(account, 'Total Available', '499'),
		expectBadge(images, '499 Credits'),
		expectBadge(otherImages, '499 Credits'),
		expectBadge(editor, '499 Credits'),
	]);
	testInfo.annotations.push({ type: 'measured', description: `all four showed the total ${Date.now() - answered} ms after the text` });
	for (const tab of all) {
		expect(await tab.evaluate('window.isTheSamePage'), `${tab.url()} was not reloaded`).toBe(true);
	}
	expect(requests()).toEqual(['POST /v1/actions']);
	expect(asked).toEqual([]);
});
