// The tabs of Account: which there are for this person, and the way to each.
import { __ } from '@wordpress/i18n';
import type { MouseEvent } from 'react';
import type { Account } from '../api/generated/account';
import { routeAddress, type Route, type Tab } from './route';

/** Usage names people, and a manager site sees the others: both are for those who manage the license. */
export function tabs(
	account: Account | undefined
): { tab: Tab; label: string }[] {
	const mayManage =
		account !== undefined &&
		account.site_id !== null &&
		account.can.manage_license;
	return [
		{ tab: 'credits', label: __( 'Credits', 'seo-rank-genius' ) },
		...( mayManage
			? [
					{
						tab: 'usage' as const,
						label: __( 'Usage', 'seo-rank-genius' ),
					},
				]
			: [] ),
		...( mayManage && account.site?.is_manager === true
			? [
					{
						tab: 'agency' as const,
						label: __( 'Agency', 'seo-rank-genius' ),
					},
				]
			: [] ),
		{ tab: 'license', label: __( 'License', 'seo-rank-genius' ) },
		{
			tab: 'personalization',
			label: __( 'Personalization', 'seo-rank-genius' ),
		},
	];
}

export interface TabsProps {
	account: Account | undefined;
	current: Tab;
	/** Tabs that this script draws; the others are pages of their own. */
	here: readonly Tab[];
	onSelect: ( route: Route ) => void;
}

export function Tabs( { account, current, here, onSelect }: TabsProps ) {
	const select = ( event: MouseEvent, tab: Tab ) => {
		// A modified click opens the link in another tab, as any link does.
		const isModified = event.metaKey || event.ctrlKey || event.shiftKey;
		if ( isModified || ! here.includes( tab ) ) {
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
			{ tabs( account ).map( ( { tab, label } ) => (
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
