// Makes a request to the model of a prompt and an input: the rules in the system message, the site's words in the user's, as data.
import type { ChatCompletionCreateParamsNonStreaming, ChatCompletionMessageParam } from 'openai/resources/chat/completions';
import type { TSchema } from 'typebox';
import type { Prompt } from './prompts/prompt.ts';

/** @param fault why the answer before could not be used, in words of our own; undefined for the first try. */
export function requestOf<Input, Output extends TSchema>(
	model: string,
	prompt: Prompt<Input, Output>,
	input: Input,
	fault?: string,
): ChatCompletionCreateParamsNonStreaming {
	return {
		model,
		messages: messagesOf(prompt, input, fault),
		max_completion_tokens: prompt.max_output_tokens(input),
		response_format: {
			type: 'json_schema',
			json_schema: { name: prompt.version.replace(/\..*$/, ''), strict: true, schema: shapeOf(prompt.output) as Record<string, unknown> },
		},
	};
}

function messagesOf<Input, Output extends TSchema>(prompt: Prompt<Input, Output>, input: Input, fault: string | undefined): ChatCompletionMessageParam[] {
	const again = fault === undefined ? '' : `\n\nYour answer before this one could not be used: ${fault} Answer anew, by the same rules.`;
	const material = asData(prompt.material(input));
	const picture = prompt.picture?.(input);
	return [
		{ role: 'system', content: prompt.rules + again },
		{
			role: 'user',
			content:
				picture === undefined
					? material
					: [
							{ type: 'text', text: material },
							{ type: 'image_url', image_url: { url: `data:${picture.media_type};base64,${picture.data}`, detail: 'low' } },
						],
		},
	];
}

/** Controls, lone surrogates, and the characters with which text is hidden from readers. */
// eslint-disable-next-line no-control-regex -- these are what is removed
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2060-\u2064\u{e0000}-\u{e007f}\p{Cs}]/gu;

/** JSON without what nobody sees. "<" is escaped, so that no marker such as "<|im_start|>" reaches a model's own parser. */
function asData(material: Record<string, unknown>): string {
	const seen = JSON.stringify(material, (_key, value: unknown) => (typeof value === 'string' ? value.replace(UNSEEN, '') : value));
	return seen.replaceAll('<', '\\u003c');
}

/** A schema without its limits: strict structured output knows shapes only. The limits are checked on the answer. */
function shapeOf(schema: unknown): unknown {
	if (Array.isArray(schema)) {
		return schema.map(shapeOf);
	}
	if (typeof schema !== 'object' || schema === null) {
		return schema;
	}
	const { properties, ...rest } = schema as { properties?: Record<string, unknown> };
	const kept = Object.entries(rest).filter(([keyword]) => !LIMITS.has(keyword));
	return {
		...Object.fromEntries(kept.map(([keyword, value]) => [keyword, shapeOf(value)])),
		...(properties === undefined ? {} : { properties: Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, shapeOf(value)])) }),
	};
}

const LIMITS = new Set(['minLength', 'maxLength', 'minItems', 'maxItems', 'minimum', 'maximum', 'pattern']);
