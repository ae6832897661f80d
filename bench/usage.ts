// Prints what Usage takes with many lines: its first page and its CSV, their time and PHP's peak memory, beside the same with few.
//
// npm run bench -- usage [--pairs=5 --lines=100000]. The lines are put into the cloud's ledger by SQL; two of three are about
// pictures of this site, the others about what it no longer has. Nothing is asserted.

import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openDatabase } from '../cloud/src/db/database.ts';
import { runningDatabaseUrl } from '../cloud/src/db/embedded.ts';
import { step } from '../tools/setup/progress.mjs';
import { asked, withEnvironment } from './command.ts';
import type { Environment } from './environment.ts';
import { recordPeak, showPage } from './pages.ts';
import { median, milliseconds, type Row } from './table.ts';

const usageTab = '/wp-admin/admin.php?page=seo-rank-genius&tab=usage';
const firstLine = '.srg-table tbody tr';
const few = 1000;

const { pairs, lines } = asked({ pairs: 5, lines: 100_000 }, 'npm run bench -- usage --pairs=5 --lines=100000');
await withEnvironment(`${lines.toLocaleString('en')} lines; ${pairs} of each`, async (environment, folder) => {
	const rows: Row[] = [];
	for (const count of [few, lines]) {
		await step(`Filling the ledger to ${count.toLocaleString('en')} lines`, () => fill(folder, environment, count));
		rows.push(...(await step('Measuring Usage', () => measureUsage(environment, count, pairs))));
	}
	return rows;
});

interface Download {
	first_byte_ms: number;
	ms: number;
	bytes: number;
	lines: number;
	peak_mib: number;
}

async function measureUsage({ page, site }: Environment, count: number, pairs: number): Promise<Row[]> {
	const shown: number[] = [];
	const answered: number[] = [];
	const peaks: number[] = [];
	const downloads: Download[] = [];
	for (let pair = 0; pair < pairs; pair++) {
		shown.push((await showPage(page, site.url + usageTab, firstLine)).shown_ms);
		const { php_ms, peak_mib } = await firstPage(page);
		answered.push(php_ms);
		peaks.push(peak_mib);
		downloads.push(await download(page, site.url));
	}
	const of = (figure: keyof Download) => median(downloads.map((one) => one[figure]));
	const name = `Usage, ${count.toLocaleString('en')} lines`;
	const plain = { reach: '', met: true };
	return [
		{ what: `${name}: navigation to the first line`, figure: milliseconds(median(shown)), beside: 'with its chart and its pace asked for beside it', ...plain },
		{ what: `${name}: first page, in PHP`, figure: milliseconds(median(answered)), beside: `50 lines; peak memory ${Math.max(...peaks).toFixed(1)} MiB`, ...plain },
		{
			what: `${name}: CSV`,
			figure: `${(of('ms') / 1000).toFixed(2)} s`,
			beside: `${(of('bytes') / 1e6).toFixed(1)} MB, ${of('lines').toLocaleString('en')} lines; first byte after ${milliseconds(of('first_byte_ms'))}`,
			...plain,
		},
		{ what: `${name}: CSV, peak memory`, figure: `${Math.max(...downloads.map(({ peak_mib }) => peak_mib)).toFixed(1)} MiB`, beside: 'of the PHP process, WordPress included', ...plain },
	];
}

/** The request that the screen makes, from the screen. */
async function firstPage(page: Page): Promise<{ php_ms: number; peak_mib: number }> {
	const figures = await page.evaluate<[string, string]>(
		`wp.apiFetch( { path: '/seo-rank-genius/v1/usage', parse: false } ).then( ( { headers } ) => [ headers.get( 'bench-php-ms' ), headers.get( 'bench-peak-bytes' ) ] )`,
	);
	return { php_ms: Number(figures[0]), peak_mib: Number(figures[1]) / 2 ** 20 };
}

/** By the link of the screen, as a stream. */
async function download(page: Page, siteUrl: string): Promise<Download> {
	const href = await page.getByRole('link', { name: 'Download CSV' }).getAttribute('href');
	const cookie = (await page.context().cookies(siteUrl)).map(({ name, value }) => `${name}=${value}`).join('; ');
	const begun = performance.now();
	const answer = await fetch(new URL(href ?? '', siteUrl), { headers: { cookie, ...recordPeak } });
	let first_byte_ms = NaN;
	let bytes = 0;
	let ends = 0;
	for await (const chunk of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
		first_byte_ms = Number.isNaN(first_byte_ms) ? performance.now() - begun : first_byte_ms;
		bytes += chunk.length;
		ends += chunk.filter((byte) => byte === 10).length;
	}
	const ms = performance.now() - begun;
	if (!(answer.headers.get('content-type') ?? '').startsWith('text/csv')) {
		throw new Error(`The download answered ${answer.status}.`);
	}
	const recorded = await fetch(`${siteUrl}/?rest_route=/bench/v1/peak`);
	return { first_byte_ms, ms, bytes, lines: ends - 1, peak_mib: Number(await recorded.text()) / 2 ** 20 };
}

/** Puts actions of the last ninety days into the ledger until there are so many. Nothing but the list reads them. */
async function fill(folder: string, { page }: Environment, count: number): Promise<void> {
	const ids = await page.evaluate<number[]>(`wp.apiFetch( { path: '/wp/v2/media?per_page=100&_fields=id' } ).then( ( found ) => found.map( ( { id } ) => id ) )`);
	const url = await runningDatabaseUrl(realpathSync(join(folder, 'cloud')));
	if (url === undefined) {
		throw new Error('The cloud has no database running.');
	}
	const db = openDatabase({ url, max_connections: 1 });
	try {
		await db.query(
			`INSERT INTO holds (account_id, site_id, action_id, attempt_id, license_id, run_id, feature, subject_type, subject_id, actor, fingerprint, cost,
					from_domain, from_shared, state, code, cap_month, created_at, expires_at, settled_at)
				SELECT s.account_id, s.site_id, gen_random_uuid(), gen_random_uuid(), s.license_id, CASE WHEN n % 2 = 0 THEN gen_random_uuid() END,
					(ARRAY['image_alt', 'meta_title', 'schema'])[1 + n % 3], 'attachment',
					(CASE WHEN n % 3 = 0 THEN 900000 + n ELSE ($2::integer[])[1 + n % cardinality($2::integer[])] END)::text, (1 + n % 2)::text,
					decode(repeat('00', 32), 'hex'), 1, 0, 1, (CASE WHEN n % 50 = 0 THEN 'released' ELSE 'captured' END)::hold_state,
					CASE WHEN n % 50 = 0 THEN 'provider_failed' END, date_trunc('month', at), at, at + interval '2 minutes', at + interval '3 seconds'
				FROM (SELECT * FROM sites LIMIT 1) s,
					generate_series((SELECT count(*)::integer FROM holds) + 1, $1::integer) n,
					LATERAL (SELECT now() - n * (interval '90 days' / $1::integer) AS at) moment`,
			[count, ids],
		);
		await db.query('ANALYZE holds');
	} finally {
		await db.end();
	}
}
