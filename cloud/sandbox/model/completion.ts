/* Makes a chat completion out of a request: what it shows and says decides what is answered. */

import { randomUUID } from 'node:crypto';
import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { ChatCompletion } from 'openai/resources/chat/completions';
import { occurrence } from '../shared/faults.ts';
import { ModelProblem } from './errors.ts';
import type { Facts } from './facts.ts';
import { readFacts, summary } from './facts.ts';
import { askedLanguage } from './language.ts';
import { look } from './picture.ts';
import { answerIn } from './structured.ts';
import { materialOf, taskAnswer } from './tasks.ts';
import { describe } from './vocabulary.ts';

const TextPart = Type.Object({ type: Type.Literal('text'), text: Type.String() });
const ImagePart = Type.Object({
	type: Type.Literal('image_url'),
	image_url: Type.Object({ url: Type.String(), detail: Type.Optional(Type.String()) }),
});
const Message = Type.Object({
	role: Type.Enum(['system', 'developer', 'user', 'assistant']),
	content: Type.Union([Type.String(), Type.Array(Type.Union([TextPart, ImagePart]), { minItems: 1 }), Type.Null()]),
});
type Message = Static<typeof Message>;

const limit = Type.Optional(Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]));

export const Request = Type.Object({
	model: Type.String({ minLength: 1 }),
	messages: Type.Array(Message, { minItems: 1 }),
	stream: Type.Optional(Type.Union([Type.Boolean(), Type.Null()])),
	max_tokens: limit,
	max_completion_tokens: limit,
	response_format: Type.Optional(
		Type.Union([
			Type.Object({ type: Type.Literal('text') }),
			Type.Object({ type: Type.Literal('json_object') }),
			Type.Object({
				type: Type.Literal('json_schema'),
				json_schema: Type.Object({
					name: Type.String({ pattern: '^[a-zA-Z0-9_-]{1,64}$' }),
					schema: Type.Record(Type.String(), Type.Unknown()),
					strict: Type.Optional(Type.Union([Type.Boolean(), Type.Null()])),
					description: Type.Optional(Type.String()),
				}),
			}),
		]),
	),
});
export type Request = Static<typeof Request>;

/**
 * A fault of what the model says; the answer itself is a 200.
 *
 * - `empty`: no content
 * - `malformed`: JSON that is cut short
 * - `wrong_shape`: JSON that the schema does not allow
 * - `refusal`: the `refusal` field instead of content
 * - `length`: cut in half, with finish_reason `length`
 * - `content_filter`: no content, with finish_reason `content_filter`
 */
export const OutputFault = Type.Object(
	{
		effect: Type.Enum(['empty', 'malformed', 'wrong_shape', 'refusal', 'length', 'content_filter']),
		body_contains: Type.Optional(Type.String()),
		...occurrence,
	},
	{ additionalProperties: false },
);
export type OutputFault = Static<typeof OutputFault>;

const textOf = (messages: Message[]): string =>
	messages
		.flatMap(({ content }) =>
			typeof content === 'string'
				? [content]
				: (content ?? []).flatMap((part) => (part.type === 'text' ? [part.text] : [])),
		)
		.join('\n');

function pictureBytes(url: string): Buffer {
	const base64 = /^data:image\/[a-z.+-]+;base64,([A-Za-z0-9+/=\s]*)$/i.exec(url)?.[1];
	if (base64 === undefined) {
		throw new ModelProblem(
			400,
			url.startsWith('data:')
				? "Invalid image data URL. Expected a base64-encoded data URL with an image MIME type (e.g. 'data:image/png;base64,aW1nIGJ5dGVzIGhlcmU=')."
				: 'This sandbox downloads nothing: send the picture itself, as a data: URL.',
			'invalid_image_url',
			'messages',
		);
	}
	return Buffer.from(base64, 'base64');
}

const tokens = (text: string): number => Math.ceil(Array.from(text).length / 4);

/** What a picture costs in OpenAI's reckoning: 85, and 170 for each tile of 512 pixels. */
const pictureTokens = (width: number, height: number): number => {
	const scale = Math.min(1, 768 / Math.min(width, height), 2048 / Math.max(width, height));
	return 85 + 170 * Math.ceil((width * scale) / 512) * Math.ceil((height * scale) / 512);
};

