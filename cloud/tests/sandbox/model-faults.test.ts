/* Faults of the model: late, refusing and cut answers, and answers that are no use. */

import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import OpenAI from 'openai';
import type { ChatCompletion } from 'openai/resources/chat/completions';
import { startModelSandbox } from '../../sandbox/model.ts';
import type { ModelSandbox } from '../../sandbox/model.ts';

let sandbox: ModelSandbox;
let openai: OpenAI;
beforeEach(async () => {
	sandbox = await startModelSandbox({ apiKey: 'key' });
	openai = new OpenAI({ apiKey: 'key', baseURL: `${sandbox.url}/v1`, maxRetries: 0 });
});
afterEach(() => sandbox.close());

const schema = {
	type: 'object',
	properties: { meta_title: { type: 'string' } },
	required: ['meta_title'],
	additionalProperties: false,
};

const ask = (content = 'Title: Tea', options: OpenAI.RequestOptions = {}): Promise<ChatCompletion> =>
	openai.chat.completions.create(
		{
			model: 'sandbox',
			messages: [{ role: 'user', content }],
			response_format: { type: 'json_schema', json_schema: { name: 'answer', strict: true, schema } },
		},
		options,
	);

const choice = async (content?: string): Promise<ChatCompletion.Choice> => {
	const [first] = (await ask(content)).choices;
	assert.ok(first);
	return first;
};

const arm = async (fault: object): Promise<void> => {
	const response = await fetch(`${sandbox.url}/_sandbox/faults`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(fault),
	});
	assert.equal(response.status, 201, await response.text());
};

test('statuses come as the SDK’s errors, with when to come back', async () => {
	await arm({ effect: 'status', status: 429, retry_after_s: 3 });
	await assert.rejects(ask(), (error) => {
		assert.ok(error instanceof OpenAI.RateLimitError);
		assert.equal(error.code, 'rate_limit_exceeded');
		assert.equal(error.headers.get('retry-after'), '3');
		return true;
	});
	await arm({ effect: 'status', status: 500 });
	await assert.rejects(ask(), OpenAI.InternalServerError);
	await arm({ effect: 'status', status: 503 });
	await assert.rejects(ask(), OpenAI.InternalServerError);
	assert.equal((await choice()).message.content, '{"meta_title":"Tea"}');
});

test('the connection is cut before an answer, or midway through it', async () => {
	await arm({ effect: 'disconnect' });
	await assert.rejects(ask(), OpenAI.APIConnectionError);
	await arm({ effect: 'disconnect', when: 'mid' });
	await assert.rejects(ask());
	await assert.doesNotReject(ask());
});

test('a late answer lets a client time out', async () => {
	await arm({ effect: 'latency', latency_ms: 60_000 });
	await assert.rejects(ask(undefined, { timeout: 50 }), OpenAI.APIConnectionTimeoutError);
});

test('a latency of its own delays every answer', async () => {
	const slow = await startModelSandbox({ apiKey: 'key', latencyMs: 60_000 });
	try {
		const client = new OpenAI({ apiKey: 'key', baseURL: `${slow.url}/v1`, maxRetries: 0, timeout: 50 });
		const answer = client.chat.completions.create({ model: 'sandbox', messages: [{ role: 'user', content: 'x' }] });
		await assert.rejects(answer, OpenAI.APIConnectionTimeoutError);
	} finally {
		await slow.close();
	}
});

test('answers that are no use', async () => {
	await arm({ effect: 'empty' });
	assert.equal((await choice()).message.content, '');
	await arm({ effect: 'malformed' });
	const malformed = await choice();
	assert.throws(() => JSON.parse(malformed.message.content ?? ''), SyntaxError);
	await arm({ effect: 'wrong_shape' });
	assert.deepEqual(Object.keys(JSON.parse((await choice()).message.content ?? '') as object), ['unexpected']);
	await arm({ effect: 'refusal' });
	const refused = await choice();
	assert.equal(refused.message.content, null);
	assert.match(refused.message.refusal ?? '', /can’t help/);
	await arm({ effect: 'length' });
	assert.equal((await choice()).finish_reason, 'length');
	await arm({ effect: 'content_filter' });
	assert.equal((await choice()).finish_reason, 'content_filter');
	assert.equal((await choice()).message.content, '{"meta_title":"Tea"}');
});

test('a fault meant for one input leaves the others alone', async () => {
	await arm({ effect: 'empty', body_contains: 'Coffee', count: null });
	assert.equal((await choice('Title: Tea')).message.content, '{"meta_title":"Tea"}');
	assert.equal((await choice('Title: Coffee')).message.content, '');
});

test('a fault strikes every third time', async () => {
	await arm({ effect: 'status', status: 500, every_nth: 3, count: null });
	const outcomes: boolean[] = [];
	for (let call = 0; call < 6; call += 1) {
		outcomes.push(
			await ask().then(
				() => true,
				() => false,
			),
		);
	}
	assert.deepEqual(outcomes, [true, true, false, true, true, false]);
});
