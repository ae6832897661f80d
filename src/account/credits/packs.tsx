// What can be bought: the first-time offer in one line, then the grids of Shared and of Domain Credits.
import { useId } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { Account, Pack } from '../../api/generated/account';
import { formatNumber, formatPrice } from '../../components/format';
import { PackButton, type Shop } from './pack-button';

function packLine( pack: Pack, currency: string ): string {
	const text =
		pack.pool === 'shared'
			? /* translators: %s: a price. */
				__( 'shared credits · %s one-time', 'seo-rank-genius' )
			: /* translators: %s: a price. */
				__( 'credits · %s', 'seo-rank-genius' );
	return sprintf( text, formatPrice( pack.price_cents, currency ) );
}

interface GridProps {
	heading: string;
	text: string;
	packs: readonly Pack[];
	shop: Shop;
}

function Grid( { heading, text, packs, shop }: GridProps ) {
	const id = useId();
	return (
		<section aria-labelledby={ id } className="srg-shop">
			<h2 className="srg-heading" id={ id }>
				{ heading }
			</h2>
			<p className="srg-shop__text">{ text }</p>
			<ul className="srg-packs">
				{ packs.map( ( pack ) => (
					<li key={ pack.sku } className="srg-pack">
						<p className="srg-pack__text">
							<span className="srg-pack__credits">
								{ formatNumber( pack.credits ) }
							</span>{ ' ' }
							<span className="srg-pack__price">
								{ packLine( pack, shop.currency ) }
							</span>
						</p>
						<PackButton
							pack={ pack }
							shop={ shop }
							variant="secondary"
						/>
					</li>
				) ) }
			</ul>
		</section>
	);
}

interface OfferProps {
	offer: Pack;
	shop: Shop;
	isPrimary: boolean;
}

function Offer( { offer, shop, isPrimary }: OfferProps ) {
	return (
		<div className="srg-offer">
			<p className="srg-offer__text">
				<strong>
					{ __( 'First purchase only:', 'seo-rank-genius' ) }
				</strong>{ ' ' }
				{ sprintf(
					/* translators: 1: a number of credits. 2: a price. */
					__( '%1$s Shared Credits for %2$s.', 'seo-rank-genius' ),
					formatNumber( offer.credits ),
					formatPrice( offer.price_cents, shop.currency )
				) }{ ' ' }
				{ __( 'Once per account.', 'seo-rank-genius' ) }
			</p>
			<PackButton
				pack={ offer }
				shop={ shop }
				variant={ isPrimary ? 'primary' : 'secondary' }
			/>
		</div>
	);
}

export interface PacksProps {
	account: Account;
	shop: Shop;
	/** The view has no other filled button. */
	mayFill: boolean;
}

export function Packs( { account, shop, mayFill }: PacksProps ) {
	const { packs } = account.catalog;
	const offer = packs.find( ( { kind } ) => kind === 'first_time_offer' );
	const isWatched = shop.watches.some(
		( { checkout } ) => checkout.sku === offer?.sku
	);
	const ofPool = ( pool: Pack[ 'pool' ] ) =>
		packs.filter( ( pack ) => pack.kind === 'pack' && pack.pool === pool );
	const shared = ofPool( 'shared' );
	const domain = ofPool( 'domain' );
	return (
		<>
			{ offer !== undefined && ( offer.available || isWatched ) && (
				<Offer offer={ offer } shop={ shop } isPrimary={ mayFill } />
			) }
			{ shared.length > 0 && (
				<Grid
					heading={ __( 'Buy Shared Credits', 'seo-rank-genius' ) }
					text={ __(
						'Shared credits are available across ALL websites connected to your license.',
						'seo-rank-genius'
					) }
					packs={ shared }
					shop={ shop }
				/>
			) }
			{ domain.length > 0 && (
				<Grid
					heading={ __( 'Buy Domain Credits', 'seo-rank-genius' ) }
					text={ __(
						'Domain credits are bound to this site only — best for single-site owners.',
						'seo-rank-genius'
					) }
					packs={ domain }
					shop={ shop }
				/>
			) }
		</>
	);
}
