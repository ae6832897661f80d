// Measures the Credits screen: how soon its numbers stand there, beside a form of core's, and what it asks of the database.

import { creditsScreen, type Environment } from './environment.ts';
import { showPage, withoutPlugin, type Shown } from './pages.ts';
import type { CloudState } from './proxy.ts';
import { median, milliseconds, type Row } from './table.ts';

const states: readonly CloudState[] = ['up', 'slow', 'down'];
const numbers = '.srg-tile__credits';
const settingsForm = '#blogname';

/** "again": the cloud is up once more; what it differs from "up" is what the machine does by itself. */
type Screen = CloudState | 'again' | 'general' | 'bare';

/** How many times as often the states of the cloud are compared: what tells them apart is small beside what a machine does by itself. */
const statesPerPair = 3;

/**
 * Every pair opens core's Settings › General, a bare page of wp-admin and the Credits screen with the cloud in each of its
 * states, each time beginning with another, and each after the same page. The balance is always old, so that the page does
 * ask the cloud.
 */
export async function measureCreditsScreen(environment: Environment, pairs: number): Promise<Row[]> {
	const screens: readonly Screen[] = ['up', 'slow', 'down', 'again', 'general', 'bare'];
	const seen = new Map<Screen, Shown[]>(screens.map((screen) => [screen, []]));
	// What is the first of its kind in a new WordPress fills caches.
	for (const screen of screens) {
		await open(environment, screen);
	}
	for (let pair = 0; pair < pairs * statesPerPair; pair++) {
		const asked = pair % statesPerPair === 0 ? screens : screens.filter((screen) => screen !== 'general' && screen !== 'bare');
		for (let turn = 0; turn < asked.length; turn++) {
			const screen = asked[(pair + turn) % asked.length] ?? 'general';
			// A page that still counts and asks is longer to leave than one that does not.
			await open(environment, 'bare');
			seen.get(screen)?.push(await open(environment, screen));
		}
	}
	const of = (screen: Screen, figure: keyof Shown) => (seen.get(screen) ?? []).map((shown) => shown[figure]);
	const early = Math.max(...states.flatMap((state) => of(state, 'early_requests')));
	const queries = Math.max(...states.flatMap((state) => of(state, 'queries')));
	return [
		{
			what: 'Credits: own REST requests before its numbers',
			figure: String(early),
			reach: '0',
			met: early === 0,
			beside: `the most of ${of('up', 'early_requests').length * states.length} loads with an old balance`,
		},
		compare('Credits: navigation to numbers', of('up', 'shown_ms').filter((_, pair) => pair % statesPerPair === 0), of('general', 'shown_ms'), 'Settings › General', 1.6),
		compare('Credits, cloud slow by 5 s', of('slow', 'shown_ms'), of('up', 'shown_ms'), 'cloud up', 1.1),
		compare('Credits, cloud down', of('down', 'shown_ms'), of('up', 'shown_ms'), 'cloud up', 1.1),
		compare('Credits, cloud up once more', of('again', 'shown_ms'), of('up', 'shown_ms'), 'cloud up; what the machine does by itself', null),
		{
			what: 'Credits: database queries',
			figure: String(queries),
			reach: '≤ 28',
			met: queries <= 28,
			beside: `bare admin page without the plugin ${median(of('bare', 'queries'))}, Settings › General ${median(of('general', 'queries'))}`,
		},
	];
}

async function open({ page, site, cloud }: Environment, screen: Screen): Promise<Shown> {
	if (screen === 'general') {
		return showPage(page, `${site.url}/wp-admin/options-general.php`, settingsForm);
	}
	if (screen === 'bare') {
		await page.setExtraHTTPHeaders(withoutPlugin);
		const shown = await showPage(page, `${site.url}/wp-admin/admin.php?page=bench-bare`, '.wrap h1');
		await page.setExtraHTTPHeaders({});
		return shown;
	}
	await cloud.become(screen === 'again' ? 'up' : screen);
	const aged = await fetch(`${site.url}/?rest_route=/bench/v1/age`, { method: 'POST' });
	if ((await aged.text()) !== 'true') {
		throw new Error('The balance could not be made old.');
	}
	return showPage(page, site.url + creditsScreen, numbers, { digit: true, ends: 'account/sync' });
}

/**
 * The median of the ratios within the pairs.
 */
function compare(what: string, ours: number[], theirs: number[], name: string, reach: number | null): Row {
	const ratio = median(ours.map((value, pair) => value / (theirs[pair] ?? NaN)));
	return {
		what,
		figure: `${ratio.toFixed(2)} ×`,
		reach: reach === null ? '' : `≤ ${reach} ×`,
		met: reach === null || ratio <= reach,
		beside: `${milliseconds(median(ours))}; ${name} ${milliseconds(median(theirs))}; ${ours.length} pairs`,
	};
}
