// "Buy Now" of one pack, and everything that may come in its place.
import { Button } from '@wordpress/components';
import { useRef } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { Pack } from '../../api/generated/account';
import { useBuying } from '../../checkout/buy';
import { Waiting } from '../../checkout/waiting';
import { FocusHandOver } from '../../components/focus-hand-over';
import { formatNumber, formatPrice } from '../../components/format';
import type { Watch } from '../../sync/checkout-watch';

export interface Shop {
	currency: string;
	supportEmail: string;
	watches: readonly Watch[];
	/** The cloud cannot be asked for a checkout now. */
	isClosed: boolean;
}

export interface PackButtonProps {
	pack: Pack;
	shop: Shop;
}

function buttonName( pack: Pack, currency: string ): string {
	const text =
		pack.pool === 'shared'
			? /* translators: 1: a number of credits. 2: a price. */
				__( 'Buy Now: %1$s shared credits for %2$s', 'seo-rank-genius' )
			: /* translators: 1: a number of credits. 2: a price. */
				__(
					'Buy Now: %1$s domain credits for %2$s',
					'seo-rank-genius'
				);
	return sprintf(
		text,
		formatNumber( pack.credits ),
		formatPrice( pack.price_cents, currency )
	);
}

export function PackButton( { pack, shop }: PackButtonProps ) {
	const buying = useBuying( pack.sku );
	const slot = useRef( false );
	const watch = shop.watches.find(
		( { checkout } ) => checkout.sku === pack.sku
	);
	const error = buying.error !== null && (
		<p role="alert" className="srg-error">
			{ buying.error }
		</p>
	);
	if ( watch !== undefined ) {
		return (
			<FocusHandOver key="waiting" slot={ slot } className="srg-waiting">
				<Waiting
					watch={ watch }
					isBlocked={ buying.isBlocked }
					supportEmail={ shop.supportEmail }
				/>
				{ error }
			</FocusHandOver>
		);
	}
	return (
		<FocusHandOver key="button" slot={ slot }>
			<Button
				variant="secondary"
				aria-label={ buttonName( pack, shop.currency ) }
				isBusy={ buying.isStarting }
				disabled={
					shop.isClosed || ! pack.available || buying.isStarting
				}
				accessibleWhenDisabled
				onClick={ buying.buy }
			>
				{ __( 'Buy Now', 'seo-rank-genius' ) }
			</Button>
			{ error }
		</FocusHandOver>
	);
}
