// What a feature costs in credits. The same table and the same vectors (schema/vectors/pricing.json) in the cloud and in PHP.

const CODE_POINTS_PER_WORD = 6;

/** A run of a feature, with the quantity that its price depends on. */
export type PricedFeature =
	| { feature: 'image_alt' | 'meta_title' | 'meta_description' | 'schema' }
	| { feature: 'link_suggestions'; candidate_pages: number }
	| { feature: 'content_analysis' | 'rewrite'; code_points: number }
	| { feature: 'draft'; words_asked: number };

/** Unicode code points of a text: what the contract counts, where `length` counts UTF-16 units. */
export function countCodePoints( text: string ): number {
	return Array.from( text ).length;
}

/** Words as they are priced: 6 code points each, rounded up. */
export function countWords( codePoints: number ): number {
	return Math.ceil( codePoints / CODE_POINTS_PER_WORD );
}

/** The price in credits: the quote, which is never exceeded. */
export function priceInCredits( run: PricedFeature ): number {
	switch ( run.feature ) {
		case 'image_alt':
		case 'meta_title':
		case 'meta_description':
		case 'schema':
			return 1;
		case 'link_suggestions':
			return Math.min( 10, 2 + Math.ceil( run.candidate_pages / 25 ) );
		case 'content_analysis':
			return Math.min(
				15,
				3 + Math.ceil( countWords( run.code_points ) / 500 )
			);
		case 'rewrite':
			return Math.min(
				15,
				2 + Math.ceil( countWords( run.code_points ) / 250 )
			);
		case 'draft':
			return Math.min( 15, 5 + Math.ceil( run.words_asked / 250 ) );
	}
}
