// What the choice of a pack means: whether it is enough, and what becomes of the first-time offer.
import { __, _n, sprintf } from '@wordpress/i18n';
import type { Account, Balance, Pack } from '../api/generated/account';
import { formatNumber, formatPrice } from '../components/format';
import { capLeft } from '../sync/balance';
import { spendableWith } from './covering';

function coverText(
	balance: Balance,
	pack: Pack,
	need: number
): string | null {
	const left = need - spendableWith( balance, pack );
	if ( left <= 0 ) {
		return null;
	}
	const mayTake = capLeft( balance );
	if ( pack.pool === 'shared' && mayTake !== null ) {
		return sprintf(
			/* translators: 1: a number of credits. 2: a number of credits. */
			__(
				'This site may use %1$s more Shared Credits this month: with this pack %2$s are still short.',
				'seo-rank-genius'
			),
			formatNumber( mayTake ),
			formatNumber( left )
		);
	}
	return sprintf(
		/* translators: %s: a number of credits. */
		_n(
			'With this pack %s credit is still short.',
			'With this pack %s credits are still short.',
			left,
			'seo-rank-genius'
		),
		formatNumber( left )
	);
}

function owedText( balance: Balance, pack: Pack ): string | null {
	const owed = Math.min( balance.license.owed, pack.credits );
	return owed === 0
		? null
		: sprintf(
				/* translators: %s: a number of credits. */
				_n(
					'%s of these credits pays back what is owed after a refund.',
					'%s of these credits pay back what is owed after a refund.',
					owed,
					'seo-rank-genius'
				),
				formatNumber( owed )
			);
}

function offerText( { catalog }: Account, chosen: Pack ): string | null {
	const offer = catalog.packs.find(
		( { kind } ) => kind === 'first_time_offer'
	);
	if ( offer === undefined || offer.sku === chosen.sku ) {
		return null;
	}
	if ( offer.available ) {
		return sprintf(
			/* translators: 1: a number of credits. 2: a price. */
			__(
				'This pack uses your first purchase: the first-time offer (%1$s for %2$s) ends with it.',
				'seo-rank-genius'
			),
			formatNumber( offer.credits ),
			formatPrice( offer.price_cents, catalog.currency )
		);
	}
	return offer.unavailable_reason === 'offer_claimed'
		? __(
				'The first-time offer is in an open checkout of another license of your account.',
				'seo-rank-genius'
			)
		: __(
				'The first-time offer is gone: your account has made its first purchase.',
				'seo-rank-genius'
			);
}

export interface ChoiceNotesProps {
	account: Account;
	chosen: Pack;
	need: number;
}

/** A live region: what is said changes with the choice. */
export function ChoiceNotes( { account, chosen, need }: ChoiceNotesProps ) {
	const { balance } = account;
	const notes = [
		balance === null ? null : coverText( balance, chosen, need ),
		balance === null ? null : owedText( balance, chosen ),
		offerText( account, chosen ),
	].filter( ( note ) => note !== null );
	return (
		<div role="status" className="srg-topup__notes">
			{ notes.map( ( note ) => (
				<p key={ note }>{ note }</p>
			) ) }
		</div>
	);
}
