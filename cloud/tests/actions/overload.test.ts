// Where there is no room for a model call: what is new is refused before anything is reserved, what is known is answered.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { pino } from 'pino';
import { createActionPipeline, type ActionPipeline } from '../../src/actions/pipeline.ts';
import { createFairQueue } from '../../src/ai/fair-queue.ts';
import { createModel } from '../../src/ai/model.ts';
import type { Database } from '../../src/db/database.ts';
import { total } from '../../src/ledger/balance.ts';
import { Problem } from '../../src/problems.ts';
import { freshDatabase } from '../support/database.ts';
import { imageAction } from '../support/image-action.ts';
import { assertInvariants } from '../support/invariants.ts';
import { balanceOf, NOW, openLicense, type LedgerSite } from '../support/ledger.ts';
import { startModelStub, type ModelStub } from '../support/model-stub.ts';

describe('a full queue', () => {
	let db: Database;
	let stub: ModelStub;
	let pipeline: ActionPipeline;
	const gate = Promise.withResolvers<void>();
	let site: LedgerSite;
	const done = imageAction();
	const running = imageAction();
	let running_answer: ReturnType<ActionPipeline['run']>;

	before(async () => {
		[db, stub] = await Promise.all([freshDatabase(), startModelStub()]);
		site = await openLicense(db, { domain: 5, shared: 5 });
		pipeline = createActionPipeline({
			db,
			model: createModel({ base_url: stub.base_url, api_key: 'model-key', model: 'stub' }),
			queue: createFairQueue({ max_running: 1, max_waiting: 0 }),
			clock: () => NOW,
			log: pino({ level: 'silent' }),
		});
		await pipeline.run(site, [done]);
		const called = Promise.withResolvers<void>();
		stub.reply(async () => {
			called.resolve();
			await gate.promise;
			return { content: { alt_text: 'A red barn in snow' } };
		});
		running_answer = pipeline.run(site, [running]);
		await called.promise;
	});
	after(async () => {
		gate.resolve();
		assert.equal((await running_answer).actions[0]?.outcome, 'completed');
		assert.equal(total(await balanceOf(db, site)), 8, 'nothing else was charged');
		await assertInvariants(db, NOW);
		await stub.close();
	});

	it('refuses what is new as a whole, and reserves nothing', async () => {
		const before_it = await balanceOf(db, site);
		await assert.rejects(pipeline.run(site, [imageAction(), imageAction()]), (error) => error instanceof Problem && error.code === 'unavailable');
		assert.deepEqual(await balanceOf(db, site), before_it);
	});

	it('answers a repeat from the ledger', async () => {
		const { actions } = await pipeline.run(site, [done]);
		assert.deepEqual([actions[0]?.outcome, actions[0]?.result], ['completed', { alt_text: 'A red barn in snow' }]);
	});

	it('answers what is known beside what is new, which is refused by itself', async () => {
		const { actions, balance } = await pipeline.run(site, [imageAction(), done]);
		assert.deepEqual(actions.map(({ outcome, code }) => [outcome, code]), [['refused', 'unavailable'], ['completed', null]]);
		assert.equal(balance.site.held, 1, 'only what runs is held');
	});

	it('still tells a known id with another content', async () => {
		const { actions } = await pipeline.run(site, [imageAction({ id: done.id, max_cost: 2 })]);
		assert.deepEqual(actions.map(({ outcome, code }) => [outcome, code]), [['refused', 'key_reused']]);
	});
});
