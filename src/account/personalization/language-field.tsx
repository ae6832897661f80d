// The language and variant of spelling that texts are written in.
import { SelectControl } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { formatLanguage } from '../../components/format';
import { LANGUAGES } from './fields';

/** What stands for the language of the site among the values of the list. */
const SITE = '';

function nameOf( language: string | null ): string {
	return language === null
		? __( 'The language of this site', 'seo-rank-genius' )
		: formatLanguage( language );
}

export interface LanguageFieldProps {
	value: string | null;
	/** What somebody else has saved here while this was being edited. */
	theirs: string | null | undefined;
	isReadOnly: boolean;
	onChange: ( value: string | null ) => void;
}

export function LanguageField( {
	value,
	theirs,
	isReadOnly,
	onChange,
}: LanguageFieldProps ) {
	const tags = new Set< string >( LANGUAGES );
	if ( value !== null ) {
		tags.add( value );
	}
	const options = [ ...tags ]
		.map( ( tag ) => ( { value: tag, label: nameOf( tag ) } ) )
		.sort( ( one, other ) => one.label.localeCompare( other.label ) );
	return (
		<SelectControl
			__next40pxDefaultSize
			__nextHasNoMarginBottom
			label={ __( 'Language and spelling', 'seo-rank-genius' ) }
			disabled={ isReadOnly }
			value={ value ?? SITE }
			options={ [ { value: SITE, label: nameOf( null ) }, ...options ] }
			onChange={ ( tag ) => onChange( tag === SITE ? null : tag ) }
			help={
				theirs === undefined
					? undefined
					: sprintf(
							/* translators: %s: a language. */
							__( 'Saved meanwhile: %s', 'seo-rank-genius' ),
							nameOf( theirs )
						)
			}
		/>
	);
}
