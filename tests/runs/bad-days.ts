// Bad days of a run, with a real cloud, a real WordPress and real pictures. After each: what came is saved, what is charged
// was saved, and going on does exactly the rest.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Run } from '../../src/api/generated/run.ts';
import { SetupFailure } from '../../tools/setup/failure.mjs';
import { openEnvironment, until, type DatabaseKind, type Environment } from './environment.ts';
import { buy, connectElsewhere, drain } from './license.ts';
import { Model } from './model.ts';
import { Owner, drive, findRun, resume, startRun, step, type RunAnswer } from './owner.ts';

const BATCH = 25;
const images = Number(process.env.RUNS_IMAGES ?? 60);

if (!Number.isInteger(images) || images <= 2 * BATCH) {
	throw new SetupFailure(`RUNS_IMAGES=${process.env.RUNS_IMAGES} is too few.`, `RUNS_IMAGES=60, or any number above ${2 * BATCH}`);
}

/**
 * Adds the tests. Each run has RUNS_IMAGES pictures (60): more than two batches.
 *
 * @param which Only the days that a database can spoil, or all of them.
 */
export function badDays(database: DatabaseKind, which: 'all' | 'of the database'): void {
	const skip = which === 'all' ? false : 'RUNS_LONG=1 has it on this database too.';
	let scene: Environment;
	let model: Model;

	before(async () => {
		scene = await openEnvironment({ database, images, credits: 20 * images });
		model = await Model.fresh(scene.modelUrl);
	});
	after(async () => scene.close());

	/** Every picture without a text again, the model at work, and a run of all of them. */
	const begin = async (): Promise<Run> => {
		await scene.proxy.become('up');
		await scene.clear();
		await model.work();
		return startRun(scene.owner, scene.images);
	};

	/** Sends a batch and waits until the model is working on all of it. Resolves with the step, which is not over then. */
	const inFlight = async (run: Run): Promise<{ over: Promise<unknown> }> => {
		const before = await model.calls();
		await model.arm({ effect: 'latency', latency_ms: 4000, count: BATCH });
		const over = step(scene.owner, run).catch((error: unknown) => error);
		await until('the model works on a batch', async () => (await model.calls()) - before === BATCH);
		return { over };
	};

	const restartCloud = async (settings?: NodeJS.ProcessEnv): Promise<void> => {
		await scene.stopCloud();
		await scene.startCloud(settings);
	};

	/** Retries what failed; the new run. */
	const retry = async (run: Run): Promise<Run> => {
		const { failed_price } = await findRun(scene.owner, run.id);
		return (await scene.owner.post<RunAnswer>(`/runs/${run.id}/retry`, { id: randomUUID(), max_credits: failed_price })).run;
	};

	test('the cloud is down at the start, and killed in the middle of a batch: that batch fails, for free', { skip }, async () => {
		const run = await begin();
		await scene.proxy.become('down');
		const down = await drive(scene.owner, run);
		assert.equal(down.end, 'unavailable');
		assert.ok(down.retry_at, 'it says when it goes on by itself');
		assert.equal((await scene.counts(run.id)).credits, 0);
		await scene.proxy.become('up');

		await resume(scene.owner, run);
		assert.equal((await step(scene.owner, run)).done, BATCH);
		const { over } = await inFlight(run);
		await scene.stopCloud('kill');
		await over;
		const killed = await drive(scene.owner, run);
		assert.deepEqual([killed.end, killed.done], ['unavailable', BATCH]);
		await scene.startCloud();
		await scene.ledger.holdsRunOut(run.id);
		await until('the cloud gives back what it held', async () => (await scene.ledger.charged(run.id)).open === 0);
		assert.equal((await scene.ledger.charged(run.id)).captured, BATCH);

		await resume(scene.owner, run);
		await finish(scene, run, { failed: BATCH });
		await finish(scene, await retry(run), { texts: images });
	});

	test('the very last answer is lost: what was paid for is fetched', { skip }, async () => {
		const run = await begin();
		const last = await drive(scene.owner, run, ({ left }) => left <= BATCH);
		await scene.proxy.become('mute');
		const lost = await drive(scene.owner, run);
		assert.deepEqual([lost.end, lost.done], ['unavailable', last.done]);
		await until('the cloud has done the last batch', async () => (await scene.ledger.charged(run.id)).captured === images);
		await scene.proxy.become('up');
		await resume(scene.owner, run);
		await finish(scene, run);
		assert.equal(await model.calls(), images);
	});

	test('the model fails for every third picture: nothing is charged for those, and a retry does just them', { skip }, async () => {
		const run = await begin();
		await model.arm({ effect: 'length', count: null, every_nth: 3 });
		const failed = Math.floor(images / 3);
		await drive(scene.owner, run);
		await assertCounts(scene, run, { done: images - failed, failed });
		assert.equal((await findRun(scene.owner, run.id)).end, 'completed');

		await model.work();
		const retried = await retry(run);
		assert.equal(retried.total, failed);
		await finish(scene, retried, { texts: images });
		assert.equal(await model.calls(), failed);
	});

	test('the cloud says 429 with Retry-After: the run waits for as long, and goes on by itself', { skip }, async () => {
		const run = await begin();
		await restartCloud({ SITE_RATE_PER_MINUTE: '1' });
		try {
			const limited = await drive(scene.owner, run);
			assert.deepEqual([limited.end, limited.code], ['rate_limited', 'rate_limited']);
			const wait_s = (Date.parse(limited.retry_at ?? '') - Date.now()) / 1000;
			assert.ok(wait_s > 0 && wait_s <= 61, `it waits ${wait_s} s`);
			await assertCounts(scene, run, { done: BATCH, remaining: images - BATCH });
			// Asked too early it waits on.
			assert.equal((await step(scene.owner, run)).state, 'ended');
		} finally {
			await restartCloud();
		}
		await scene.pass(61);
		await finish(scene, run);
		assert.equal(await model.calls(), images);
	});

	test('the token is revoked: the run is refused, and goes on when the site is connected again', { skip }, async () => {
		const run = await begin();
		await step(scene.owner, run);
		const { key } = scene.license;
		await connectElsewhere(scene, scene.site.url);
		const refused = await drive(scene.owner, run);
		assert.equal(refused.end, 'refused');
		await assertCounts(scene, run, { done: BATCH, remaining: images - BATCH });

		await scene.owner.post('/license/key', { license_key: key });
		await resume(scene.owner, run);
		await finish(scene, run);
		assert.equal(await model.calls(), images);
	});

	test('the plan lapses: the run is refused, and goes on when it is paid', { skip }, async () => {
		const run = await begin();
		await step(scene.owner, run);
		await scene.ledger.payUntil(scene.license, -8);
		const refused = await drive(scene.owner, run);
		assert.deepEqual([refused.end, refused.code], ['refused', 'license_lapsed']);
		await assertCounts(scene, run, { done: BATCH, remaining: images - BATCH });

		await scene.ledger.payUntil(scene.license, 20);
		await resume(scene.owner, run);
		await finish(scene, run);
	});

	test('the site reaches its cap: the run ends there to the credit, and goes on when the cap is lifted', { skip }, async () => {
		const run = await begin();
		await scene.ledger.allow(scene.license, scene.site.url, BATCH + 7);
		const capped = await drive(scene.owner, run);
		assert.deepEqual([capped.end, capped.limit], ['limit_reached', 'cap']);
		await assertCounts(scene, run, { done: BATCH + 7, remaining: images - BATCH - 7 });

		await scene.ledger.allow(scene.license, scene.site.url, null);
		await resume(scene.owner, run);
		await finish(scene, run);
		assert.equal(await model.calls(), images);
	});

	test('PHP is killed in the middle of a batch: what was paid for is fetched, not bought again', async () => {
		const run = await begin();
		assert.equal((await step(scene.owner, run)).done, BATCH);
		const { over } = await inFlight(run);
		await scene.killStep();
		// Not an answer with an error: none at all.
		assert.ok((await over) instanceof TypeError, 'its page got no answer');
		assert.equal((await scene.counts(run.id)).done, BATCH);
		await scene.pass(60);
		await finish(scene, run);
		assert.equal(await model.calls(), images);
	});

	test('MariaDB is restarted in the middle of a batch', { skip: database === 'sqlite' && 'SQLite has no server.' }, async () => {
		const run = await begin();
		assert.equal((await step(scene.owner, run)).done, BATCH);
		const { over } = await inFlight(run);
		await scene.stopDatabase();
		await over;
		await scene.startDatabase();
		await scene.pass(60);
		await finish(scene, run);
		assert.equal(await model.calls(), images);
	});

	test('the page is closed: WP-Cron alone does the run', { skip }, async () => {
		const run = await begin();
		await scene.pass(60);
		await until('the background has done the run', async () => {
			await (await fetch(`${scene.site.url}/wp-cron.php`)).arrayBuffer();
			return (await findRun(scene.owner, run.id)).state === 'ended';
		});
		await finish(scene, run);
		assert.equal(await model.calls(), images);
	});

	test('two pages and WP-Cron drive one run: no picture is done twice', async () => {
		const run = await begin();
		await model.arm({ effect: 'latency', latency_ms: 300, count: null });
		await scene.pass(60);
		const another = await Owner.signIn({ ...scene.site, stop: async () => undefined });
		const cron = async () => {
			while ((await findRun(another, run.id)).state === 'running') {
				await (await fetch(`${scene.site.url}/wp-cron.php`)).arrayBuffer();
			}
		};
		await Promise.all([drive(scene.owner, run), drive(another, run), cron()]);
		await finish(scene, run);
		assert.equal(await model.calls(), images);
	});

	test('a picture is deleted while the run goes on: it is passed over, for free', { skip }, async () => {
		const run = await begin();
		await step(scene.owner, run);
		// The newest come first.
		await scene.deleteImage(scene.images[0] ?? 0);
		await finish(scene, run, { done: images - 1, skipped: 1 });
		assert.equal(await model.calls(), images - 1);
	});

	test('another site drains the Shared pool: the run keeps what it has, and goes on after a purchase', { skip }, async () => {
		const run = await begin();
		const { total } = run;
		await step(scene.owner, run);
		await drain(scene, 12);
		const others = (await model.calls()) - BATCH;
		const empty = await drive(scene.owner, run);
		assert.equal(empty.end, 'out_of_credits');
		await assertCounts(scene, run, { done: BATCH + 12, remaining: total - BATCH - 12 });

		await buy(scene, 'domain_1000');
		await resume(scene.owner, run);
		await finish(scene, run, { done: total });
		assert.equal(await model.calls(), total + others);
	});

	test('after all that, every invariant of the ledger holds', async () => {
		assert.deepEqual(await scene.ledger.broken(), []);
	});
}

