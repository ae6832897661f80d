// Prints how many meta titles a run makes a minute, beside one by one. Medians of interleaved pairs.
//
// npm run bench -- meta-titles [--pairs=5 --pages=100]. Real pages in four languages; the model takes a second. Nothing is asserted.

import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { withoutMetaTitle } from '../tests/runs/contents.ts';
import { openEnvironment as openSite } from '../tests/runs/environment.ts';
import { Model } from '../tests/runs/model.ts';
import { startRun } from '../tests/runs/owner.ts';
import { buildWhenStale } from '../tools/build.ts';
import { printFailure, SetupFailure } from '../tools/setup/failure.mjs';
import { checkMachine } from '../tools/setup/machine.mjs';
import { step } from '../tools/setup/progress.mjs';
import { measurePace, oneByOne } from './pace.ts';
import { printTable } from './table.ts';

const latency_ms = 1000;
const feature = 'meta_title';

interface Asked {
	pairs: number;
	pages: number;
}

try {
	await bench(asked());
} catch (error) {
	printFailure(error);
	process.exitCode = 1;
}

async function bench({ pairs, pages }: Asked): Promise<void> {
	await checkMachine(['php']);
	await buildWhenStale();
	const muPlugin = join(import.meta.dirname, 'mu-plugin.php');
	const credits = (pairs + 1) * (pages + oneByOne);
	const site = await step('Making a WordPress with a book in four languages, and a cloud', () =>
		openSite({ database: 'sqlite', images: 0, content: 'real', credits, muPlugin }),
	);
	try {
		const load_before = loadavg()[0] ?? 0;
		await (await Model.fresh(site.modelUrl)).arm({ effect: 'latency', latency_ms, count: null });
		const ids = await step('Indexing the contents', () => withoutMetaTitle(site.owner, pages));
		const rows = await step('Measuring runs', () =>
			measurePace(site, pairs, {
				what: 'meta title',
				ids,
				single: (id) => site.owner.post(`/contents/${id}/actions`, { feature, action_id: crypto.randomUUID(), max_cost: 1, save: true, input: {} }),
				start: (chosen) => startRun(site.owner, chosen, feature),
				sent: 'pages of a book',
			}),
		);
		const processors = cpus();
		const load = `load ${load_before.toFixed(1)} before and ${(loadavg()[0] ?? 0).toFixed(1)} after`;
		console.log(
			`\n${processors.length} × ${processors[0]?.model ?? 'unknown processor'}, ${load}; WordPress 7.1 on SQLite; model ${latency_ms} ms; ${pairs} pairs; runs of ${pages} pages\n`,
		);
		printTable(rows);
	} finally {
		await site.close();
	}
}

function asked(): Asked {
	const { values } = parseArgs({
		options: { pairs: { type: 'string', default: '5' }, pages: { type: 'string', default: '100' } },
	});
	const whole = (name: keyof Asked, least: number): number => {
		const number = Number(values[name]);
		if (!Number.isInteger(number) || number < least) {
			throw new SetupFailure(`--${name}=${values[name]} is not a whole number from ${least} on.`, 'npm run bench -- meta-titles --pairs=5');
		}
		return number;
	};
	return { pairs: whole('pairs', 1), pages: whole('pages', oneByOne) };
}
