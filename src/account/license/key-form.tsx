// Connecting with a license key. The key goes to PHP once and is never shown again.
import { Button, TextControl } from '@wordpress/components';
import { useEffect, useId, useRef, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { connectKeyMutation } from '../../queries/license';
import { connectingText } from './connecting-text';
import { FormError } from './trial-form';

export interface KeyFormProps {
	onConnected: () => void;
}

export function KeyForm( { onConnected }: KeyFormProps ) {
	const [ key, setKey ] = useState( '' );
	const errorId = useId();
	const field = useRef< HTMLInputElement >( null );
	const connect = useMutation( connectKeyMutation() );

	// The person has just chosen this way.
	useEffect( () => field.current?.focus(), [] );

	const submit = ( event: FormEvent ) => {
		event.preventDefault();
		if ( ! connect.isPending ) {
			void connect
				.mutateAsync( key.trim() )
				.then( onConnected, () => undefined );
		}
	};
	const error =
		connect.error === null
			? null
			: connectingText( connect.error, {
					not_found: __(
						'That license key is not known. Copy it again from your purchase email, from its first to its last character.',
						'seo-rank-genius'
					),
				} );
	return (
		<form onSubmit={ submit } className="srg-form">
			<TextControl
				__next40pxDefaultSize
				__nextHasNoMarginBottom
				ref={ field }
				label={ __( 'License key', 'seo-rank-genius' ) }
				className="srg-form__key"
				value={ key }
				onChange={ setKey }
				autoComplete="off"
				spellCheck={ false }
				required
				aria-describedby={ errorId }
			/>
			<FormError id={ errorId } text={ error } />
			<div className="srg-form__actions">
				<Button
					__next40pxDefaultSize
					type="submit"
					variant="primary"
					isBusy={ connect.isPending }
					disabled={ key.trim() === '' || connect.isPending }
					accessibleWhenDisabled
				>
					{ __( 'Connect', 'seo-rank-genius' ) }
				</Button>
			</div>
		</form>
	);
}