type Expected = Partial<Record<'done' | 'failed' | 'skipped' | 'remaining' | 'texts', number>>;

/**
 * The three counts: the ledger, the run's table and the alt texts say the same, and the page is told so.
 */
async function assertCounts(scene: Environment, run: Run, { done = 0, failed = 0, skipped = 0, remaining = 0, texts = done }: Expected): Promise<void> {
	const [site, ledger, shown] = [await scene.counts(run.id), await scene.ledger.charged(run.id), await findRun(scene.owner, run.id)];
	const { action_ids: _ids, items: _items, ...counted } = site;
	assert.deepEqual(counted, { done, failed, skipped, remaining, credits: done, saved: done, texts }, 'the run’s items, and the alt texts');
	assert.deepEqual(ledger, { captured: done, credits: done, entered: done, open: 0, results: done }, 'the ledger');
	assert.deepEqual(
		[shown.done, shown.failed, shown.skipped, shown.left, shown.in_flight, shown.credits_spent],
		[done, failed, skipped, remaining, 0, done],
		'what the page is told',
	);
}

/** Drives a run to its end, after which it has done everything that it is not said to have left out. */
export async function finish(scene: Environment, run: Run, expected: Expected = {}): Promise<void> {
	const { state, end } = await drive(scene.owner, run);
	assert.deepEqual([state, end], ['ended', 'completed']);
	const { total } = await findRun(scene.owner, run.id);
	await assertCounts(scene, run, { done: total - (expected.failed ?? 0) - (expected.skipped ?? 0), ...expected });
}
