// Connecting with the license key of wp-config.php: one click, and the key stays in PHP.
import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { useMutation } from '@tanstack/react-query';
import { connectConfiguredKeyMutation } from '../../queries/license';
import { connectingText } from './connecting-text';

export interface ConfiguredKeyProps {
	/** No other key is being entered. */
	isAlone: boolean;
	onConnected: () => void;
}

export function ConfiguredKey( { isAlone, onConnected }: ConfiguredKeyProps ) {
	const connect = useMutation( connectConfiguredKeyMutation() );
	return (
		<>
			<Button
				variant={ isAlone ? 'primary' : 'secondary' }
				isBusy={ connect.isPending }
				disabled={ connect.isPending }
				accessibleWhenDisabled
				onClick={ () =>
					void connect
						.mutateAsync()
						.then( onConnected, () => undefined )
				}
			>
				{ __(
					'Connect with the key from wp-config.php',
					'seo-rank-genius'
				) }
			</Button>
			{ connect.error !== null && (
				<p role="alert" className="srg-error">
					{ connectingText( connect.error, {
						not_found: __(
							'The license key in wp-config.php is not known. Correct it there, or enter another key here.',
							'seo-rank-genius'
						),
					} ) }
				</p>
			) }
		</>
	);
}
