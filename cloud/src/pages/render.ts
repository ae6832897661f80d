// Renders the service's own pages. Templates escape all they print.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Eta } from 'eta';
import type { CatalogFile } from '../catalog/catalog.ts';
import { showCount, showDate, showHome, showMoney, showNumberOf } from '../formats.ts';

const eta = new Eta({ views: fileURLToPath(new URL('./templates', import.meta.url)), autoEscape: true, cache: true });

/** One file for the browser, of the parts that are read here. */
export const STYLES = ['pages', 'account', 'tables'].map((name) => readFileSync(new URL(`./${name}.css`, import.meta.url), 'utf8')).join('');
const STYLES_VERSION = createHash('sha256').update(STYLES).digest('base64url').slice(0, 12);
/** Changes with the style sheet, so that browsers may keep it. */
export const STYLES_ADDRESS = `/pages/${STYLES_VERSION}.css`;

export interface Frame {
	catalog: CatalogFile;
	/** Of who is signed in. */
	email: string | undefined;
	is_test: boolean;
	/** Goes into every form. */
	form_token: string;
	/** In which counts are written, such as "de-DE". */
	language: string;
	/** The site's request as a query string, for links and forms. */
	query: string;
}

/** Where the page goes by itself, after so many seconds: an address of ours or a whole one. */
export interface Refresh {
	after_s: number;
	to: string;
}

/** Which part of the account a page belongs to; without one, the page is on the way somewhere and has no menu. */
export type Section = 'overview' | 'buy' | 'usage' | 'purchases' | 'settings';

export type PageData = { title: string; refresh?: Refresh; section?: Section } & Record<string, unknown>;

/** The HTML of `templates/<name>.eta` inside the frame. */
export function renderPage(name: string, frame: Frame, data: PageData): string {
	const { language } = frame;
	return eta.render(`./${name}.eta`, {
		section: undefined,
		...data,
		frame,
		styles: STYLES_ADDRESS,
		count: (count: number) => showCount(count, language),
		countOf: (count: number, one: string, many?: string) => showNumberOf(count, one, many, language),
		money: showMoney,
		date: showDate,
		host: showHome,
	});
}
