// Account › License: the three ways to connect, or the license that this site is connected to.
import { useRef } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { Account } from '../../api/generated/account';
import { codeText } from '../../components/error-text';
import { FocusHandOver } from '../../components/focus-hand-over';
import { NoticeCard } from '../../components/notice-card';
import type { Way } from '../route';
import { Connect } from './connect';
import { Connected } from './connected';

/** PHP comes back from the plans page with the code of what went wrong, if something did. */
function returnProblem(): string | null {
	const code = new URLSearchParams( window.location.search ).get(
		'connect_problem'
	);
	if ( code === null ) {
		return null;
	}
	if ( code === 'code_expired' || code === 'forbidden' ) {
		return __(
			'The connection was not finished in time, or in another browser. Nothing is lost: choose “View Plans” once more, and connect from there.',
			'seo-rank-genius'
		);
	}
	return codeText( code );
}

export interface LicenseTabProps {
	account: Account;
	way: Way;
	onConnected: () => void;
}

export function LicenseTab( { account, way, onConnected }: LicenseTabProps ) {
	const problem = returnProblem();
	const isConnected = account.connection === 'connected';
	const slot = useRef( false );
	return (
		<>
			{ problem !== null && ! isConnected && (
				<NoticeCard status="error">{ problem }</NoticeCard>
			) }
			{ isConnected && (
				<FocusHandOver key="connected" slot={ slot }>
					<Connected
						account={ account }
						onDisconnected={ () => {
							// The focus is in the dialog, which is elsewhere in the document.
							slot.current = true;
						} }
					/>
				</FocusHandOver>
			) }
			{ ! isConnected && account.can.manage_license && (
				<FocusHandOver key="connect" slot={ slot }>
					<Connect
						account={ account }
						way={ way }
						onConnected={ onConnected }
					/>
				</FocusHandOver>
			) }
			{ ! isConnected && ! account.can.manage_license && (
				<NoticeCard status="info">
					{ __(
						'An administrator of this site can connect it.',
						'seo-rank-genius'
					) }
				</NoticeCard>
			) }
		</>
	);
}
