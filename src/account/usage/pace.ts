// How long the balance lasts at the pace of the last days.
import { __, _n, sprintf } from '@wordpress/i18n';
import type { Balance } from '../../api/generated/account';
import type { UsageSummary } from '../../api/generated/usage-summary';
import { formatNumber } from '../../components/format';
import { spendableCredits } from '../../sync/balance';

const LONG_DAYS = 730;

/** "At this pace about 23 days"; null where nothing was spent, or the balance is not to be known here. */
export function paceText(
	pace: UsageSummary[ 'pace' ],
	balance: Balance | null
): string | null {
	const spendable = balance === null ? NaN : spendableCredits( balance );
	if ( pace.credits === 0 || ! Number.isFinite( spendable ) ) {
		return null;
	}
	const days = Math.floor( ( spendable * pace.days ) / pace.credits );
	if ( days > LONG_DAYS ) {
		return __( 'At this pace more than two years', 'seo-rank-genius' );
	}
	if ( days === 0 ) {
		return __( 'At this pace less than a day', 'seo-rank-genius' );
	}
	return sprintf(
		/* translators: %s: a number of days. */
		_n(
			'At this pace about %s day',
			'At this pace about %s days',
			days,
			'seo-rank-genius'
		),
		formatNumber( days )
	);
}
