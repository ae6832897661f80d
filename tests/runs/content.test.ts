// A bad day of a run of meta titles, with real pages in four languages, on SQLite. What all features share has its own days.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { finish } from './bad-days.ts';
import { withoutMetaTitle } from './contents.ts';
import { openEnvironment, until, type Environment } from './environment.ts';
import { Model } from './model.ts';
import { startRun, step } from './owner.ts';

const BATCH = 25;
const pages = 60;

describe('meta titles of real pages', () => {
	let scene: Environment;
	let model: Model;

	before(async () => {
		scene = await openEnvironment({ database: 'sqlite', images: 0, content: 'real', credits: 2 * pages });
		model = await Model.fresh(scene.modelUrl);
	});
	after(async () => scene.close());

	test('PHP is killed in the middle of a batch: each title is made, saved and charged once', async () => {
		const run = await startRun(scene.owner, await withoutMetaTitle(scene.owner, pages), 'meta_title');
		assert.equal((await step(scene.owner, run)).done, BATCH);
		await model.arm({ effect: 'latency', latency_ms: 4000, count: BATCH });
		const over = step(scene.owner, run).catch((error: unknown) => error);
		await until('the model works on a batch', async () => (await model.calls()) === 2 * BATCH);
		await scene.killStep();
		assert.ok((await over) instanceof TypeError, 'its page got no answer');
		assert.equal((await scene.counts(run.id)).done, BATCH);
		await scene.pass(60);
		await finish(scene, run);
		assert.equal(await model.calls(), pages);
		assert.deepEqual(await scene.ledger.broken(), []);
	});
});
