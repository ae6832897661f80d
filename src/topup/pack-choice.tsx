// The packs as radio cards: the first-time offer on top, then one column for each pool.
import { useId } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { Pack } from '../api/generated/account';
import {
	formatNumber,
	formatPrice,
	formatUnitPrice,
} from '../components/format';

interface Choosing {
	currency: string;
	chosen: string | null;
	onChoose: ( sku: string ) => void;
}

interface CardProps extends Choosing {
	pack: Pack;
	/** Names the group of radio buttons. */
	name: string;
}

function Card( { pack, name, currency, chosen, onChoose }: CardProps ) {
	const id = useId();
	const isOffer = pack.kind === 'first_time_offer';
	return (
		<label className="srg-choice" htmlFor={ id }>
			<input
				id={ id }
				type="radio"
				name={ name }
				value={ pack.sku }
				checked={ chosen === pack.sku }
				onChange={ () => onChoose( pack.sku ) }
			/>
			<span className="srg-choice__pack">
				<span className="srg-choice__credits">
					{ formatNumber( pack.credits ) }
				</span>{ ' ' }
				<span className="srg-choice__pool">
					{ pack.pool === 'shared'
						? __( 'Shared Credits', 'seo-rank-genius' )
						: __( 'Domain Credits', 'seo-rank-genius' ) }
				</span>{ ' ' }
				{ isOffer && (
					<span className="srg-choice__offer">
						{ __( 'first purchase only', 'seo-rank-genius' ) }
					</span>
				) }
			</span>{ ' ' }
			<span className="srg-choice__money">
				<span className="srg-choice__price">
					{ formatPrice( pack.price_cents, currency ) }
				</span>{ ' ' }
				<span className="srg-choice__unit">
					{ sprintf(
						/* translators: %s: what one credit costs. */
						__( '%s per credit', 'seo-rank-genius' ),
						formatUnitPrice(
							pack.price_cents,
							pack.credits,
							currency
						)
					) }
				</span>
			</span>
		</label>
	);
}

export interface PackChoiceProps extends Choosing {
	/** Those that can be bought or are being paid for. */
	packs: readonly Pack[];
}

export function PackChoice( { packs, ...choosing }: PackChoiceProps ) {
	const name = useId();
	const cards = ( some: readonly Pack[] ) =>
		some.map( ( pack ) => (
			<Card
				key={ pack.sku }
				pack={ pack }
				name={ name }
				{ ...choosing }
			/>
		) );
	const ofPool = ( pool: Pack[ 'pool' ] ) =>
		packs.filter( ( pack ) => pack.kind === 'pack' && pack.pool === pool );
	const columns = [ ofPool( 'shared' ), ofPool( 'domain' ) ].filter(
		( { length } ) => length > 0
	);
	return (
		<fieldset className="srg-choices">
			<legend className="screen-reader-text">
				{ __( 'Pack', 'seo-rank-genius' ) }
			</legend>
			{ cards(
				packs.filter( ( { kind } ) => kind === 'first_time_offer' )
			) }
			<div className="srg-choices__columns">
				{ columns.map( ( column ) => (
					<div
						key={ column[ 0 ]?.pool }
						className="srg-choices__column"
					>
						{ cards( column ) }
					</div>
				) ) }
			</div>
		</fieldset>
	);
}
