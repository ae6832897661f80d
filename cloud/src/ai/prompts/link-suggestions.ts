// The prompt of `link_suggestions`: which of the site's own pages a text should link to, and from which words.
import Type from 'typebox';
import type { LinkSuggestionsInput } from '../../features/inputs.ts';
import { Exact } from '../../shapes.ts';
import { beginningOf } from '../clean-text.ts';
import { brandOf, MATERIAL_RULE, PROSE_RULES, THOUGHT_TOKENS, type Prompt } from './prompt.ts';

const TEXT_MAX_CHARS = 60_000;

const RULES = `You choose internal links for a web page: which other pages of the same site its text should lead to, and from which words.

${MATERIAL_RULE}

Rules:
- At most 10 suggestions, the most useful first. Fewer is better than a forced one.
- "candidate_id" is the "id" of one of "candidates". Each candidate at most once.
- "anchor" is copied character for character from "text": 1 to 8 words within one line that name what the candidate is about. Never from "title". Anchors do not overlap.
- "reason" is one sentence that tells the author what the reader gains.
${PROSE_RULES}

Answer with JSON: {"suggestions": [{"candidate_id": "...", "anchor": "...", "reason": "..."}]}.`;

export const LinkSuggestionsOutput = Exact({
	suggestions: Type.Array(
		Exact({ candidate_id: Type.String({ maxLength: 200 }), anchor: Type.String({ maxLength: 2000 }), reason: Type.String({ maxLength: 4000 }) }),
		{ maxItems: 200 },
	),
});

export const linkSuggestionsPrompt: Prompt<LinkSuggestionsInput, typeof LinkSuggestionsOutput> = {
	version: 'link_suggestions.1',
	rules: RULES,
	output: LinkSuggestionsOutput,
	material: (input) => ({
		language: input.language,
		title: input.title,
		text: beginningOf(input.text, TEXT_MAX_CHARS),
		candidates: input.candidates,
		...brandOf(input.personalization),
	}),
	max_output_tokens: () => THOUGHT_TOKENS + 3000,
};
