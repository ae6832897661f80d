// The chosen blocks in other words: shown beside what stands there now, and put in its place only when it is accepted.
import { Button, CheckboxControl, SelectControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { formatNumber } from '../../components/format';
import { countCodePoints, priceInCredits } from '../../pricing';
import type { TextPlace } from '../blocks';
import { Generate } from '../generate';
import { History } from '../history';
import { Panel } from '../panel';
import { isUnchanged, useSelectedBlocks, writeTexts } from '../post';
import { rewrittenOf } from '../results';
import { asText, rewritable, rewritten } from './rewritten';

const tones = () => [
	{ value: 'as_is', label: __( 'As it is', 'seo-rank-genius' ) },
	{ value: 'friendly', label: __( 'Friendly', 'seo-rank-genius' ) },
	{ value: 'professional', label: __( 'Professional', 'seo-rank-genius' ) },
	{ value: 'confident', label: __( 'Confident', 'seo-rank-genius' ) },
	{ value: 'playful', label: __( 'Playful', 'seo-rank-genius' ) },
];

const lengths = () => [
	{ value: 'same', label: __( 'The same', 'seo-rank-genius' ) },
	{ value: 'shorter', label: __( 'Shorter', 'seo-rank-genius' ) },
	{ value: 'longer', label: __( 'Longer', 'seo-rank-genius' ) },
];

/** What came back for the texts that were sent. */
interface Answer {
	places: TextPlace[];
	text: string;
}

function lostText( lost: number ): string {
	return sprintf(
		/* translators: %s: a number. */
		_n(
			'%s link or format has no words to stand on any more and will be lost.',
			'%s links or formats have no words to stand on any more and will be lost.',
			lost,
			'seo-rank-genius'
		),
		formatNumber( lost )
	);
}

function Comparison( {
	answer,
	onDone,
}: {
	answer: Answer;
	onDone: () => void;
} ) {
	const [ isStale, setStale ] = useState( false );
	const texts = rewritten( answer.places, answer.text );
	const lost = texts?.reduce( ( sum, text ) => sum + text.lost, 0 ) ?? 0;
	const accept = () => {
		if ( texts === null || ! isUnchanged( answer.places ) ) {
			setStale( true );
			return;
		}
		writeTexts( texts );
		onDone();
	};
	return (
		<>
			{ ( texts ?? [] ).map( ( { place, value } ) => (
				<div
					key={ place.clientId + place.attribute }
					className="srg-editor__text"
				>
					<del>{ place.value.text }</del>
					<ins>{ value.text }</ins>
				</div>
			) ) }
			{ texts === null && (
				<>
					<p role="alert" className="srg-error">
						{ __(
							'It has not as many paragraphs as were chosen, so it cannot take their place by itself. Copy what you need.',
							'seo-rank-genius'
						) }
					</p>
					<div className="srg-editor__text">{ answer.text }</div>
				</>
			) }
			{ lost > 0 && <p>{ lostText( lost ) }</p> }
			{ isStale && (
				<p role="alert" className="srg-error">
					{ __(
						'These blocks were changed meanwhile. Undo that, or choose them again and use the result from the earlier results.',
						'seo-rank-genius'
					) }
				</p>
			) }
			<div className="srg-editor__choice">
				{ texts !== null && (
					<Button variant="primary" onClick={ accept }>
						{ __( 'Replace these blocks', 'seo-rank-genius' ) }
					</Button>
				) }
				<Button variant="tertiary" onClick={ onDone }>
					{ __( 'Discard', 'seo-rank-genius' ) }
				</Button>
			</div>
		</>
	);
}

export function RewritePanel() {
	const places = rewritable( useSelectedBlocks() );
	const [ tone, setTone ] = useState( 'as_is' );
	const [ length, setLength ] = useState( 'same' );
	const [ simpler, setSimpler ] = useState( false );
	const [ answer, setAnswer ] = useState< Answer | null >( null );
	const text = asText( places );
	return (
		<Panel name="rewrite" title={ __( 'Rewrite', 'seo-rank-genius' ) }>
			<p className="srg-quiet">
				{ places.length === 0
					? __(
							'Choose one or several blocks of text in the post.',
							'seo-rank-genius'
						)
					: sprintf(
							/* translators: %s: a number. */
							_n(
								'%s text chosen.',
								'%s texts chosen.',
								places.length,
								'seo-rank-genius'
							),
							formatNumber( places.length )
						) }
			</p>
			<SelectControl
				__nextHasNoMarginBottom
				__next40pxDefaultSize
				label={ __( 'Tone', 'seo-rank-genius' ) }
				value={ tone }
				options={ tones() }
				onChange={ setTone }
			/>
			<SelectControl
				__nextHasNoMarginBottom
				__next40pxDefaultSize
				label={ __( 'Length', 'seo-rank-genius' ) }
				value={ length }
				options={ lengths() }
				onChange={ setLength }
			/>
			<CheckboxControl
				__nextHasNoMarginBottom
				label={ __( 'Simpler words', 'seo-rank-genius' ) }
				checked={ simpler }
				onChange={ setSimpler }
			/>
			<Generate
				feature="rewrite"
				label={ __( 'Rewrite', 'seo-rank-genius' ) }
				price={
					text === ''
						? null
						: priceInCredits( {
								feature: 'rewrite',
								code_points: countCodePoints( text ),
							} )
				}
				input={ () => ( { text, tone, length, simpler } ) }
				onMade={ ( result ) =>
					setAnswer( { places, text: rewrittenOf( result ) } )
				}
			/>
			{ answer !== null && (
				<Comparison
					answer={ answer }
					onDone={ () => setAnswer( null ) }
				/>
			) }
			<History
				feature="rewrite"
				onUse={ ( result ) =>
					setAnswer( { places, text: rewrittenOf( result ) } )
				}
			/>
		</Panel>
	);
}
