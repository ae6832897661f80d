// Starting a trial on one screen: the email address, then the code that was mailed to it.
import { Button, TextControl } from '@wordpress/components';
import { useEffect, useId, useRef, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import {
	confirmTrialMutation,
	startTrialMutation,
} from '../../queries/license';
import { connectingText } from './connecting-text';

const CODE_LENGTH = 6;

interface FieldError {
	id: string;
	text: string | null;
}

/** The error of a form: said at once, and tied to the field by its id. */
export function FormError( { id, text }: FieldError ) {
	return (
		<p id={ id } role="alert" className="srg-error">
			{ text }
		</p>
	);
}

interface SentCode {
	trialId: string;
	email: string;
}

interface CodeFormProps extends SentCode {
	onConnected: () => void;
	onResend: () => void;
	isResending: boolean;
}

function CodeForm( {
	email,
	trialId,
	onConnected,
	onResend,
	isResending,
}: CodeFormProps ) {
	const [ code, setCode ] = useState( '' );
	const errorId = useId();
	const field = useRef< HTMLInputElement >( null );
	const confirm = useMutation( confirmTrialMutation() );

	useEffect( () => field.current?.focus(), [ trialId ] );

	const send = ( digits: string ) =>
		void confirm
			.mutateAsync( { trialId, code: digits } )
			.then( onConnected, () => undefined );
	const onChange = ( typed: string ) => {
		const digits = typed.replace( /\D/g, '' ).slice( 0, CODE_LENGTH );
		setCode( digits );
		if ( digits.length === CODE_LENGTH && digits !== code ) {
			send( digits );
		}
	};
	const submit = ( event: FormEvent ) => {
		event.preventDefault();
		if ( code.length === CODE_LENGTH && ! confirm.isPending ) {
			send( code );
		}
	};
	const error =
		confirm.error === null
			? null
			: connectingText( confirm.error, {
					forbidden: __(
						'That code is wrong. Look at the email again and correct it here.',
						'seo-rank-genius'
					),
					code_expired: __(
						'That code has expired, was used, or was entered wrongly too often. Have a new one sent.',
						'seo-rank-genius'
					),
					not_found: __(
						'That code has expired. Have a new one sent.',
						'seo-rank-genius'
					),
				} );
	return (
		<form onSubmit={ submit } className="srg-form">
			<TextControl
				__next40pxDefaultSize
				__nextHasNoMarginBottom
				ref={ field }
				label={ sprintf(
					/* translators: %s: an email address. */
					__( 'The 6-digit code sent to %s', 'seo-rank-genius' ),
					email
				) }
				className="srg-form__code"
				value={ code }
				onChange={ onChange }
				inputMode="numeric"
				autoComplete="one-time-code"
				aria-describedby={ errorId }
			/>
			<FormError id={ errorId } text={ error } />
			<div className="srg-form__actions">
				<Button
					__next40pxDefaultSize
					type="submit"
					variant="primary"
					isBusy={ confirm.isPending }
					disabled={ code.length < CODE_LENGTH || confirm.isPending }
					accessibleWhenDisabled
				>
					{ __( 'Start trial', 'seo-rank-genius' ) }
				</Button>
				<Button
					variant="link"
					isBusy={ isResending }
					onClick={ onResend }
				>
					{ __( 'Send a new code', 'seo-rank-genius' ) }
				</Button>
			</div>
		</form>
	);
}

export interface TrialFormProps {
	onConnected: () => void;
}

export function TrialForm( { onConnected }: TrialFormProps ) {
	const [ email, setEmail ] = useState( '' );
	const [ sent, setSent ] = useState< SentCode | null >( null );
	const errorId = useId();
	const field = useRef< HTMLInputElement >( null );
	const start = useMutation( startTrialMutation() );

	// The person has just chosen this way.
	useEffect( () => field.current?.focus(), [] );

	const send = () => {
		const address = email.trim();
		start.mutate( address, {
			onSuccess: ( { trial_id: trialId } ) =>
				setSent( { trialId, email: address } ),
		} );
	};
	const submit = ( event: FormEvent ) => {
		event.preventDefault();
		if ( ! start.isPending ) {
			send();
		}
	};
	return (
		<>
			<form onSubmit={ submit } className="srg-form">
				<TextControl
					__next40pxDefaultSize
					__nextHasNoMarginBottom
					ref={ field }
					type="email"
					required
					label={ __( 'Email address', 'seo-rank-genius' ) }
					value={ email }
					onChange={ setEmail }
					autoComplete="email"
					aria-describedby={ errorId }
				/>
				<FormError
					id={ errorId }
					text={
						start.error === null
							? null
							: connectingText( start.error )
					}
				/>
				{ sent === null && (
					<div className="srg-form__actions">
						<Button
							__next40pxDefaultSize
							type="submit"
							variant="primary"
							isBusy={ start.isPending }
							disabled={ email.trim() === '' || start.isPending }
							accessibleWhenDisabled
						>
							{ __( 'Send code', 'seo-rank-genius' ) }
						</Button>
					</div>
				) }
			</form>
			{ sent !== null && (
				<CodeForm
					{ ...sent }
					onConnected={ onConnected }
					onResend={ send }
					isResending={ start.isPending }
				/>
			) }
		</>
	);
}
