// What packs that are bought in a trial are worth after it.
import { __, sprintf } from '@wordpress/i18n';
import type { Account } from '../api/generated/account';
import { formatDay } from '../components/format';

export function TrialNote( { account }: { account: Account } ) {
	const { license, balance } = account;
	const endsAt = license?.trial_ends_at ?? null;
	if ( balance?.license.status !== 'trialing' || endsAt === null ) {
		return null;
	}
	return (
		<p className="srg-trial-note">
			{ sprintf(
				/* translators: %s: a day such as 27 November. */
				__(
					'After %s you need a paid plan to spend these.',
					'seo-rank-genius'
				),
				formatDay( endsAt )
			) }
		</p>
	);
}
