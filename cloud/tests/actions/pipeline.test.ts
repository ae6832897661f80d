// The action pipeline on a real database and a model on the wire: what is charged, what is not, and what a repeat gets.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { pino } from 'pino';
import { createActionPipeline, type ActionPipeline } from '../../src/actions/pipeline.ts';
import { sweep } from '../../src/actions/sweeper.ts';
import { createFairQueue } from '../../src/ai/fair-queue.ts';
import { createModel } from '../../src/ai/model.ts';
import type { Database } from '../../src/db/database.ts';
import type { ActionRequest } from '../../src/http/schemas.ts';
import { readBalance, total } from '../../src/ledger/balance.ts';
import { HOLD_LIFETIME_MS } from '../../src/ledger/reserve.ts';
import { Problem } from '../../src/problems.ts';
import { freshDatabase } from '../support/database.ts';
import { imageAction } from '../support/image-action.ts';
import { assertInvariants } from '../support/invariants.ts';
import { NOW, openLicense, type LedgerSite } from '../support/ledger.ts';
import { startModelStub, type ModelReply, type ModelStub } from '../support/model-stub.ts';

describe('the action pipeline', () => {
	let db: Database;
	let stub: ModelStub;
	let pipeline: ActionPipeline;
	let now = NOW;
	/** The furthest that any test moved the clock: results older than 30 days then are gone. */
	let latest = NOW;

	const make = (answer_within_ms?: number): ActionPipeline =>
		createActionPipeline({
			queue: createFairQueue({ max_running: 100, max_waiting: 0 }),
			db,
			model: createModel({ base_url: stub.base_url, api_key: 'model-key', model: 'stub' }),
			clock: () => now,
			log: pino({ level: 'silent' }),
			...(answer_within_ms === undefined ? {} : { answer_within_ms }),
		});
	const request = imageAction;
	const totalOf = async (site: LedgerSite): Promise<number> => {
		const balance = await readBalance(db, site.account_id, site.site_id, now);
		assert.ok(balance);
		return total(balance);
	};

	before(async () => {
		[db, stub] = await Promise.all([freshDatabase(), startModelStub()]);
		pipeline = make();
	});
	after(() => stub.close());
	afterEach(async () => {
		latest = now > latest ? now : latest;
		now = NOW;
		stub.reply(() => ({ content: { alt_text: 'A red barn in snow' } }));
		stub.requests.length = 0;
		await assertInvariants(db, latest);
	});

	it('charges a completed action, says from where, and sends the picture’s own bytes with its context', async () => {
		const site = await openLicense(db, { domain: 1, shared: 3 });
		const first = request();
		const { actions, balance } = await pipeline.run(site, [first, request()]);
		assert.deepEqual(actions.map(({ outcome, cost, from_domain, from_shared, code, result }) => ({ outcome, cost, from_domain, from_shared, code, result })), [
			{ outcome: 'completed', cost: 1, from_domain: 1, from_shared: 0, code: null, result: { alt_text: 'A red barn in snow' } },
			{ outcome: 'completed', cost: 1, from_domain: 0, from_shared: 1, code: null, result: { alt_text: 'A red barn in snow' } },
		]);
		assert.equal(total(balance), 2);
		assert.equal(balance.site.held, 0);
		const [sent] = stub.requests;
		assert.equal(sent?.image_url, `data:image/png;base64,${first.input.image.data}`);
		assert.equal(sent.authorization, 'Bearer model-key');
		assert.deepEqual(sent.context, { language: 'en-US', file_name: 'barn.png', page_title: 'Our farm' });
	});

	const failures: [string, ModelReply, string][] = [
		['answers emptily', { content: '' }, 'provider_failed'],
		['answers with blanks', { content: { alt_text: '  \n ' } }, 'provider_failed'],
		['answers malformed JSON', { content: '{"alt_text": ' }, 'provider_failed'],
		['answers in another shape', { content: { title: 'A barn' } }, 'provider_failed'],
		['stops early', { content: { alt_text: 'A red' }, finish_reason: 'length' }, 'provider_failed'],
		['answers with markup alone', { content: { alt_text: '<script></script>' } }, 'provider_failed'],
		['answers with HTML instead of JSON', { raw: '<html>' }, 'provider_failed'],
		['refuses the picture', { content: null, refusal: 'I cannot help with that.' }, 'input_unusable'],
		['says the picture is bad', { status: 400, content: 'Could not process image' }, 'input_unusable'],
		['says the request is bad', { status: 400, content: 'Unknown parameter' }, 'provider_failed'],
		['rejects the key', { status: 401, content: 'Incorrect API key' }, 'provider_failed'],
	];
	for (const [name, reply, code] of failures) {
		it(`charges nothing where the model ${name}`, async () => {
			const site = await openLicense(db, { domain: 1, shared: 3 });
			stub.reply(() => reply);
			const { actions, balance } = await pipeline.run(site, [request()]);
			assert.deepEqual([actions[0]?.outcome, actions[0]?.cost, actions[0]?.code, actions[0]?.result], ['failed', 0, code, null]);
			assert.equal(total(balance), 4);
			assert.equal(balance.site.held, 0);
		});
	}

	it('goes on by itself when the connection to the model is cut once', async () => {
		const site = await openLicense(db, { shared: 1 });
		let calls = 0;
		stub.reply(() => (++calls === 1 ? { cut: true } : { content: { alt_text: 'A red barn' } }));
		const { actions } = await pipeline.run(site, [request()]);
		assert.equal(actions[0]?.outcome, 'completed');
		assert.equal(calls, 2);
	});

	it('answers in_progress at the deadline; the result is there later, for the same credit', async () => {
		const site = await openLicense(db, { shared: 2 });
		const hurried = make(30);
		const gate = Promise.withResolvers<void>();
		stub.reply(async () => {
			await gate.promise;
			return { content: { alt_text: 'A red barn' } };
		});
		const wanted = request();
		const early = await hurried.run(site, [wanted]);
		assert.deepEqual([early.actions[0]?.outcome, early.balance.site.held], ['in_progress', 1]);
		assert.equal((await hurried.find(site, [wanted.id])).actions[0]?.outcome, 'in_progress');
		gate.resolve();
		await hurried.drain(10_000);
		const found = await hurried.find(site, [wanted.id]);
		assert.deepEqual(found.actions[0]?.result, { alt_text: 'A red barn' });
		const repeated = await hurried.run(site, [wanted]);
		assert.equal(repeated.actions[0]?.outcome, 'completed');
		assert.equal(await totalOf(site), 1);
		assert.equal(stub.requests.length, 1);
	});

	it('lets a repeat wait for the call that is already on its way', async () => {
		const site = await openLicense(db, { shared: 2 });
		const gate = Promise.withResolvers<void>();
		const called = Promise.withResolvers<void>();
		stub.reply(async () => {
			called.resolve();
			await gate.promise;
			return { content: { alt_text: 'A red barn' } };
		});
		const wanted = request();
		const first = pipeline.run(site, [wanted]);
		await called.promise;
		const second = pipeline.run(site, [wanted]);
		gate.resolve();
		assert.deepEqual((await first).actions, (await second).actions);
		assert.equal(await totalOf(site), 1);
	});

	it('releases what is running when the service must stop', async () => {
		const site = await openLicense(db, { shared: 1 });
		const stopping = make();
		const called = Promise.withResolvers<void>();
		stub.reply(() => {
			called.resolve();
			return new Promise(() => undefined);
		});
		const run = stopping.run(site, [request()]);
		await called.promise;
		await stopping.drain(0);
		assert.equal((await run).actions[0]?.outcome, 'failed');
		assert.equal(await totalOf(site), 1);
	});

	it('refuses before anything is written: over the quote, no picture, an id twice', async () => {
		const site = await openLicense(db, { shared: 5 });
		const bad_picture = request();
		bad_picture.input = { ...bad_picture.input, image: { media_type: 'image/png', data: Buffer.from('<svg></svg>').toString('base64') } };
		const wrong_kind = request();
		wrong_kind.input = { ...wrong_kind.input, image: { ...wrong_kind.input.image, media_type: 'image/jpeg' } };
		const { actions, balance } = await pipeline.run(site, [request({ max_cost: 0 }), bad_picture, wrong_kind]);
		assert.deepEqual(actions.map(({ outcome, code }) => [outcome, code]), [
			['refused', 'quote_exceeded'],
			['refused', 'input_unusable'],
			['refused', 'input_unusable'],
		]);
		assert.equal(total(balance), 5);
		assert.equal((await pipeline.find(site, actions.map(({ id }) => id))).actions.length, 0);
		const twice = request();
		await assert.rejects(pipeline.run(site, [twice, twice]), (error) => error instanceof Problem && error.code === 'invalid_request');
		assert.equal(stub.requests.length, 0);
	});

	it('stops serving at the first the balance cannot cover, and has done all before it', async () => {
		const site = await openLicense(db, { shared: 2 });
		const { actions } = await pipeline.run(site, [request(), request(), request(), request()]);
		assert.deepEqual(actions.map(({ outcome, code }) => [outcome, code]), [
			['completed', null],
			['completed', null],
			['refused', 'insufficient_credits'],
			['refused', 'insufficient_credits'],
		]);
	});

	it('charges only what completed of a batch', async () => {
		const site = await openLicense(db, { shared: 25 });
		stub.reply(({ context }) => (context['file_name'] === 'bad.jpg' ? { content: '' } : { content: { alt_text: 'A red barn' } }));
		const named = (file_name: string): ActionRequest => request({ input: { ...request().input, file_name } });
		const { actions, balance } = await pipeline.run(site, Array.from({ length: 25 }, (_, index) => named(index % 3 === 2 ? 'bad.jpg' : 'barn.jpg')));
		assert.deepEqual(actions.map(({ outcome }) => outcome), Array.from({ length: 25 }, (_, index) => (index % 3 === 2 ? 'failed' : 'completed')));
		assert.equal(total(balance), 25 - 17);
	});

	it('answers a known id after 30 days without its result, and charges nothing', async () => {
		const site = await openLicense(db, { shared: 2 });
		const wanted = request();
		await pipeline.run(site, [wanted]);
		now = new Date(NOW.getTime() + 31 * 86_400_000);
		await sweep(db, now);
		const { actions } = await pipeline.run(site, [wanted]);
		assert.deepEqual([actions[0]?.outcome, actions[0]?.code, actions[0]?.result], ['completed', 'result_expired', null]);
		assert.equal(await totalOf(site), 1);
	});

	it('gives back what a killed process held, by the sweeper alone', async () => {
		const site = await openLicense(db, { shared: 2 });
		const killed = make(10);
		stub.reply(() => new Promise(() => undefined));
		const wanted = request();
		await killed.run(site, [wanted]);
		now = new Date(NOW.getTime() + HOLD_LIFETIME_MS);
		assert.equal((await sweep(db, now)).expired, 1);
		assert.equal(await totalOf(site), 2);
		await killed.drain(0);
		const { actions } = await pipeline.find(site, [wanted.id]);
		assert.deepEqual([actions[0]?.outcome, actions[0]?.cost], ['expired', 0]);
	});
});
