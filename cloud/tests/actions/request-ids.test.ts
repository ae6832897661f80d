// One id from the request to the model and to every line logged of its actions, also after the request was answered.
import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { after, before, beforeEach, describe, it } from 'node:test';
import { pino } from 'pino';
import { createActionPipeline, type ActionPipeline } from '../../src/actions/pipeline.ts';
import { createFairQueue } from '../../src/ai/fair-queue.ts';
import { createModel } from '../../src/ai/model.ts';
import type { Database } from '../../src/db/database.ts';
import { Problem } from '../../src/problems.ts';
import { startCloud } from '../support/cloud.ts';
import { freshDatabase } from '../support/database.ts';
import { imageAction } from '../support/image-action.ts';
import { NOW, openLicense } from '../support/ledger.ts';
import { startModelStub, type ModelStub } from '../support/model-stub.ts';

interface Line {
	msg: string;
	request_id?: string;
	action_id?: string;
	action_ids?: string[];
}

describe('request ids', () => {
	let db: Database;
	let stub: ModelStub;
	let pipeline: ActionPipeline;
	let lines: Line[] = [];
	/** Statements that fail from now on, as where the database is away. */
	let settlements_to_fail = 0;

	before(async () => {
		[db, stub] = await Promise.all([freshDatabase(), startModelStub()]);
		const written = new Writable({
			write(line: Buffer, _encoding, callback) {
				lines.push(JSON.parse(line.toString()) as Line);
				callback();
			},
		});
		const failing: Database = {
			...db,
			verb: async (statement) => {
				if (statement.name === 'capture' && settlements_to_fail-- > 0) {
					throw new Problem('unavailable', 'The database cannot be reached.');
				}
				return db.verb(statement);
			},
		};
		pipeline = createActionPipeline({
			db: failing,
			model: createModel({ base_url: stub.base_url, api_key: 'model-key', model: 'stub' }),
			queue: createFairQueue({ max_running: 10, max_waiting: 0 }),
			clock: () => NOW,
			log: pino({ level: 'info' }, written),
		});
	});
	beforeEach(() => {
		lines = [];
		settlements_to_fail = 0;
		stub.requests.length = 0;
		stub.reply(() => ({ content: { alt_text: 'A red barn in snow' } }));
	});
	after(() => stub.close());

	it('are in the line of an action that failed, with its own', async () => {
		stub.reply(() => ({ content: '' }));
		const wanted = imageAction();
		await pipeline.run(await openLicense(db, { shared: 5 }), [wanted], 'request-1');
		assert.deepEqual(lines.map(({ msg, request_id, action_id }) => [msg, request_id, action_id]), [
			['an action failed; its hold is released', 'request-1', wanted.id],
		]);
	});

	it('are in the line of a settlement that is tried again, with those of its actions', async () => {
		settlements_to_fail = 1;
		const wanted = imageAction();
		const { actions } = await pipeline.run(await openLicense(db, { shared: 5 }), [wanted], 'request-2');
		assert.equal(actions[0]?.outcome, 'completed');
		assert.deepEqual(lines.map(({ msg, request_id, action_ids }) => [msg, request_id, action_ids]), [
			['settling failed; it is tried again', 'request-2', [wanted.id]],
		]);
	});

	it('go from the answer’s header to the model, also with its second try', async () => {
		const cloud = await startCloud({
			configure: (config) => {
				config.ai.base_url = stub.base_url;
			},
		});
		const site = await cloud.trialSite();
		let is_first = true;
		stub.reply(() => {
			const content = is_first ? '' : { alt_text: 'A red barn in snow' };
			is_first = false;
			return { content };
		});
		const answer = await cloud.request('POST', '/v1/actions', { site, body: { actions: [imageAction()] } });
		const request_id = answer.headers.get('x-request-id');
		assert.ok(request_id);
		assert.deepEqual(stub.requests.map(({ client_request_id }) => client_request_id), [request_id, request_id]);
	});
});
