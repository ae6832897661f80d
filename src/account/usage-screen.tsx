// SEO Rank Genius › Account › Usage and Agency: a script of their own, so that Credits does not carry them.
import { useRef } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { useQuery } from '@tanstack/react-query';
import { FocusHandOver } from '../components/focus-hand-over';
import { Failed, Loading } from '../components/query-states';
import { accountQuery } from '../queries/account';
import { AgencyTab } from './agency/agency-tab';
import { useRoute } from './route';
import { Tabs, tabs } from './tabs';
import { UsageTab } from './usage/usage-tab';

const HERE = [ 'usage', 'agency' ] as const;

export function UsageScreen() {
	const [ asked, go ] = useRoute();
	const account = useQuery( accountQuery() );
	const slot = useRef( false );
	const shown = tabs( account.data );
	// An address may ask for a tab that is not for this person or this site.
	const isShown = shown.some( ( { tab } ) => tab === asked.tab );
	const tab = asked.tab === 'agency' && isShown ? 'agency' : 'usage';

	return (
		<>
			<h1 className="srg-title">
				{ __( 'Account', 'seo-rank-genius' ) }
			</h1>
			<Tabs
				account={ account.data }
				current={ tab }
				here={ HERE }
				onSelect={ go }
			/>
			{ account.isPending && <Loading /> }
			{ account.isError && account.data === undefined && (
				<Failed query={ account } />
			) }
			{ account.data !== undefined && (
				<FocusHandOver key={ tab } slot={ slot }>
					{ shown.every( ( one ) => one.tab !== 'usage' ) && (
						<p>
							{ __(
								'This is shown to those who manage the license, once this site is connected.',
								'seo-rank-genius'
							) }
						</p>
					) }
					{ tab === 'usage' &&
						shown.some( ( one ) => one.tab === 'usage' ) && (
							<UsageTab account={ account.data } />
						) }
					{ tab === 'agency' && (
						<AgencyTab account={ account.data } />
					) }
				</FocusHandOver>
			) }
		</>
	);
}
