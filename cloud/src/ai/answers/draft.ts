// Makes the result of `draft` of what the model answered.
import type { Static } from 'typebox';
import type { DraftInput } from '../../features/inputs.ts';
import type { DraftResult } from '../../features/results.ts';
import { requireUsable, UnusableAnswer, type ProseContext } from '../checks.ts';
import { beginningOf, oneLine, plainText } from '../clean-text.ts';
import { countWordsOf } from '../language.ts';
import type { DraftOutput } from '../prompts/draft.ts';

const MAX_SECTIONS = 40;
const MAX_PARAGRAPHS = 40;
const HEADING_MAX_CHARS = 300;
const PARAGRAPH_MAX_CHARS = 10_000;
/** Less than this share of the words that were paid for is no result. */
const LEAST_SHARE = 0.5;

/** @throws UnusableAnswer also where it is far shorter than asked for. */
export function readDraft(output: Static<typeof DraftOutput>, input: DraftInput, context: ProseContext): DraftResult {
	const sections = output.sections
		.map(({ heading, paragraphs }) => ({
			heading: beginningOf(oneLine(heading), HEADING_MAX_CHARS),
			paragraphs: paragraphs
				.flatMap((paragraph) => plainText(paragraph).split(/\n{2,}/))
				.map((paragraph) => beginningOf(oneLine(paragraph), PARAGRAPH_MAX_CHARS))
				.filter((paragraph) => paragraph !== '')
				.slice(0, MAX_PARAGRAPHS),
		}))
		.filter(({ paragraphs }) => paragraphs.length > 0)
		.slice(0, MAX_SECTIONS);
	const prose = sections.flatMap(({ heading, paragraphs }) => [heading, ...paragraphs]).join('\n');
	requireUsable(prose, context);
	const words = countWordsOf(prose, input.language);
	if (words < input.words * LEAST_SHARE) {
		throw new UnusableAnswer(`It had ${words} words; ${input.words} were asked for.`);
	}
	return { sections };
}
