// Makes the result of `rewrite` of what the model answered.
import type { Static } from 'typebox';
import type { RewriteInput } from '../../features/inputs.ts';
import type { RewriteResult } from '../../features/results.ts';
import { requireUsable, UnusableAnswer, type ProseContext } from '../checks.ts';
import { lengthOf, plainText } from '../clean-text.ts';
import type { RewriteOutput } from '../prompts/rewrite.ts';

/** Beyond these shares of its length it is another text, or a part of it. */
const LEAST_SHARE = { shorter: 0.15, same: 0.4, longer: 0.8 } as const;
const MOST_SHARE = { shorter: 1, same: 2, longer: 4 } as const;
/** Where the text is only a few words, its length says nothing. */
const ENOUGH_CHARS = 80;
const MAX_CHARS = 100_000;

/** @throws UnusableAnswer also where it is the same text, or one of quite another length. */
export function readRewrite(output: Static<typeof RewriteOutput>, input: RewriteInput, context: ProseContext): RewriteResult {
	const text = plainText(output.text);
	requireUsable(text, context);
	const before = plainText(input.text);
	if (spaceless(text) === spaceless(before)) {
		throw new UnusableAnswer('It gave the text back unchanged.');
	}
	const [chars, chars_before] = [lengthOf(text), lengthOf(before)];
	const is_odd = chars_before >= ENOUGH_CHARS && (chars < chars_before * LEAST_SHARE[input.length] || chars > chars_before * MOST_SHARE[input.length]);
	if (is_odd || chars > MAX_CHARS) {
		throw new UnusableAnswer(`It had ${chars} characters; the text has ${chars_before}, and "length" is ${input.length}.`);
	}
	return { text };
}

function spaceless(text: string): string {
	return text.replace(/\s+/g, '');
}
