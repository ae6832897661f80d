// One text for search engines: typed, or chosen from alternatives that were generated. It is saved with the post.
import { Button, TextControl, TextareaControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { alternativesOf } from '../../alternatives';
import { formatNumber } from '../../components/format';
import { countCodePoints } from '../../pricing';
import { Generate } from '../generate';
import { History } from '../history';
import { editSeo, liveTexts, type SeoTexts } from '../post';
import { LIMITS, type MetaName } from './limits';

function lengthText( name: MetaName, text: string ): string {
	const length = countCodePoints( text );
	const { short, long } = LIMITS[ name ];
	const figure = sprintf(
		/* translators: 1: how long a text is. 2: how long it should be at most. */
		__( '%1$s of at most %2$s characters.', 'seo-rank-genius' ),
		formatNumber( length ),
		formatNumber( long )
	);
	if ( length > long ) {
		return `${ figure } ${ __( 'Search engines cut it.', 'seo-rank-genius' ) }`;
	}
	return length > 0 && length < short
		? `${ figure } ${ __( 'There is room for more.', 'seo-rank-genius' ) }`
		: figure;
}

interface AlternativesProps {
	texts: string[];
	now: string;
	onChoose: ( text: string ) => void;
}

function Alternatives( { texts, now, onChoose }: AlternativesProps ) {
	return (
		<ul className="srg-editor__list">
			{ texts.map( ( text ) => (
				<li key={ text }>
					<p>{ text }</p>
					<Button
						variant="secondary"
						size="small"
						disabled={ text === now }
						accessibleWhenDisabled
						onClick={ () => onChoose( text ) }
					>
						{ text === now
							? __( 'In use', 'seo-rank-genius' )
							: __( 'Use this', 'seo-rank-genius' ) }
					</Button>
				</li>
			) ) }
		</ul>
	);
}

export interface MetaFieldProps {
	name: MetaName;
	label: string;
	seo: SeoTexts;
	/** What is shown where nothing is typed. */
	fallback: string;
}

export function MetaField( { name, label, seo, fallback }: MetaFieldProps ) {
	const [ alternatives, setAlternatives ] = useState< string[] >( [] );
	const text = seo[ name ];
	const take = ( result: unknown ) =>
		setAlternatives( alternativesOf( result ) );
	const field = {
		__nextHasNoMarginBottom: true as const,
		label,
		value: text,
		placeholder: fallback,
		help: lengthText( name, text ),
		onChange: ( typed: string ) => editSeo( seo, { [ name ]: typed } ),
	};
	return (
		<div className="srg-editor__field">
			{ name === 'meta_title' ? (
				<TextControl __next40pxDefaultSize { ...field } />
			) : (
				<TextareaControl { ...field } />
			) }
			<Generate
				feature={ name }
				label={ sprintf(
					/* translators: %s: a number. */
					_n(
						'Generate %s alternative',
						'Generate %s alternatives',
						3,
						'seo-rank-genius'
					),
					formatNumber( 3 )
				) }
				price={ 1 }
				input={ () => ( {
					...liveTexts(),
					alternatives: 3,
					focus_keyword: seo.focus_keyword,
				} ) }
				onMade={ take }
			/>
			<Alternatives
				texts={ alternatives }
				now={ text }
				onChoose={ ( chosen ) => editSeo( seo, { [ name ]: chosen } ) }
			/>
			<History feature={ name } onUse={ take } />
		</div>
	);
}
