// Decides whether an action's input can be worked on, before anything is reserved.
import { lengthOf } from '../ai/clean-text.ts';
import { ANALYSIS_MAX_CHARS } from '../ai/prompts/content-analysis.ts';
import { REWRITE_MAX_CHARS } from '../ai/prompts/rewrite.ts';
import type { FeatureRequest } from '../features/inputs.ts';
import { pictureFault } from './picture.ts';

/** Code points of visible text. What a feature reads of it is its prompt's to say; what it cannot even take in is refused. */
export const TEXT_MAX_CHARS = ANALYSIS_MAX_CHARS;

/** Why the input is unusable, for developers; undefined where it is fine. */
export function inputFault(request: FeatureRequest): string | undefined {
	switch (request.feature) {
		case 'image_alt':
			return pictureFault(request.input.image);
		case 'draft':
			return hasWords([request.input.title, ...request.input.outline].join(' ')) ? undefined : 'Neither title nor outline has words.';
		case 'rewrite':
			return textFault(request.input.text, REWRITE_MAX_CHARS);
		case 'link_suggestions': {
			const ids = new Set(request.input.candidates.map(({ id }) => id));
			return ids.size < request.input.candidates.length ? 'A candidate stands there twice.' : textFault(request.input.text, TEXT_MAX_CHARS);
		}
		default:
			return textFault(request.input.text, TEXT_MAX_CHARS);
	}
}

function textFault(text: string, max_chars: number): string | undefined {
	if (!hasWords(text)) {
		return 'The text has no words.';
	}
	return lengthOf(text) > max_chars ? `The text has more than ${max_chars} code points.` : undefined;
}

function hasWords(text: string): boolean {
	return /[\p{L}\p{N}]/u.test(text);
}
