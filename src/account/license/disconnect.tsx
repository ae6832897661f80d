// Disconnecting this site, once it was confirmed.
import { Button, Modal } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { useMutation } from '@tanstack/react-query';
import type { Account } from '../../api/generated/account';
import { errorText } from '../../components/error-text';
import { disconnectMutation } from '../../queries/license';

export interface DisconnectProps {
	account: Account;
	/** Before the license gives way to the ways to connect. */
	onDisconnected: () => void;
}

export function Disconnect( { account, onDisconnected }: DisconnectProps ) {
	const [ isOpen, setOpen ] = useState( false );
	const disconnect = useMutation( disconnectMutation() );
	const close = () => {
		setOpen( false );
		disconnect.reset();
	};
	return (
		<>
			<Button
				variant="secondary"
				isDestructive
				onClick={ () => setOpen( true ) }
			>
				{ __( 'Disconnect', 'seo-rank-genius' ) }
			</Button>
			{ isOpen && (
				<Modal
					size="small"
					title={ sprintf(
						/* translators: %s: this site's address. */
						__( 'Disconnect %s?', 'seo-rank-genius' ),
						account.domain
					) }
					onRequestClose={ close }
				>
					<p>
						{ __(
							'AI features stop on this site. All credits stay with your license: connect this site again to use them.',
							'seo-rank-genius'
						) }
					</p>
					{ disconnect.error !== null && (
						<p role="alert" className="srg-error">
							{ errorText( disconnect.error ) }
						</p>
					) }
					<div className="srg-modal__actions">
						<Button variant="tertiary" onClick={ close }>
							{ __( 'Keep connected', 'seo-rank-genius' ) }
						</Button>
						<Button
							variant="primary"
							isDestructive
							isBusy={ disconnect.isPending }
							disabled={ disconnect.isPending }
							accessibleWhenDisabled
							onClick={ () =>
								disconnect.mutate( undefined, {
									onSuccess: onDisconnected,
								} )
							}
						>
							{ __( 'Disconnect', 'seo-rank-genius' ) }
						</Button>
					</div>
				</Modal>
			) }
		</>
	);
}
