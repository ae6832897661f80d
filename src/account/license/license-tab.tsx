// Account › License: the ways to connect, the license that this site is connected to, and what keeps it well.
import { useRef, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { Account } from '../../api/generated/account';
import { FocusHandOver } from '../../components/focus-hand-over';
import { NoticeCard } from '../../components/notice-card';
import type { Way } from '../route';
import { Connect } from './connect';
import { Connected } from './connected';
import { connectingCodeText } from './connecting-text';
import { Disconnect } from './disconnect';
import { Moved } from './moved';
import { RepairCard } from './repair-card';
import { SiteSettings } from './site-settings';

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
	return connectingCodeText( code );
}

interface BrokenProps {
	account: Account;
	onDisconnected: () => void;
}

/** The connection is of no use any more: why, and that connecting again brings everything back. */
function Broken( { account, onDisconnected }: BrokenProps ) {
	return (
		<NoticeCard
			status="error"
			action={
				<Disconnect
					account={ account }
					onDisconnected={ onDisconnected }
				/>
			}
		>
			{ account.connection === 'token_refused'
				? __(
						'The credits service no longer accepts this site’s connection. Connect it again; until then nothing is spent from here.',
						'seo-rank-genius'
					)
				: __(
						'This site’s security keys have changed, so its saved connection cannot be read. Connect it again; its credits are kept.',
						'seo-rank-genius'
					) }
		</NoticeCard>
	);
}

/** What the tab is about now. */
function shownPiece(
	{ connection, can }: Account,
	isReconnecting: boolean
): 'connected' | 'moved' | 'connect' | 'reconnect' | 'nothing' {
	if ( connection === 'connected' ) {
		return isReconnecting && can.manage_license ? 'reconnect' : 'connected';
	}
	if ( ! can.manage_license ) {
		return 'nothing';
	}
	return connection === 'site_moved' ? 'moved' : 'connect';
}

export interface LicenseTabProps {
	account: Account;
	way: Way;
	onConnected: () => void;
}

export function LicenseTab( { account, way, onConnected }: LicenseTabProps ) {
	const problem = returnProblem();
	const [ isReconnecting, setReconnecting ] = useState( false );
	const slot = useRef( false );
	const piece = shownPiece( account, isReconnecting );
	// The focus is in a dialog, which is elsewhere in the document.
	const takeFocus = () => {
		slot.current = true;
	};
	return (
		<>
			{ problem !== null && piece !== 'connected' && (
				<NoticeCard status="error">{ problem }</NoticeCard>
			) }
			{ piece === 'connected' && (
				<FocusHandOver key="connected" slot={ slot }>
					<Connected
						account={ account }
						onDisconnected={ takeFocus }
						onReconnect={ () => setReconnecting( true ) }
					/>
				</FocusHandOver>
			) }
			{ piece === 'moved' && (
				<FocusHandOver key="moved" slot={ slot }>
					<Moved account={ account } />
				</FocusHandOver>
			) }
			{ piece === 'connect' && (
				<FocusHandOver key="connect" slot={ slot }>
					{ account.connection.startsWith( 'token_' ) && (
						<Broken
							account={ account }
							onDisconnected={ takeFocus }
						/>
					) }
					<Connect
						account={ account }
						way={ way }
						onConnected={ onConnected }
					/>
				</FocusHandOver>
			) }
			{ piece === 'reconnect' && (
				<FocusHandOver key="reconnect" slot={ slot }>
					<Connect
						account={ account }
						way={ way }
						onConnected={ onConnected }
						onCancel={ () => setReconnecting( false ) }
					/>
				</FocusHandOver>
			) }
			{ piece === 'nothing' && (
				<NoticeCard status="info">
					{ __(
						'An administrator of this site can connect it.',
						'seo-rank-genius'
					) }
				</NoticeCard>
			) }
			{ account.can.manage_license && (
				<>
					<RepairCard />
					<SiteSettings />
				</>
			) }
		</>
	);
}
