// The prompt of `content_analysis`: what keeps a page from doing what it is meant to do, with evidence.
import Type from 'typebox';
import type { ContentAnalysisInput } from '../../features/inputs.ts';
import { FINDING_KINDS, SEVERITIES } from '../../features/results.ts';
import { Exact, Word } from '../../shapes.ts';
import { beginningOf } from '../clean-text.ts';
import { brandOf, MATERIAL_RULE, PROSE_RULES, THOUGHT_TOKENS, type Prompt } from './prompt.ts';

/** The most that is read at all: this feature is paid by the length of the text. */
export const ANALYSIS_MAX_CHARS = 200_000;

const RULES = `You are an editor. You read a web page and find what keeps it from doing what it is meant to do for its reader.

${MATERIAL_RULE}

Rules:
- Judge against "intent" where given; otherwise against what "title" promises. Consider how people who search for "focus_keyword" would judge it, where given.
- 3 to 10 findings, the gravest first. Only what matters; nothing that a spelling or readability checker finds by counting.
- "severity": high (the page fails its reader), medium (it is weaker for it), low (polish).
- "kind": ${FINDING_KINDS.join(', ')}.
- "quote": the evidence, 3 to 30 words copied character for character from "text", from one place. Where something is missing, quote the place at which it should stand.
- "message": one or two sentences: what is wrong there, and why it matters to the reader.
- "action": one sentence: what the author should do.
${PROSE_RULES}

Answer with JSON: {"findings": [{"severity": "...", "kind": "...", "quote": "...", "message": "...", "action": "..."}]}.`;

export const ContentAnalysisOutput = Exact({
	findings: Type.Array(
		Exact({
			severity: Word(...SEVERITIES),
			kind: Word(...FINDING_KINDS),
			quote: Type.String({ maxLength: 6000 }),
			message: Type.String({ maxLength: 6000 }),
			action: Type.String({ maxLength: 6000 }),
		}),
		{ maxItems: 100 },
	),
});

export const contentAnalysisPrompt: Prompt<ContentAnalysisInput, typeof ContentAnalysisOutput> = {
	version: 'content_analysis.1',
	rules: RULES,
	output: ContentAnalysisOutput,
	material: (input) => ({
		language: input.language,
		intent: input.intent,
		focus_keyword: input.focus_keyword,
		title: input.title,
		text: beginningOf(input.text, ANALYSIS_MAX_CHARS),
		...brandOf(input.personalization),
	}),
	max_output_tokens: () => THOUGHT_TOKENS + 4000,
};
