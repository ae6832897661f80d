// Every feature by its name: its prompt, and how the model's answer is read.
import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import type { ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions';
import type { Feature, FeatureInputs } from '../features/inputs.ts';
import type { FeatureResults } from '../features/results.ts';
import { readContentAnalysis } from './answers/content-analysis.ts';
import { readDraft } from './answers/draft.ts';
import { readImageAlt } from './answers/image-alt.ts';
import { readLinkSuggestions } from './answers/link-suggestions.ts';
import { readMetaDescription, readMetaTitle } from './answers/meta.ts';
import { readRewrite } from './answers/rewrite.ts';
import { readSchema } from './answers/schema.ts';
import { UnusableAnswer, type ProseContext } from './checks.ts';
import { requestOf } from './messages.ts';
import { contentAnalysisPrompt } from './prompts/content-analysis.ts';
import { draftPrompt } from './prompts/draft.ts';
import { imageAltPrompt } from './prompts/image-alt.ts';
import { linkSuggestionsPrompt } from './prompts/link-suggestions.ts';
import { metaDescriptionPrompt } from './prompts/meta-description.ts';
import { metaTitlePrompt } from './prompts/meta-title.ts';
import type { Prompt } from './prompts/prompt.ts';
import { rewritePrompt } from './prompts/rewrite.ts';
import { schemaPrompt } from './prompts/schema.ts';

export interface FeatureWork<F extends Feature> {
	prompt_version: string;
	/** @param fault why the answer before could not be used. */
	request(model: string, input: FeatureInputs[F], fault?: string): ChatCompletionCreateParamsNonStreaming;
	/** The result in an answer's JSON text. @throws UnusableAnswer */
	read(content: string, input: FeatureInputs[F]): FeatureResults[F];
}

export const FEATURES: { readonly [F in Feature]: FeatureWork<F> } = {
	image_alt: work(imageAltPrompt, readImageAlt),
	meta_title: work(metaTitlePrompt, readMetaTitle),
	meta_description: work(metaDescriptionPrompt, readMetaDescription),
	schema: work(schemaPrompt, readSchema),
	link_suggestions: work(linkSuggestionsPrompt, readLinkSuggestions),
	content_analysis: work(contentAnalysisPrompt, readContentAnalysis),
	draft: work(draftPrompt, readDraft),
	rewrite: work(rewritePrompt, readRewrite),
};

/** No answer in use comes near; what is longer is not read. */
const MAX_CONTENT_CHARS = 200_000;

function work<Input extends { language: string }, Output extends TSchema, Result>(
	prompt: Prompt<Input, Output>,
	read: (output: Static<Output>, input: Input, context: ProseContext) => Result,
) {
	const output = Compile(prompt.output);
	return {
		prompt_version: prompt.version,
		request: (model: string, input: Input, fault?: string) => requestOf(model, prompt, input, fault),
		read(content: string, input: Input): Result {
			const answer = parseJson(content);
			if (!output.Check(answer)) {
				throw new UnusableAnswer('It was not the JSON that was asked for.');
			}
			const material = prompt.material(input);
			return read(answer, input, {
				language: input.language,
				rules: prompt.rules,
				material: wordsOf(material),
				page_text: typeof material['text'] === 'string' ? material['text'] : '',
			});
		},
	};
}

/** All strings of a material, however deep. */
function wordsOf(value: unknown): string {
	if (typeof value === 'object' && value !== null) {
		return Object.values(value).map(wordsOf).join('\n');
	}
	return typeof value === 'string' ? value : '';
}

/** Models that know no structured output fence it. */
function parseJson(content: string): unknown {
	const text = content.trim();
	if (text.length > MAX_CONTENT_CHARS) {
		return undefined;
	}
	const fenced = text.startsWith('```') && text.endsWith('```') ? text.slice(3, -3).replace(/^json/, '') : text;
	try {
		return JSON.parse(fenced);
	} catch {
		return undefined;
	}
}
