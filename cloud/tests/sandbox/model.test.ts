/* The model sandbox through the official OpenAI SDK: answers follow from the input, and mistakes are refused. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import OpenAI from 'openai';
import type { ChatCompletion, ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions';
import { startModelSandbox } from '../../sandbox/model.ts';
import type { ModelSandbox } from '../../sandbox/model.ts';
import { dataUrl, hall, meadow, plain, sideways } from './pictures.ts';

let sandbox: ModelSandbox;
let openai: OpenAI;
before(async () => {
	sandbox = await startModelSandbox({ apiKey: 'key' });
	openai = new OpenAI({ apiKey: 'key', baseURL: `${sandbox.url}/v1`, maxRetries: 0 });
});
after(() => sandbox.close());

type More = Partial<ChatCompletionCreateParamsNonStreaming>;

const see = (url: string, prompt = 'Write an alt text.', more: More = {}): Promise<ChatCompletion> =>
	openai.chat.completions.create({
		model: 'sandbox',
		messages: [
			{ role: 'system', content: prompt },
			{ role: 'user', content: [{ type: 'image_url', image_url: { url } }] },
		],
		...more,
	});

const say = async (bytes: Buffer, prompt?: string): Promise<string> =>
	(await see(dataUrl(bytes), prompt)).choices[0]?.message.content ?? '';

const article = `Title: Brewing green tea at home
Content: <p>Green tea wants water well below boiling. Pour it at seventy degrees and wait two minutes.</p>
<p>Cheap kettles overshoot, so let the water stand. A teapot of glass shows the colour of the tea.</p>`;

/** An answer about the article in a JSON Schema. */
async function structured(schema: Record<string, unknown>, content = article, more: More = {}): Promise<unknown> {
	const completion = await openai.chat.completions.create({
		model: 'sandbox',
		messages: [{ role: 'user', content }],
		response_format: { type: 'json_schema', json_schema: { name: 'answer', strict: true, schema } },
		...more,
	});
	return JSON.parse(completion.choices[0]?.message.content ?? '');
}

const closed = (properties: Record<string, unknown>): Record<string, unknown> => ({
	type: 'object',
	properties,
	required: Object.keys(properties),
	additionalProperties: false,
});

test('what is said follows from the pixels', async () => {
	const field = await say(await meadow());
	assert.match(field, /^Wide landscape photograph in /, field);
	assert.match(field, /blue/);
	assert.match(field, /green/);
	assert.match(field, /bright at the top and dark at the bottom, like sky above green land$/);
	const room = await say(await hall());
	assert.match(
		room,
		/^Upright photograph in warm brown and orange tones, bright on the left and dark on the right/,
		room,
	);
	assert.equal(await say(await plain('#c01818')), 'Square photograph of nothing but plain red');
	assert.equal(await say(await meadow()), field);
	assert.ok(
		[field, room].every((text) => Array.from(text).length <= 125),
		`${field} / ${room}`,
	);
});

test('each format is read, and a picture on its side is stood up first', async () => {
	for (const format of ['png', 'webp', 'gif', 'jpeg'] as const) {
		assert.equal(await say(await plain('#1840c0', format)), 'Square photograph of nothing but plain blue', format);
	}
	assert.match(await say(await sideways()), /^Wide landscape photograph.*sky above green land$/);
});

test('it is said in the language asked for', async () => {
	const picture = await meadow();
	assert.match(
		await say(picture, 'Write the alt text in German.'),
		/^Foto im Querformat in .*tönen, oben hell und unten dunkel/,
	);
	assert.match(await say(picture, 'Language: fr'), /^Photographie horizontale dans des tons /);
	assert.match(await say(picture, 'The site’s locale is es_MX.'), /^Fotografía horizontal en tonos /);
	assert.match(await say(picture, 'Answer in Arabic'), /^صورة أفقية/);
	assert.match(await say(picture, '{"language":"ar","page_title":"German beer"}'), /^صورة أفقية/);
	assert.match(await say(picture, '{"language":"pt_BR","page_title":"German beer"}'), /^Wide landscape photograph/);
	assert.match(await say(picture, 'Answer in Klingon'), /^Wide landscape photograph/);
});

