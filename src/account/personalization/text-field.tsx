// One text of the form: its limit, and what somebody else has saved in it meanwhile.
import { Button, TextControl, TextareaControl } from '@wordpress/components';
import { useRef } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { formatNumber } from '../../components/format';
import { countCodePoints } from '../../pricing';
import {
	limitOf,
	type TextField as Field,
	type TextFieldAbout,
} from './fields';

/** By how many characters a text is too long; 0 where it is not. */
export function excess( field: Field, text: string ): number {
	return Math.max( 0, countCodePoints( text ) - limitOf( field ) );
}

function Help( {
	help,
	field,
	text,
}: Pick< TextFieldAbout, 'field' | 'help' > & { text: string } ) {
	const tooLong = excess( field, text );
	return (
		<span className="srg-text-field__help">
			<span>{ help }</span>
			{ tooLong > 0 ? (
				<strong className="srg-error">
					{ sprintf(
						/* translators: 1: a number of characters. 2: a number of characters. */
						__(
							'Too long by %1$s. At most %2$s characters fit.',
							'seo-rank-genius'
						),
						formatNumber( tooLong ),
						formatNumber( limitOf( field ) )
					) }
				</strong>
			) : (
				<span>
					{ sprintf(
						/* translators: 1: characters used. 2: characters allowed. */
						__( '%1$s of %2$s characters', 'seo-rank-genius' ),
						formatNumber( countCodePoints( text ) ),
						formatNumber( limitOf( field ) )
					) }
				</span>
			) }
		</span>
	);
}

export interface TextFieldProps extends TextFieldAbout {
	value: string;
	/** What somebody else has saved here while this was being edited. */
	theirs: string | undefined;
	isReadOnly: boolean;
	onChange: ( value: string ) => void;
}

export function TextField( {
	field,
	label,
	help,
	rows,
	value,
	theirs,
	isReadOnly,
	onChange,
}: TextFieldProps ) {
	const input = useRef< HTMLInputElement >( null );
	const area = useRef< HTMLTextAreaElement >( null );
	const props = {
		__nextHasNoMarginBottom: true,
		label,
		value,
		onChange,
		readOnly: isReadOnly,
		'aria-invalid': excess( field, value ) > 0,
		help: (
			<Help
				field={ field }
				text={ value }
				{ ...( help === undefined ? {} : { help } ) }
			/>
		),
	} as const;
	const takeTheirs = () => {
		onChange( theirs ?? '' );
		// The button goes away with its reason.
		( input.current ?? area.current )?.focus();
	};
	return (
		<div className="srg-text-field">
			{ rows === 1 ? (
				<TextControl __next40pxDefaultSize ref={ input } { ...props } />
			) : (
				<TextareaControl ref={ area } rows={ rows } { ...props } />
			) }
			{ theirs !== undefined && (
				<div className="srg-theirs">
					<p>
						{ __( 'Saved meanwhile:', 'seo-rank-genius' ) }{ ' ' }
						<q>{ theirs }</q>
					</p>
					<Button
						variant="secondary"
						size="compact"
						aria-label={ sprintf(
							/* translators: %s: the name of a field. */
							__( 'Use the saved text: %s', 'seo-rank-genius' ),
							label
						) }
						onClick={ takeTheirs }
					>
						{ __( 'Use the saved text', 'seo-rank-genius' ) }
					</Button>
				</div>
			) }
		</div>
	);
}
