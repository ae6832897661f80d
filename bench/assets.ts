// Measures what the plugin makes a browser load: on its own screens, and on everybody else's.

import { basename } from 'node:path';
import { gzipSync } from 'node:zlib';
import { creditsScreen, type Environment } from './environment.ts';
import { loadPage, withoutMenu, withoutPlugin, type Loaded } from './pages.ts';
import { kilobytes, type Row } from './table.ts';

const ownScreens = {
	Account: creditsScreen,
	'Image SEO': '/wp-admin/admin.php?page=seo-rank-genius-image-seo',
	'Content SEO': '/wp-admin/admin.php?page=seo-rank-genius-content-seo',
	Templates: '/wp-admin/admin.php?page=seo-rank-genius-content-seo&view=templates',
};

const otherScreens = {
	Dashboard: '/wp-admin/index.php',
	'Posts list': '/wp-admin/edit.php',
	'Site editor': '/wp-admin/site-editor.php',
	'Front page': '/',
};

const blockEditor = '/wp-admin/post-new.php';

const inlineCode = /<(script|style)\b(?![^>]*\ssrc=)[^>]*>(.*?)<\/\1>/gs;

/**
 * One row for each screen of the plugin: its own files, as a server that compresses would send them.
 */
export async function measureOwnAssets({ page, site }: Environment): Promise<Row[]> {
	const rows: Row[] = [];
	for (const [name, path] of Object.entries(ownScreens)) {
		const { files } = await loadPage(page, site.url + path);
		const own = [...files].filter(([address]) => address.includes('/plugins/seo-rank-genius/'));
		const bytes = own.reduce((sum, [, content]) => sum + gzipSync(content).length, 0);
		rows.push({
			what: `${name}: own JS + CSS, gzip`,
			figure: `${kilobytes(bytes)} in ${own.length} files`,
			reach: '≤ 40 kB, ≤ 3 files',
			met: own.length > 0 && own.length <= 3 && bytes <= 40_000,
			beside: own.map(([address, content]) => `${basename(address)} ${kilobytes(gzipSync(content).length)}`).join(', '),
		});
	}
	return rows;
}

/**
 * One row for each other screen: what it loads with the plugin active, beside the same without it. The plugin's entry in
 * core's menu is left out of both: it is there to be seen.
 */
export async function measureAddedAssets({ page, site }: Environment): Promise<Row[]> {
	const rows: Row[] = [];
	for (const [name, path] of Object.entries(otherScreens)) {
		await page.setExtraHTTPHeaders(withoutMenu);
		// The first look at a screen leaves something behind, such as the editor's preferences.
		await loadPage(page, site.url + path);
		const active = await loadPage(page, site.url + path);
		await page.setExtraHTTPHeaders(withoutPlugin);
		const inactive = await loadPage(page, site.url + path);
		await page.setExtraHTTPHeaders({});
		const added_files = active.files.size - inactive.files.size;
		const added_bytes = bytesOfCode(active) - bytesOfCode(inactive);
		const added_html = Buffer.byteLength(active.html) - Buffer.byteLength(inactive.html);
		rows.push({
			what: `${name}: added JS + CSS`,
			figure: `${added_bytes} bytes in ${added_files} files`,
			reach: '0 bytes',
			met: added_bytes === 0 && added_files === 0,
			beside: `${kilobytes(bytesOfCode(active))} in ${active.files.size} files and inline; HTML without the menu entry ${added_html} bytes more`,
		});
	}
	return rows;
}

/**
 * What the sidebar adds to the block editor: its own files, as a server that compresses would send them, and the inline
 * code that comes with them, which has the preloaded answers.
 */
export async function measureEditorAssets({ page, site }: Environment): Promise<Row[]> {
	await loadPage(page, site.url + blockEditor);
	const active = await loadPage(page, site.url + blockEditor);
	const own = [...active.files].filter(([address]) => address.includes('/plugins/seo-rank-genius/'));
	await page.setExtraHTTPHeaders(withoutPlugin);
	const inactive = await loadPage(page, site.url + blockEditor);
	await page.setExtraHTTPHeaders({});
	const bytes = own.reduce((sum, [, content]) => sum + gzipSync(content).length, 0);
	const others = active.files.size - own.length - inactive.files.size;
	return [
		{
			what: 'Block editor: added JS + CSS, gzip',
			figure: `${kilobytes(bytes)} in ${own.length} files`,
			reach: '≤ 25 kB',
			met: own.length > 0 && bytes <= 25_000 && others === 0,
			beside: `${own.map(([address, content]) => `${basename(address)} ${kilobytes(gzipSync(content).length)}`).join(', ')}; ${others} files of core more; preloaded answers and other inline code ${kilobytes(bytesInline(active.html) - bytesInline(inactive.html))} before compression`,
		},
	];
}

function bytesInline(html: string): number {
	return [...html.matchAll(inlineCode)].reduce((sum, [, , code]) => sum + Buffer.byteLength(code ?? ''), 0);
}

function bytesOfCode({ files, html }: Loaded): number {
	return [...files.values()].reduce((sum, content) => sum + content.length, bytesInline(html));
}
