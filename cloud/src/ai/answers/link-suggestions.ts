// Makes the result of `link_suggestions` of what the model answered: known pages, from words that stand in the text.
import type { Static } from 'typebox';
import type { LinkSuggestionsInput } from '../../features/inputs.ts';
import type { LinkSuggestionsResult } from '../../features/results.ts';
import { faultOf, UnusableAnswer, type ProseContext } from '../checks.ts';
import { lengthOf, oneLine, wholeSentences } from '../clean-text.ts';
import type { LinkSuggestionsOutput } from '../prompts/link-suggestions.ts';
import { findVerbatim } from '../verbatim.ts';

/** Far more than was asked for; the rest is not looked at. */
const MAX_READ = 40;
const MAX_SUGGESTIONS = 15;
const ANCHOR_MAX_CHARS = 120;
const REASON_MAX_CHARS = 500;

/** @throws UnusableAnswer where no suggestion is left. */
export function readLinkSuggestions(
	output: Static<typeof LinkSuggestionsOutput>,
	input: LinkSuggestionsInput,
	context: ProseContext,
): LinkSuggestionsResult {
	const open = new Set(input.candidates.map(({ id }) => id));
	const suggestions: LinkSuggestionsResult['suggestions'] = [];
	let fault = 'It suggested nothing.';
	for (const { candidate_id, anchor: wanted, reason: written } of output.suggestions.slice(0, MAX_READ)) {
		const anchor = anchorIn(input.text, wanted);
		const reason = wholeSentences(oneLine(written), REASON_MAX_CHARS) ?? '';
		if (!open.has(candidate_id)) {
			fault = 'A "candidate_id" was none of the candidates, or came twice.';
		} else if (anchor === undefined || suggestions.some((earlier) => overlap(earlier.anchor, anchor))) {
			fault = 'An "anchor" does not stand character for character in "text", or overlaps another.';
		} else if (faultOf(reason, context) !== undefined) {
			fault = faultOf(reason, context) ?? fault;
		} else {
			open.delete(candidate_id);
			suggestions.push({ candidate_id, anchor, reason });
		}
	}
	if (suggestions.length === 0) {
		throw new UnusableAnswer(fault);
	}
	return { suggestions: suggestions.slice(0, MAX_SUGGESTIONS) };
}

function anchorIn(text: string, wanted: string): string | undefined {
	const anchor = findVerbatim(text, wanted, { as_anchor: true });
	return anchor !== undefined && /[\p{L}\p{N}]/u.test(anchor) && lengthOf(anchor) <= ANCHOR_MAX_CHARS ? anchor : undefined;
}

/** One within the other would be a link within a link. */
function overlap(left: string, right: string): boolean {
	return left.includes(right) || right.includes(left);
}
