// The prompt of `meta_title`: titles for search results, from what a page says.
import Type from 'typebox';
import type { MetaInput } from '../../features/inputs.ts';
import { META_TITLE_MAX_CHARS } from '../../features/results.ts';
import { Exact } from '../../shapes.ts';
import { MATERIAL_RULE, PROSE_RULES, THOUGHT_TOKENS, type Prompt } from './prompt.ts';
import { metaMaterial } from './meta-material.ts';

const RULES = `You write the titles under which web pages stand in search results.

${MATERIAL_RULE}

Rules:
- Write as many titles as "alternatives" says, each with another angle.
- Each has 30 to 60 characters, never more than ${META_TITLE_MAX_CHARS}, counting spaces.
- Say what this page, and no other, is about. The most telling words come first. Promise nothing that "text" does not keep.
- Use "focus_keyword", where given, as it stands or in a natural form.
- Do not repeat "current", the title it has now.
${PROSE_RULES}

Answer with JSON: {"titles": ["..."]}.`;

export const MetaTitleOutput = Exact({ titles: Type.Array(Type.String({ maxLength: 2000 }), { maxItems: 20 }) });

export const metaTitlePrompt: Prompt<MetaInput, typeof MetaTitleOutput> = {
	version: 'meta_title.1',
	rules: RULES,
	output: MetaTitleOutput,
	material: metaMaterial,
	max_output_tokens: () => THOUGHT_TOKENS,
};
