// Measures what the plugin makes a browser load: on its own screens, and on everybody else's.

import { basename } from 'node:path';
import { gzipSync } from 'node:zlib';
import { creditsScreen, type Environment } from './environment.ts';
import { loadPage, withoutMenu, withoutPlugin, type Loaded } from './pages.ts';
import { kilobytes, type Row } from './table.ts';

const ownScreens = { Account: creditsScreen, 'Image SEO': '/wp-admin/admin.php?page=seo-rank-genius-image-seo' };

const otherScreens = {
	Dashboard: '/wp-admin/index.php',
	'Posts list': '/wp-admin/edit.php',
	'Block editor': '/wp-admin/post-new.php',
	'Front page': '/',
};

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

function bytesOfCode({ files, html }: Loaded): number {
	const inline = [...html.matchAll(inlineCode)].map(([, , code]) => Buffer.byteLength(code ?? ''));
	return [...files.values()].map((content) => content.length).concat(inline).reduce((sum, bytes) => sum + bytes, 0);
}
