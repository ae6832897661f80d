// Asks before something that cannot be taken for granted: what will happen, and the way out.
import { Button, Modal } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { ReactNode } from 'react';

export interface ConfirmationProps {
	title: string;
	children: ReactNode;
	/** What the button that goes on says. */
	confirmLabel: string;
	onConfirm: () => void;
	onCancel: () => void;
}

export function Confirmation( {
	title,
	children,
	confirmLabel,
	onConfirm,
	onCancel,
}: ConfirmationProps ) {
	return (
		<Modal title={ title } size="small" onRequestClose={ onCancel }>
			<p>{ children }</p>
			<div className="srg-confirmation">
				<Button variant="tertiary" onClick={ onCancel }>
					{ __( 'Cancel', 'seo-rank-genius' ) }
				</Button>
				<Button variant="primary" onClick={ onConfirm }>
					{ confirmLabel }
				</Button>
			</div>
		</Modal>
	);
}
