// Makes the result of `image_alt` of what the model answered.
import type { Static } from 'typebox';
import type { ImageAltInput } from '../../features/inputs.ts';
import type { ImageAltResult } from '../../features/results.ts';
import { requireUsable, type ProseContext } from '../checks.ts';
import { cleanAltText } from '../clean-text.ts';
import type { ImageAltOutput } from '../prompts/image-alt.ts';

/** @throws UnusableAnswer */
export function readImageAlt(output: Static<typeof ImageAltOutput>, _input: ImageAltInput, context: ProseContext): ImageAltResult {
	const alt_text = cleanAltText(output.alt_text);
	requireUsable(alt_text, context);
	return { alt_text };
}
