// The prompt of `meta_description`: descriptions for search results, from what a page says.
import Type from 'typebox';
import type { MetaInput } from '../../features/inputs.ts';
import { META_DESCRIPTION_MAX_CHARS } from '../../features/results.ts';
import { Exact } from '../../shapes.ts';
import { MATERIAL_RULE, PROSE_RULES, THOUGHT_TOKENS, type Prompt } from './prompt.ts';
import { metaMaterial } from './meta-material.ts';

const RULES = `You write the descriptions that stand under the titles of web pages in search results.

${MATERIAL_RULE}

Rules:
- Write as many descriptions as "alternatives" says, each with another angle.
- Each is one or two whole sentences of 110 to 155 characters, never more than ${META_DESCRIPTION_MAX_CHARS}, counting spaces.
- Say what a reader finds on this page, in words that "text" bears out. Promise nothing that it does not keep.
- Use "focus_keyword", where given, once, as it stands or in a natural form.
- Do not repeat "current", the description it has now.
${PROSE_RULES}

Answer with JSON: {"descriptions": ["..."]}.`;

export const MetaDescriptionOutput = Exact({ descriptions: Type.Array(Type.String({ maxLength: 4000 }), { maxItems: 20 }) });

export const metaDescriptionPrompt: Prompt<MetaInput, typeof MetaDescriptionOutput> = {
	version: 'meta_description.1',
	rules: RULES,
	output: MetaDescriptionOutput,
	material: metaMaterial,
	max_output_tokens: () => THOUGHT_TOKENS,
};
