// Measures the pace of a run beside doing the same one by one, in interleaved pairs.

import type { Run } from '../src/api/generated/run.ts';
import type { Environment as Site } from '../tests/runs/environment.ts';
import { drive } from '../tests/runs/owner.ts';
import { median, milliseconds, type Row } from './table.ts';

/** What WordPress asks PHP for where nothing else is set. */
const memoryLimit_mib = 40;

/** Of the control: as many as take about as long as a batch is enough to tell its pace. */
export const oneByOne = 5;

interface Paced {
	/** What is done, such as "image". */
	what: string;
	/** The objects of a run. */
	ids: readonly number[];
	/** Does one by a request of its own. */
	single: (id: number) => Promise<unknown>;
	/** Starts a run of many. */
	start: (ids: readonly number[]) => Promise<Run>;
	/** What is sent of each. */
	sent: string;
}

/**
 * Each pair does a few one after the other, each by its own request, and a run of all: which comes first alternates.
 */
export async function measurePace(site: Site, pairs: number, { what, ids, single, start, sent }: Paced): Promise<Row[]> {
	const { owner } = site;
	const runs: number[] = [];
	const singles: number[] = [];
	const requests: number[] = [];
	const peaks: number[] = [];
	const processor_ms: number[] = [];
	const doSingles = async () => {
		await site.clear();
		const begun = performance.now();
		for (const id of ids.slice(0, oneByOne)) {
			await single(id);
		}
		singles.push(perMinute(oneByOne, begun));
	};
	const doRun = async () => {
		await site.clear();
		const from = owner.answers.length;
		const begun = performance.now();
		const { done } = await drive(owner, await start(ids));
		runs.push(perMinute(done, begun));
		const answers = owner.answers.slice(from);
		requests.push(answers.length / done);
		peaks.push(...answers.map(memory_mib));
		processor_ms.push(answers.reduce((sum, answer) => sum + Number(answer.get('bench-cpu-ms')), 0) / done);
	};
	for (let pair = 0; pair < pairs; pair++) {
		for (const measure of pair % 2 === 0 ? [doSingles, doRun] : [doRun, doSingles]) {
			await measure();
		}
	}
	const posts = memory_mib(await owner.page('/wp-admin/edit.php'));
	const [pace, asked, peak] = [median(runs), median(requests), Math.max(...peaks)];
	return [
		{
			what: `Run: ${what}s a minute`,
			figure: pace.toFixed(0),
			reach: '≥ 500',
			met: pace >= 500,
			beside: `one ${what} per request: ${median(singles).toFixed(0)}, ${median(runs.map((run, pair) => run / (singles[pair] ?? NaN))).toFixed(1)} × as many`,
		},
		{
			what: `Run: WordPress requests for each ${what}`,
			figure: asked.toFixed(3),
			reach: '≤ 0.1',
			met: asked <= 0.1,
			beside: `one ${what} per request: 1; quote, start and every step counted`,
		},
		{
			what: `Run: PHP's processor time for each ${what}`,
			figure: milliseconds(median(processor_ms)),
			reach: '',
			met: true,
			beside: 'quote, start and every step; waiting for the model takes none',
		},
		{
			what: 'Run: peak PHP memory of a batch of 25',
			figure: `${peak.toFixed(0)} MiB`,
			reach: `≤ ${memoryLimit_mib} MiB`,
			met: peak <= memoryLimit_mib,
			beside: `the most of all batches, ${sent}; Posts ${posts.toFixed(0)} MiB; WordPress's default limit is ${memoryLimit_mib} MiB`,
		},
	];
}

/** What PHP had at most of a request's memory, as the bench's must-use plugin says. */
function memory_mib(answer: Headers): number {
	return Number(answer.get('bench-peak-bytes')) / 2 ** 20;
}

function perMinute(count: number, begun: number): number {
	return (60_000 * count) / (performance.now() - begun);
}
