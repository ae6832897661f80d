// What is chosen, what it costs and leaves, and the button that starts it.
import { Button, CheckboxControl, TextControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { RunQuote } from '../api/generated/run-quote';
import { Confirmation } from '../components/confirmation';
import { creditsText, pricedLabel } from '../components/credits-text';
import { FocusHandOver, type FocusSlot } from '../components/focus-hand-over';
import { formatNumber } from '../components/format';
import { PILOT, ceilingOf, type Starting } from './starting';
import type { BulkWords } from './words';

const PILOT_ABOVE = 20;

/** "72 images, 72 credits; you have 4,820: leaves 4,748". */
export function quoteText(
	quote: RunQuote,
	words: BulkWords,
	showsBalance: boolean
): string {
	const { items, credits, spendable, covers } = quote;
	const wanted = words.wanted( items, creditsText( credits ) );
	if ( spendable === null || ! showsBalance || items === 0 ) {
		return wanted;
	}
	if ( covers < items ) {
		return sprintf(
			/* translators: 1: such as "72 images, 72 credits". 2: credits that can be spent. 3: how many of them these pay for. */
			__(
				'%1$s; you have %2$s: covers the first %3$s',
				'seo-rank-genius'
			),
			wanted,
			formatNumber( spendable ),
			formatNumber( covers )
		);
	}
	return sprintf(
		/* translators: 1: such as "72 images, 72 credits". 2: credits that can be spent. 3: credits after it. */
		__( '%1$s; you have %2$s: leaves %3$s', 'seo-rank-genius' ),
		wanted,
		formatNumber( spendable ),
		formatNumber( spendable - credits )
	);
}

function Overwrite( {
	starting,
	words,
}: Pick< StartProps, 'starting' | 'words' > ) {
	const { quote, overwrite, setOverwrite } = starting;
	const count = overwrite ? quote?.overwrites : quote?.skipped.has_text;
	if ( count === undefined || ( count === 0 && ! overwrite ) ) {
		return null;
	}
	return (
		<CheckboxControl
			__nextHasNoMarginBottom
			label={ words.replace( count ) }
			checked={ overwrite }
			onChange={ setOverwrite }
		/>
	);
}

function Ceiling( { starting }: { starting: Starting } ) {
	const { ceiling, setCeiling } = starting;
	const isWrong = ceilingOf( ceiling ) === undefined;
	return (
		<TextControl
			__nextHasNoMarginBottom
			__next40pxDefaultSize
			className="srg-choose__ceiling"
			type="number"
			min={ 1 }
			label={ __( 'Spend at most', 'seo-rank-genius' ) }
			value={ ceiling }
			onChange={ setCeiling }
			aria-invalid={ isWrong }
			help={
				isWrong
					? __(
							'A whole number of credits, or nothing for no limit.',
							'seo-rank-genius'
						)
					: undefined
			}
		/>
	);
}

interface StartProps {
	starting: Starting;
	words: BulkWords;
	isFilled: boolean;
}

function Start( { starting, words, isFilled }: StartProps ) {
	const [ asked, setAsked ] = useState< number | null | undefined >();
	const { quote, price, pilotPrice, canStart, isStarting, overwrite } =
		starting;
	const begin = ( first: number | null ) =>
		overwrite && quote !== null && quote.overwrites > 0
			? setAsked( first )
			: starting.start( first );
	const buttons = { disabled: ! canStart, accessibleWhenDisabled: true };
	return (
		<span className="srg-choose__buttons">
			<Button
				{ ...buttons }
				variant={ isFilled ? 'primary' : 'secondary' }
				isBusy={ isStarting }
				onClick={ () => begin( null ) }
			>
				{ quote === null
					? words.generate
					: pricedLabel( words.generate, price ) }
			</Button>
			{ quote !== null && quote.items > PILOT_ABOVE && (
				<Button
					{ ...buttons }
					variant="secondary"
					onClick={ () => begin( PILOT ) }
				>
					{ pricedLabel(
						sprintf(
							/* translators: %s: a number of images. */
							__( 'Try %s first', 'seo-rank-genius' ),
							formatNumber( PILOT )
						),
						pilotPrice
					) }
				</Button>
			) }
			{ asked !== undefined && quote !== null && (
				<Confirmation
					title={ words.replaceTitle }
					confirmLabel={ pricedLabel(
						__( 'Replace', 'seo-rank-genius' ),
						asked === null ? price : pilotPrice
					) }
					onCancel={ () => setAsked( undefined ) }
					onConfirm={ () => {
						setAsked( undefined );
						starting.start( asked );
					} }
				>
					{ words.replaces( quote.overwrites ) }
				</Confirmation>
			) }
		</span>
	);
}

export interface ChooseBarProps extends StartProps {
	/** How many are chosen. */
	count: number;
	showsBalance: boolean;
	/** A run is going on: one at a time. */
	isRunning: boolean;
	slot: FocusSlot;
	onClear: () => void;
}

export function ChooseBar( props: ChooseBarProps ) {
	const { starting, words, count, showsBalance, isRunning, slot, onClear } =
		props;
	const { quote, error } = starting;
	return (
		<FocusHandOver slot={ slot } className="srg-dock srg-dock--bottom">
			<div className="srg-choose">
				<div className="srg-choose__words">
					<span className="srg-choose__line">
						<strong role="status">
							{ quote === null || isRunning
								? words.chosen( count )
								: quoteText( quote, words, showsBalance ) }
						</strong>
						<Button variant="link" onClick={ onClear }>
							{ __( 'Clear', 'seo-rank-genius' ) }
						</Button>
					</span>
					{ quote !== null && ! isRunning && (
						<span>
							{ words.leftAlone( quote.skipped ).join( ' ' ) }
						</span>
					) }
					{ isRunning && (
						<span>
							{ __(
								'The next run can start when this one has ended.',
								'seo-rank-genius'
							) }
						</span>
					) }
					{ ! isRunning && <Overwrite { ...props } /> }
				</div>
				<Ceiling starting={ starting } />
				<Start { ...props } />
			</div>
			<p role="alert" className="srg-error">
				{ error }
			</p>
		</FocusHandOver>
	);
}
