// Says politely what has become of a checkout.
import { __, sprintf } from '@wordpress/i18n';
import type { Checkout } from '../api/generated/checkout';
import { formatNumber } from './format';

function landingText( { status, pool, credits }: Checkout ): string {
	const number = formatNumber( credits );
	if ( status === 'granted' && pool === 'shared' ) {
		return sprintf(
			/* translators: %s: a number of credits. */
			__( '+%s Shared Credits', 'seo-rank-genius' ),
			number
		);
	}
	if ( status === 'granted' ) {
		return sprintf(
			/* translators: %s: a number of credits. */
			__( '+%s Domain Credits', 'seo-rank-genius' ),
			number
		);
	}
	if ( status === 'refunded' ) {
		return sprintf(
			/* translators: %s: a number of credits. */
			__( 'The payment for %s credits was refunded.', 'seo-rank-genius' ),
			number
		);
	}
	if ( status === 'expired' ) {
		return sprintf(
			/* translators: %s: a number of credits. */
			__(
				'The checkout for %s credits has expired. Nothing was paid.',
				'seo-rank-genius'
			),
			number
		);
	}
	return sprintf(
		/* translators: %s: a number of credits. */
		__(
			'The payment for %s credits failed. Nothing was paid; try again.',
			'seo-rank-genius'
		),
		number
	);
}

/** A live region: it is there before it has something to say. */
export function LandingNote( { ended }: { ended: Checkout | null } ) {
	return (
		<div role="status" className="srg-landing">
			{ ended !== null && (
				<span
					key={ ended.id }
					className={
						ended.status === 'granted'
							? 'srg-landing__gain'
							: 'srg-landing__other'
					}
				>
					{ landingText( ended ) }
				</span>
			) }
		</div>
	);
}
