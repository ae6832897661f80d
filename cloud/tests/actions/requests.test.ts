// POST /v1/actions over HTTP: what is taken, what is refused as a whole and why, and how the document describes it.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, describe, it } from 'node:test';
import type { ActionAnswer, Feature } from '../../src/http/schemas.ts';
import { ANSWERS, exampleOf, FEATURES } from '../ai/examples.ts';
import { assertProblem, startCloud, type Answer } from '../support/cloud.ts';
import { startModelStub } from '../support/model-stub.ts';

const stub = await startModelStub();
stub.reply(({ body }) => ({ content: ANSWERS[(body['response_format'] as { json_schema: { name: Feature } }).json_schema.name] }));
after(() => stub.close());
const cloud = await startCloud({
	configure: (config) => {
		config.ai.base_url = stub.base_url;
	},
});
const site = await cloud.trialSite();

describe('requests for actions', () => {
	const action = (feature: Feature, changes: object = {}, fields: object = {}): object => {
		const { input } = exampleOf(feature);
		return { id: randomUUID(), feature, subject: { type: 'post', id: '42' }, actor: '1', run_id: null, max_cost: 15, input: { ...input, ...changes }, ...fields };
	};
	const post = (...actions: object[]): Promise<Answer<{ actions: ActionAnswer[]; detail: string }>> =>
		cloud.request('POST', '/v1/actions', { site, body: { actions } });

	it('are answered with the whole result of each feature', async () => {
		const requests = FEATURES.map((feature) => action(feature));
		const answer = await post(...requests);
		assert.equal(answer.status, 200);
		assert.deepEqual(answer.body.actions.map(({ outcome }) => outcome), FEATURES.map(() => 'completed'));
		const results = new Map(answer.body.actions.map(({ result }, index) => [FEATURES[index], result]));
		assert.deepEqual(results.get('draft'), withSpaces(ANSWERS.draft));
		assert.deepEqual(results.get('link_suggestions'), ANSWERS.link_suggestions);
		assert.deepEqual(Object.keys(results.get('schema') ?? {}).sort(), ['about', 'breadcrumb_name', 'description', 'faq', 'headline', 'organization', 'type']);
		const ids = requests.map((request) => (request as { id: string }).id).join(',');
		const found = await cloud.request<{ actions: ActionAnswer[] }>('GET', `/v1/actions?ids=${ids}`, { site });
		assert.deepEqual(found.body.actions, answer.body.actions);
	});

	const wrong: [string, () => object, RegExp][] = [
		['an unknown feature', () => action('meta_title', {}, { feature: 'poem' }), /^body\/actions\/0 value of tag "feature" must be in oneOf$/],
		['no feature', () => action('meta_title', {}, { feature: undefined }), /^body\/actions\/0 must have required property 'feature'$/],
		['the input of another feature', () => action('meta_title', {}, { feature: 'draft' }), /^body\/actions\/0\/input must have required property 'outline'$/],
		['a field too many', () => action('meta_title', { html: '<p>' }), /^body\/actions\/0\/input must NOT have additional properties$/],
		['a field too few', () => action('rewrite', { tone: undefined }), /^body\/actions\/0\/input must have required property 'tone'$/],
		['a tone that is none', () => action('rewrite', { tone: 'angry' }), /^body\/actions\/0\/input\/tone must be equal to one of the allowed values$/],
		['no candidates', () => action('link_suggestions', { candidates: [] }), /^body\/actions\/0\/input\/candidates must NOT have fewer than 1 items$/],
		['201 candidates', () => action('link_suggestions', { candidates: Array.from({ length: 201 }, (_, index) => ({ id: `${index}`, title: 'A', excerpt: '' })) }), /must NOT have more than 200 items$/],
		['4 alternatives', () => action('meta_title', { alternatives: 4 }), /^body\/actions\/0\/input\/alternatives must be <= 3$/],
		['99 words', () => action('draft', { words: 99 }), /^body\/actions\/0\/input\/words must be >= 100$/],
		['a text that is a number', () => action('schema', { text: 7 }), /^body\/actions\/0\/input\/text must be string$/],
		['a schema type of no page', () => action('schema', { schema_type: 'Recipe' }), /schema_type must be equal to one of the allowed values$/],
		['a fractional quote', () => action('draft', {}, { max_cost: 1.5 }), /^body\/actions\/0\/max_cost must be integer$/],
		['a quote of 16', () => action('draft', {}, { max_cost: 16 }), /^body\/actions\/0\/max_cost must be <= 15$/],
		['a subject that a database cannot hold', () => action('draft', {}, { subject: { type: 'post', id: '4\u0000' } }), /^body\/actions\/0\/subject\/id must match pattern/],
		['an id in capitals', () => action('draft', {}, { id: randomUUID().toUpperCase().replace(/^./, 'A') }), /^body\/actions\/0\/id must match pattern/],
		['an id as a URN', () => action('draft', {}, { id: `urn:uuid:${randomUUID()}` }), /^body\/actions\/0\/id must match pattern/],
	];
	for (const [name, make, detail] of wrong) {
		it(`with ${name} are refused, and say where it is`, async () => {
			const calls = stub.requests.length;
			const answer = await post(make());
			assertProblem(answer, 400, 'invalid_request');
			assert.match(answer.body.detail, detail);
			assert.equal(stub.requests.length, calls);
		});
	}

	it('are described for each feature in the document', async () => {
		const document = cloud.app.swagger() as unknown as {
			paths: Record<string, { post: { requestBody: { content: Record<string, { schema: { properties: { actions: { items: { discriminator: object; oneOf: { title: string; properties: object }[] } } } } }> } } }>;
		};
		const items = document.paths['/v1/actions']?.post.requestBody.content['application/json']?.schema.properties.actions.items;
		assert.deepEqual(items?.discriminator, { propertyName: 'feature' });
		assert.deepEqual(items.oneOf.map(({ title }) => title), FEATURES);
	});
});

/** The example's line breaks within a paragraph, as they are cleaned. */
function withSpaces(answer: object): unknown {
	return JSON.parse(JSON.stringify(answer).replaceAll('\\n', ' '));
}
