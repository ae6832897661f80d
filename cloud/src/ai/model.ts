// Calls an OpenAI-compatible model and lets through only what is a usable answer.
import OpenAI, { APIError, APIUserAbortError } from 'openai';
import Type from 'typebox';
import { Value } from 'typebox/value';
import type { Config } from '../config.ts';
import type { ImageAltInput } from '../http/schemas.ts';
import { Problem } from '../problems.ts';
import { cleanAltText } from './clean-text.ts';
import { IMAGE_ALT_OUTPUT_SCHEMA, imageAltMessages } from './prompts/image-alt.ts';

export interface AltTextModel {
	/**
	 * One sentence that describes the picture, plain text.
	 * @throws Problem `provider_failed` (outage, late, empty or malformed), `input_unusable` (the model refuses the picture).
	 */
	describe(input: ImageAltInput, signal: AbortSignal): Promise<string>;
}

const CALL_TIMEOUT_MS = 80_000;
const MAX_RETRIES = 2;
/** Enough for a sentence and for a reasoning model's thoughts before it. */
const MAX_OUTPUT_TOKENS = 2000;

const Output = Type.Object({ alt_text: Type.String({ minLength: 1, maxLength: 4000 }) });

export function createModel(config: Config['ai']): AltTextModel {
	const client = new OpenAI({
		apiKey: config.api_key,
		baseURL: config.base_url,
		timeout: CALL_TIMEOUT_MS,
		maxRetries: MAX_RETRIES,
		logLevel: 'off',
	});
	return {
		async describe(input, signal) {
			const completion = await client.chat.completions
				.create(
					{
						model: config.model,
						messages: imageAltMessages(input),
						max_completion_tokens: MAX_OUTPUT_TOKENS,
						response_format: {
							type: 'json_schema',
							json_schema: { name: 'image_alt', strict: true, schema: { ...IMAGE_ALT_OUTPUT_SCHEMA } },
						},
					},
					{ signal },
				)
				.catch((error: unknown) => {
					throw toProblem(error);
				});
			return altTextOf(completion.choices?.[0]);
		},
	};
}

function altTextOf(choice: OpenAI.Chat.ChatCompletion.Choice | undefined): string {
	if (choice === undefined) {
		throw new Problem('provider_failed', 'The model answered without a choice.');
	}
	if (choice.message?.refusal) {
		throw new Problem('input_unusable', 'The model declined to describe this picture.');
	}
	if (choice.finish_reason !== 'stop') {
		throw new Problem('provider_failed', `The model stopped early: ${choice.finish_reason}.`);
	}
	const parsed = parseJson(choice.message?.content ?? '');
	if (!Value.Check(Output, parsed)) {
		throw new Problem('provider_failed', 'The model answered in another shape than was asked for.');
	}
	const text = cleanAltText(parsed.alt_text);
	if (text === '') {
		throw new Problem('provider_failed', 'The model answered with an empty text.');
	}
	return text;
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text.replace(/^\s*```(?:json)?\s*|\s*```\s*$/g, ''));
	} catch {
		return undefined;
	}
}

function toProblem(error: unknown): Problem {
	if (error instanceof APIUserAbortError) {
		return new Problem('provider_failed', 'The model did not answer in time.', { cause: error });
	}
	if (error instanceof APIError && (error.status === 400 || error.status === 422) && aboutThePicture(error)) {
		return new Problem('input_unusable', 'The model cannot read this picture.');
	}
	return new Problem('provider_failed', 'The model could not be reached or failed.', { cause: error });
}

/** OpenAI names a bad picture by code or parameter; others say so in words. A 400 for any other reason is our fault, not the picture's. */
function aboutThePicture(error: APIError): boolean {
	return /image/i.test(`${error.code ?? ''} ${error.param ?? ''} ${error.message}`);
}
