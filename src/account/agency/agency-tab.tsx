// Account › Agency: which site takes how much of the Shared pool, and what bounds it. Only on a manager site.
import { ExternalLink } from '@wordpress/components';
import { useId } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { useQuery } from '@tanstack/react-query';
import type { Account } from '../../api/generated/account';
import type { LicenseSite } from '../../api/generated/license-site';
import { creditsText } from '../../components/credits-text';
import { DataTable, type Column } from '../../components/data-table';
import { formatMonth } from '../../components/format';
import { Failed, Loading } from '../../components/query-states';
import { accountPagesAddress } from '../../page-address';
import { sitesQuery } from '../../queries/sites';
import { takenThisMonth } from './share';
import { siteRow } from './site-row';

function columns(): Column[] {
	return [
		{ key: 'site', name: __( 'Site', 'seo-rank-genius' ) },
		{
			key: 'taken',
			name: __( 'Shared Credits this month', 'seo-rank-genius' ),
		},
		{ key: 'trend', name: __( 'Six months', 'seo-rank-genius' ) },
		{ key: 'cap', name: __( 'Cap per month', 'seo-rank-genius' ) },
		{
			key: 'domain',
			name: __( 'Domain Credits', 'seo-rank-genius' ),
			isNumber: true,
		},
		{ key: 'hide', name: __( 'Hide Shared', 'seo-rank-genius' ) },
	];
}

function Sites( {
	account,
	sites,
}: {
	account: Account;
	sites: readonly LicenseSite[];
} ) {
	const taken = sites.reduce(
		( sum, site ) => sum + takenThisMonth( site ),
		0
	);
	const month = sites[ 0 ]?.months.at( -1 )?.month;
	return (
		<>
			{ month !== undefined && (
				<p>
					{ sprintf(
						/* translators: 1: such as "1,240 credits". 2: a month such as November. */
						__(
							'All sites together have taken %1$s from the Shared pool in %2$s (UTC).',
							'seo-rank-genius'
						),
						creditsText( taken ),
						formatMonth( month )
					) }
				</p>
			) }
			<DataTable
				caption={ __(
					'Sites of this license, the one that took most this month first',
					'seo-rank-genius'
				) }
				columns={ columns() }
				rows={ sites.map( ( site ) =>
					siteRow( site, sites, site.id === account.site_id )
				) }
			/>
			<p className="srg-quiet">
				{ __(
					'A cap is the most that a site may take from the Shared pool in a calendar month (UTC); its Domain Credits are not bounded by it. Where Shared is hidden, the people of that site see neither the pool’s figures nor what could be bought for it.',
					'seo-rank-genius'
				) }
			</p>
		</>
	);
}

export function AgencyTab( { account }: { account: Account } ) {
	const id = useId();
	const query = useQuery( sitesQuery() );
	return (
		<section className="srg-card" aria-labelledby={ id }>
			<h2 className="srg-heading" id={ id }>
				{ __( 'Agency', 'seo-rank-genius' ) }
			</h2>
			{ query.data === undefined && ! query.isError && <Loading /> }
			{ query.isError && (
				<Failed
					query={ query }
					special={ {
						forbidden: __(
							'This site is not a manager any more. The owner sets that on the account’s pages.',
							'seo-rank-genius'
						),
					} }
				/>
			) }
			{ query.data !== undefined && (
				<Sites account={ account } sites={ query.data.sites } />
			) }
			<p>
				<ExternalLink
					href={ accountPagesAddress( account.cloud_host ) }
				>
					{ __(
						'Transfer credits, disconnect sites, buy for them, choose managers',
						'seo-rank-genius'
					) }
				</ExternalLink>
			</p>
		</section>
	);
}
