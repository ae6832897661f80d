// All features through the pipeline, on a real database and a model on the wire: what each costs, what it gives, and what costs nothing.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, afterEach, before, describe, it } from 'node:test';
import { pino } from 'pino';
import { createActionPipeline, type ActionPipeline } from '../../src/actions/pipeline.ts';
import { createFairQueue } from '../../src/ai/fair-queue.ts';
import { createModel } from '../../src/ai/model.ts';
import type { Database } from '../../src/db/database.ts';
import type { ActionRequest, Feature, FeatureInputs } from '../../src/http/schemas.ts';
import { total } from '../../src/ledger/balance.ts';
import { ANSWERS, exampleOf, FEATURES, TEXT } from '../ai/examples.ts';
import { freshDatabase } from '../support/database.ts';
import { assertInvariants } from '../support/invariants.ts';
import { NOW, openLicense } from '../support/ledger.ts';
import { startModelStub, type ModelReply, type ModelStub } from '../support/model-stub.ts';

const PRICES: Record<Feature, number> = {
	image_alt: 1,
	meta_title: 1,
	meta_description: 1,
	schema: 1,
	link_suggestions: 3,
	content_analysis: 4,
	draft: 6,
	rewrite: 3,
};

describe('the features in the pipeline', () => {
	let db: Database;
	let stub: ModelStub;
	let pipeline: ActionPipeline;

	const action = <F extends Feature>(feature: F, changes: Partial<FeatureInputs[F]> = {}, fields: Partial<ActionRequest> = {}): ActionRequest =>
		({
			id: randomUUID(),
			subject: { type: 'post', id: '42' },
			actor: '1',
			run_id: null,
			max_cost: 15,
			...fields,
			...exampleOf(feature, changes),
		});
	/** Which feature a request to the model is for. */
	const featureOf = (body: Record<string, unknown>): Feature => (body['response_format'] as { json_schema: { name: Feature } }).json_schema.name;

	before(async () => {
		[db, stub] = await Promise.all([freshDatabase(), startModelStub()]);
		pipeline = createActionPipeline({
			queue: createFairQueue({ max_running: 100, max_waiting: 0 }),
			db,
			model: createModel({ base_url: stub.base_url, api_key: 'model-key', model: 'stub' }),
			clock: () => NOW,
			log: pino({ level: 'silent' }),
		});
	});
	after(() => stub.close());
	afterEach(async () => {
		stub.reply(({ body }) => ({ content: ANSWERS[featureOf(body)] }));
		stub.requests.length = 0;
		await assertInvariants(db);
	});

	it('all complete in one batch, each at its price, with what made them', async () => {
		stub.reply(({ body }) => ({ content: ANSWERS[featureOf(body)] }));
		const site = await openLicense(db, { shared: 50 });
		const requests = FEATURES.map((feature) => action(feature));
		const { actions, balance } = await pipeline.run(site, requests);
		assert.deepEqual(actions.map(({ outcome, cost }, index) => [FEATURES[index], outcome, cost]), FEATURES.map((feature) => [feature, 'completed', PRICES[feature]]));
		assert.equal(total(balance), 50 - Object.values(PRICES).reduce((sum, price) => sum + price, 0));
		assert.deepEqual(actions[1]?.result, { alternatives: ['How to brew green tea at home', 'Green tea at home: water and time'] });
		assert.deepEqual(actions[1].meta, { model: 'stub', prompt_version: 'meta_title.1', personalization_version: 7 });
		assert.deepEqual(actions[2]?.meta, { model: 'stub', prompt_version: 'meta_description.1', personalization_version: null });

		const again = await pipeline.run(site, requests);
		assert.deepEqual(again.actions, actions, 'a repeat answers the same, result and origin');
		assert.deepEqual((await pipeline.find(site, requests.map(({ id }) => id))).actions, actions);
		assert.equal(total(again.balance), total(balance));
		assert.equal(stub.requests.length, FEATURES.length);
	});

	it('are priced by what is sent: candidates, code points, words asked for', async () => {
		const site = await openLicense(db, { shared: 200 });
		const pages = (count: number) => Array.from({ length: count }, (_, index) => ({ id: String(12 + index), title: 'A page', excerpt: '' }));
		const wanted: [ActionRequest, number][] = [
			[action('link_suggestions', { candidates: pages(25) }), 3],
			[action('link_suggestions', { candidates: pages(26) }), 4],
			[action('link_suggestions', { candidates: pages(200) }), 10],
			[action('content_analysis', { text: TEXT + '水'.repeat(3000 - Array.from(TEXT).length) }), 4],
			[action('content_analysis', { text: TEXT + '😀'.repeat(3001 - Array.from(TEXT).length) }), 5],
			[action('content_analysis', { text: `${TEXT} ${'tea '.repeat(40_000)}` }), 15],
			[action('rewrite', { text: 'Green tea. '.repeat(137), length: 'shorter' }), 4],
			[action('draft', { words: 251 }), 7],
		];
		stub.reply(({ body, context }) => {
			const feature = featureOf(body);
			if (feature === 'rewrite') {
				return { content: { text: 'Tea that is green. '.repeat(40) } };
			}
			return { content: feature === 'draft' && context['words'] === 251 ? { sections: [{ heading: 'Tea', paragraphs: ['The tea is good. '.repeat(60)] }] } : ANSWERS[feature] };
		});
		const { actions } = await pipeline.run(site, wanted.map(([request]) => request));
		assert.deepEqual(actions.map(({ outcome, cost, code }) => [outcome, cost, code]), wanted.map(([, price]) => ['completed', price, null]));
	});

	it('refuse what is over its quote, or cannot be worked on, and write nothing', async () => {
		const site = await openLicense(db, { shared: 100 });
		const twice = [{ id: '1', title: 'A', excerpt: '' }, { id: '1', title: 'B', excerpt: '' }];
		const refused: [ActionRequest, string][] = [
			[action('content_analysis', {}, { max_cost: 3 }), 'quote_exceeded'],
			[action('draft', {}, { max_cost: 5 }), 'quote_exceeded'],
			[action('meta_title', { text: '' }), 'input_unusable'],
			[action('meta_description', { text: ' \n… –' }), 'input_unusable'],
			[action('schema', { text: 'x'.repeat(200_001) }), 'input_unusable'],
			[action('content_analysis', { text: '😀'.repeat(200_001) }), 'input_unusable'],
			[action('rewrite', { text: 'tea '.repeat(8000) }), 'input_unusable'],
			[action('draft', { title: '?', outline: ['…'] }), 'input_unusable'],
			[action('link_suggestions', { candidates: twice }), 'input_unusable'],
		];
		const { actions, balance } = await pipeline.run(site, refused.map(([request]) => request));
		assert.deepEqual(actions.map(({ outcome, code, cost, meta }) => [outcome, code, cost, meta]), refused.map(([, code]) => ['refused', code, 0, null]));
		assert.equal(total(balance), 100);
		assert.deepEqual((await pipeline.find(site, actions.map(({ id }) => id))).actions, []);
		assert.equal(stub.requests.length, 0);
	});

	it('keep an id for what it was priced by: another quantity under it is key_reused', async () => {
		const site = await openLicense(db, { shared: 100 });
		const changed: [ActionRequest, ActionRequest][] = (
			[
				[action('content_analysis'), { text: `${TEXT}!` }],
				[action('rewrite'), { text: 'Another text, of another length.' }],
				[action('draft'), { words: 101 }],
				[action('link_suggestions'), { candidates: [{ id: '12', title: 'Teapots', excerpt: '' }] }],
			] as [ActionRequest, object][]
		).map(([request, changes]) => [request, { ...request, input: { ...request.input, ...changes } } as ActionRequest]);
		const first = await pipeline.run(site, changed.map(([request]) => request));
		assert.deepEqual(first.actions.map(({ outcome }) => outcome), changed.map(() => 'completed'));
		const second = await pipeline.run(site, changed.map(([, other]) => other));
		assert.deepEqual(second.actions.map(({ outcome, code }) => [outcome, code]), changed.map(() => ['refused', 'key_reused']));
		assert.equal(total(second.balance), total(first.balance));
		const same = { ...changed[0]?.[0], feature: 'rewrite', input: exampleOf('rewrite').input } as ActionRequest;
		assert.equal((await pipeline.run(site, [same])).actions[0]?.code, 'key_reused');
	});

	for (const feature of FEATURES) {
		it(`try once more where ${feature} came out unusable, and charge once`, async () => {
			const site = await openLicense(db, { shared: 15 });
			let calls = 0;
			stub.reply(() => ({ content: ++calls === 1 ? '{"text": ""}' : ANSWERS[feature] }));
			const { actions, balance } = await pipeline.run(site, [action(feature)]);
			assert.deepEqual([actions[0]?.outcome, actions[0]?.cost], ['completed', PRICES[feature]]);
			assert.equal(total(balance), 15 - PRICES[feature]);
			assert.equal(calls, 2);
		});

		it(`charge nothing where ${feature} came out unusable twice`, async () => {
			const site = await openLicense(db, { shared: 15 });
			stub.reply(() => ({ content: '{}' }));
			const { actions, balance } = await pipeline.run(site, [action(feature)]);
			assert.deepEqual([actions[0]?.outcome, actions[0]?.code, actions[0]?.cost, actions[0]?.result, actions[0]?.meta], ['failed', 'provider_failed', 0, null, null]);
			assert.deepEqual([total(balance), balance.site.held], [15, 0]);
			assert.equal(stub.requests.length, 2);
		});
	}

	const declined: [string, ModelReply][] = [
		['refuses', { content: null, refusal: 'I cannot help with that.' }],
		['filters its answer', { content: null, finish_reason: 'content_filter' }],
		['says the text is too long for it', { status: 400, content: "This model's maximum context length is 8192 tokens." }],
	];
	for (const [name, reply] of declined) {
		it(`call the input unusable, at once and free, where the model ${name}`, async () => {
			const site = await openLicense(db, { shared: 15 });
			stub.reply(() => reply);
			const { actions, balance } = await pipeline.run(site, [action('content_analysis')]);
			assert.deepEqual([actions[0]?.outcome, actions[0]?.code, total(balance)], ['failed', 'input_unusable', 15]);
			assert.equal(stub.requests.length, 1);
		});
	}

	it('store no more than can be stored: text of a model with broken characters becomes a result', async () => {
		const site = await openLicense(db, { shared: 15 });
		stub.reply(() => ({ content: '{"titles": ["Green\\u0000 tea \\ud800brewed\\ud83d at home"]}' }));
		const { actions } = await pipeline.run(site, [action('meta_title')]);
		assert.deepEqual(actions[0]?.result, { alternatives: ['Green tea brewed at home'] });
	});
});
