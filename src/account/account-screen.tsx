// SEO Rank Genius › Account: its tabs, over the one account.
import { Button, Spinner } from '@wordpress/components';
import { useRef, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { useQuery } from '@tanstack/react-query';
import type { MouseEvent } from 'react';
import { errorText } from '../components/error-text';
import { FocusHandOver } from '../components/focus-hand-over';
import { NoticeCard } from '../components/notice-card';
import { accountQuery } from '../queries/account';
import { CreditsTab } from './credits/credits-tab';
import { LicenseTab } from './license/license-tab';
import { routeAddress, useRoute, type Route, type Tab } from './route';

function tabs(): { tab: Tab; label: string }[] {
	return [
		{ tab: 'credits', label: __( 'Credits', 'seo-rank-genius' ) },
		{ tab: 'license', label: __( 'License', 'seo-rank-genius' ) },
	];
}

interface TabsProps {
	current: Tab;
	onSelect: ( route: Route ) => void;
}

function Tabs( { current, onSelect }: TabsProps ) {
	const select = ( event: MouseEvent, tab: Tab ) => {
		// A modified click opens the link in another tab, as any link does.
		if ( event.metaKey || event.ctrlKey || event.shiftKey ) {
			return;
		}
		event.preventDefault();
		onSelect( { tab, way: null } );
	};
	return (
		<nav
			className="nav-tab-wrapper srg-tabs"
			aria-label={ __( 'Account', 'seo-rank-genius' ) }
		>
			{ tabs().map( ( { tab, label } ) => (
				<a
					key={ tab }
					href={ routeAddress( { tab, way: null } ) }
					className={
						tab === current ? 'nav-tab nav-tab-active' : 'nav-tab'
					}
					{ ...( tab === current
						? { 'aria-current': 'page' as const }
						: {} ) }
					onClick={ ( event ) => select( event, tab ) }
				>
					{ label }
				</a>
			) ) }
		</nav>
	);
}

export function AccountScreen() {
	const [ route, go ] = useRoute();
	const [ justConnected, setJustConnected ] = useState( false );
	const account = useQuery( accountQuery() );
	const slot = useRef( false );

	return (
		<>
			<h1 className="srg-title">
				{ __( 'Account', 'seo-rank-genius' ) }
			</h1>
			<Tabs current={ route.tab } onSelect={ go } />
			{ account.isPending && (
				<p className="srg-loading" role="status">
					<Spinner /> { __( 'Loading…', 'seo-rank-genius' ) }
				</p>
			) }
			{ account.isError && account.data === undefined && (
				<NoticeCard
					status="error"
					action={
						<Button
							variant="secondary"
							isBusy={ account.isFetching }
							onClick={ () => void account.refetch() }
						>
							{ __( 'Try again', 'seo-rank-genius' ) }
						</Button>
					}
				>
					{ errorText( account.error ) }
				</NoticeCard>
			) }
			{ account.data !== undefined && (
				<FocusHandOver key={ route.tab } slot={ slot }>
					{ route.tab === 'credits' ? (
						<CreditsTab
							account={ account.data }
							justConnected={ justConnected }
							onConnect={ ( way ) =>
								go( { tab: 'license', way } )
							}
						/>
					) : (
						<LicenseTab
							key={ route.way }
							account={ account.data }
							way={ route.way }
							onConnected={ () => {
								setJustConnected( true );
								go( { tab: 'credits', way: null } );
							} }
						/>
					) }
				</FocusHandOver>
			) }
		</>
	);
}
