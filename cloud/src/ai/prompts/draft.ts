// The prompt of `draft`: a first version of a text from its title and outline.
import Type from 'typebox';
import type { DraftInput } from '../../features/inputs.ts';
import { Exact } from '../../shapes.ts';
import { brandOf, MATERIAL_RULE, MOST_OUTPUT_TOKENS, PROSE_RULES, THOUGHT_TOKENS, type Prompt } from './prompt.ts';

/** Of the scripts that models cut smallest. */
const TOKENS_PER_WORD = 6;

const RULES = `You write the first draft of a text for a web page; its author will work on it.

${MATERIAL_RULE} From "title" and "outline" take what the text is about, and nothing else.

Rules:
- About as many words as "words" says, never less than four fifths of it.
- One section for each point of "outline", in its order; where there is none, sections of your own. "heading" is the section's heading. The first section may be an introduction, its "heading" "".
- "paragraphs": two to five sentences each.
- Write what is generally known and useful to the reader. Invent no names, quotations, statistics, studies, prices or experiences. Where the author must add a fact, write the sentence so that it reads whole without it.
- Use "focus_keyword", where given, where it comes naturally.
${PROSE_RULES}

Answer with JSON: {"sections": [{"heading": "...", "paragraphs": ["..."]}]}.`;

export const DraftOutput = Exact({
	sections: Type.Array(
		Exact({ heading: Type.String({ maxLength: 2000 }), paragraphs: Type.Array(Type.String({ maxLength: 20_000 }), { maxItems: 100 }) }),
		{ maxItems: 100 },
	),
});

export const draftPrompt: Prompt<DraftInput, typeof DraftOutput> = {
	version: 'draft.1',
	rules: RULES,
	output: DraftOutput,
	material: (input) => ({
		language: input.language,
		words: input.words,
		focus_keyword: input.focus_keyword,
		title: input.title,
		outline: input.outline,
		...brandOf(input.personalization),
	}),
	max_output_tokens: ({ words }) => Math.min(MOST_OUTPUT_TOKENS, THOUGHT_TOKENS + words * TOKENS_PER_WORD),
};
