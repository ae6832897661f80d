// "View Plans": asks WordPress for the cloud's plans page and goes there; the owner comes back connected.
import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { useMutation } from '@tanstack/react-query';
import { errorText } from '../components/error-text';
import { isSafeAddress } from '../page-address';
import { plansLinkMutation } from '../queries/license';

export interface ViewPlansProps {
	variant: 'primary' | 'secondary' | 'link';
	label?: string;
}

export function ViewPlans( { variant, label }: ViewPlansProps ) {
	const link = useMutation( plansLinkMutation() );
	const [ isUnsafe, setUnsafe ] = useState( false );

	const go = () =>
		link.mutate( undefined, {
			onSuccess: ( { url } ) => {
				setUnsafe( ! isSafeAddress( url ) );
				if ( isSafeAddress( url ) ) {
					window.open( url, '_self' );
				}
			},
		} );

	return (
		<>
			<Button
				variant={ variant }
				isBusy={ link.isPending }
				disabled={ link.isPending }
				accessibleWhenDisabled
				onClick={ go }
			>
				{ label ?? __( 'View Plans', 'seo-rank-genius' ) }
			</Button>
			{ link.error !== null && (
				<p role="alert" className="srg-error">
					{ errorText( link.error ) }
				</p>
			) }
			{ isUnsafe && (
				<p role="alert" className="srg-error">
					{ __(
						'The address of the plans page is not a secure one, so it was not opened.',
						'seo-rank-genius'
					) }
				</p>
			) }
		</>
	);
}
