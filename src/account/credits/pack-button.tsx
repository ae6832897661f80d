// "Buy Now" of one pack, and everything that may come in its place.
import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import type { Pack } from '../../api/generated/account';
import { formatNumber, formatPrice } from '../../components/format';
import type { Watch } from '../../sync/checkout-watch';
import { useBuying } from './buy';
import { Waiting } from './waiting';

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
	variant: 'primary' | 'secondary';
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

export function PackButton( { pack, shop, variant }: PackButtonProps ) {
	const buying = useBuying( pack.sku );
	const watch = shop.watches.find(
		( { checkout } ) => checkout.sku === pack.sku
	);
	if ( watch !== undefined ) {
		return (
			<>
				<Waiting
					watch={ watch }
					isBlocked={ buying.isBlocked }
					supportEmail={ shop.supportEmail }
				/>
				{ buying.error !== null && (
					<p role="alert" className="srg-error">
						{ buying.error }
					</p>
				) }
			</>
		);
	}
	const isDisabled = shop.isClosed || ! pack.available || buying.isStarting;
	return (
		<>
			<Button
				variant={ variant }
				className="srg-pack__buy"
				aria-label={ buttonName( pack, shop.currency ) }
				isBusy={ buying.isStarting }
				disabled={ isDisabled }
				accessibleWhenDisabled
				onClick={ buying.buy }
			>
				{ __( 'Buy Now', 'seo-rank-genius' ) }
			</Button>
			{ buying.error !== null && (
				<p role="alert" className="srg-error">
					{ buying.error }
				</p>
			) }
		</>
	);
}
