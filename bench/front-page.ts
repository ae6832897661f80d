// Measures what the plugin adds to public pages for a visitor: database queries and time in PHP, on the home page and on a
// page with a title, a description and structured data of its own.

import type { Environment } from './environment.ts';
import { SetupFailure } from '../tools/setup/failure.mjs';
import { withoutPlugin } from './pages.ts';
import { median, milliseconds, type Row } from './table.ts';

/** A page of a few dozen milliseconds needs more pairs than a screen for a figure of one. */
const requestsPerPair = 20;

interface Served {
	queries: number;
	/** By the clock. */
	php_ms: number;
	/** Processor time, which other programs on the machine do not lengthen. */
	cpu_ms: number;
}

export async function measureFrontPage({ site }: Environment, pairs: number): Promise<Row[]> {
	const made = await fetch(`${site.url}/wp-json/bench/v1/page-with-tags`, { method: 'POST' });
	const withTags = (await made.json()) as string;
	const head = await (await fetch(withTags)).text();
	const printed = [/<title>A title of its own<\/title>/, /<meta name="description"/, /"@type":"FAQPage"/, /"@type":"BreadcrumbList"/];
	if (!printed.every((tag) => tag.test(head))) {
		throw new SetupFailure('The page with all tags does not print them.');
	}
	return [...(await measurePage('Front page', `${site.url}/`, pairs)), ...(await measurePage('Page with all tags', withTags, pairs))];
}

async function measurePage(name: string, url: string, pairs: number): Promise<Row[]> {
	const active: Served[] = [];
	const inactive: Served[] = [];
	const turns = [() => serve(active), () => serve(inactive, withoutPlugin)];
	const serve = async (into: Served[], headers: Record<string, string> = {}) => {
		const answer = await fetch(url, { headers });
		await answer.arrayBuffer();
		const figure = (name: string) => Number(answer.headers.get(name) ?? NaN);
		into.push({ queries: figure('bench-queries'), php_ms: figure('bench-php-ms'), cpu_ms: figure('bench-cpu-ms') });
	};
	for (let pair = 0; pair < pairs * requestsPerPair; pair++) {
		for (const turn of pair % 2 === 0 ? turns : turns.toReversed()) {
			await turn();
		}
	}
	const added = (figure: keyof Served) => median(active.map((served, pair) => served[figure] - (inactive[pair]?.[figure] ?? NaN)));
	const beside = (figure: keyof Served, say: (value: number) => string) =>
		`${say(median(active.map((served) => served[figure])))} with, ${say(median(inactive.map((served) => served[figure])))} without; ${active.length} pairs`;
	return [
		{ what: `${name}: added queries`, figure: String(added('queries')), reach: '0', met: added('queries') === 0, beside: beside('queries', String) },
		{
			what: `${name}: added time in PHP`,
			figure: milliseconds(added('php_ms')),
			reach: '≤ 1 ms',
			met: added('php_ms') <= 1,
			beside: `${beside('php_ms', milliseconds)}; in processor time ${milliseconds(added('cpu_ms'))}`,
		},
	];
}
