// Calls an OpenAI-compatible model and lets through only what is a usable result. An unusable answer gets one more try.
import OpenAI, { APIError, APIUserAbortError } from 'openai';
import type { ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions';
import Type from 'typebox';
import { Compile } from 'typebox/compile';
import type { Config } from '../config.ts';
import type { Feature, FeatureInputs, FeatureRequest } from '../features/inputs.ts';
import type { FeatureResults, Made } from '../features/results.ts';
import { Problem } from '../problems.ts';
import { UnusableAnswer } from './checks.ts';
import { FEATURES, type FeatureWork } from './features.ts';
import { fetchWhole } from './fetch.ts';

export interface Model {
	/**
	 * The result of one feature, validated, with what made it. At most two answers are asked for, within the signal's time;
	 * the model's host is told `request_id`, so that its logs and ours can be matched.
	 * @throws Problem `provider_failed` (outage, late, or twice no usable answer), `input_unusable` (the model refuses or cannot read the input).
	 */
	run<F extends Feature>(request: FeatureRequest<F>, signal: AbortSignal, request_id?: string): Promise<Made<F>>;
}

interface Call {
	signal: AbortSignal;
	request_id: string | undefined;
}

const CALL_TIMEOUT_MS = 80_000;
const MAX_RETRIES = 2;

export function createModel(config: Pick<Config['ai'], 'base_url' | 'api_key' | 'model'>): Model {
	const client = new OpenAI({
		apiKey: config.api_key,
		baseURL: config.base_url,
		timeout: CALL_TIMEOUT_MS,
		maxRetries: MAX_RETRIES,
		fetch: fetchWhole,
		logLevel: 'off',
	});

	async function ask(params: ChatCompletionCreateParamsNonStreaming, { signal, request_id }: Call): Promise<string> {
		const headers = request_id === undefined ? {} : { 'X-Client-Request-Id': request_id };
		const completion = await client.chat.completions.create(params, { signal, headers }).catch((error: unknown) => {
			throw toProblem(error);
		});
		return contentOf(completion);
	}

	async function make<F extends Feature>(work: FeatureWork<F>, input: FeatureInputs[F], call: Call): Promise<FeatureResults[F]> {
		try {
			return work.read(await ask(work.request(config.model, input), call), input);
		} catch (error) {
			if (!(error instanceof UnusableAnswer)) {
				throw error;
			}
			return work.read(await ask(work.request(config.model, input, error.message), call), input);
		}
	}

	return {
		async run<F extends Feature>(request: FeatureRequest<F>, signal: AbortSignal, request_id?: string): Promise<Made<F>> {
			const { feature, input } = request as { feature: F; input: FeatureInputs[F] };
			const work: FeatureWork<F> = FEATURES[feature];
			const result = await make(work, input, { signal, request_id }).catch((error: unknown) => {
				throw error instanceof UnusableAnswer
					? new Problem('provider_failed', `The model answered twice with what cannot be used. ${error.message}`)
					: error;
			});
			const personalization_version = input.personalization?.version ?? null;
			return { result, meta: { model: config.model, prompt_version: work.prompt_version, personalization_version } };
		},
	};
}

/** What of a completion is read. It comes from outside: anything may be missing. */
const Completion = Compile(
	Type.Object({
		choices: Type.Array(
			Type.Object({
				finish_reason: Type.String(),
				message: Type.Object({
					content: Type.Optional(Type.Union([Type.String(), Type.Null()])),
					refusal: Type.Optional(Type.Union([Type.String(), Type.Null()])),
				}),
			}),
			{ minItems: 1 },
		),
	}),
);

/** The text of the answer. @throws Problem, UnusableAnswer */
function contentOf(completion: unknown): string {
	const choice = Completion.Check(completion) ? completion.choices[0] : undefined;
	if (choice === undefined) {
		throw new UnusableAnswer('It had no message in it.');
	}
	if (choice.message.refusal || choice.finish_reason === 'content_filter') {
		throw new Problem('input_unusable', 'The model declined to work on this.');
	}
	if (choice.finish_reason !== 'stop') {
		throw new Problem('provider_failed', `The model stopped early: ${choice.finish_reason.slice(0, 40)}.`);
	}
	return choice.message.content ?? '';
}

function toProblem(error: unknown): Problem {
	if (error instanceof APIUserAbortError) {
		return new Problem('provider_failed', 'The model did not answer in time.', { cause: error });
	}
	if (error instanceof APIError && aboutTheInput(error as ApiFault)) {
		return new Problem('input_unusable', 'The model cannot read this input.');
	}
	return new Problem('provider_failed', 'The model could not be reached or failed.', { cause: error });
}

interface ApiFault {
	status: number | undefined;
	code: string | null | undefined;
	param: string | null | undefined;
	message: string;
}

const ABOUT_THE_INPUT = /image|context[_ ](?:length|window)|too many tokens|maximum.{0,40}tokens/i;

/** A bad picture or a text too long, named by code or parameter, or in words. A 400 for any other reason is our fault, not the input's. */
function aboutTheInput({ status, code, param, message }: ApiFault): boolean {
	return [400, 413, 422].includes(status ?? 0) && ABOUT_THE_INPUT.test(`${code ?? ''} ${param ?? ''} ${message}`);
}
