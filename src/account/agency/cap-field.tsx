// A site’s cap, edited in place. What was typed stays until it is saved.
import { Button, TextControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import type { LicenseSite } from '../../api/generated/license-site';
import { errorText } from '../../components/error-text';
import { setCapMutation } from '../../queries/sites';
import { readCap } from './share';

function asTyped( cap: number | null ): string {
	return cap === null ? '' : String( cap );
}

export function CapField( {
	site,
	name,
	problems,
}: {
	site: LicenseSite;
	/** What the site is called on this screen. */
	name: string;
	problems: Parameters< typeof errorText >[ 1 ];
} ) {
	// null: nothing is typed that is not saved.
	const [ typed, setTyped ] = useState< string | null >( null );
	const [ isUnreadable, setUnreadable ] = useState( false );
	const set = useMutation( setCapMutation( site.id ) );
	const value = typed ?? asTyped( site.cap );
	const isChanged = value.trim() !== asTyped( site.cap );

	const save = ( event: FormEvent ) => {
		event.preventDefault();
		const cap = readCap( value );
		setUnreadable( cap === undefined );
		if ( cap === undefined || ! isChanged ) {
			return;
		}
		set.mutate( cap, { onSuccess: () => setTyped( null ) } );
	};

	const error = isUnreadable
		? __(
				'Write a whole number of credits, such as 500. Leave it empty for no cap; 0 keeps the site from the Shared pool.',
				'seo-rank-genius'
			)
		: set.error && errorText( set.error, problems );
	return (
		<form className="srg-cap" onSubmit={ save } noValidate>
			<TextControl
				__next40pxDefaultSize
				__nextHasNoMarginBottom
				hideLabelFromVision
				label={ sprintf(
					/* translators: %s: a site. */
					__( 'Cap of %s', 'seo-rank-genius' ),
					name
				) }
				inputMode="numeric"
				placeholder={ __( 'No cap', 'seo-rank-genius' ) }
				value={ value }
				aria-invalid={ isUnreadable }
				onChange={ ( next ) => {
					setTyped( next );
					setUnreadable( false );
					set.reset();
				} }
			/>
			{ ( isChanged || set.isPending ) && (
				<Button
					__next40pxDefaultSize
					type="submit"
					variant="secondary"
					isBusy={ set.isPending }
					disabled={ set.isPending }
					accessibleWhenDisabled
				>
					{ __( 'Save', 'seo-rank-genius' ) }
				</Button>
			) }
			<span role="status">
				{ set.isSuccess &&
					! isChanged &&
					__( 'Saved.', 'seo-rank-genius' ) }
			</span>
			{ error && (
				<p role="alert" className="srg-error">
					{ error }
				</p>
			) }
		</form>
	);
}
