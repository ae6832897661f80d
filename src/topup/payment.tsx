// "Pay $5" for the chosen pack, whom it is for, and what takes the button's place while its payment is awaited.
import { Button } from '@wordpress/components';
import { useRef } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { Account, Pack } from '../api/generated/account';
import { useBuying } from '../checkout/buy';
import { TrialNote } from '../checkout/trial-note';
import { Waiting } from '../checkout/waiting';
import { problemText } from '../components/error-text';
import { FocusHandOver } from '../components/focus-hand-over';
import { formatPrice } from '../components/format';
import { accountPagesAddress } from '../page-address';
import type { Watch } from '../sync/checkout-watch';

function SmallPrint( { account }: { account: Account } ) {
	const { account_email: email, cloud_host: host, domain } = account;
	return (
		<div className="srg-topup__small">
			<p>
				{ email === null
					? sprintf(
							/* translators: %s: this site's address. */
							__( 'For %s', 'seo-rank-genius' ),
							domain
						)
					: sprintf(
							/* translators: 1: this site's address. 2: a masked email address. */
							__( 'For %1$s, account %2$s', 'seo-rank-genius' ),
							domain,
							email
						) }
			</p>
			<p>{ __( 'Plus tax where due', 'seo-rank-genius' ) }</p>
			<p>
				<Button
					variant="link"
					href={ accountPagesAddress( host ) }
					target="_blank"
					rel="noopener noreferrer"
				>
					{ __(
						'Manage credits outside WordPress',
						'seo-rank-genius'
					) }
				</Button>
			</p>
		</div>
	);
}

export interface PaymentProps {
	account: Account;
	pack: Pack;
	watch: Watch | undefined;
}

export function Payment( { account, pack, watch }: PaymentProps ) {
	const { catalog, problem } = account;
	const buying = useBuying( pack.sku );
	const slot = useRef( false );
	const isClosed = problem?.code === 'unavailable';
	return (
		<div className="srg-topup__payment">
			{ watch !== undefined ? (
				<FocusHandOver key="waiting" slot={ slot }>
					<Waiting
						watch={ watch }
						isBlocked={ buying.isBlocked }
						supportEmail={ catalog.support_email }
					/>
				</FocusHandOver>
			) : (
				<FocusHandOver key="pay" slot={ slot }>
					<TrialNote account={ account } />
					<Button
						variant="primary"
						isBusy={ buying.isStarting }
						disabled={ isClosed || buying.isStarting }
						accessibleWhenDisabled
						onClick={ buying.buy }
					>
						{ sprintf(
							/* translators: %s: a price. */
							__( 'Pay %s', 'seo-rank-genius' ),
							formatPrice( pack.price_cents, catalog.currency )
						) }
					</Button>
				</FocusHandOver>
			) }
			{ isClosed && (
				<p className="srg-error">{ problemText( problem ) }</p>
			) }
			{ buying.error !== null && (
				<p role="alert" className="srg-error">
					{ buying.error }
				</p>
			) }
			<SmallPrint account={ account } />
		</div>
	);
}
