// Renders the service's own pages. Templates escape all they print.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Eta } from 'eta';
import type { CatalogFile } from '../catalog/catalog.ts';

const eta = new Eta({ views: fileURLToPath(new URL('./templates', import.meta.url)), autoEscape: true, cache: true });

export const STYLES = readFileSync(new URL('./pages.css', import.meta.url), 'utf8');
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
	/** The site's request as a query string, for links and forms. */
	query: string;
}

/** Where the page goes by itself, after so many seconds: an address of ours or a whole one. */
export interface Refresh {
	after_s: number;
	to: string;
}

export type PageData = { title: string; refresh?: Refresh } & Record<string, unknown>;

/** The HTML of `templates/<name>.eta` inside the frame. */
export function renderPage(name: string, frame: Frame, data: PageData): string {
	return eta.render(`./${name}.eta`, { ...data, frame, styles: STYLES_ADDRESS });
}

/** An amount as people write it: 1200, 'USD' → "$12", 1250 → "$12.50". */
export function showMoney(cents: number, currency: string): string {
	const digits = cents % 100 === 0 ? 0 : 2;
	return new Intl.NumberFormat('en-US', { style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: digits }).format(cents / 100);
}

export function showCount(count: number): string {
	return new Intl.NumberFormat('en-US').format(count);
}

/** "27 November 2026", in UTC. */
export function showDate(date: Date): string {
	return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(date);
}
