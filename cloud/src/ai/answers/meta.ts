// Makes the results of `meta_title` and `meta_description` of what the model answered: those alternatives that can be used.
import type { Static } from 'typebox';
import type { MetaInput } from '../../features/inputs.ts';
import { META_DESCRIPTION_MAX_CHARS, META_TITLE_MAX_CHARS, type AlternativesResult } from '../../features/results.ts';
import { faultOf, UnusableAnswer, type ProseContext } from '../checks.ts';
import { lengthOf, oneLine, wholeSentences } from '../clean-text.ts';
import type { MetaDescriptionOutput } from '../prompts/meta-description.ts';
import type { MetaTitleOutput } from '../prompts/meta-title.ts';

/** A title that is too long is left out: cut, it would say something else. @throws UnusableAnswer */
export function readMetaTitle(output: Static<typeof MetaTitleOutput>, input: MetaInput, context: ProseContext): AlternativesResult {
	const fitting = (title: string): string | undefined => (lengthOf(title) <= META_TITLE_MAX_CHARS ? title : undefined);
	return pick(output.titles, fitting, META_TITLE_MAX_CHARS, input, context);
}

/** A description that is too long ends after a sentence that fits, or is left out. @throws UnusableAnswer */
export function readMetaDescription(output: Static<typeof MetaDescriptionOutput>, input: MetaInput, context: ProseContext): AlternativesResult {
	const fitting = (description: string): string | undefined => wholeSentences(description, META_DESCRIPTION_MAX_CHARS);
	return pick(output.descriptions, fitting, META_DESCRIPTION_MAX_CHARS, input, context);
}

function pick(
	written: readonly string[],
	fitting: (text: string) => string | undefined,
	max_chars: number,
	input: MetaInput,
	context: ProseContext,
): AlternativesResult {
	const alternatives: string[] = [];
	const taken = new Set([sameness(input.current ?? '')]);
	let fault = 'It had no text in it.';
	for (const text of written.map(oneLine)) {
		const fits = fitting(text);
		const found = fits === undefined ? `It was longer than ${max_chars} characters.` : faultOf(fits, context);
		if (found !== undefined || fits === undefined) {
			fault = found ?? fault;
		} else if (taken.has(sameness(fits))) {
			fault = 'It repeated what stands there now.';
		} else {
			taken.add(sameness(fits));
			alternatives.push(fits);
		}
	}
	if (alternatives.length === 0) {
		throw new UnusableAnswer(fault);
	}
	return { alternatives: alternatives.slice(0, input.alternatives) };
}

function sameness(text: string): string {
	return (text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).join(' ');
}
