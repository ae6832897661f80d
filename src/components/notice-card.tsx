// A notice that stays: what is the matter, and its one next step.
import { Notice } from '@wordpress/components';
import type { ReactNode } from 'react';

export interface NoticeCardProps {
	status: 'info' | 'warning' | 'error' | 'success';
	children: ReactNode;
	/** The next step: a button or a link. */
	action?: ReactNode;
	onRemove?: () => void;
}

export function NoticeCard( {
	status,
	children,
	action,
	onRemove,
}: NoticeCardProps ) {
	return (
		<Notice
			className="srg-notice"
			status={ status }
			isDismissible={ onRemove !== undefined }
			// Without the action: its buttons are no news, and hooks in them must not run here.
			spokenMessage={ children }
			politeness={ status === 'error' ? 'assertive' : 'polite' }
			{ ...( onRemove === undefined ? {} : { onRemove } ) }
		>
			<div className="srg-notice__text">{ children }</div>
			{ action !== undefined && (
				<div className="srg-notice__action">{ action }</div>
			) }
		</Notice>
	);
}