interface Output {
	content: string | null;
	refusal: string | null;
	finish: ChatCompletion.Choice['finish_reason'];
}

function withFault(content: string, fault: OutputFault | undefined): Output {
	const half = content.slice(0, Math.floor(content.length / 2));
	if (!fault) {
		return { content, refusal: null, finish: 'stop' };
	}
	switch (fault.effect) {
		case 'empty':
			return { content: '', refusal: null, finish: 'stop' };
		case 'malformed':
			return { content: `{"alt_text": ${JSON.stringify(half)}`, refusal: null, finish: 'stop' };
		case 'wrong_shape':
			return { content: '{"unexpected":["shape"]}', refusal: null, finish: 'stop' };
		case 'refusal':
			return { content: null, refusal: 'I’m sorry, I can’t help with that.', finish: 'stop' };
		case 'length':
			return { content: half, refusal: null, finish: 'length' };
		case 'content_filter':
			return { content: null, refusal: null, finish: 'content_filter' };
	}
}

/** As a model does, stops where its allowance of tokens ends. */
function withinLimit(output: Output, request: Request): Output {
	const most = request.max_completion_tokens ?? request.max_tokens ?? Infinity;
	return output.content === null || tokens(output.content) <= most
		? output
		: {
				...output,
				content: Array.from(output.content)
					.slice(0, most * 4)
					.join(''),
				finish: 'length',
			};
}

type Wanted = Extract<NonNullable<Request['response_format']>, { json_schema: object }>['json_schema'];

/** JSON text: of a known task where the user's message is a site's material, else of the schema alone. */
function structured({ name, schema, strict }: Wanted, userText: string, facts: Facts): string {
	const material = materialOf(userText);
	const own = material === undefined ? undefined : taskAnswer(name, material);
	return JSON.stringify(answerIn(schema, strict ?? false, facts, own));
}

function refuseUnspoken(request: Request): void {
	if (request.stream) {
		throw new ModelProblem(400, 'This sandbox does not stream.', 'unsupported_value', 'stream');
	}
	if (request.response_format?.type === 'json_object' && !/json/i.test(textOf(request.messages))) {
		throw new ModelProblem(
			400,
			"'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
			null,
			'messages',
		);
	}
}

/**
 * @throws ModelProblem 400 for a picture that is none, a schema that cannot be answered in, or what is not spoken here
 */
export async function complete(request: Request, fault: OutputFault | undefined): Promise<ChatCompletion> {
	refuseUnspoken(request);
	const { messages, response_format: format } = request;
	const urls = messages.flatMap(({ content }) =>
		Array.isArray(content) ? content.flatMap((part) => (part.type === 'image_url' ? [part.image_url.url] : [])) : [],
	);
	const pictures = await Promise.all(urls.map((url) => look(pictureBytes(url))));
	const language = askedLanguage(textOf(messages));
	const userText = textOf(messages.filter(({ role }) => role === 'user'));
	const facts = readFacts(
		userText,
		pictures.map((picture) => describe(picture, language)),
		language,
	);
	const content =
		format?.type === 'json_schema'
			? structured(format.json_schema, userText, facts)
			: format?.type === 'json_object'
				? JSON.stringify({ title: facts.title, text: summary(facts) })
				: facts.pictures.join('\n') || summary(facts);
	const output = withinLimit(withFault(content, fault), request);
	const promptTokens =
		tokens(textOf(messages)) + pictures.reduce((sum, { width, height }) => sum + pictureTokens(width, height), 0);
	const completionTokens = tokens(output.content ?? output.refusal ?? '');
	return {
		id: `chatcmpl-${randomUUID()}`,
		object: 'chat.completion',
		created: Math.floor(Date.now() / 1000),
		model: request.model,
		choices: [
			{
				index: 0,
				message: { role: 'assistant', content: output.content, refusal: output.refusal },
				logprobs: null,
				finish_reason: output.finish,
			},
		],
		usage: {
			prompt_tokens: promptTokens,
			completion_tokens: completionTokens,
			total_tokens: promptTokens + completionTokens,
		},
	};
}
