// Calls an OpenAI-compatible model and lets through only what is a usable result. An unusable answer gets one more try.
import OpenAI, { APIError, APIUserAbortError } from 'openai';
import type { ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions';
import type { Config } from '../config.ts';
import type { Feature, FeatureInputs, FeatureRequest } from '../http/feature-inputs.ts';
import type { FeatureResults, Made } from '../http/feature-results.ts';
import { Problem } from '../problems.ts';
import { UnusableAnswer } from './checks.ts';
import { FEATURES, type FeatureWork } from './features.ts';

export interface Model {
	/**
	 * The result of one feature, validated, with what made it. At most two answers are asked for, within the signal's time.
	 * @throws Problem `provider_failed` (outage, late, or twice no usable answer), `input_unusable` (the model refuses or cannot read the input).
	 */
	run<F extends Feature>(request: FeatureRequest<F>, signal: AbortSignal): Promise<Made<F>>;
}

const CALL_TIMEOUT_MS = 80_000;
const MAX_RETRIES = 2;

export function createModel(config: Config['ai']): Model {
	const client = new OpenAI({
		apiKey: config.api_key,
		baseURL: config.base_url,
		timeout: CALL_TIMEOUT_MS,
		maxRetries: MAX_RETRIES,
		logLevel: 'off',
	});

	/** The text of the answer. @throws Problem, UnusableAnswer */
	async function ask(params: ChatCompletionCreateParamsNonStreaming, signal: AbortSignal): Promise<string> {
		const completion = await client.chat.completions.create(params, { signal }).catch((error: unknown) => {
			throw toProblem(error);
		});
		return contentOf(completion.choices?.[0]);
	}

	async function make<F extends Feature>(work: FeatureWork<F>, input: FeatureInputs[F], signal: AbortSignal): Promise<FeatureResults[F]> {
		try {
			return work.read(await ask(work.request(config.model, input), signal), input);
		} catch (error) {
			if (!(error instanceof UnusableAnswer)) {
				throw error;
			}
			return work.read(await ask(work.request(config.model, input, error.message), signal), input);
		}
	}

	return {
		async run<F extends Feature>(request: FeatureRequest<F>, signal: AbortSignal): Promise<Made<F>> {
			const { feature, input } = request as { feature: F; input: FeatureInputs[F] };
			const work: FeatureWork<F> = FEATURES[feature];
			const result = await make(work, input, signal).catch((error: unknown) => {
				throw error instanceof UnusableAnswer
					? new Problem('provider_failed', `The model answered twice with what cannot be used. ${error.message}`)
					: error;
			});
			const personalization_version = input.personalization?.version ?? null;
			return { result, meta: { model: config.model, prompt_version: work.prompt_version, personalization_version } };
		},
	};
}

function contentOf(choice: OpenAI.Chat.ChatCompletion.Choice | undefined): string {
	if (choice === undefined) {
		throw new UnusableAnswer('It had no choice in it.');
	}
	if (choice.message?.refusal || choice.finish_reason === 'content_filter') {
		throw new Problem('input_unusable', 'The model declined to work on this.');
	}
	if (choice.finish_reason !== 'stop') {
		throw new Problem('provider_failed', `The model stopped early: ${choice.finish_reason}.`);
	}
	return choice.message?.content ?? '';
}

function toProblem(error: unknown): Problem {
	if (error instanceof APIUserAbortError) {
		return new Problem('provider_failed', 'The model did not answer in time.', { cause: error });
	}
	if (error instanceof APIError && [400, 413, 422].includes(error.status ?? 0) && aboutTheInput(error)) {
		return new Problem('input_unusable', 'The model cannot read this input.');
	}
	return new Problem('provider_failed', 'The model could not be reached or failed.', { cause: error });
}

/** A bad picture or a text too long, named by code or parameter, or in words. A 400 for any other reason is our fault, not the input's. */
function aboutTheInput(error: APIError): boolean {
	return /image|context[_ ](?:length|window)|too many tokens|maximum.{0,40}tokens/i.test(`${error.code ?? ''} ${error.param ?? ''} ${error.message}`);
}
