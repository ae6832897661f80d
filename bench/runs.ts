// Prints the figures of runs: images a minute and requests an image beside one image per request, memory, wp-admin while a run goes
// on, and the Image SEO screen with 100 and with 100,000 images. Medians of interleaved pairs.
//
// npm run bench -- runs [--pairs=5 --images=100 --library=100000]. The model takes a second. Nothing is asserted.

import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright-core';
import { buildWhenStale } from '../tools/build.ts';
import { printFailure, SetupFailure } from '../tools/setup/failure.mjs';
import { browserPath, checkMachine } from '../tools/setup/machine.mjs';
import { step } from '../tools/setup/progress.mjs';
import { openEnvironment as openSite, type Environment as Site } from '../tests/runs/environment.ts';
import { Model } from '../tests/runs/model.ts';
import { drive, findRun, startRun } from '../tests/runs/owner.ts';
import { browserArguments } from './environment.ts';
import { measurePace, oneByOne } from './pace.ts';
import { showPage, type Shown } from './pages.ts';
import { median, milliseconds, printTable, type Row } from './table.ts';

const latency_ms = 1000;
/** As wide as many photographs are uploaded; what is sent of them is the size that WordPress has made for a page. */
const imageWidth = 1200;
const imageSeo = '/wp-admin/admin.php?page=seo-rank-genius-image-seo';
const mediaLibrary = '/wp-admin/upload.php?mode=list';
const smallLibrary = 100;

interface Asked {
	pairs: number;
	images: number;
	library: number;
}

try {
	await bench(asked());
} catch (error) {
	printFailure(error);
	process.exitCode = 1;
}

async function bench({ pairs, images, library }: Asked): Promise<void> {
	await checkMachine(['php', 'browser']);
	await buildWhenStale();
	const muPlugin = join(import.meta.dirname, 'mu-plugin.php');
	const credits = (pairs + 1) * (3 * images + oneByOne);
	const site = await step('Making a WordPress, its pictures and a cloud', () => openSite({ database: 'sqlite', images, imageWidth, credits, muPlugin }));
	const executablePath = browserPath();
	const browser = await chromium.launch({ ...(executablePath === undefined ? {} : { executablePath }), args: browserArguments });
	try {
		const load_before = loadavg()[0] ?? 0;
		const model = await Model.fresh(site.modelUrl);
		await model.arm({ effect: 'latency', latency_ms, count: null });
		const rows = [
			...(await step('Measuring runs', () =>
				measurePace(site, pairs, {
					what: 'image',
					ids: site.images,
					single: (id) => site.owner.post(`/images/${id}/alt-text`, { action_id: crypto.randomUUID(), max_cost: 1 }),
					start: (ids) => startRun(site.owner, ids),
					sent: `pictures ${imageWidth} px wide`,
				}),
			)),
			...(await step('Measuring wp-admin beside a run', () => measureAdmin(site, pairs))),
		];
		await site.clear();
		const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-US' });
		await signIn(page, site);
		for (const size of [smallLibrary, library]) {
			await step(`Filling the library to ${size.toLocaleString('en')} images`, () => site.fill(size));
			rows.push(...(await step('Measuring the Image SEO screen', () => measureScreen(page, site, size, pairs))));
		}
		const processors = cpus();
		const load = `load ${load_before.toFixed(1)} before and ${(loadavg()[0] ?? 0).toFixed(1)} after`;
		console.log(
			`\n${processors.length} × ${processors[0]?.model ?? 'unknown processor'}, ${load}; WordPress 7.1 on SQLite; model ${latency_ms} ms; ${pairs} pairs; runs of ${images} images\n`,
		);
		printTable(rows);
	} finally {
		await browser.close();
		await site.close();
	}
}

/**
 * Each pair opens a page of wp-admin with nothing going on, and while a run goes on.
 */
async function measureAdmin(site: Site, pairs: number): Promise<Row[]> {
	const { owner, images } = site;
	const idle: number[] = [];
	const busy: number[] = [];
	const open = async () => {
		const begun = performance.now();
		await owner.page('/wp-admin/edit.php');
		return performance.now() - begun;
	};
	await open();
	for (let pair = 0; pair < pairs; pair++) {
		await site.clear();
		const quiet = [await open(), await open(), await open()];
		const run = await startRun(owner, images);
		const over = drive(owner, run);
		const during: number[] = [];
		while ((await findRun(owner, run.id)).state === 'running') {
			during.push(await open());
		}
		await over;
		idle.push(median(quiet));
		busy.push(median(during));
	}
	const ratio = median(busy.map((time, pair) => time / (idle[pair] ?? NaN)));
	return [
		{
			what: 'wp-admin while a run goes on',
			figure: `${ratio.toFixed(2)} ×`,
			reach: '',
			met: true,
			beside: `Posts, answered in ${milliseconds(median(busy))}; idle ${milliseconds(median(idle))}`,
		},
	];
}

/**
 * Each pair opens core's list of the same library and the Image SEO screen, until each shows its rows.
 */
async function measureScreen(page: Page, { site }: Site, size: number, pairs: number): Promise<Row[]> {
	const ours: Shown[] = [];
	const cores: Shown[] = [];
	const openOurs = async () => ours.push(await showPage(page, site.url + imageSeo, '.srg-rows li'));
	const openCores = async () => cores.push(await showPage(page, site.url + mediaLibrary, '#the-list tr'));
	for (const open of [openOurs, openCores]) {
		await open();
	}
	[ours, cores].forEach((shown) => shown.splice(0));
	for (let pair = 0; pair < pairs; pair++) {
		for (const open of pair % 2 === 0 ? [openOurs, openCores] : [openCores, openOurs]) {
			await open();
		}
	}
	const images = `${size.toLocaleString('en')} images`;
	const ratio = median(ours.map(({ shown_ms }, pair) => shown_ms / (cores[pair]?.shown_ms ?? NaN)));
	const times = `${milliseconds(median(ours.map(({ shown_ms }) => shown_ms)))}; core's list ${milliseconds(median(cores.map(({ shown_ms }) => shown_ms)))}`;
	const queries = Math.max(...ours.map((shown) => shown.queries));
	return [
		{ what: `Image SEO, ${images}: navigation to rows`, figure: `${ratio.toFixed(2)} ×`, reach: '', met: true, beside: times },
		{
			what: `Image SEO, ${images}: queries`,
			figure: String(queries),
			reach: '',
			met: true,
			beside: `core's list ${median(cores.map((shown) => shown.queries))}; ${Math.max(...ours.map((shown) => shown.early_requests))} REST requests before the rows`,
		},
	];
}

async function signIn(page: Page, { site, owner }: Site): Promise<void> {
	await page.context().addCookies(
		owner.cookie.split('; ').map((pair) => {
			const at = pair.indexOf('=');
			return { name: pair.slice(0, at), value: pair.slice(at + 1), url: site.url };
		}),
	);
}

function asked(): Asked {
	const { values } = parseArgs({
		options: { pairs: { type: 'string', default: '5' }, images: { type: 'string', default: '100' }, library: { type: 'string', default: '100000' } },
	});
	const whole = (name: keyof Asked, least: number): number => {
		const number = Number(values[name]);
		if (!Number.isInteger(number) || number < least) {
			throw new SetupFailure(`--${name}=${values[name]} is not a whole number from ${least} on.`, 'npm run bench -- runs --pairs=5');
		}
		return number;
	};
	return { pairs: whole('pairs', 1), images: whole('images', oneByOne), library: whole('library', smallLibrary) };
}
