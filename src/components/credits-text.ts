// Credits in words, and the label of a button that spends them.
import { __, _n, sprintf } from '@wordpress/i18n';
import { formatNumber } from './format';

/** "72 credits". */
export function creditsText( credits: number ): string {
	return sprintf(
		/* translators: %s: a number of credits. */
		_n( '%s credit', '%s credits', credits, 'seo-rank-genius' ),
		formatNumber( credits )
	);
}

/** "Generate Alt Text · 72 credits": what a button does, and its price. */
export function pricedLabel( label: string, credits: number ): string {
	return sprintf(
		/* translators: 1: what a button does. 2: its price, such as "72 credits". */
		__( '%1$s · %2$s', 'seo-rank-genius' ),
		label,
		creditsText( credits )
	);
}
