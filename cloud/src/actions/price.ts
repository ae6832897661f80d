// What an action costs, by DESIGN's price table; schema/vectors/pricing.json holds the cases all languages share.
import { lengthOf } from '../ai/clean-text.ts';
import type { Feature, FeatureRequest } from '../http/schemas.ts';

export const MAX_COST = 15;

/** A word is this many Unicode code points of the visible text, in every language. */
const CODE_POINTS_PER_WORD = 6;

/** What a price depends on; nothing for the fixed ones. */
export interface PricingInput {
	/** Pages that a link could lead to. */
	candidate_pages?: number;
	/** Unicode code points of the visible text sent. */
	code_points?: number;
	/** Words asked for, of a draft. */
	words_asked?: number;
}

/** What a request's price depends on, from the input itself. */
export function pricingInputOf(request: FeatureRequest): PricingInput {
	switch (request.feature) {
		case 'link_suggestions':
			return { candidate_pages: request.input.candidates.length };
		case 'content_analysis':
		case 'rewrite':
			return { code_points: lengthOf(request.input.text) };
		case 'draft':
			return { words_asked: request.input.words };
		default:
			return {};
	}
}

/** Words of a text, rounded up. */
export function countWords(code_points: number): number {
	return Math.ceil(code_points / CODE_POINTS_PER_WORD);
}

/** Credits, 1 to 15. Every division rounds up. */
export function priceOf(feature: Feature, input: PricingInput = {}): number {
	switch (feature) {
		case 'image_alt':
		case 'meta_title':
		case 'meta_description':
		case 'schema':
			return 1;
		case 'link_suggestions':
			return Math.min(10, 2 + Math.ceil((input.candidate_pages ?? 0) / 25));
		case 'content_analysis':
			return Math.min(MAX_COST, 3 + Math.ceil(countWords(input.code_points ?? 0) / 500));
		case 'rewrite':
			return Math.min(MAX_COST, 2 + Math.ceil(countWords(input.code_points ?? 0) / 250));
		case 'draft':
			return Math.min(MAX_COST, 5 + Math.ceil((input.words_asked ?? 0) / 250));
	}
}
