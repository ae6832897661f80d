// Opens a page in the browser and says when what matters on it was visible, what it took, and what it loaded.

import { setTimeout as delay } from 'node:timers/promises';
import type { Page, Request, Response } from 'playwright-core';

/** A request header that the bench's mu-plugin understands: the request is served as if the plugin were not active. */
export const withoutPlugin = { 'Bench-Without-Plugin': '1' };

/** The same: the plugin is active, but its entry is not in the menu. */
export const withoutMenu = { 'Bench-Without-Menu': '1' };

/** The same: what the request needed at most is kept, to be asked for afterwards, since a stream's headers are gone by then. */
export const recordPeak = { 'Bench-Record-Peak': '1' };

const quiet_ms = 1000;
const patience_ms = 20_000;

export interface Shown {
	/** From the start of the navigation to the first frame with the awaited thing in it. */
	shown_ms: number;
	queries: number;
	/** REST requests of the plugin that were begun before that frame. */
	early_requests: number;
}

export interface Loaded {
	/** Scripts and stylesheets, without their query: path → content. */
	files: Map<string, Buffer>;
	html: string;
}

/**
 * @param selector What is waited for: the first of it that has a size, and a digit in it where `digit` is set.
 * @param ends The part of an address whose answer the page is waiting for last, if any: it is waited for after the clock has stopped.
 */
export async function showPage(page: Page, url: string, selector: string, options: { digit?: boolean; ends?: string } = {}): Promise<Shown> {
	const { digit = false, ends } = options;
	const last = ends === undefined ? undefined : page.waitForResponse((response) => response.url().includes(ends), { timeout: 60_000 });
	const response = await page.goto(url, { waitUntil: 'commit' });
	const shown_ms = await page.evaluate<number>(`new Promise( ( resolve ) => {
		const look = () => {
			const found = document.querySelector( ${JSON.stringify(selector)} );
			if ( found && found.getClientRects().length > 0 && ( ! ${digit} || /\\d/.test( found.textContent ) ) ) {
				resolve( performance.now() );
			} else {
				requestAnimationFrame( look );
			}
		};
		look();
	} )`);
	await last;
	await page.waitForLoadState('load');
	const early_requests = await page.evaluate<number>(
		`performance.getEntriesByType( 'resource' ).filter( ( { name, startTime } ) => name.includes( 'seo-rank-genius/v1' ) && startTime < ${shown_ms} ).length`,
	);
	return { shown_ms, queries: headerOf(response, 'bench-queries'), early_requests };
}

/**
 * Opens a page and collects all scripts and stylesheets that it loads, until none was on its way for a second. (The block
 * editor never stops asking WordPress who else is editing, so the network as a whole is not waited for.)
 */
export async function loadPage(page: Page, url: string): Promise<Loaded> {
	const under_way = new Set<Request>();
	const arrived: Request[] = [];
	let last_at = performance.now();
	const isCode = (request: Request) => request.url().startsWith('http') && ['script', 'stylesheet'].includes(request.resourceType());
	const begin = (request: Request) => {
		if (isCode(request)) {
			under_way.add(request);
		}
	};
	const end = (request: Request) => {
		if (under_way.delete(request)) {
			arrived.push(request);
			last_at = performance.now();
		}
	};
	page.on('request', begin).on('requestfinished', end).on('requestfailed', end);
	const document = await page.goto(url, { waitUntil: 'load' });
	while (under_way.size > 0 || performance.now() - last_at < quiet_ms) {
		if (performance.now() - last_at > patience_ms) {
			throw new Error(`${url} still waits for ${[...under_way].map((request) => request.url()).join(', ')}`);
		}
		await delay(100);
	}
	page.off('request', begin).off('requestfinished', end).off('requestfailed', end);
	const files = new Map<string, Buffer>();
	for (const request of arrived) {
		const { pathname } = new URL(request.url());
		const answer = await request.response();
		// A bundle of core's is told from the next by its query, which names its parts.
		files.set(pathname.includes('/load-') ? request.url() : pathname, (await answer?.body()) ?? Buffer.alloc(0));
	}
	return { files, html: (await document?.text()) ?? '' };
}

function headerOf(response: Response | null, name: string): number {
	const value = response?.headers()[name];
	if (value === undefined) {
		throw new Error(`${response?.url() ?? 'The page'} answered ${response?.status() ?? 'nothing'} without ${name}.`);
	}
	return Number(value);
}
