// SEO Rank Genius › Account: its tabs, over the one account.
import { useRef, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { useQuery } from '@tanstack/react-query';
import { FocusHandOver } from '../components/focus-hand-over';
import { Failed, Loading } from '../components/query-states';
import { accountQuery } from '../queries/account';
import { CreditsTab } from './credits/credits-tab';
import { LicenseTab } from './license/license-tab';
import { PersonalizationTab } from './personalization/personalization-tab';
import { usePersonalization } from './personalization/use-personalization';
import { useRoute } from './route';
import { Tabs } from './tabs';

const HERE = [ 'credits', 'license', 'personalization' ] as const;

export function AccountScreen() {
	const [ asked, go ] = useRoute();
	const [ justConnected, setJustConnected ] = useState( false );
	const account = useQuery( accountQuery() );
	// Usage and Agency are a page of their own: who comes here with their address may not see them.
	const route = HERE.some( ( tab ) => tab === asked.tab )
		? asked
		: { tab: 'credits' as const, way: null };
	const personalization = usePersonalization(
		route.tab === 'personalization'
	);
	const slot = useRef( false );

	return (
		<>
			<h1 className="srg-title">
				{ __( 'Account', 'seo-rank-genius' ) }
			</h1>
			<Tabs
				account={ account.data }
				current={ route.tab }
				here={ HERE }
				onSelect={ go }
			/>
			{ account.isPending && <Loading /> }
			{ account.isError && account.data === undefined && (
				<Failed query={ account } />
			) }
			{ account.data !== undefined && (
				<FocusHandOver key={ route.tab } slot={ slot }>
					{ route.tab === 'credits' && (
						<CreditsTab
							account={ account.data }
							justConnected={ justConnected }
							onConnect={ ( way ) =>
								go( { tab: 'license', way } )
							}
						/>
					) }
					{ route.tab === 'license' && (
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
					{ route.tab === 'personalization' && (
						<PersonalizationTab
							account={ account.data }
							{ ...personalization }
						/>
					) }
				</FocusHandOver>
			) }
		</>
	);
}
