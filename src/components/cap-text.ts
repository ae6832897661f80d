// What a site is told that has taken as much from the Shared pool as its cap allows.
import { __, sprintf } from '@wordpress/i18n';
import type { Balance } from '../api/generated/account';
import { formatDay, formatMonthBefore, formatNumber } from './format';

/** "This site’s cap of 500 Shared Credits for November is reached." */
export function capReachedText( balance: Balance | null ): string {
	const cap = balance?.site.cap ?? null;
	if ( balance === null || cap === null ) {
		return __(
			'This site’s cap of Shared Credits is reached.',
			'seo-rank-genius'
		);
	}
	return sprintf(
		/* translators: 1: a number of credits. 2: a month such as November. */
		__(
			'This site’s cap of %1$s Shared Credits for %2$s is reached.',
			'seo-rank-genius'
		),
		formatNumber( cap ),
		formatMonthBefore( balance.site.cap_resets_at )
	);
}

/** The same, with when it ends and what works meanwhile. */
export function capReachedNote( balance: Balance ): string {
	return sprintf(
		/* translators: 1: such as "This site’s cap of 500 Shared Credits for November is reached." 2: a day such as 1 December. */
		__(
			'%1$s It can use them again from %2$s; Domain Credits work at once.',
			'seo-rank-genius'
		),
		capReachedText( balance ),
		formatDay( balance.site.cap_resets_at )
	);
}
