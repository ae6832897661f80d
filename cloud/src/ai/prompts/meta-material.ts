// What the model is shown of a page whose meta title or description is wanted.
import type { MetaInput } from '../../features/inputs.ts';
import { beginningOf } from '../clean-text.ts';
import { brandOf } from './prompt.ts';

/** What a page is about stands in its first pages' worth of text. */
const TEXT_MAX_CHARS = 20_000;

export function metaMaterial(input: MetaInput): Record<string, unknown> {
	return {
		language: input.language,
		alternatives: input.alternatives,
		focus_keyword: input.focus_keyword,
		current: input.current,
		title: input.title,
		text: beginningOf(input.text, TEXT_MAX_CHARS),
		...brandOf(input.personalization),
	};
}
