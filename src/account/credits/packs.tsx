// What can be bought: one line that leads to the first-time offer, then the grids of Shared and of Domain Credits.
import { Button } from '@wordpress/components';
import { useId, useRef } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { Account, Pack } from '../../api/generated/account';
import { Waiting } from '../../checkout/waiting';
import { FocusHandOver } from '../../components/focus-hand-over';
import { formatNumber, formatPrice } from '../../components/format';
import type { Watch } from '../../sync/checkout-watch';
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
						<PackButton pack={ pack } shop={ shop } />
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
	onOpen: () => void;
}

/** One line that leads to the offer; while it is being paid for, what became of that. */
function Offer( { offer, shop, isPrimary, onOpen }: OfferProps ) {
	const slot = useRef( false );
	const watch = shop.watches.find(
		( { checkout } ) => checkout.sku === offer.sku
	);
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
			{ watch !== undefined ? (
				<FocusHandOver
					key="waiting"
					slot={ slot }
					className="srg-waiting"
				>
					<Waiting
						watch={ watch }
						isBlocked={ false }
						supportEmail={ shop.supportEmail }
					/>
				</FocusHandOver>
			) : (
				<FocusHandOver key="button" slot={ slot }>
					<Button
						variant={ isPrimary ? 'primary' : 'secondary' }
						onClick={ onOpen }
					>
						{ __( 'See the offer', 'seo-rank-genius' ) }
					</Button>
				</FocusHandOver>
			) }
		</div>
	);
}

/** The first-time offer, while it can be had or is being paid for. */
export function standingOffer(
	{ catalog }: Account,
	watches: readonly Watch[]
): Pack | undefined {
	return catalog.packs.find(
		( { kind, available, sku } ) =>
			kind === 'first_time_offer' &&
			( available ||
				watches.some( ( { checkout } ) => checkout.sku === sku ) )
	);
}

export interface PacksProps {
	account: Account;
	shop: Shop;
	/** The view has no other filled button. */
	mayFill: boolean;
	/** Opens the top-up modal, where the offer stands on top. */
	onTopUp: () => void;
}

export function Packs( { account, shop, mayFill, onTopUp }: PacksProps ) {
	const { packs } = account.catalog;
	const offer = standingOffer( account, shop.watches );
	const ofPool = ( pool: Pack[ 'pool' ] ) =>
		packs.filter( ( pack ) => pack.kind === 'pack' && pack.pool === pool );
	const shared = ofPool( 'shared' );
	const domain = ofPool( 'domain' );
	return (
		<>
			{ offer !== undefined && (
				<Offer
					offer={ offer }
					shop={ shop }
					isPrimary={ mayFill }
					onOpen={ onTopUp }
				/>
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