test('a picture that is none is refused as OpenAI refuses it', async () => {
	const whole = await meadow();
	const bad: [string, string][] = [
		[dataUrl(Buffer.from('This is no picture.')), 'image_parse_error'],
		[dataUrl(Buffer.alloc(0)), 'image_parse_error'],
		[dataUrl(whole.subarray(0, whole.length / 2)), 'image_parse_error'],
		[
			dataUrl(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'), 'image/svg+xml'),
			'image_parse_error',
		],
		['data:image/png;base64,***', 'invalid_image_url'],
		['https://example.com/picture.jpg', 'invalid_image_url'],
	];
	for (const [url, code] of bad) {
		await assert.rejects(see(url), (error) => error instanceof OpenAI.BadRequestError && error.code === code, url);
	}
});

test('a structured answer is made of the input and fits its schema', async () => {
	const good = (await structured({
		...closed({
			meta_title: { type: 'string', maxLength: 20 },
			meta_description: { type: 'string', minLength: 50, maxLength: 155 },
			score: { type: 'integer', minimum: 0, maximum: 100 },
			intent: { type: 'string', enum: ['inform', 'sell'] },
			keywords: { type: 'array', minItems: 2, maxItems: 4, items: { type: 'string' } },
			issues: { type: 'array', items: closed({ message: { type: 'string' }, severity: { $ref: '#/$defs/severity' } }) },
		}),
		$defs: { severity: { type: 'string', enum: ['low', 'high'] } },
	})) as {
		meta_title: string;
		meta_description: string;
		score: number;
		intent: string;
		keywords: string[];
		issues: { message: string; severity: string }[];
	};
	assert.deepEqual(Object.keys(good), ['meta_title', 'meta_description', 'score', 'intent', 'keywords', 'issues']);
	assert.equal(good.meta_title, 'Brewing green tea at');
	assert.match(good.meta_description, /^Green tea wants water well below boiling\./);
	assert.ok(good.meta_description.length >= 50 && good.meta_description.length <= 155);
	assert.ok(Number.isInteger(good.score) && good.score >= 0 && good.score <= 100);
	assert.ok(['inform', 'sell'].includes(good.intent));
	assert.ok(good.keywords.length >= 2 && good.keywords.length <= 4);
	assert.ok(good.keywords.includes('water'), good.keywords.join());
	assert.ok(good.issues.length > 0 && good.issues.every(({ severity }) => ['low', 'high'].includes(severity)));
});

test('a structured alt text is that of the picture, and one of each when there are several', async () => {
	const schema = closed({ items: { type: 'array', items: closed({ alt_text: { type: 'string', maxLength: 125 } }) } });
	const completion = await openai.chat.completions.create({
		model: 'sandbox',
		messages: [
			{
				role: 'user',
				content: [await meadow(), await hall()].map((bytes) => ({
					type: 'image_url' as const,
					image_url: { url: dataUrl(bytes) },
				})),
			},
		],
		response_format: { type: 'json_schema', json_schema: { name: 'alts', strict: true, schema } },
	});
	const { items } = JSON.parse(completion.choices[0]?.message.content ?? '') as { items: { alt_text: string }[] };
	assert.deepEqual(
		items.map(({ alt_text: alt }) => alt),
		[await say(await meadow()), await say(await hall())],
	);
});

test('suggested ids are those that the input gave', async () => {
	const input = JSON.stringify({
		title: 'Tea',
		candidates: [
			{ post_id: 41, title: 'Kettles' },
			{ post_id: 77, title: 'Teapots' },
		],
	});
	const schema = closed({
		links: { type: 'array', maxItems: 2, items: closed({ post_id: { type: 'integer' }, anchor: { type: 'string' } }) },
	});
	const { links } = (await structured(schema, input)) as { links: { post_id: number; anchor: string }[] };
	assert.deepEqual(
		links.map(({ post_id: id }) => id),
		[41, 77],
	);
});

test('a schema that strict mode forbids, or no value fits, is refused', async () => {
	const open = { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] };
	await assert.rejects(structured(open), /additionalProperties/);
	await assert.rejects(structured({ ...closed({ a: { type: 'string' } }), required: [] }), /'required'/);
	await assert.rejects(structured(closed({ a: { $ref: '#/$defs/none' } })), /leads nowhere/);
	await assert.rejects(structured(closed({ a: { type: 'string', pattern: '^[0-9]{4}$' } })), /pattern/);
});

test('an allowance of tokens is kept, and use is counted', async () => {
	const url = dataUrl(await meadow());
	const whole = await see(url);
	assert.equal(whole.choices[0]?.finish_reason, 'stop');
	assert.ok(whole.usage && whole.usage.prompt_tokens > 85 && whole.usage.completion_tokens > 0);
	assert.equal(whole.usage.total_tokens, whole.usage.prompt_tokens + whole.usage.completion_tokens);
	const cut = await see(url, 'Write an alt text.', { max_completion_tokens: 3 });
	assert.equal(cut.choices[0]?.finish_reason, 'length');
	assert.equal(cut.usage?.completion_tokens, 3);
});

test('a wrong key, stream and a malformed request are refused', async () => {
	const stranger = new OpenAI({ apiKey: 'another', baseURL: `${sandbox.url}/v1`, maxRetries: 0 });
	await assert.rejects(stranger.models.list(), OpenAI.AuthenticationError);
	assert.deepEqual(
		(await openai.models.list()).data.map(({ id }) => id),
		['sandbox'],
	);
	await assert.rejects(
		openai.chat.completions.create({ model: 'sandbox', messages: [{ role: 'user', content: 'x' }], stream: true }),
		OpenAI.BadRequestError,
	);
	await assert.rejects(openai.chat.completions.create({ model: 'sandbox', messages: [] }), OpenAI.BadRequestError);
});
