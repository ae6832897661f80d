// Prints the plugin's figures beside the numbers to reach: sizes, requests, queries and page times, as medians of interleaved pairs.
//
// npm run bench -- plugin [--pairs=7]. Makes a WordPress and a cloud of its own and removes them. Nothing is asserted.

import { step } from '../tools/setup/progress.mjs';
import { measureAddedAssets, measureEditorAssets, measureOwnAssets } from './assets.ts';
import { asked, withEnvironment } from './command.ts';
import { measureFrontPage } from './front-page.ts';
import { measureCreditsScreen } from './screens.ts';

const { pairs } = asked({ pairs: 7 }, 'npm run bench -- plugin --pairs=7');
await withEnvironment(`${pairs} pairs`, async (environment) => [
	...(await step('Measuring what is loaded', async () => [
		...(await measureOwnAssets(environment)),
		...(await measureEditorAssets(environment)),
		...(await measureAddedAssets(environment)),
	])),
	...(await step('Measuring the Credits screen', () => measureCreditsScreen(environment, pairs))),
	...(await step('Measuring public pages', () => measureFrontPage(environment, pairs))),
]);
