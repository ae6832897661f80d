// The plan in one line: "Plan: Pro", with the end of a trial.
import { __, sprintf } from '@wordpress/i18n';
import type { Account } from '../api/generated/account';
import { formatDay } from '../components/format';

export function planLine( { license, balance }: Account ): string | null {
	if ( license === null ) {
		return null;
	}
	const plan = sprintf(
		/* translators: %s: the name of a plan. */
		__( 'Plan: %s', 'seo-rank-genius' ),
		license.plan_name
	);
	const status = balance?.license.status ?? license.status;
	if ( status === 'trialing' && license.trial_ends_at !== null ) {
		return sprintf(
			/* translators: 1: such as "Plan: Pro". 2: a day such as 27 November. */
			__( '%1$s · Trial, ends %2$s', 'seo-rank-genius' ),
			plan,
			formatDay( license.trial_ends_at )
		);
	}
	if ( status === 'lapsed' ) {
		return sprintf(
			/* translators: %s: such as "Plan: Pro". */
			__( '%s · Ended', 'seo-rank-genius' ),
			plan
		);
	}
	return plan;
}
